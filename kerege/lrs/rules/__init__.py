"""What a statement may be, plain Python: reading, checking, comparing and telling it. Nothing here knows a database."""
