"""Kerege: a region runs its biosafety and biosecurity capacity by itself."""

__version__ = "0.1.0"
