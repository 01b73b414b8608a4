"""Readings: claims beside what the records show. Every read names its viewer and its day."""

from kerege.indicators.queries.claims import claims
from kerege.indicators.queries.readings import GroupOfReadings, logframe, reading
from kerege.indicators.queries.sheet import Tongue, catalogue, sheet

__all__ = ["GroupOfReadings", "Tongue", "catalogue", "claims", "logframe", "reading", "sheet"]
