"""Repeatable measurements. Each states its figure as a ratio to a floor that was measured in the same run."""
