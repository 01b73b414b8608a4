"""Duties with clocks: what runs, who does what, and in which mode a country is."""
