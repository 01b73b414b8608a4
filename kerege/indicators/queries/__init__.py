"""Readings: claims beside what the records show. Every read names its viewer and its day."""

from kerege.indicators.queries.claims import claims
from kerege.indicators.queries.readings import GroupOfReadings, logframe, reading

__all__ = ["GroupOfReadings", "claims", "logframe", "reading"]
