"""What was claimed beside what the records show."""
