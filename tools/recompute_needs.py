"""Recompute every figure of an export of training needs, and say what differs.

    python tools/recompute_needs.py kerege-needs.csv [kerege-demand.csv]

It reads CSV, XLSX and JSON as the page "Training needs" gives them out, uses the standard library alone and shares no
code with Kerege: whoever doubts a priority can read these lines instead. The exit code is 0 where every figure comes
out, 1 where one does not, and 2 where a file cannot be read.
"""

import csv
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

ORDER = ["A", "B", "C", "unknown", "below"]
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Row = dict[str, str]


def rows_of(path: Path) -> list[Row]:
    """The rows of a file by their headings: the lines above the headings and the notes below the rows are left out."""
    lines = list({".csv": _csv, ".json": _json, ".xlsx": _xlsx}[path.suffix.lower()](path.read_bytes()))
    at = next((n for n, line in enumerate(lines) if line[:1] == ["on"]), None)
    if at is None:
        raise ValueError("no line begins with the heading 'on'")
    names = lines[at]
    return [dict(zip(names, line, strict=False)) for line in lines[at + 1 :] if _is_row(line)]


def _is_row(line: list[str]) -> bool:
    return len(line) > 3 and len(line[0]) == 10 and line[0][4] == "-"


def _csv(data: bytes) -> Iterator[list[str]]:
    yield from csv.reader(io.StringIO(data.decode("utf-8-sig")))


def _json(data: bytes) -> Iterator[list[str]]:
    told = json.loads(data)
    yield told["headings"]
    for row in told["rows"]:
        yield ["" if cell is None else str(cell) for cell in row]


def _xlsx(data: bytes) -> Iterator[list[str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        shared: list[str] = []
        if "xl/sharedStrings.xml" in book.namelist():
            root = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314 - the reader's own export
            shared = ["".join(t.text or "" for t in si.iter(SHEET + "t")) for si in root.iter(SHEET + "si")]
        root = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - the reader's own export
    for row in root.iter(SHEET + "row"):
        cells: dict[int, str] = {}
        for cell in row.iter(SHEET + "c"):
            letters = "".join(ch for ch in cell.get("r", "A") if ch.isalpha())
            column = 0
            for letter in letters:
                column = column * 26 + ord(letter) - 64
            value = cell.find(SHEET + "v")
            text = "".join(t.text or "" for t in cell.iter(SHEET + "t")) or (value.text if value is not None else "")
            cells[column] = shared[int(text)] if cell.get("t") == "s" and text else text or ""
        yield [cells.get(n, "") for n in range(1, max(cells, default=0) + 1)]


# -- the arithmetic ----------------------------------------------------------------------------------------------------


def gap_of(row: Row) -> tuple[Fraction | None, Fraction, Fraction, bool]:
    """The gap of the place with what was lost, of how much, and whether a critical question became a finding."""
    lost = whole = Fraction(0)
    critical = False
    for item in row["questions"].split():
        _name, weight, share, cause, flags = item.split(":")
        mended = cause in ("", "knowledge")
        critical = critical or ("f" in flags and "c" in flags and mended)
        if share:
            whole += Fraction(weight)
            lost += Fraction(weight) * Fraction(share) if mended else 0
    return (lost / whole if whole else None), lost, whole, critical


def computed(row: Row) -> Row:
    """What the factors of a row give."""
    gap, lost, whole, critical = gap_of(row)
    factor = Fraction(row["person"]) + Fraction(row["place"]) * (1 if gap is None else gap)
    risk = Fraction(row["criticality"]) / Fraction(row["most_criticality"]) * Fraction(row["weight"])
    target, counts = int(row["target"]), Fraction(row["counts_from"])

    def points(lack: Fraction, containment: Fraction, beside: Fraction) -> Fraction:
        return min(Fraction(100), 100 * risk * containment * lack * beside)

    level = Fraction(row["containment"])
    levels = [Fraction(each) for each in row["levels"].split()]
    own = [points(max(Fraction(0), (target - each) / 4), level, factor) for each in levels]
    missing = max(0, int(row["people"]) - len(levels))
    stands = points(gap, level, factor) if row["stand_in"] == "yes" and gap is not None and missing else None
    counted = [each for each in own if each >= counts]
    presumed_in_need = missing if stands is not None and stands >= counts else 0
    unknown = missing if stands is None else 0
    tops = counted + ([stands] if presumed_in_need and stands is not None else [])
    found = {
        "gap_lost": str(lost) if row["questions"] else "",
        "gap_whole": str(whole) if row["questions"] else "",
        "gap": "" if gap is None else str(gap),
        "critical": ("yes" if critical else "no") if row["questions"] else "",
        "factor": str(factor),
        "points": " ".join(str(each) for each in own),
        "presumed": str(missing - unknown),
        "presumed_points": "" if stands is None else str(stands),
        "unknown": str(unknown),
        "in_need": str(len(counted) + presumed_in_need),
        "presumed_in_need": str(presumed_in_need),
        "total": str(sum(counted, Fraction(0)) + (stands or Fraction(0)) * presumed_in_need),
        "priority": _priority(row, tops, critical, unknown),
    }
    highest = Fraction(row["containment_highest"]) if not row["containment_level"] else level
    could = [*own, *([stands] if stands is not None else [])]
    could = [min(Fraction(100), each * highest / level) for each in could]
    could += [points(Fraction(target, 4), highest, Fraction(1))] if unknown else []
    found["could_be"] = _class(row, max(could, default=Fraction(0)))
    found["period"] = _period(row, found["priority"])
    return found


def _class(row: Row, points: Fraction) -> str:
    if points >= Fraction(row["limit_a"]):
        return "A"
    if points >= Fraction(row["limit_b"]):
        return "B"
    return "C" if points >= Fraction(row["counts_from"]) else "below"


def _priority(row: Row, tops: list[Fraction], critical: bool, unknown: int) -> str:
    if critical and (tops or unknown):
        return "A"
    if tops:
        return _class(row, max(tops))
    return "unknown" if unknown else "below"


def _period(row: Row, priority: str) -> str:
    day = date.fromisoformat(row["on"])
    months = int(row[f"months_{priority.lower()}" if priority in "ABC" else "months_a"])
    number = day.year * 12 + day.month - 1 + months
    return f"{number // 12}-{1 if number % 12 < 6 else 2}"


def demand_of(rows: list[Row]) -> dict[tuple[str, ...], Row]:
    """The demand that these rows add up to, by competence, place, language and period."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        told = computed(row)
        if int(told["in_need"]) or int(told["unknown"]):
            cell = (row["competence"], row["facility"], row["language"], told["period"])
            found.setdefault(cell, []).append(told)
    return {
        cell: {
            "people": str(sum(int(each["in_need"]) for each in told)),
            "presumed": str(sum(int(each["presumed_in_need"]) for each in told)),
            "unknown": str(sum(int(each["unknown"]) for each in told)),
            "points": str(sum((Fraction(each["total"]) for each in told), Fraction(0))),
            "priority": min((each["priority"] for each in told), key=ORDER.index),
        }
        for cell, told in found.items()
    }


# -- what differs ------------------------------------------------------------------------------------------------------


def differences(rows: list[Row]) -> Iterator[str]:
    """One line for each figure that does not come out."""
    for number, row in enumerate(rows, start=1):
        for name, value in computed(row).items():
            if row[name] != value:
                where = f"row {number} ({row['facility']} {row['competence']} {row['post']})"
                yield f"{where}: {name} is {row[name] or 'empty'}, computed {value or 'empty'}"


def demand_differences(rows: list[Row], told: list[Row]) -> Iterator[str]:
    """One line for each cell of the demand that these needs do not add up to, and each that is missing."""
    wanted = demand_of(rows)
    for row in told:
        cell = (row["competence"], row["place"], row["language"], row["period"])
        figures = wanted.pop(cell, None)
        if figures is None:
            yield f"demand {' '.join(cell)}: no need stands behind it"
            continue
        for name, value in figures.items():
            if row[name] != value:
                yield f"demand {' '.join(cell)}: {name} is {row[name]}, computed {value}"
    for cell in wanted:
        yield f"demand {' '.join(cell)}: is missing"


def main(arguments: list[str]) -> int:
    if not 1 <= len(arguments) <= 2:
        print(__doc__)
        return 2
    try:
        rows, *more = [rows_of(Path(each)) for each in arguments]
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, ElementTree.ParseError) as fault:
        print(f"cannot be read: {fault}")
        return 2
    found = [*differences(rows), *(line for told in more for line in demand_differences(rows, told))]
    print("\n".join([*found, f"{len(rows)} needs recomputed, {len(found)} figures differ"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
