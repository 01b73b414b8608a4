"""Mandates in the words of pages."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from kerege.response.queries.mandates import MandateLine, order
from kerege.response.words.alerts import TLP
from kerege.response.words.mandates import CHECK_HOWS, FRESHNESSES, MANDATE_KINDS, Freshness
from kerege.web.clocks.wording import Bodies, level, person
from kerege.web.shell.figures import day
from kerege.web.shell.wording import word_of

TONES = {
    Freshness.FRESH: "good",
    Freshness.ASKED: "info",
    Freshness.NEVER: "warn",
    Freshness.STALE: "warn",
    Freshness.FAILED: "bad",
}


def mandate(line: MandateLine, bodies: Bodies, names: Mapping[str, Any]) -> dict[str, Any]:
    """One entry of the directory."""
    return {
        "line": line,
        "country": names[line.owner],
        "kind": word_of(MANDATE_KINDS, line.kind),
        "seat": gettext(line.seat_title) if line.seat_title else "",
        "head": gettext(line.head_title) if line.head_title else "",
        "body": bodies.name(line.body) if line.body else "",
        "people": [person(each) for each in line.people],
        "heads": [person(each) for each in line.heads],
        "order": _order(line),
        "tlp": TLP[line.label],  # type: ignore[index]
        "freshness": word_of(FRESHNESSES, line.freshness),
        "tone": TONES[line.freshness],
        "last": day(line.last_reached) if line.last_reached else "",
        "asked": gettext("A letter asked on %(day)s.") % {"day": day(line.asked_on)} if line.asked_on else "",
        "since": day(line.start),
        "until": day(line.until) if line.until else "",
        "checks": [{"line": each, "told": checked(each)} for each in line.checks],
    }


def _order(line: MandateLine) -> list[dict[str, str]]:
    """Whom to call for an entry, one after the other."""
    return [{"level": level(each.level), "name": person(each.sitting)["name"]} for each in order(line)]


def checked(each: Any) -> str:
    word = gettext("reached on %(day)s") if each.reached else gettext("not reached on %(day)s")
    return f"{word % {'day': day(each.on)}} · {word_of(CHECK_HOWS, each.how)}"
