"""The class that is held on this laptop, and what classes bring back to a course."""
