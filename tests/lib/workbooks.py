"""Workbooks as other people's programs write them, with results of formulas, which openpyxl itself does not write."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def of_rows(*rows, merge=(), title="Sheet") -> bytes:
    """A workbook with one sheet of these rows."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    for area in merge:
        book.active.merge_cells(area)
    return saved(book)


def changed(content: bytes, part: str, change, **more: bytes) -> bytes:
    """The same workbook with one part rewritten by `change`, and further parts (`a__b` for a/b) put in."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()).encode() if name == part else data)
        for name, data in more.items():
            new.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def with_results(content: bytes, **results: str) -> bytes:
    """Put the results of formulas where the program that calculates keeps them: C2="12.5"."""

    def put(xml: str) -> str:
        for address, result in results.items():
            pattern = rf'(<c r="{address}"[^>]*>\s*<f>[^<]*</f>\s*)<v\s*/>'
            xml, count = re.subn(pattern, rf"\g<1><v>{result}</v>", xml)
            if not count:
                xml = re.sub(rf'(<c r="{address}"[^>]*>\s*<f>[^<]*</f>\s*)<v></v>', rf"\g<1><v>{result}</v>", xml)
        return xml

    return changed(content, "xl/worksheets/sheet1.xml", put)
