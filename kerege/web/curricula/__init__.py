"""Curricula on pages: read, changed, compared, updated, offered back."""
