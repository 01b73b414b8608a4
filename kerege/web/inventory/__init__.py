"""Facilities: the list, the card, and keeping it."""
