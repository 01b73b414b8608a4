"""Running the stations of a session: where each group is, until when, and where it goes next."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from kerege.training.queries import Practice, SessionLine
from kerege.training.queries.practice_rounds import ways_in
from kerege.training.rules.practice_plan import said
from kerege.training.rules.practice_rounds import Stay, Way
from kerege.training.words.practice import PACES, Seen
from kerege.web.capacity.sealing import known_to_device
from kerege.web.practice import wording
from kerege.web.practice.posting import Posted
from kerege.web.practice.wording import Matter
from kerege.web.shell.figures import moment_at


def names_of(page: Practice, session: SessionLine) -> dict[str, str]:
    """What each station is called, by its key; of a step what stands before a colon."""
    lang, found = wording.lang(), dict[str, str]()
    for each in page.inside(session):
        found[each.uid] = said(each.plan.title, lang)
        for part in each.plan.steps:
            found[f"{each.uid}/{part.id}"] = said(part.text, lang).partition(":")[0].strip()[:80]
    return found


def rounds_context(request: HttpRequest, page: Practice, session: SessionLine) -> dict[str, Any]:
    """What the groups of a session do, with a network and without."""
    ways, seen = ways_in(page, session)
    names = names_of(page, session)
    groups = [
        {
            "number": way.group,
            "matters": [_matter(page, way, stay, names, seen) for stay in way.stays],
            "here": [(names[stay.station.key], _clock(page, stay.until)) for stay in way.here],
            "lost": way.lost,
            "next": names[way.next.station.key] if way.next else "",
            "next_at": _clock(page, way.next.planned) if way.next else "",
        }
        for way in ways
    ]
    context = {"page": page, "session": session, "ways": groups, "may_observe": page.rights.observes}
    return context | {"me": known_to_device(request)}


def keep_rounds(request: HttpRequest, page: Practice, session: SessionLine) -> None:
    """Record what was chosen of the groups. Refuses what actions.record_events refuses."""
    matters = [each for way in rounds_context(request, page, session)["ways"] for each in way["matters"]]
    for line in page.inside(session):
        posted = Posted(request, page, line)
        posted.matters(each for each in matters if each.activity == line.uid)
        posted.send()


def _matter(page: Practice, way: Way, stay: Stay, names: dict[str, str], seen: Any) -> Matter:
    activity, _, item = stay.station.key.partition("/")
    stands, until = stay.stands, stay.until
    planned = gettext("planned for %(time)s") % {"time": _clock(page, stay.planned)} if stay.planned else ""
    return Matter(
        name=f"round:{way.group}:{stay.station.key}",
        kind=Seen.ROUND.value,
        person="",
        item=item,
        text=names[stay.station.key],
        hint=planned,
        critical=False,
        choices=tuple((key.value, gettext(word), key.value == stay.pace) for key, word in PACES.items()),
        value=stay.pace,
        seen=" ".join(stands.uids) if stands is not None else "",
        said=tuple(wording.told(page, seen, stands.heads)) if stands is not None else (),
        disputed=stands is not None and stands.disputed,
        expected="",
        team=way.group,
        activity=activity,
        minutes=stay.station.minutes,
        until=round(until.timestamp() * 1000) if until is not None else 0,
    )


def _clock(page: Practice, at: Any) -> str:
    return moment_at(at, page.zone) if at is not None else ""
