"""Pages of signals, events and assessments."""
