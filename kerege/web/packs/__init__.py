"""Toolkit packages: those that are here, one of them, and what comes in."""
