"""Indicators: what was claimed beside what records prove, opened down to the records."""
