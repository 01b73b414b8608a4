"""The evaluation of courses: asking participants, tests, practice, and what came of it."""
