"""Claims: figures that somebody published, each with its source, beside what the records prove."""
