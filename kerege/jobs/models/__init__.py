"""Tables of the node's own work."""

from kerege.jobs.models.mail import Mail
from kerege.jobs.models.schedule import Schedule

__all__ = ["Mail", "Schedule"]
