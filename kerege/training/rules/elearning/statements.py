"""Run-time data of a package as xAPI statements: SCORM by the xAPI SCORM Profile of ADL, H5P as it told them.

Each statement follows from one commit, and its id from that commit and what it says: made again, it is the same one.
Who acts, when, and to which registration it belongs is said by the node and never by the package; what happened is what
somebody's browser says, and each statement is marked so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid5

from kerege.training.rules.elearning.results import outcome
from kerege.training.rules.elearning.runtime import Elements
from kerege.training.rules.elearning.statements_scorm import answered
from kerege.training.rules.elearning.statements_told import as_told
from kerege.training.words.elearning import Completion, Success

Told = dict[str, Any]
VERBS, TYPES = "http://adlnet.gov/expapi/verbs/", "http://adlnet.gov/expapi/activities/"
PROFILE = "https://w3id.org/xapi/adl/profiles/scorm"
CLAIM = "urn:kerege:claim-of-a-client"
ENDED = "kerege.ended"


@dataclass(frozen=True)
class About:
    """What the node itself knows of a commit."""

    node: str
    actor: Mapping[str, Any]
    package: str
    title: str
    language: str
    registration: UUID
    commit: UUID
    at: str

    @property
    def course(self) -> str:
        """The activity that the whole package is."""
        return f"{self.node}/training/elearning/{self.package}/"

    def part(self, name: str) -> str:
        """The activity that one part is."""
        return f"{self.course}parts/{quote(name, safe='')}"


def of_commit(about: About, part: str, title: str, before: Elements, after: Elements) -> list[Told]:
    """The statements of one commit, of what it changed. The same commit gives the same statements."""
    if any(name.startswith("h5p.") for name in (*before, *after)):
        told = list(_of_h5p(about, part, title, before, after))
    else:
        told = list(_of_scorm(about, part, title, before, after))
    return told


def _of_scorm(about: About, part: str, title: str, before: Elements, after: Elements) -> Iterator[Told]:
    was, now = outcome(before), outcome(after)
    if not before or (ENDED in before and ENDED not in after):
        yield _statement(about, part, title, "resumed" if _paused(before) else "initialized")
    for place, told in answered(before, after):
        yield _interaction(about, part, title, place, told)
    score = _score(after)
    if now.completion == Completion.COMPLETED and was.completion != Completion.COMPLETED:
        yield _statement(about, part, title, "completed", {"completion": True})
    if now.success and now.success != was.success:
        passed = now.success == Success.PASSED
        yield _statement(
            about, part, title, now.success.value, {"success": passed} | ({"score": score} if score else {})
        )
    elif score and score != _score(before):
        yield _statement(about, part, title, "scored", {"score": score})
    if ENDED in after and ENDED not in before:
        told = {"duration": f"PT{now.seconds}S"} if now.seconds else {}
        yield _statement(about, part, title, "suspended" if _paused(after) else "terminated", told)


def _paused(data: Elements) -> bool:
    return data.get("cmi.exit", data.get("cmi.core.exit")) == "suspend"


def _of_h5p(about: About, part: str, title: str, before: Elements, after: Elements) -> Iterator[Told]:
    for name in sorted(set(after) - set(before)):
        if name.startswith("h5p.told.") and (told := as_told(str(after[name]))):
            below, verb, definition, result = told
            thing = about.part(part) + (f"?subContentId={below}" if below else "")
            found = _base(about, part, title, name.removeprefix("h5p.told."))
            found["verb"] = verb
            found["object"] = {"objectType": "Activity", "id": thing, "definition": definition}
            if below:
                found["context"]["contextActivities"]["parent"] = [_activity(about.part(part), title, "lesson", about)]
            yield found | ({"result": result} if result else {})


def _statement(about: About, part: str, title: str, verb: str, result: Told | None = None) -> Told:
    found = _base(about, part, title, verb)
    found["verb"] = _verb(verb)
    found["object"] = _activity(about.part(part), title, "lesson", about)
    return found | ({"result": result} if result else {})


def _interaction(about: About, part: str, title: str, place: str, told: Told) -> Told:
    found = _base(about, part, title, f"responded {place}")
    found["verb"] = _verb("responded")
    found["object"] = {
        "objectType": "Activity",
        "id": f"{about.part(part)}/interactions/{quote(told['id'], safe='')}",
        "definition": told["definition"],
    }
    found["context"]["contextActivities"]["parent"] = [_activity(about.part(part), title, "lesson", about)]
    return found | ({"result": told["result"]} if told["result"] else {})


def _base(about: About, part: str, title: str, what: str) -> Told:
    """What every statement says. Its id follows from the commit, the part and what happened."""
    attempt = f"{about.part(part)}?attempt={about.registration}"
    return {
        "id": str(uuid5(about.commit, f"{part}\0{what}")),
        "actor": dict(about.actor),
        "timestamp": about.at,
        "context": {
            "registration": str(about.registration),
            "platform": "Kerege",
            "contextActivities": {
                "grouping": [
                    _activity(about.course, about.title, "course", about),
                    _activity(attempt, title, "attempt", about),
                ],
                "category": [{"objectType": "Activity", "id": PROFILE, "definition": {"type": f"{TYPES}profile"}}],
            },
            "extensions": {CLAIM: True},
        },
    }


def _verb(name: str) -> Told:
    return {"id": f"{VERBS}{name}", "display": {"en": name}}


def _activity(iri: str, title: str, kind: str, about: About) -> Told:
    return {
        "objectType": "Activity",
        "id": iri,
        "definition": {"type": f"{TYPES}{kind}", "name": {about.language or "und": title}},
    }


def _score(data: Elements) -> Told:
    """The score as a statement may say it: limits only where they hold, and a scaled one within them. Limits alone are
    no score: SCORM 1.2 has a highest one before anybody was asked anything.
    """
    core = "cmi.core.score" if any(name.startswith("cmi.core.") for name in data) else "cmi.score"
    found = {
        name: value for name in ("raw", "min", "max") if (value := _number(data.get(f"{core}.{name}"))) is not None
    }
    least, most, raw = found.get("min"), found.get("max"), found.get("raw")
    if (least is not None and most is not None and least >= most) or (
        raw is not None and ((least is not None and raw < least) or (most is not None and raw > most))
    ):
        found = {name: value for name, value in found.items() if name == "raw"}
    scaled = _number(data.get("cmi.score.scaled"))
    if scaled is None and "raw" in found:
        share = outcome(data).score
        scaled = share
    found |= {"scaled": scaled} if scaled is not None and -1 <= scaled <= 1 else {}
    return found if found.keys() & {"raw", "scaled"} else {}


def _number(said: Any) -> float | None:
    try:
        found = float(said)
    except (TypeError, ValueError):
        return None
    return found if abs(found) < 1e9 else None
