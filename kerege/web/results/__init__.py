"""What came of a course for its staff: results of its participants as a list and as files, and the badges it gives."""
