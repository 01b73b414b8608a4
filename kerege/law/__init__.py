"""International instruments, where countries stand with them, and milestones of national law."""
