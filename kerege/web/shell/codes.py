"""Addresses as codes to scan."""

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext


def code_to_scan(address: str, *, side: int = 180) -> SafeString:
    """The code of an address, drawn as one path of small squares; it has to be shown as text beside it too."""
    rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix_iter(border=4)]
    squares = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return format_html(
        '<svg class="code" viewBox="0 0 {0} {0}" width="{3}" height="{3}" role="img" aria-label="{1}">'
        '<rect width="{0}" height="{0}" fill="#fff"/><path fill="#000" d="{2}"/></svg>',
        len(rows),
        gettext("Code to scan"),
        "".join(squares),
        side,
    )
