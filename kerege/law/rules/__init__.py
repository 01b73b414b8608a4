"""What holds of instruments, obligations and national law. Plain Python."""

from kerege.law.rules.dates import as_stated, check_in_force, check_status_date, exists_from

__all__ = ["as_stated", "check_in_force", "check_status_date", "exists_from"]
