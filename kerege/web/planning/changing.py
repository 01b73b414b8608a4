"""What changed since a plan was made, in words."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from kerege.lib.refusal import N_
from kerege.planning.queries import Change, ScenarioPage
from kerege.planning.words import FAMILIES, SEXES, SHARED_BY
from kerege.web.planning.wording import Named
from kerege.web.shell.figures import day, days, figure

HOW = {"gone": N_("no longer there"), "new": N_("new"), "other": N_("different")}
WHAT = {
    "groups": FAMILIES["wanted"],
    "topics": FAMILIES["topics"],
    "trainers": FAMILIES["staff"],
    "rooms": N_("Rooms"),
    "funds": FAMILIES["funds"],
    "ways": FAMILIES["ways"],
    "rest": N_("Weekdays off"),
    "holidays": FAMILIES["holidays"],
    "worked": FAMILIES["holidays"],
    "interpreter": FAMILIES["interpreters"],
    "cohorts": FAMILIES["cohorts"],
    "floors": FAMILIES["floors"],
    "pins": FAMILIES["pins"],
    "forbidden": FAMILIES["forbidden"],
    "starts": N_("Days on which a course may begin"),
}
PARTS = {
    "people": N_("how many people"),
    "points": N_("how urgent it is"),
    "languages": N_("languages"),
    "topics": N_("which courses they teach"),
    "part_two": N_("part 2 of the certificate"),
    "certified_for": N_("part 2 of the certificate"),
    "most": N_("how many at most"),
    "least": N_("how many at least"),
    "fee": N_("the fee"),
    "seats": N_("seats"),
    "equipment": N_("equipment"),
    "unfit": N_("equipment"),
    "price": N_("the price"),
    "amount": N_("the amount"),
    "share": N_("the share"),
    "visa_days": N_("days that a visa takes"),
    "due": N_("by when"),
}
OTHER = gettext_lazy("other details")


def changed_said(changes: Iterable[Change], page: ScenarioPage, names: Named) -> list[str]:
    """Each thing that changed, once: what it is, and what happened to it."""
    return list(dict.fromkeys(_said(each, page, names) for each in changes))


def _said(each: Change, page: ScenarioPage, names: Named) -> str:
    what = gettext(WHAT[each.what])
    if each.what == "starts":
        return what
    happened = gettext(HOW[each.how])
    if each.how == "other" and (parts := _parts(each)):
        happened = parts
    return f"{what}: {_name(each, page, names)} ({happened})"


def _parts(each: Change) -> str:
    word = gettext("away also on %(days)s") if each.what == "trainers" else gettext("closed or booked also on %(days)s")
    free = gettext("free again on %(days)s")
    said = [word % {"days": _span(*span)} for span in each.days] + [free % {"days": _span(*span)} for span in each.free]
    named = [name for name in each.parts if name not in {"away", "closed"}]
    return ", ".join([*said, *dict.fromkeys(gettext(PARTS[n]) if n in PARTS else str(OTHER) for n in named)])


def _span(first: date, last: date | None) -> str:
    return gettext("%(day)s and later") % {"day": day(first)} if last is None else days(first, last)


def _name(each: Change, page: ScenarioPage, names: Named) -> str:
    row, key = each.row, each.key

    def together(codes: Iterable[str]) -> str:
        return ", ".join(names.country(code) for code in sorted(codes))

    said: dict[str, Callable[[], Any]] = {
        "groups": lambda: ", ".join(
            [f"{names.country(row.country)}, {names.topic(row.topic)}, {figure(row.people)}"]
            + ([gettext(SEXES[row.sex])] if row.sex else [])
        ),
        "topics": lambda: names.topic(key),
        "trainers": lambda: names.trainer(key),
        "rooms": lambda: names.room(key),
        "funds": lambda: f"{together(row.countries)}: {figure(row.amount)} {page.currency}",
        "ways": lambda: " → ".join(names.country(code) for code in key),
        "interpreter": lambda: names.language(key),
        "cohorts": lambda: together(key),
        "floors": lambda: f"{names.country(row.country)}, {gettext(SHARED_BY['women' if row.women else 'people'])}",
        "pins": lambda: f"{names.topic(row.topic)}, {names.room(row.room)}, {day(row.first)}",
        "forbidden": lambda: ", ".join(
            part for part in (names.course(row.course), names.trainer(row.trainer) if row.trainer else "") if part
        ),
    }
    return str(said[each.what]()) if each.what in said else names.country(key)
