"""Texts of law as they are brought: files of word processors, pages and plain text → Akoma Ntoso, or why not. Plain
Python: no Django, no database, no clock.
"""
