"""One page with every component of the shell, for tests and for eyes; it is not shipped."""
