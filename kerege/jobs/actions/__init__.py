"""Everything that is done in this room."""

from kerege.jobs.actions.cleaning import clean_up
from kerege.jobs.actions.mailing import queue_mail, send_again, send_waiting
from kerege.jobs.actions.running import ask_for, start_due

__all__ = ["ask_for", "clean_up", "queue_mail", "send_again", "send_waiting", "start_due"]
