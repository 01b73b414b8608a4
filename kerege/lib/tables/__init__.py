"""Tables that leave the platform as CSV, XLSX, PDF or JSON: one shape, four writers, the same guarantees.

Whatever the writer, notes that belong to a cell (a designation's footnote) travel with the table, once each, as do the
sources that it names, and a text
that a spreadsheet would run as a formula stays a text.
"""

from kerege.lib.tables.shape import Noted, Table, notes_of, unsafe
from kerege.lib.tables.writers import FORMATS, write

__all__ = ["FORMATS", "Noted", "Table", "notes_of", "unsafe", "write"]
