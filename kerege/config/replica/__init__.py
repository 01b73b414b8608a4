"""Reads from a streaming replica of PostgreSQL: who may be answered from it, and whether it can be trusted now."""
