"""Plain Python that every room may use: no Django, no domain word."""
