"""Courses of cmi5: launching their units, from pages and for other programs, and how far somebody is."""
