"""Pages of reports to international bodies."""
