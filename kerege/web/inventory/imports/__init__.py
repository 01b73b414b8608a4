"""Sheets of facilities: hand in, say what the columns are, look, record, undo."""
