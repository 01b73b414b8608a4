"""Roles by name, and what holds on a day."""

from datetime import date

from django.db.models import Q

from kerege.lib.refusal import Refusal
from kerege.people import words
from kerege.people.words import Role


def current(on: date) -> Q:
    """The rows whose half-open period [start, end) holds the day."""
    return (Q(start__isnull=True) | Q(start__lte=on)) & (Q(end__isnull=True) | Q(end__gt=on))


def known_role(role: str) -> Role:
    """The role with this name, else people.unknown_choice."""
    try:
        return Role(role)
    except ValueError:
        raise Refusal(
            words.UNKNOWN_CHOICE,
            field="role",
            value=role,
            name="role",
            choices=", ".join(r.value for r in Role),
        ) from None
