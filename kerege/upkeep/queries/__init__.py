"""Reading a node as a whole: its tables, its backups, and whether it may be written."""
