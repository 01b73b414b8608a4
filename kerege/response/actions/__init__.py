"""Writing response: one function is one thing that somebody does."""
