"""Decisions of outreach as plain Python."""
