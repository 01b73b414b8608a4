"""Alerts to neighbours, laboratory incidents and what is learnt from them, signals and events."""
