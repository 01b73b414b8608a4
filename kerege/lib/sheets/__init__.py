"""Sheets that somebody else made: workbooks, CSV in old encodings, GeoJSON, organisation units, filled-in forms.

Whatever the file, one shape comes out: a `Book` of `Sheet`s with named columns and rows of cells, each with the address
under which its sender finds it again. Nothing is run and nothing is fetched, nothing is guessed silently: what was
merged, hidden, computed or decoded is a `Notice`.
"""

from kerege.lib.sheets.coordinates import Angle, Axis, read_angle, read_point
from kerege.lib.sheets.days import is_month_first, read_day
from kerege.lib.sheets.grid import Grid, Line
from kerege.lib.sheets.numbers import read_count, read_number
from kerege.lib.sheets.reading import ENDINGS, read_book, read_grid
from kerege.lib.sheets.shape import Book, Cell, Column, Kind, Notice, Noticed, Remark, Row, Sheet

__all__ = [
    "ENDINGS",
    "Angle",
    "Axis",
    "Book",
    "Cell",
    "Column",
    "Grid",
    "Kind",
    "Line",
    "Notice",
    "Noticed",
    "Remark",
    "Row",
    "Sheet",
    "is_month_first",
    "read_angle",
    "read_book",
    "read_count",
    "read_day",
    "read_grid",
    "read_number",
    "read_point",
]
