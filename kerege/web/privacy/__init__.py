"""What is kept about people, why, and what each of them may do about it."""
