"""CSV: how it is written and what stands between its columns are found, and said."""

import csv
import io
from collections import Counter
from itertools import islice

from kerege.lib.refusal import Refusal
from kerege.lib.sheets import words
from kerege.lib.sheets.decoding import decode
from kerege.lib.sheets.grid import MOST_ROWS, Grid, Line, lines_of_text
from kerege.lib.sheets.shape import Notice, Noticed
from kerege.lib.tables import unsafe

MOST = 30_000_000
SEPARATORS = {",": ",", ";": ";", "\t": "Tab", "|": "|"}


def grid_of_csv(content: bytes, name: str) -> Grid:
    """The rows of a CSV file. Refuses sheets.unreadable and sheets.too_many_rows."""
    if len(content) > MOST:
        raise Refusal(words.UNREADABLE, why="size")
    text, encoding, sure = decode(content)
    text = text.replace("\0", "")
    told, text = _told_separator(text)
    separator = told or separator_of(text)
    notices = [Notice(Noticed.SEPARATOR, {"name": SEPARATORS[separator]})]
    if not sure:
        notices.append(Notice(Noticed.ENCODING, {"name": encoding}))
    lines: list[Line] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in reader:
            if len(lines) > MOST_ROWS:
                raise Refusal(words.TOO_MANY_ROWS, name=name, most=MOST_ROWS)
            # Rows are counted, not lines: a spreadsheet does so too, and a cell may hold a line break.
            lines += lines_of_text([[unsafe(c) for c in row]], [len(lines) + 1 + bool(told)])
    except csv.Error as fault:
        raise Refusal(words.UNREADABLE, why=str(fault)[:80]) from None
    return Grid(name, lines, notices=notices)


def separator_of(text: str) -> str:
    """The sign that cuts the first rows into the most columns that are equally many. Quotation marks are heeded."""
    best, best_score = ",", 0.0
    for sign in SEPARATORS:
        try:
            widths = Counter(
                len(row) for row in islice(csv.reader(io.StringIO(text[:60_000]), delimiter=sign), 80) if row
            )
        except csv.Error:
            continue
        if not widths:
            continue
        width, often = max(widths.items(), key=lambda pair: (pair[1] * (pair[0] > 1), pair[0]))
        score = (width > 1) * (often / widths.total()) * (1 + min(width, 40) / 100)
        if score > best_score:
            best, best_score = sign, score
    return best


def _told_separator(text: str) -> tuple[str, str]:
    """The line `sep=;` that Excel writes and reads, and the text without it."""
    if text[:4].lower() != "sep=" or text[4:5] not in SEPARATORS:
        return "", text
    return text[4], text.partition("\n")[2]
