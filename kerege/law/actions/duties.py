"""Recording which body has which task by law and who informs whom; a correction is a row of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar, cast

from django.utils import timezone

from kerege.atlas import queries as atlas
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.law.actions.bodies import body_of
from kerege.law.models import Authority, BodyDuty, InformationDuty, Measure, Obligation, Topic
from kerege.law.rules import duties as rules
from kerege.law.rules.measures import measure_uri
from kerege.law.words import duties as told
from kerege.law.words import duties_refused as words
from kerege.law.words.duties import Clock, Mode, Part, Timing
from kerege.law.words.measures_refused import NO_WHY
from kerege.law.words.releases import UNKNOWN_OBLIGATION
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.people.rules import Actor, check_may, choice, may
from kerege.people.words import Deed
from kerege.records.recording import plain_key

Duty = TypeVar("Duty", BodyDuty, InformationDuty)
NO_DAY = date(1, 1, 1)
"""What an address has where nobody knows the day of the act."""


@dataclass(frozen=True)
class LaidDown:
    """Where a duty is laid down, since when, and who says so: the measure by its address, or an obligation by its key.

    `provision` is the part of it, as art_9 or Art. 9. What nobody has read in a text is `provisional`.
    """

    act: str = ""
    obligation: str = ""
    provision: str = ""
    start: date | None = None
    until: date | None = None
    source: str = ""
    source_as_of: date | None = None
    provisional: bool = False
    note: str = ""


@dataclass(frozen=True)
class Informing:
    """Who informs whom of what: `subject` is its key, `what` and `form` are in words, by language."""

    sender: str
    recipient: str
    subject: str
    what: Mapping[str, str]
    form: Mapping[str, str] = field(default_factory=dict)
    mode: str = Mode.NORMAL
    switched_by: str = ""
    timing: str = Timing.UNKNOWN
    period: str = ""
    clock: str = ""
    working_days: bool = False


def record_duty(
    *,
    by: Actor,
    owner: str,
    key: str,
    topic: str,
    part: str,
    what: Mapping[str, str],
    laid_down: LaidDown,
    body: str = "",
    label: Sensitivity = Sensitivity.PUBLIC,
    synthetic: bool = False,
    stated: bool = True,
    today: date | None = None,
) -> BodyDuty:
    """Record what a body does about a topic by law. Under a key that is taken, what is told follows the row that is
    there, which stays readable as it was known. The same again changes nothing.

    Refuses people.not_yours, people.unknown_choice, law.no_topic, law.duty_no_words, law.unknown_body,
    law.body_not_there and what `_laid_down` refuses.
    """
    check_may(by, Deed.RECORD_LAW, owner)
    found = Topic.objects.filter(key=topic).first()
    if found is None:
        raise Refusal(words.NO_TOPIC, field="topic", key=topic[:40])
    named = body_of(by=by, key=body, field="body") if body else None
    content = _laid_down(owner, laid_down) | {
        "body": named,
        "topic": found,
        "part": choice(part, Part, "part"),
        "what": _words(what),
        "synthetic": synthetic,
        "label": _label(label, named),
    }
    with checking():
        _check_bodies(content, {"body": named})
    return _follow(BodyDuty, told.DUTY_RECORDED, by, owner, key, content, stated, today)


def record_information_duty(
    *,
    by: Actor,
    owner: str,
    key: str,
    informing: Informing,
    laid_down: LaidDown,
    label: Sensitivity = Sensitivity.PUBLIC,
    synthetic: bool = False,
    stated: bool = True,
    today: date | None = None,
) -> InformationDuty:
    """Record who informs whom, of what and by when. Under a key that is taken, what is told follows the row that is
    there, which stays readable as it was known. The same again changes nothing.

    Refuses people.not_yours, people.unknown_choice, law.duty_no_words, law.unknown_body, law.body_not_there,
    law.informs_itself, law.duties_contradict, law.duty_twice, law.no_switch_authority, law.period_missing,
    law.period_without, law.bad_period, law.no_time and what `_laid_down` refuses.
    """
    check_may(by, Deed.RECORD_LAW, owner)
    timing = Timing(choice(informing.timing, Timing, "timing"))
    clock = choice(informing.clock, Clock, "clock") if informing.clock else ""
    mode = choice(informing.mode, Mode, "mode")
    rules.check_switch(mode, informing.switched_by, provisional=laid_down.provisional)
    named = {
        name: body_of(by=by, key=getattr(informing, name), field=name) if needed or informing.switched_by else None
        for name, needed in (("sender", True), ("recipient", True), ("switched_by", False))
    }
    bodies = {"switcher" if name == "switched_by" else name: each for name, each in named.items()}
    content = (
        _laid_down(owner, laid_down)
        | bodies
        | {
            "subject": plain_key(informing.subject).lower(),
            "what": _words(informing.what),
            "form": _words(informing.form, needed=False),
            "mode": mode,
            "timing": timing,
            "period": rules.check_time(timing, informing.period, clock),
            "clock": clock if timing == Timing.WITHIN else "",
            "working_days": informing.working_days and timing == Timing.WITHIN,
            "synthetic": synthetic,
            "label": _label(label, *named.values()),
        }
    )
    with checking():
        _check_bodies(content, named)
        _check_alone(owner, plain_key(key), content)
    return _follow(InformationDuty, told.INFORMING_RECORDED, by, owner, key, content, stated, today)


def withdraw_duty(*, by: Actor, key: str, why: str, today: date | None = None) -> None:
    """End the knowledge of a duty that never was one; the row stays readable as it was known.

    Refuses people.not_yours, law.no_duty and law.no_why.
    """
    found = _current(by, key)
    if not why.strip():
        raise Refusal(NO_WHY, field="why")
    reason = clean_line(why, field="why", max_length=200)
    word = told.DUTY_WITHDRAWN if isinstance(found, BodyDuty) else told.INFORMING_WITHDRAWN
    with act(word, by=by, owner=found.owner, about=found.uid):
        found.known_to = max(today or timezone.localdate(), found.known_from)
        found.why_withdrawn, found.stated = reason, True
        found.save()


def _current(by: Actor, key: str) -> BodyDuty | InformationDuty:
    for model in (BodyDuty, InformationDuty):
        with checking():
            found = model.objects.inside_action().filter(key=key, known_to=None).first()
        if found is not None and found.label == Sensitivity.PUBLIC:
            check_may(by, Deed.RECORD_LAW, found.owner)
        elif found is not None and not may(by, Deed.RECORD_LAW, found.owner):
            found = None
        if found is not None:
            return found  # type: ignore[no-any-return]
    raise Refusal(words.NO_DUTY, field="key", key=key[:80])


def _laid_down(owner: str, said: LaidDown) -> dict[str, Any]:
    """Refuses law.no_basis, law.unknown_obligation, law.uri_malformed, law.uri_date, law.other_country,
    law.before_act, law.duty_ends_before, law.no_page and text.*.
    """
    place = atlas.territory(owner)
    if not said.act and not said.obligation:
        raise Refusal(words.NO_BASIS, field="act")
    address, adopted = "", None
    if said.act:
        uri = measure_uri(said.act, country=owner, alpha2=(place.alpha2 or "").lower())
        address, adopted = str(uri), _adopted(str(uri), uri.date)
    basis = Obligation.objects.filter(key=said.obligation).first() if said.obligation else None
    if said.obligation and basis is None:
        raise Refusal(UNKNOWN_OBLIGATION, field="obligation", key=said.obligation[:60])
    if basis is not None:
        adopted = max(filter(None, (adopted, basis.since.in_force_on or basis.since.adopted_on)), default=None)
    rules.check_days(said.start, said.until, adopted)
    return {
        "owner": place.code,
        "territory_id": place.code,
        "act": address,
        "obligation": basis,
        "provision": clean_line(said.provision, field="provision", max_length=120) if said.provision else "",
        "start": said.start,
        "until": said.until,
        "source": _page(said.source),
        "source_as_of": said.source_as_of,
        "provisional": said.provisional,
        "note": clean_line(said.note, field="note", max_length=400) if said.note else "",
    }


def _adopted(uri: str, stated: str) -> date | None:
    """The first day on which the act can be: as it is recorded, else as its address says."""
    with checking():
        found = Measure.objects.inside_action().filter(uri=uri).first()
    if found is not None and found.first_day is not None:
        return found.first_day  # type: ignore[no-any-return]
    first = date.fromisoformat("-".join([*stated.split("-"), "01", "01"][:3]))
    return None if first == NO_DAY else first


def _page(address: str) -> str:
    """The page that says so. Refuses law.no_page and text.*."""
    found = clean_line(address, field="source", max_length=300) if address.strip() else ""
    if not found.startswith(("https://", "http://")):
        raise Refusal(words.NO_PAGE, field="source")
    return found


def _words(texts: Mapping[str, str], *, needed: bool = True) -> dict[str, str]:
    found = {lang: clean_line(text, field="what", max_length=400) for lang, text in texts.items() if text.strip()}
    if needed and not found:
        raise Refusal(words.NO_WORDS, field="what")
    return found


def _label(label: int, *bodies: Authority | None) -> Sensitivity:
    """A duty is never more open than the bodies that it names."""
    return Sensitivity(max([label, *(each.label for each in bodies if each is not None)]))


def _check_bodies(content: Mapping[str, Any], named: Mapping[str, Authority | None]) -> None:
    for name, body in named.items():
        if body is not None:
            there = rules.Body(body.key, body.start, body.until)
            rules.check_there(there, content["start"], content["until"], field=name)


def _check_alone(owner: str, key: str, content: Mapping[str, Any]) -> None:
    rows = InformationDuty.objects.inside_action().filter(
        owner=owner, known_to=None, subject=content["subject"], mode=content["mode"]
    )
    others = [_told(row) for row in rows.select_related("sender", "recipient", "obligation") if _root(row.key) != key]
    new = _told(InformationDuty(key=key, **content))
    rules.check_alone(new, others, rules.bodies_of([content["sender"], content["recipient"]]))


def _told(row: InformationDuty) -> rules.Told:
    return rules.Told(
        key=row.key,
        sender=row.sender.key,
        recipient=row.recipient.key,
        subject=row.subject,
        mode=row.mode,
        timing=row.timing,
        period=row.period,
        clock=row.clock,
        working_days=row.working_days,
        basis=f"{row.act or row.obligation_id} {row.provision}",  # type: ignore[attr-defined]
        start=row.start,
        until=row.until,
    )


def _root(key: str) -> str:
    """The key without the number of its correction."""
    return key.split("~")[0]


def _follow(
    model: type[Duty],
    word: str,
    by: Actor,
    owner: str,
    key: str,
    content: dict[str, Any],
    stated: bool,
    today: date | None,
) -> Duty:
    """The row that says this: the newest one where it already does, else a new one that follows it."""
    root, day = plain_key(key), today or timezone.localdate()
    last: Any = None
    with checking():
        rows = model.objects.inside_action().filter(key__startswith=root).order_by("id")
        chain: list[Any] = [row for row in rows if _root(row.key) == root]
        last = chain[-1] if chain else None
        if last is not None and last.owner != owner:
            raise Refusal(words.NO_DUTY, field="key", key=root)
        if last is not None and ((last.stated and not stated) or (last.known_to is None and _same(last, content))):
            return cast(Duty, last)
    with act(word, by=by, owner=owner) as done:
        if last is not None and last.known_to is None:
            last.known_to = max(day, last.known_from)
            last.save()
        made = model(
            **content,
            key=f"{root}~{len(chain)}" if chain else root,
            known_from=max([day, *([last.known_to] if last and last.known_to else [])]),
            stated=stated,
            follows=last,
        )
        made.save()
        done.about = made.uid
        if made.label == Sensitivity.PUBLIC:
            done.note(key=made.key, territory=owner, follows=last.key if last else "")
    return made


def _same(row: BodyDuty | InformationDuty, content: Mapping[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in content.items())


__all__ = ["Informing", "LaidDown", "record_duty", "record_information_duty", "withdraw_duty"]
