"""What the columns of a list of facilities are called in the languages of the region.

A field is named by its code; `name:ru` and `staff:technician` are the ways to write fields that there are several of.
Words are compared folded, so that cases, scripts and spellings of one word meet.
"""

from collections.abc import Mapping

KEY, KIND, SECTORS, OWNERSHIP, TERRITORY = "key", "kind", "sectors", "ownership", "territory"
UNIT, PLACE, LATITUDE, LONGITUDE, POINT, ADDRESS = "admin_unit", "place", "latitude", "longitude", "point", "address"
ORGANISATION, STANDING, CAPABILITIES, LANGUAGES = "organisation", "standing", "capabilities", "languages"
WEBSITE, VERIFIED_ON, VERIFIED_BY, SOURCES = "website", "verified_on", "verified_by", "sources"
LEFT_OUT = ""
"""The field of a column that is not taken."""

NAME, STAFF, CONTACT = "name", "staff", "contact"

FIELD_WORDS: Mapping[str, str] = {
    NAME: "name|facility name|facility|name of facility|laboratory|laboratory name|institution|institution name|site "
    "name|"
    "displayname|название|наименование|наименование учреждения|название учреждения|наименование объекта|учреждение|"
    "лаборатория|наименование лаборатории|название лаборатории|наименование организации|объект|мекеме атауы|атауы|атау|"
    "мекеменин аталышы|аталышы|мекеме|nomi|muassasa nomi|номи|муассаса номи|ном|номгӯи муассиса|номи муассиса|нэр|"
    "байгууллагын нэр|нэрэ|نام|نام مرکز|نام موسسه|نوم|د مرکز نوم|نام ادارہ",
    KEY: "key|id|code|facility code|facility id|site id|uid|identifier|no in register|registration number|код|код "
    "объекта|"
    "код учреждения|идентификатор|реестровый номер|номер в реестре|коды|kodi|коди|рамз|код дугаар|کد|شناسه|کوډ",
    KIND: "kind|type|facility type|type of facility|level|category|service level|тип|тип учреждения|вид|категория|"
    "уровень|"
    "тип лаборатории|уровень лаборатории|түрі|мекеме түрі|түрү|turi|тури|навъ|намуд|төрөл|نوع|ډول|قسم",
    SECTORS: "sector|sectors|domain|ministry|сектор|отрасль|ведомство|министерство|сала|ведомствосы|тармак|soha|соҳа|"
    "vazirlik|вазирлик|соҳаи|вазорат|салбар|яам|سکتور|بخش|وزارت|محکمہ",
    OWNERSHIP: "ownership|owner|owner type|operator type|form of ownership|форма собственности|собственность|"
    "принадлежность|меншік нысаны|менчик формасы|mulk shakli|мулк шакли|шакли моликият|өмчийн хэлбэр|مالکیت|ملکیت",
    TERRITORY: "country|country code|iso3|territory|страна|государство|код страны|ел|өлкө|мамлекет|davlat|давлат|"
    "кишвар|"
    "улс|کشور|هیواد|ملک",
    UNIT: "region|province|oblast|state|admin1|adm1|governorate|administrative unit|область|регион|провинция|область "
    "город|"
    "облыс|аймақ|облус|viloyat|вилоят|ҳудуд|аймаг|ولایت|صوبہ|parent",
    PLACE: "city|town|settlement|place|locality|district|admin2|город|населенный пункт|населённый пункт|насел пункт|"
    "город "
    "село|район|район город|қала|елді мекен|аудан|шаар|калктуу конуш|shahar|шаҳар|tuman|ноҳия|шаҳр|хот|сум|شهر|ښار|"
    "ولسوالی|ضلع|شہر",
    LATITUDE: "latitude|lat|y|gps latitude|широта|с ш|северная широта|ендік|кеңдик|kenglik|кенглик|арз|арзи ҷуғрофӣ|"
    "өргөрөг|عرض البلد|عرض جغرافیایی|عرض بلد",
    LONGITUDE: "longitude|lon|lng|long|x|gps longitude|долгота|в д|восточная долгота|бойлық|узундук|uzunlik|узунлик|"
    "тӯл|"
    "тӯли ҷуғрофӣ|уртраг|طول البلد|طول جغرافیایی|طول بلد",
    POINT: "coordinates|gps|geopoint|location|gps coordinates|lat long|координаты|координата|геоточка|координаттар|"
    "координаттары|koordinatalar|координаталар|координатаҳо|солбицол|مختصات|موقعیت",
    ADDRESS: "address|street|postal address|адрес|юридический адрес|почтовый адрес|фактический адрес|улица|мекенжай|"
    "мекенжайы|дареги|дарек|manzil|манзил|нишонӣ|суроға|хаяг|آدرس|نشانی|پته",
    ORGANISATION: "organisation|organization|parent organisation|operator|umbrella body|организация|вышестоящая "
    "организация|учредитель|головная организация|ұйым|уюм|tashkilot|ташкилот|созмон|ташкилоти болоӣ|харьяа байгууллага|"
    "سازمان|اداره|اداره مربوطه",
    STANDING: "status|operational status|state|состояние|статус|действует|мәртебесі|статусу|holati|ҳолати|вазъият|"
    "төлөв|"
    "وضعیت|حالت|حیثیت",
    CAPABILITIES: "capability|capabilities|services|functions|what it can do|возможности|услуги|виды деятельности|"
    "направления|мүмкіндіктері|қызметтері|мүмкүнчүлүктөр|xizmatlar|хизматлар|имкониятҳо|хизматрасонӣ|чадавх|خدمات|"
    "توانایی ها|خدمتونه",
    LANGUAGES: "language|languages|working languages|язык|языки|рабочие языки|тілдер|тілі|тилдер|tillar|тиллар|забон|"
    "забонҳо|хэл|زبان|زبان ها|ژبې",
    WEBSITE: "website|web site|web|url|homepage|сайт|веб сайт|интернет страница|веб сайты|vebsayt|веб сайт|сомона|"
    "вэбсайт|"
    "وب سایت|ویب سائٹ",
    VERIFIED_ON: "verified on|date of verification|last updated|updated|last visit|as of|дата проверки|дата посещения|"
    "дата обновления|обновлено|по состоянию на|проверено|тексерілген күні|текшерилген күнү|tekshirilgan sana|"
    "текширилган сана|санаи санҷиш|шалгасан огноо|تاریخ|تاریخ بازدید|نېټه|date|дата|күні|sana",
    VERIFIED_BY: "verified by|verification body|checked by|кем проверено|проверил|проверяющий орган|тексерген|"
    "текшерген|"
    "kim tekshirgan|ким текширган|санҷида шуд аз тарафи|шалгасан|بررسی شده توسط",
    SOURCES: "source|sources|data source|reference|источник|источники|источник данных|дереккөз|булак|manba|манба|"
    "сарчашма|"
    "эх сурвалж|منبع|سرچینه|ماخذ",
}

CONTACT_WORDS: Mapping[str, str] = {
    "phone": "phone|telephone|phone number|tel|телефон|тел|номер телефона|телефоны|telefon|телефони|рақами телефон|"
    "утас|تلفن|"
    "شماره تلفن|ټیلیفون|فون",
    "mail": "e mail|email|mail|электронная почта|эл почта|почта|электрондық пошта|электрондук почта|elektron pochta|"
    "электрон почта|почтаи электронӣ|имэйл|ایمیل|برښنالیک",
}
"""Contacts of the facility's office, as a number or an address."""

STAFF_WORDS: Mapping[str, str] = {
    "laboratory_head": "heads of laboratory|heads|заведующие|руководители",
    "biosafety_officer": "biosafety officers|biosafety staff|специалисты по биобезопасности|ответственные за "
    "биобезопасность",
    "quality_manager": "quality managers|менеджеры по качеству",
    "specialist": "specialists|scientists|doctors|специалисты|врачи|врачи лаборанты|мамандар|адистер|mutaxassislar|"
    "мутахассислар|мутахассисон|эмч",
    "technician": "technicians|laboratory technicians|laboratory assistants|лаборанты|фельдшеры лаборанты|"
    "зертханашылар|"
    "лаборанттар|laborantlar|лаборантлар|лаборантҳо|лаборант",
    "trainer": "trainers|тренеры|преподаватели",
    "engineer": "engineers|инженеры",
    "waste_handler": "waste handlers|дезинфекторы",
    "support": "support staff|вспомогательный персонал|санитары",
}
"""Staff is counted by role. A bare total has no role and stays outside."""

LANGUAGE_WORDS: Mapping[str, str] = {
    "en": "en|eng|english|англ|английский|английском|ағылшын|англис|inglizcha|англӣ|انگلیسی",
    "ru": "ru|rus|russian|рус|русский|русском|орыс|орысша|орус|орусча|ruscha|русча|русӣ|орос|روسی",
    "kk": "kk|kaz|kazakh|каз|казахский|казахском|қазақ|қазақша",
    "ky": "ky|kir|kyr|kyrgyz|кырг|кыргызский|кыргызском|киргизский|кыргызча",
    "uz": "uz|uzb|uzbek|узб|узбекский|узбекском|lotin|oʻzbekcha|oʻzbek",
    "uz-cyrl": "uzcyrl|ўзбекча|ўзбек|кирилл|kirill",
    "tg": "tg|tgk|tajik|тадж|таджикский|таджикском|тоҷикӣ",
    "mn": "mn|mon|mongolian|монг|монгольский|монгол",
    "fa": "fa|dari|persian|farsi|дари|фарси|دری|فارسی",
    "ps": "ps|pashto|пушту|پښتو",
    "ur": "ur|urdu|урду|اردو",
}

LOCAL_WORDS = (
    "local|national|state language|на государственном языке|гос|госязык|государственном|национальном|ұлттық|milliy"
)
"""Words that say “the language of the country” and leave open which; then the letters of the values decide."""

ALONE = "date|дата|күні|sana|تاریخ"
"""Words that name a field only when nothing else stands in the heading: most dates are not of a verification."""

NOT_A_FIELD = (
    "no|n|nr|number|row|comment|comments|note|notes|remark|remarks|fax|"
    "№|номер|п п|no п п|примечание|примечания|факс|р с|т р|дугаар|тайлбар"
)
"""Columns that are known and have no place on a card; they are left out unless somebody says otherwise."""
