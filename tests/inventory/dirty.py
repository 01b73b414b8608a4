"""Dirty sheets of synthetic facilities: seeded, with every kind of error in cells that are known beforehand."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO

from openpyxl import Workbook

from kerege.lib.sheets.shape import letter

DAY = date(2026, 11, 1)
TOWNS = {
    "Талас": ("KG-T", 42.5228, 72.2427),
    "Нарын": ("KG-N", 41.4287, 75.9911),
    "Ош": ("KG-O", 40.5283, 72.7985),
    "Баткен": ("KG-B", 40.0626, 70.8194),
    "Каракол": ("KG-Y", 42.4907, 78.3936),
    "Токмок": ("KG-C", 42.8419, 75.3015),
}
"""Towns of the sheet with the key of their region; `lay` makes them."""

HEADINGS = (
    "Код",
    "Наименование учреждения",
    "Название (англ.)",
    "Тип учреждения",
    "Ведомство",
    "Город",
    "Широта",
    "Долгота",
    "Адрес",
    "Сайт",
    "Телефон",
    "Персонал / Лаборанты",
    "Дата проверки",
    "Штаммы",
)
KINDS = ("Районная лаборатория", "regional_laboratory", "Больница", "Mobile laboratory", "учебный центр")
SECTORS = ("Здравоохранение", "Animal health", "human; animal", "Ветеринария", "Food safety")
COLUMN = {name: place for place, name in enumerate(HEADINGS)}


@dataclass
class Dirty:
    """`errors` are addresses with the code that has to be told there; `doubts` what is only doubtful."""

    rows: list[list[object]]
    errors: dict[str, str] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)
    good: set[int] = field(default_factory=set)

    def xlsx(self) -> bytes:
        book = Workbook(write_only=True)
        sheet, hidden = book.create_sheet("Реестр"), book.create_sheet("Черновик")
        sheet.append(["Реестр лабораторий, примерные данные"])
        for row in (HEADINGS, *self.rows):
            sheet.append(row)
        hidden.append(["Название", "Город"])
        hidden.sheet_state = "hidden"
        out = BytesIO()
        book.save(out)
        return out.getvalue()


def made(count: int, *, seed: int = 53) -> Dirty:
    """So many rows, of which about a sixth has one error; the kinds of errors take turns."""
    chance = random.Random(seed)  # noqa: S311 - seeded, not secret
    sheet = Dirty([])
    faults = list(FAULTS.items())
    for n in range(count):
        number = n + 3  # a title and the heading stand above
        row = _good_row(chance, n, sheet, number)
        if n % 6 == 5:
            (column, code), spoil = faults[(n // 6) % len(faults)]
            spoil(row, chance)
            sheet.errors[f"{letter(COLUMN[column])}{number}"] = code
            if column in {"Широта", "Долгота"}:  # of a position with an error nothing else is said
                for name in ("Широта", "Долгота"):
                    sheet.doubts.pop(f"{letter(COLUMN[name])}{number}", None)
        else:
            sheet.good.add(number)
        sheet.rows.append(row)
    return sheet


def _good_row(chance: random.Random, n: int, sheet: Dirty, number: int) -> list[object]:
    town = chance.choice(list(TOWNS))
    _, latitude, longitude = TOWNS[town]
    latitude, longitude = latitude + chance.uniform(-0.02, 0.02), longitude + chance.uniform(-0.02, 0.02)
    style = n % 5
    if style == 3:
        for name in ("Широта", "Долгота"):
            sheet.doubts[f"{letter(COLUMN[name])}{number}"] = "inventory.read_from_minutes"
    return [
        f"MZ-{n:05}",
        f"Городская больница № {n + 1}",
        f"City Hospital No. {n + 1}",
        KINDS[n % len(KINDS)],
        SECTORS[n % len(SECTORS)],
        town if n % 3 else f"г. {town}",
        _angle(latitude, style, "с.ш."),
        _angle(longitude, style, "в.д."),
        f"улица Мира, {n % 90 + 1}",
        "https://clinic.example.org" if n % 4 == 0 else "www.clinic.example.org",
        "+996 312 55 00 11",
        n % 30,
        _day(DAY - timedelta(days=n % 900 + 1), n % 5),
        "",
    ]


def _angle(degrees: float, style: int, side: str) -> object:
    if style == 3:
        whole = int(degrees)
        return f"{whole}°{(degrees - whole) * 60:.4f}′ {side}"
    texts = (round(degrees, 6), f"{degrees:.6f}", f"{degrees:.6f}".replace(".", ","), "", f"{degrees:.6f} {side}")
    return texts[style]


_MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()


def _day(day: date, style: int) -> object:
    texts = (
        day,
        day.strftime("%d.%m.%Y"),
        f"{day.day} {_MONTHS[day.month - 1]} {day.year} г.",
        (day - date(1899, 12, 30)).days,
        day.isoformat(),
    )
    return texts[style]


# -- errors: which column, which code, and what makes it ---------------------------------------------------------------


def _put(column: str, value: object) -> Callable[[list[object], random.Random], None]:
    def spoil(row: list[object], _: random.Random) -> None:
        row[COLUMN[column]] = value

    return spoil


def _both(latitude: object, longitude: object) -> Callable[[list[object], random.Random], None]:
    def spoil(row: list[object], _: random.Random) -> None:
        row[COLUMN["Широта"]], row[COLUMN["Долгота"]] = latitude, longitude

    return spoil


def _no_name(row: list[object], _: random.Random) -> None:
    row[COLUMN["Наименование учреждения"]] = row[COLUMN["Название (англ.)"]] = None


FAULTS: dict[tuple[str, str], Callable[[list[object], random.Random], None]] = {
    ("Наименование учреждения", "inventory.missing"): _no_name,
    ("Тип учреждения", "inventory.unknown_word"): _put("Тип учреждения", "дворец"),
    ("Тип учреждения", "inventory.missing"): _put("Тип учреждения", None),
    ("Ведомство", "inventory.unknown_word"): _put("Ведомство", "Здравоохранение; космос"),
    ("Ведомство", "inventory.missing"): _put("Ведомство", " "),
    ("Город", "inventory.unknown_place"): _put("Город", "Атлантида"),
    ("Широта", "sheets.not_an_angle"): _both("см. карту", "72.5"),
    ("Широта", "inventory.position_zero"): _both(0, 0),
    ("Широта", "inventory.position_swapped"): _both("75,9911", "41,4287"),
    ("Широта", "inventory.position_elsewhere"): _both(55.75, 37.61),
    ("Широта", "inventory.half_a_position"): _both("42.5", None),
    ("Долгота", "sheets.not_an_angle"): _both("42.5", "72°75′ в.д."),
    ("Адрес", "inventory.cell_excluded"): _put("Адрес", "подвал, морозильник № 3"),
    ("Название (англ.)", "inventory.cell_excluded"): _put("Название (англ.)", "City Hospital, its alarm is broken"),
    ("Сайт", "inventory.not_a_website"): _put("Сайт", "есть"),
    ("Телефон", "inventory.not_a_contact"): _put("Телефон", "спросить у Айгуль"),
    ("Персонал / Лаборанты", "sheets.not_a_count"): _put("Персонал / Лаборанты", "около десяти"),
    ("Дата проверки", "sheets.not_a_day"): _put("Дата проверки", "весной"),
    ("Дата проверки", "sheets.other_calendar"): _put("Дата проверки", "1403/01/17"),
    ("Дата проверки", "inventory.in_future"): _put("Дата проверки", date(2031, 1, 1)),
    ("Название (англ.)", "text.bidi_override"): _put("Название (англ.)", "City \u202eHospital"),
    ("Код", "inventory.row_twice"): _put("Код", "MZ-00000"),
}


def lay() -> None:
    """The towns of the sheet and their regions, with names."""
    from decimal import Decimal

    from kerege.atlas.models import AdminUnit, Name, Place, Territory
    from kerege.journal.actions import act
    from kerege.lib.text import fold, skeleton
    from kerege.people.rules import SYSTEM

    with act("tests.towns.laid", by=SYSTEM, about="towns"):
        Territory.objects.get_or_create(code="KGZ", defaults={"alpha2": "KG"})
        for town, (unit, latitude, longitude) in TOWNS.items():
            region, _ = AdminUnit.objects.get_or_create(code=unit, defaults={"territory_id": "KGZ", "kind": "region"})
            where = {"latitude": Decimal(f"{latitude:.3f}"), "longitude": Decimal(f"{longitude:.3f}")}
            place = Place.objects.create(key=f"KG-{unit}-1", territory_id="KGZ", unit=region, population=1000, **where)
            folded = fold(town)
            Name.objects.create(
                subject_uid=place.uid, subject_kind="place", lang="ru", text=town, folded=folded, bones=skeleton(folded)
            )
