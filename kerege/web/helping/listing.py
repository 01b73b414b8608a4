"""What a reader asks of the lists of offers and requests, in one reading for pages and files."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from kerege.inventory.queries import Wanted
from kerege.web.activities import lists
from kerege.web.shell.asked import a_language, a_line

HELP = {"text": a_line(120), "language": a_language}
"""What the lists of offers and of requests can both be asked in words."""


@dataclass(frozen=True)
class Asked:
    """The filters of the address beside day, order and page. A value that no record has leaves nothing."""

    country: str
    kind: str
    status: str
    urgency: str
    language: str
    text: str


def asked_for(request: HttpRequest, choice: lists.Choice) -> Asked:
    """What `asks` has read. Refuses nothing."""
    typed = {name: request.GET.get(name, "") for name in ("kind", "status", "urgency", "language")}
    return Asked(choice.country, typed["kind"], typed["status"], typed["urgency"], typed["language"], choice.text)


def wanted(asked: Asked) -> Wanted:
    """The same for a query."""
    return Wanted(
        territory=asked.country,
        kind=asked.kind,
        state=asked.status,
        language=asked.language,
        text=asked.text,
        urgency=asked.urgency,
    )


def page_of(found: Sequence[Any], choice: lists.Choice) -> Page[Any]:
    return Paginator(found, lists.SHOWN).get_page(choice.page)
