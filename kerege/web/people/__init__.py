"""Seats and who sits on them, and organisations under their dated names."""
