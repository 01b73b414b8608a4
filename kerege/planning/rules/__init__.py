"""Rules of planning: what people tell a plan, and what may follow what."""
