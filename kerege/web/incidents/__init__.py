"""Incidents in laboratories: reporting, coming back with a code, handling, lessons and figures."""
