"""What happened: courses, events, handovers and curricula, as lists and record by record."""
