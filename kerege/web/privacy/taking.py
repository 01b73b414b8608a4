"""A person's own data as one file: JSON for programs, CSV for spreadsheets, a page that says what is what."""

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from kerege.lib.tables.shape import plain, safe
from kerege.privacy.queries import Part, Receipt
from kerege.privacy.words import CATEGORIES, Category


def packed(parts: Sequence[Part], receipts: Sequence[Receipt]) -> bytes:
    """A ZIP file. A text that a spreadsheet would run has an apostrophe before it in the CSV files, not in the JSON."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", readme(parts))
        archive.writestr("my-data.json", _json(parts, receipts))
        for part in parts:
            archive.writestr(f"csv/{part.table.lower()}.csv", _csv(part))
    return out.getvalue()


def readme(parts: Sequence[Part]) -> str:
    """What is in the file, in the reader's language."""
    lines = [
        gettext("Your data on this platform"),
        gettext("Taken out on %(when)s (UTC).") % {"when": timezone.now().strftime("%Y-%m-%d %H:%M")},
        "",
        gettext(
            "my-data.json holds everything for programs; the folder csv holds the same, one file for each table, "
            "for spreadsheets. Passwords and keys are not in it."
        ),
        gettext(
            "In the CSV files an apostrophe stands before a text that a spreadsheet would take for a formula; "
            "take it away before you compare."
        ),
        "",
    ]
    for part in parts:
        what = gettext(CATEGORIES[Category(part.category)])
        lines.append(f"csv/{part.table.lower()}.csv: {what} ({len(part.rows)})")
    return "\ufeff" + "\r\n".join(lines) + "\r\n"


def _json(parts: Sequence[Part], receipts: Sequence[Receipt]) -> str:
    told: dict[str, Any] = {
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "tables": [
            {
                "table": part.table,
                "category": part.category,
                "rows": [dict(zip(part.columns, map(_plain, row), strict=True)) for row in part.rows],
            }
            for part in parts
        ],
        "consents": [{name: _plain(value) for name, value in asdict(receipt).items()} for receipt in receipts],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool) else plain(value)


def _csv(part: Part) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(part.columns)
    writer.writerows([safe(cell) for cell in row] for row in part.rows)
    return "\ufeff" + out.getvalue()
