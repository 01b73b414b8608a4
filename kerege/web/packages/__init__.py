"""E-learning packages: the list, one of them, handing one in, its review."""
