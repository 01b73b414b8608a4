"""Courses, who came, where trainers went, and curricula that took a course in."""
