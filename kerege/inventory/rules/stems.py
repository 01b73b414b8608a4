"""Beginnings of words, in the languages of the region, by which it is known what a text (rules.lint) or a column of a
list (rules.excluded) is about. What a value looks like, such as a number with a unit, is said in rules.excluded.

A stem stands for every word that begins with it: Russian, Turkic and Mongolian words change at their end.
"""

from kerege.inventory.words.forbidden import Forbidden

GENERA = """
    bacillus anthracis yersinia pestis brucella francisella burkholderia coxiella rickettsia clostridium botulinum
    mycobacterium salmonella vibrio listeria orthopox henipavirus filovirus
    бацилл бруцелл иерсини франциселл буркхолдери коксиелл риккетси клостриди микобактери сальмонелл вибрион листери
"""
"""Agents by the names that science gives their kinds, the same in every language that writes with these letters."""

AGENTS = f"""
    {GENERA}
    agent pathogen strain isolate virus bacteri toxin spore culture
    агент патоген возбудител штам изолят вирус бактери токсин спор культур
    қоздырғыш козгогуч qoʻzgʻatuvchi qo‘zg‘atuvchi qo'zg'atuvchi қўзғатувчи shtamm барангезанда омог үүсгэгч
    عامل سویه پاتوژن ویروس باکتری کشت جراثیم وائرس سٹرین
"""
"""What may be dangerous."""

KEPT_THINGS = """
    strain isolate agent pathogen toxin штам изолят агент патоген возбудител токсин қоздырғыш козгогуч shtamm
    қўзғатувчи qo'zg'atuvchi qoʻzgʻatuvchi барангезанда омог үүсгэгч سویه پاتوژن جراثیم سٹرین عامل
"""
"""Of AGENTS those of which one can keep some: a laboratory that tests for a virus keeps none by that."""

NAMED_THINGS = "strain isolate штам изолят shtamm омог سویه سٹرین"
"""Of KEPT_THINGS those that have a name or a number of their own."""

NO_AGENTS = """
    pathogenic патогенност патогенез cultural культурн культура agency агентств agenc спорт virology virologic вирусолог
    bacteriolog бактериолог
"""
"""Words that begin like AGENTS and are none."""

CONTAINERS = """
    vial phial ampoule ampule aliquot tube microtube cryovial cryotube cryobox eppendorf flask bottle jar jars petri
    plate
    пробир ампул флакон криопробир криобокс аликвот виал эппендорф колб бутыл чашк
    құты шиша түтік ampula flakon probirka naycha shisha idish найча идиш бөтөлкө хуруу шил
    ویال آمپول لوله بطری شیشی شیشه میکروتیوب ټیوب بوتل امپول ٹیوب ایمپول وائل
"""
NO_CONTAINERS = "tuberc туберк колбас platelet plateau"
UNITS = """
    litre liter литр ml мл mg мг µl мкл cfu кое pfu бое tcid50 g г gram грамм milligram миллиграмм millilit миллилит
    میلی‌لیتر گرم میلی‌گرم
"""

PLAIN = """
    medium media water disinfect reagent glove kit buffer saline ethanol alcohol vaccine tip mask detergent chemical
    control standard lunch empty test
    сред вода воды водой воде дезинф реактив реагент перчат набор буфер физраствор спирт вакцин маск моющ
    контрол обед пуст учебн тест
    реактив су сув suv об ус vaksina reaktiv дору واکسین آب محیط ویکسین پانی
"""
"""What may stand in containers and in any refrigerator without being anybody's concern."""

TOGETHER = """
    collection bank biobank archive registr stock holding repositor depositor museum inventor
    коллекц банк биобанк архив реестр запас хранилищ музей депозит қор жинақ кор kolleksiya zaxira фонд маҷмӯа
    цуглуулга сан нөөц
    مجموعه کلکسیون ذخیره بانک ذخیرہ
"""
KEEPS = """
    keep kept hold held possess own maintain preserv stor
    хран имеет имеют содерж владе держ располага сақта сакта сақла saqla нигоҳ дорад хадгал
    نگهداری دارد دارای محفوظ رکھ ساتي
"""
STORES = """
    stor kept held sits locked lives lies
    хран лежит лежат стоит стоят заперт наход содерж держ сақта сакта сақла saqla нигоҳ хадгал
    نگهداری ذخیره محفوظ ذخیرہ
"""
STORAGE_PLACES = """
    freezer deep-freez deepfreez refrigerator fridge vault safe strongroom dewar nitrogen bunker storeroom coldroom
    cryotank cryostor cryobank
    морозил холодильн рефрижератор сейф хранилищ криохранил криобанк дьюар
    мұздатқыш тоңазытқыш муздаткыч тоңдургуч muzlatgich sovutgich seyf музлатгич музлаткич совутгич яхдон сардхона
    хөлдөөгч хөргөгч
    فریزر یخچال گاوصندوق سردخانه فريزر سیف فریج ریفریجریٹر تجوری
"""
COLD, ROOMS = "cold deep walk-in холодн", "room freeze комнат камер"
"""Two words that together are a place where something is kept cold."""
FURNITURE = "cupboard drawer shelf shelves rack шкаф полк ящик стеллаж"
"""Where nobody puts what is only meant to be talked of."""
ORDINALS = "first second third fourth fifth перв втор третий третья третье третьей четверт пятый пятая пятой"
NO_PLACES = "safety safely safer safeguard"
NUMBERED_PLACES = """
    room cabinet cupboard drawer shelf rack box building комнат кабинет шкаф полк ящик стеллаж бокс здани
    бөлме сөре бөлмө текче xona javon tokcha хона жавон токча утоқ өрөө тавиур шүүгээ اتاق قفسه کمرہ الماری خونه
"""
"""Places only when a number stands beside them: a room for training is none."""

GUARDS = """
    guard fence alarm cctv camera lock padlock gate door watchman
    охран забор огражд сигнализац видеонаблюд видеокамер замок замк двер ворот сторож турникет
    күзет qorovul қоровул посбон харуул نگهبان حصار دوربین دزدگیر قفل محافظ چوکیدار
"""
WEAK = """
    no not without none broken weak missing absent lacking lacks defective gap hole blind vulnerab nobody cannot
    disabled
    нет без не сломан слаб отсутств неисправ уязвим дыра дыры дыру слепы слепая отключ никто
    жоқ жок yoʻq yo‘q yo'q йўқ нест надорад байхгүй بدون ندارد خراب ضعیف نشته نہیں
"""
UNPROTECTED = "unlocked unguarded unsecured неохраняем незаперт"
HOURS = "shift rota schedule leaves смен график уходит"
EVERYBODY = "nobody anyone anybody никого никто любой кто-угодно"
WAYS_IN = "watches guards entrance walk войти зайти пройти входе"
OPENED, FROM_OUTSIDE = "gate door window ворот двер окно", "outside снаружи"
KEYS, HIDDEN = "keys ключи", "doormat mat hidden коврик спрятан"
"""A way in that is open to everybody: who, and how."""
NOT_WITHOUT = "without без register записа installed установлен"
"""Nobody enters without a pass: then it is closed."""
CODES = "code password pin пин-код пинкод код пароль kod рамз رمز کود"
CODED = "door gate lock alarm entrance access keypad двер замк ворот сигнализац доступ вход eshik дар در"

STOPS = "for per to для на under detect test against до үчүн үшін uchun برای"
"""Between a container and an agent they say that the container is for a test."""
SAMPLES = (
    "sample specimen transport medium media test detect kit reagent antigen serum vaccine broth agar "
    "проб образ тест набор сред диагност реагент реактив антиген сыворот вакцин бульон агар "
    "mice mouse rats мыш крыс yeast дрожж"
)
"""Behind an agent they say that it is a test, and not the agent itself."""
NUMBERS = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand dozen dozens half several
    один одна одно два две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать
    четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать тридцать сорок пятьдесят
    шестьдесят семьдесят восемьдесят девяносто сто двести триста тысяча дюжина десяток пол полтора несколько
    екі үш төрт бес алты жеті сегіз тоғыз эки үч төрт беш алты жети сегиз тогуз он ikki uch toʻrt besh olti yetti
    sakkiz икки уч тўрт беш олти етти саккиз ду се чор панҷ шаш ҳафт ҳашт хоёр гурав дөрөв тав зургаа долоо найм
    دو سه چهار پنج شش هفت هشت ده دوه درې څلور پنځه شپږ اووه اته تین چار پانچ چھ سات آٹھ
"""
NUMBER_SIGNS = "no nr n № номер number nomer рақам рақами نمبر شماره"
"""Whole words that are numbers, and those that stand before one."""
LEARNING = "training course assessment exercise lesson обучен курс оценк учени занят тренинг"
FIRE = "fire smoke пожар дым safety"

# -- headings of columns: folded, so that cases, scripts and spellings of one word meet --------------------------------

HEADINGS = {
    Forbidden.HOLDINGS: f"""
        {KEPT_THINGS} культур коллекци microorganism микроорганизм пба bpa ottk патогенд پاتوجن
    """,
    Forbidden.STORAGE: """
        storage stored repository cryobank biobank stock хранени хранилищ морозил холодильник криохранилищ
        сақтау сактоо saqlash сақлаш нигоҳдор хадгал ذخیره نگهداری ساتن freezer
    """,
    Forbidden.SECURITY: """
        охран guard alarm security сигнализац видеонаблюден cctv camera камер пропускн лаз lock замок keyholder пароль
        password fence күзет кузет qoʻriq қўриқ хамгаалалт vulnerab уязвим نگهبان محافظ
    """,
    Forbidden.PERSONS: """
        паспорт passport иин инн пинфл jshshir жшшир birth рожден туған туулган tugʻilgan туғилган төрсөн
        фио surname фамили отчеств телефоны домашн تذکره تولد
    """,
}
"""A heading with a word that begins so is about it."""

EXCUSES = {
    Forbidden.HOLDINGS: "групп group персонал staff допуск permit лицензи лиценз разрешени сельскохозяйств agency "
    "агентств agencies contact cultural",
    Forbidden.STORAGE: "труд здоров",
    Forbidden.SECURITY: "здоров труд окружающ health природ материнств environment детств food продовольств "
    "камеральн ready line",
    Forbidden.PERSONS: "",
}
"""Beside such a word the heading is about something else: groups of pathogenicity, labour protection."""

WHOLE = "lock лаз bpa пба иин инн фио пинфл stock жшшир jshshir лазы ottk camera"
"""Stems of headings that are whole words: longer words that begin so are others."""

AMOUNTS = "количеств число объем quantity amount number volume саны сан soni сони миқдор тоо тоон تعداد مقدار count"
OF_WHAT = f"{KEPT_THINGS} agent culture культур ампул vial пробирк проб sample образц микроорганизм namuna намуна үлгі"
SAMPLES_COUNTED = "проб sample образц намуна namuna үлгі"
COUNTED_FOR_WORK = "year год года annual month месяц day день сутки analys исследован"
"""An amount of samples beside such a word is work, and nothing that is kept."""
PHRASES = {
    Forbidden.HOLDINGS: "germs kept|species held|what we keep|виды что храним|что храним|"
    "biological material|organisms kept",
    Forbidden.QUANTITY: "no of tubes|no of vials|no of ampoules|no of strains",
    Forbidden.STORAGE: "location of samples|where stored|where kept|место проб|место образц|где лежит|где хран",
    Forbidden.SECURITY: "weak point|weak spot|слаб мест|слабые места|door code|код двери|"
    "код замка|night watch|ночной сторож",
}
"""Words that by themselves are harmless and together are not; of the heading as it is folded."""
NOTHING_ELSE = {
    Forbidden.HOLDINGS: "germ germs bug bugs микроб микробы биоматериал биоматериалы biomaterial",
    Forbidden.QUANTITY: "balance остаток остатки запас запасы",
    Forbidden.STORAGE: "cupboard shelf rack fridge шкаф полка стеллаж",
    Forbidden.SECURITY: "keys ключи забор fence",
}
"""Words that say so when nothing else stands in the heading."""
ALONE = "vials ampoules ампул ампулы пробирок титр titre titer ml мл кое cfu"
ONLY = "quantity amount количество миқдор хэмжээ مقدار ml мл"
"""An amount of something kept; words that by themselves say so; and words that do when nothing else stands there."""
