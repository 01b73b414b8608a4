"""The pages of delivery, one file for each part of a course."""
