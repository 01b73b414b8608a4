"""Decisions of the inventory as plain Python: no database, no clock."""
