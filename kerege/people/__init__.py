"""Accounts, organisations, persons, seats with terms, and roles."""
