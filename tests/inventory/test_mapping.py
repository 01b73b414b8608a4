"""Which column is which: from headings in the region's languages, from values, from memory; and what is never taken."""

import pytest

from kerege.inventory.rules.excluded import excluded_column, excluded_heading, excluded_value
from kerege.inventory.rules.mapping import Known, Sample, Why, check_choice, memory_key, proposed
from kerege.inventory.words.forbidden import Forbidden
from kerege.lib.text import fold

pytestmark = pytest.mark.nodb


@pytest.fixture(autouse=True)
def _ground():
    """No database here."""


def fields(*columns, **more):
    samples = [
        Sample(chr(65 + n), *c) if isinstance(c, tuple) else Sample(chr(65 + n), c) for n, c in enumerate(columns)
    ]
    return [p.field for p in proposed(samples, **more)]


HEADINGS = {
    "en": ["Facility ID", "Facility name", "Type", "Sector", "Country", "Region", "City", "Latitude", "Longitude",
           "Address", "Website", "Verified on", "Source"],
    "ru": ["Код", "Наименование учреждения", "Тип учреждения", "Ведомство", "Страна", "Область", "Населённый пункт",
           "Широта", "Долгота", "Адрес", "Сайт", "Дата проверки", "Источник"],
    "kk": ["Коды", "Мекеме атауы", "Түрі", "Сала", "Ел", "Облыс", "Елді мекен", "Ендік", "Бойлық", "Мекенжайы",
           "Веб-сайты", "Тексерілген күні", "Дереккөз"],
    "ky": ["Код", "Мекеменин аталышы", "Түрү", "Тармак", "Өлкө", "Облус", "Шаар", "Кеңдик", "Узундук", "Дареги",
           "Сайт", "Текшерилген күнү", "Булак"],
    "uz": ["Kodi", "Muassasa nomi", "Turi", "Soha", "Davlat", "Viloyat", "Shahar", "Kenglik", "Uzunlik", "Manzil",
           "Veb-sayt", "Tekshirilgan sana", "Manba"],
    "uz-cyrl": ["Коди", "Муассаса номи", "Тури", "Соҳа", "Давлат", "Вилоят", "Шаҳар", "Кенглик", "Узунлик", "Манзил",
                "Сайт", "Текширилган сана", "Манба"],
    "tg": ["Рамз", "Номи муассиса", "Навъ", "Соҳаи", "Кишвар", "Вилоят", "Шаҳр", "Арзи ҷуғрофӣ", "Тӯли ҷуғрофӣ",
           "Суроға", "Сомона", "Санаи санҷиш", "Сарчашма"],
    "mn": ["Код", "Байгууллагын нэр", "Төрөл", "Салбар", "Улс", "Аймаг", "Хот", "Өргөрөг", "Уртраг", "Хаяг", "Вэбсайт",
           "Шалгасан огноо", "Эх сурвалж"],
    "fa": ["شناسه", "نام موسسه", "نوع", "بخش", "کشور", "ولایت", "شهر", "عرض جغرافیایی", "طول جغرافیایی", "آدرس",
           "وب سایت", "تاریخ بازدید", "منبع"],
}  # fmt: skip
EXPECTED = ["key", "name", "kind", "sectors", "territory", "admin_unit", "place", "latitude", "longitude", "address",
            "website", "verified_on", "sources"]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Дата", "verified_on"),
        ("Дата открытия", ""),
        ("openingDate", ""),
        ("Дата аккредитации", ""),
        ("Date", "verified_on"),
    ],
)
def test_a_day_alone_is_that_of_the_verification_and_any_other_day_is_not(heading, field):
    assert fields(("Name",), (heading, ("2020-01-01",) * 3))[1] == field


def test_bare_numbers_say_how_a_facility_stands_only_under_a_heading_that_asks():
    known = Known(values={"standing": {fold(w) for w in ("working", "0", "1")}})
    values = ("1", "1", "0")
    assert fields(("Name",), ("Managers", values), known=known)[1] == ""
    assert fields(("Name",), ("Status", values), known=known)[1] == "standing"
    assert fields(("Name",), ("Managers", ("working",) * 3), known=known)[1] == "standing"


@pytest.mark.parametrize("lang", HEADINGS)
def test_headings_are_known_in_the_languages_of_the_region(lang):
    assert [f.split(":")[0] for f in fields(*HEADINGS[lang])] == EXPECTED


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("name_ru", "name:ru"),
        ("Название (рус.)", "name:ru"),
        ("Наименование на русском языке", "name:ru"),
        ("Name::Kazakh (kk)", "name:kk"),
        ("Facility name (English)", "name:en"),
        ("nameEn", "name:en"),
        ("name (uz)", "name:uz"),
        ("facility/name", "name:en"),
        ("Расположение / Координаты / Широта", "latitude"),
        ("location/longitude", "longitude"),
        ("Широта, с.ш.", "latitude"),
        ("GPS coordinates", "point"),
        ("Latitud", "latitude"),
        ("Наименнование учреждения", "name:ru"),
        ("Персонал / Лаборанты", "staff:technician"),
        ("№ п/п", ""),
        ("Примечание", ""),
        ("Foo bar", ""),
    ],
)
def test_headings_as_they_occur(heading, field):
    assert (
        fields((heading, ("Лаборатория", "Больница", "Пункт")))[0] == field
        if "ru" in field
        else fields(heading)[0] == field
    )


def test_the_language_of_a_name_comes_from_its_letters_where_the_heading_does_not_say():
    kazakh = ("Атауы", ("Алматы қалалық ауруханасы", "Орал зертханасы", "Ақтөбе обаға қарсы күрес станциясы"))
    russian = ("Название", ("Алматинская больница", "Уральская лаборатория"))
    assert fields(kazakh, russian) == ["name:kk", "name:ru"]
    assert fields(("Name", ("Toshkent shahar markazi", "Sog'liq")), known=Known(language="uz")) == ["name:uz"]
    assert fields(("ном", ("شفاخانه", "لابراتوار"))) == ["name:fa"]


def test_values_speak_where_the_heading_is_silent():
    known = Known(values={"admin_unit": {fold("Ошская область"), fold("Таласская область")}})
    places = ("Столбец 4", ("Ошская область", "Таласская область", "Ошская область"))
    points = ("Столбец 5", ("40.5, 72.8", "42.5 72.2", "41.1; 74.2"))
    sites = ("Столбец 6", ("https://a.example", "www.b.example", "https://c.example/x"))
    assert fields(places, points, sites, known=known) == ["admin_unit", "point", "website"]
    assert fields(("Столбец 7", ("40.5", "42.5", "41.1"))) == [""]


def test_values_contradict_a_heading():
    found = proposed([Sample("A", "Широта", ("Ош", "Талас", "Нарын", "Баткен"))])[0]
    assert (found.reasons[0].why, found.field) in [(Why.CONTRADICTED, "latitude"), (Why.UNKNOWN, "")]


def test_no_field_is_proposed_twice_and_the_better_column_has_it():
    found = proposed([Sample("A", "Название организации"), Sample("B", "Название"), Sample("C", "Название")])
    assert [p.field for p in found].count("name:en") == 1
    assert found[1].field == "name:en"
    assert [r.why for r in found[2].reasons] == [Why.TAKEN]


def test_a_pair_of_columns_is_taken_before_one_column_with_both():
    assert fields("Координаты", "Широта", "Долгота") == ["", "latitude", "longitude"]


def test_what_was_chosen_for_a_sender_is_remembered_however_the_heading_is_written():
    remembered = {memory_key("Столбец  А"): "address", memory_key("Сайт"): ""}
    found = proposed([Sample("A", "столбец а"), Sample("B", "САЙТ"), Sample("C", "Адрес")], remembered=remembered)
    assert [p.field for p in found] == ["address", "", ""]
    assert [p.reasons[0].why for p in found] == [Why.REMEMBERED, Why.REMEMBERED, Why.TAKEN]


# -- what is never taken -----------------------------------------------------------------------------------------------

REFUSED_HEADINGS = {
    "Штаммы": Forbidden.HOLDINGS,
    "Strain collection": Forbidden.HOLDINGS,
    "Перечень возбудителей": Forbidden.HOLDINGS,
    "Виды ПБА": Forbidden.HOLDINGS,
    "Pathogens held": Forbidden.HOLDINGS,
    "Коллекция культур": Forbidden.HOLDINGS,
    "Қоздырғыштар": Forbidden.HOLDINGS,
    "Shtammlar": Forbidden.HOLDINGS,
    "سویه ها": Forbidden.HOLDINGS,
    "Количество штаммов": Forbidden.QUANTITY,
    "Number of vials": Forbidden.QUANTITY,
    "Объём культур, мл": Forbidden.QUANTITY,
    "Место хранения": Forbidden.STORAGE,
    "StorageRoom": Forbidden.STORAGE,
    "Freezer": Forbidden.STORAGE,
    "Сақтау орны": Forbidden.STORAGE,
    "Saqlash joyi": Forbidden.STORAGE,
    "Охрана": Forbidden.SECURITY,
    "CCTV": Forbidden.SECURITY,
    "Видеонаблюдение и сигнализация": Forbidden.SECURITY,
    "ФИО руководителя": Forbidden.PERSONS,
    "Дата рождения": Forbidden.PERSONS,
    "ИИН": Forbidden.PERSONS,
    "Passport": Forbidden.PERSONS,
    "Шта\u200bммы": Forbidden.HOLDINGS,
    "Str\u00adains": Forbidden.HOLDINGS,
    "Штaммы": Forbidden.HOLDINGS,  # with a Latin a
    "ＳＴＲＡＩＮＳ": Forbidden.HOLDINGS,
    "S t r a i n s": Forbidden.HOLDINGS,
    "ш_т_а_м_м_ы": Forbidden.HOLDINGS,
    "Количество": Forbidden.QUANTITY,
    "Security": Forbidden.SECURITY,
}
TAKEN_HEADINGS = [
    "Уровень биобезопасности",
    "Biosafety and biosecurity level",
    "Группа патогенности",
    "Количество сотрудников",
    "Number of staff",
    "Наименование противочумной станции",
    "Министерство здравоохранения",
    "Охрана окружающей среды",
    "Охрана здоровья",
    "Agency",
    "Clock",
    "Food security",
    "Name in English",
    "Quantity of staff",
    "Contact",
    "Инновации",
    "Дата ввода",
    "Name",
]


@pytest.mark.parametrize(("heading", "topic"), REFUSED_HEADINGS.items())
def test_a_heading_gives_a_forbidden_column_away(heading, topic):
    assert excluded_heading(heading) == topic
    found = proposed([Sample("A", heading, ("x", "y"))], remembered={memory_key(heading): "address"})[0]
    assert (found.field, found.reasons[0].why, found.excluded.topic) == ("", Why.EXCLUDED, topic)


@pytest.mark.parametrize("heading", TAKEN_HEADINGS)
def test_what_only_sounds_like_it_passes(heading):
    assert excluded_heading(heading) is None


REFUSED_VALUES = {
    "ATCC 25922": Forbidden.HOLDINGS,
    "ГКПМ-Оболенск B-7017": None,
    "штамм 17/5 НИИЭГ": Forbidden.HOLDINGS,
    "Yersinia pestis EV": Forbidden.HOLDINGS,
    "B. anthracis": Forbidden.HOLDINGS,
    "24 ампулы": Forbidden.QUANTITY,
    "5 vials": Forbidden.QUANTITY,
    "2×10^6": Forbidden.QUANTITY,
    "морозильник № 3": Forbidden.STORAGE,
    "freezer 12, shelf 2": Forbidden.STORAGE,
    "при -80 °C": Forbidden.STORAGE,
    "код замка 4512": Forbidden.SECURITY,
    "сигнализация не работает": Forbidden.SECURITY,
    "850101300123": Forbidden.PERSONS,
    "Противочумная станция": None,
    "Anthrax reference laboratory": None,
    "Диагностика сибирской язвы": None,
    "+996 312 123456": None,
    "Городская больница № 7": None,
    "12 сотрудников": None,
    "Talas -80 km": None,
}


@pytest.mark.parametrize(("text", "topic"), REFUSED_VALUES.items())
def test_a_value_gives_forbidden_content_away_and_a_plain_one_does_not(text, topic):
    found = excluded_value(text)
    assert (found and found.topic) == topic


@pytest.mark.parametrize("heading", ["Примечание", "X", "Адрес", "Description", ""])
def test_a_column_is_left_out_for_its_values_whatever_it_is_called(heading):
    values = ["в порядке"] * 20 + ["ATCC 25922", "штамм 17/5"]
    found = excluded_column(heading, values)
    assert (found.topic, found.cells) == (Forbidden.HOLDINGS, 2)
    assert list(check_choice([Sample("C", heading, tuple(values))], {"C": "address"})) == ["C"]
    assert check_choice([Sample("C", heading, tuple(values))], {"C": ""}) == {}


def test_one_slip_in_a_long_column_is_a_matter_of_its_cell():
    assert excluded_column("Адрес", ["улица Мира"] * 100 + ["морозильник № 3"]) is None
