"""Who comes to a course, who was there, and what each of them sees of it."""
