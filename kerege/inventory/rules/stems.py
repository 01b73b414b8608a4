"""Beginnings of words, in the languages of the region, by which rules/lint.py knows what a text is about.

A stem stands for every word that begins with it: Russian, Turkic and Mongolian words change at their end.
"""

AGENTS = """
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
    vial ampoule ampule aliquot tube cryovial cryotube flask bottle
    пробир ампул флакон криопробир аликвот құты шиша ampula flakon probirka хуруу
    ویال آمپول لوله بطری شیشی
"""
UNITS = "ml мл mg мг µl мкл cfu кое pfu бое tcid50 gram грамм میلی‌لیتر"

TOGETHER = """
    collection bank stock holding repositor depositor museum inventor
    коллекц банк запас хранилищ музей депозит қор жинақ кор kolleksiya zaxira фонд маҷмӯа цуглуулга сан нөөц
    مجموعه کلکسیون ذخیره بانک ذخیرہ
"""
KEEPS = """
    keep kept hold held possess own maintain preserv stor
    хран имеет имеют содерж владе держ располага сақта сакта сақла saqla нигоҳ дорад хадгал
    نگهداری دارد دارای محفوظ رکھ ساتي
"""
STORES = """
    stor kept held
    хран сақта сакта сақла saqla нигоҳ хадгал
    نگهداری ذخیره محفوظ ذخیرہ
"""
STORAGE_PLACES = """
    freezer refrigerator fridge vault safe dewar nitrogen bunker storeroom
    морозильн холодильн сейф хранилищ дьюар мұздатқыш муздаткыч muzlatgich музлатгич музлаткич яхдон хөлдөөгч
    فریزر یخچال گاوصندوق فريزر
"""
NUMBERED_PLACES = (
    "room cabinet shelf rack box building комнат кабинет шкаф полк бокс здани бөлме xona хона өрөө اتاق کمرہ"
)
"""Places only when a number follows: a room for training is none."""

GUARDS = """
    guard fence alarm cctv camera lock gate door watchman
    охран забор огражд сигнализац видеонаблюд видеокамер замок замк двер ворот сторож турникет
    күзет qorovul қоровул посбон харуул نگهبان حصار دوربین دزدگیر قفل محافظ چوکیدار
"""
WEAK = """
    no not without none broken weak missing absent lacking lacks defective gap hole vulnerab nobody cannot disabled
    нет без не сломан слаб отсутств неисправ уязвим дыр отключ никто
    жоқ жок yoʻq yo‘q yo'q йўқ нест надорад байхгүй بدون ندارد خراب ضعیف نشته نہیں
"""
UNPROTECTED = "unlocked unguarded unsecured неохраняем незаперт"
HOURS = "shift rota schedule leaves смен график уходит"
CODES = "code password pin код пароль kod рамз رمز کود"
CODED = "door gate lock alarm entrance access keypad двер замк ворот сигнализац доступ вход eshik дар در"

STOPS = "for per to для на under detect test against до үчүн үшін uchun برای"
"""Between a container and an agent they say that the container is for a test."""
SAMPLES = "sample specimen transport medium media test detect kit проб образ тест набор сред диагност"
"""Behind an agent they say that it is a test, and not the agent itself."""
LEARNING = "training course assessment exercise lesson обучен курс оценк учени занят тренинг"
FIRE = "fire smoke пожар дым safety"

COLUMN_WORDS = """
    strain isolate pathogen agent virus toxin collection quantity amount titre storage stored freezer guard security
    vulnerab alarm cctv fence password stock
    штам изолят патоген возбудител вирус токсин коллекц титр хранен хранил морозил охран уязвим сигнализац пароль запас
    shtamm қоздырғыш козгогуч қўзғатувчи барангезанда омог үүсгэгч сақтау сактоо saqlash нигоҳдор хадгалал
    سویه پاتوژن نگهداری نگهبان ذخیره سٹرین
"""
