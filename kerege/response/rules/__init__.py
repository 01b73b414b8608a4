"""Decisions of response as plain Python. Each capability has its own files here."""
