"""Bodies and duties by law in the reader's words."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.utils.translation import gettext, ngettext

from kerege.law.queries import Basis, BodyLine, DutyLine, InformationDutyLine
from kerege.law.words.duties import CLOCKS, MODES, PARTS, TIMINGS, Mode, Timing
from kerege.web.measures import wording
from kerege.web.shell.figures import figure
from kerege.web.shell.wording import word_of


def counted(unit: str, n: int, *, working: bool = False) -> str:
    """A part of a period: 24 hours; 5 working days."""
    if working and unit == "days":
        return ngettext("%(n)s working day", "%(n)s working days", n) % {"n": figure(n)}
    told = {
        "years": ngettext("%(n)s year", "%(n)s years", n),
        "months": ngettext("%(n)s month", "%(n)s months", n),
        "weeks": ngettext("%(n)s week", "%(n)s weeks", n),
        "days": ngettext("%(n)s day", "%(n)s days", n),
        "hours": ngettext("%(n)s hour", "%(n)s hours", n),
        "minutes": ngettext("%(n)s minute", "%(n)s minutes", n),
    }
    return told[unit] % {"n": figure(n)}


class Timed(Protocol):
    """A duty as far as its time is told: of the law, or one with a clock."""

    @property
    def timing(self) -> str: ...
    @property
    def counts(self) -> Mapping[str, int]: ...
    @property
    def clock(self) -> str: ...
    @property
    def working_days(self) -> bool: ...


def by_when(line: Timed) -> str:
    """The time of a duty; that a provision names none is not the same as that nobody knows."""
    if line.timing != Timing.WITHIN:
        return word_of(TIMINGS, line.timing)
    period = " ".join(counted(unit, n, working=line.working_days) for unit, n in line.counts.items())
    return gettext("%(period)s %(clock)s") % {"period": period, "clock": word_of(CLOCKS, line.clock)}


def title_of(key: str, bodies: Mapping[str, BodyLine], lang: str) -> dict[str, Any]:
    """A body as a link: its title in the reader's language, else in the nearest."""
    told, tag = wording.named(bodies[key].titles, lang) if key in bodies else (key, "")
    return {"key": key, "title": told, "lang": tag}


def basis(told: Basis, lang: str) -> dict[str, Any]:
    """Where it is laid down, with links to what is here."""
    title, tag = wording.named(told.measure_titles, lang)
    return {
        "told": told,
        "title": title,
        "lang": tag,
        "href": wording.address(told.measure) if told.measure else "",
    }


def duty(line: DutyLine, bodies: Mapping[str, BodyLine], lang: str) -> dict[str, Any]:
    what, tag = wording.named(line.what, lang)
    return {
        "line": line,
        "body": title_of(line.body, bodies, lang) if line.body else None,
        "part": word_of(PARTS, line.part),
        "topic": wording.named(line.topic_label, lang)[0],
        "what": what,
        "lang": tag,
        "basis": basis(line.basis, lang),
    }


def informing(line: InformationDutyLine, bodies: Mapping[str, BodyLine], lang: str) -> dict[str, Any]:
    what, tag = wording.named(line.what, lang)
    form, form_tag = wording.named(line.form, lang)
    return {
        "line": line,
        "sender": title_of(line.sender, bodies, lang),
        "recipient": title_of(line.recipient, bodies, lang),
        "switched_by": title_of(line.switched_by, bodies, lang) if line.switched_by else None,
        "what": what,
        "lang": tag,
        "form": form,
        "form_lang": form_tag,
        "by_when": by_when(line),
        "mode": word_of(MODES, line.mode),
        "emergency": line.mode == Mode.EMERGENCY,
        "basis": basis(line.basis, lang),
    }
