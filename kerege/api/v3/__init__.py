"""Texts of law for programs, in the shape of the Indigo Content API v3, whose clients work here unchanged."""
