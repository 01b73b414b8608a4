"""What the coded words of a card are called in other people's lists, beside their names in every language of the
pages.
"""

from collections.abc import Mapping

from kerege.inventory.rules import column_words as words

SYNONYMS: Mapping[str, Mapping[str, str]] = {
    words.KIND: {
        "reference_laboratory": "reference|national laboratory|республиканская лаборатория|референс лаборатория|"
        "референтная лаборатория|национальная лаборатория|республикалық зертхана|республикалык лаборатория",
        "regional_laboratory": "regional|oblast laboratory|областная лаборатория|региональная лаборатория|областная|"
        "облыстық зертхана|облустук лаборатория|viloyat laboratoriyasi|вилоят лабораторияси|озмоишгоҳи вилоятӣ",
        "district_laboratory": "district|rayon laboratory|районная лаборатория|городская лаборатория|районная|"
        "городская|"
        "аудандық зертхана|райондук лаборатория|tuman laboratoriyasi|туман лабораторияси|озмоишгоҳи ноҳиявӣ",
        "university_laboratory": "university|вузовская лаборатория|кафедра|университет",
        "hospital_laboratory": "hospital|больница|госпиталь|клиническая лаборатория|лаборатория больницы|аурухана|"
        "оорукана|"
        "kasalxona|shifoxona|шифохона|беморхона",
        "training_centre": "training center|учебный центр|оқу орталығы|окуу борбору|oʻquv markazi|ўқув маркази|"
        "маркази таълимӣ",
        "field_station": "station|станция|полевая станция|противочумная станция|бекет",
        "mobile_laboratory": "mobile|мобильная лаборатория|передвижная лаборатория|жылжымалы зертхана|көчмө "
        "лаборатория",
        "border_post": "border crossing|пункт пропуска|пограничный пункт|шекара бекеті|чек ара посту",
        "other": "прочее|другое|иное|басқа|башка|boshqa|бошқа|дигар",
    },
    words.SECTORS: {
        "human": "health|public health|medical|здравоохранение|медицина|министерство здравоохранения|мз|денсаулық "
        "сақтау|"
        "саламаттык сактоо|sogʻliqni saqlash|соғлиқни сақлаш|тандурустӣ|moh",
        "animal": "veterinary|animal|agriculture|ветеринария|министерство сельского хозяйства|мсх|ветеринарный|"
        "veterinariya|байтарӣ|moa",
        "plant": "plant protection|plant quarantine|карантин растений|защита растений|фитосанитария",
        "food": "food|пищевая безопасность|безопасность пищевых продуктов|тамақ қауіпсіздігі",
        "environment": "environment|ecology|экология|окружающая среда|охрана окружающей среды",
        "border": "customs|border|таможня|граница|пограничная служба",
        "education": "education|science|образование|наука|білім|билим|taʼlim|таълим|маориф",
        "response": "emergency|чс|мчс|министерство по чрезвычайным ситуациям",
    },
    words.OWNERSHIP: {
        "public": "state|government|public|государственная|государственный|гос|республиканская|коммунальная|"
        "мемлекеттік|"
        "мамлекеттик|davlat|давлат|давлатӣ",
        "private": "private|частная|частный|жеке|жеке менчик|xususiy|хусусий|хусусӣ",
        "university": "university|вуз|университет",
        "not_recorded": "unknown|military|не указано|неизвестно|военная|военный",
    },
    words.STANDING: {
        "planned": "planned|планируется|в планах|жоспарланған",
        "operational": "working|works|active|open|functional|yes|1|действует|работает|действующая|функционирует|да|"
        "жұмыс істейді|иштейт|ishlaydi|ишлайди|фаъол",
        "suspended": "suspended|приостановлена|временно закрыта|не работает",
        "closed": "closed|no|0|закрыта|ликвидирована|нет|жабық|жабык|yopiq|ёпиқ",
    },
    words.CAPABILITIES: {
        "diagnostic": "diagnostics|testing|диагностика|исследования|диагностическая|диагностикалық",
        "training": "training|обучение|подготовка кадров|оқыту|окутуу",
        "repair": "repair|maintenance|ремонт|обслуживание",
        "transport": "transport|sample transport|транспортировка|перевозка образцов",
        "disposal": "waste|disposal|утилизация|обеззараживание отходов",
        "mobile_laboratory": "mobile|мобильная лаборатория",
        "reference": "reference|confirmation|референс|подтверждающие исследования",
    },
}
