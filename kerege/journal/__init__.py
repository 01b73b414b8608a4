"""Append-only, hash-chained acts: who did what to which uid, and when."""
