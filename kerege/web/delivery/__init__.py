"""Delivery: planning a course, its sessions, its staff, what it costs and needs, and calendars."""
