"""Records of Kazakhstan with words that occur nowhere else, at every sensitivity.

A leak test needs something to leak: every owned model and every field with a label of its own has a word here at each
level, which test_canaries.py checks against the models, so that a new one cannot be forgotten.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps

from kerege.atlas import actions as atlas
from kerege.capacity.models import RegisterEntry
from kerege.indicators import actions as indicators
from kerege.inventory import actions as inventory
from kerege.inventory.models import FacilityChange
from kerege.journal.actions import act
from kerege.law import actions as law
from kerege.law.models import Judgement
from kerege.law.words.coverage import JudgementState
from kerege.lib.sensitivity import Sensitivity
from kerege.outreach import actions as outreach
from kerege.people import actions as people
from kerege.people.models import Person
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.records.labels import LABEL_SUFFIX, labelled_fields
from kerege.records.owned import OwnedModel
from kerege.training import actions as training
from tests.house import laid_quality, laid_teaching
from tests.house.assessed import assessed
from tests.house.canaries_of_aid import lay_aid
from tests.house.canaries_of_alerts import lay_alert
from tests.house.canaries_of_cascade import lay_cascade
from tests.house.canaries_of_certificates import lay_certificates
from tests.house.canaries_of_competence import lay_competence
from tests.house.canaries_of_conduct import lay_conduct
from tests.house.canaries_of_coverage import lay_coverage
from tests.house.canaries_of_curricula import lay_curricula
from tests.house.canaries_of_delivery import lay_delivery
from tests.house.canaries_of_drafting import lay_drafting
from tests.house.canaries_of_evaluation import lay_evaluation
from tests.house.canaries_of_exams import lay_exams
from tests.house.canaries_of_exercises import lay_exercise
from tests.house.canaries_of_gatherings import lay_gathering
from tests.house.canaries_of_health_events import lay_health_event
from tests.house.canaries_of_help import lay_help
from tests.house.canaries_of_imports import lay_import
from tests.house.canaries_of_incidents import lay_incident
from tests.house.canaries_of_measures import lay_law
from tests.house.canaries_of_people import lay_person, lay_seat
from tests.house.canaries_of_planning import lay_plan
from tests.house.canaries_of_practice import lay_practice
from tests.house.canaries_of_reports import lay_reports

OWNER = "KAZ"
LEVELS = (Sensitivity.REGIONAL, Sensitivity.NATIONAL, Sensitivity.RESTRICTED)
CENTRE = "CANARY-CENTRE"
READER = "focal.point.kaz@example.org"
"""Whose account stands for all of them at addresses of an account."""
FOUNDED = date(2020, 1, 1)


@dataclass(frozen=True)
class Canary:
    """A word, and the clearance for OWNER's records that its reader has to have. `shown` nowhere: no way out has it.
    `doors` are the names of the doors in crawling.py through which others read it too.
    """

    word: str
    level: Sensitivity
    shown: bool = True
    doors: tuple[str, ...] = ()


@dataclass
class Laid:
    """The canaries, and the uids of their records by kind, under the names that the register of outlets uses.

    `levels` are those of the words that were laid with each of these records; a record may be more open than they are.
    """

    words: list[Canary] = field(default_factory=list)
    uids: dict[str, list[str]] = field(default_factory=dict)
    levels: dict[str, list[Sensitivity]] = field(default_factory=dict)
    mark: str = ""

    def keep(self, kind: str, record: Any) -> Any:
        self.uids.setdefault(kind, []).append(str(record.uid))
        return record

    def word(self, what: str, level: Sensitivity, *, shown: bool = True, doors: tuple[str, ...] = ()) -> str:
        """A new word of this level."""
        self.words.append(Canary(f"zq{self.mark}{what}{level.name.lower()}qz", level, shown, doors))
        return self.words[-1].word

    def stamp(self, level: Sensitivity) -> None:
        """Say of the records that were laid since the last stamp that their words are of this level."""
        for kind, uids in self.uids.items():
            levels = self.levels.setdefault(kind, [])
            levels += [level] * (len(uids) - len(levels))


RECORD: dict[str, Any] = {"by": SYSTEM, "owner": OWNER, "sources": ["S1"], "project_key": "P53"}
TAUGHT: dict[str, Any] = {"venue": OWNER, "trainees_from": OWNER, "kind": "seminar"}
FIGURE: dict[str, Any] = {"by": SYSTEM, "value": 7, "qualifier": "exact", "source": "S1"}


def lay() -> Laid:
    """Record them; what was recorded."""
    laid = Laid()
    people.record_organisation(
        by=SYSTEM, key=CENTRE, kind="training_centre", names=[("en", "A centre")], territory=OWNER
    )
    laid_teaching.bodies()
    _equipment(Sensitivity.PUBLIC, laid)
    laid_teaching.centre(Sensitivity.PUBLIC, laid)
    laid.stamp(Sensitivity.PUBLIC)
    for level in LEVELS:
        for records in (
            _activities,
            lay_gathering,
            _country,
            _fields,
            lay_person,
            _file,
            lay_seat,
            _hidden_facility,
            _facility,
            lay_import,
            _equipment,
            lay_help,
            lay_coverage,
            lay_alert,
            lay_exercise,
            lay_health_event,
            lay_conduct,
            lay_incident,
            lay_aid,
            lay_law,
            lay_drafting,
            lay_reports,
            _assessment,
            lay_cascade,
            lay_certificates,
            lay_competence,
            lay_delivery,
            lay_evaluation,
            lay_exams,
            lay_plan,
            lay_practice,
            lay_curricula,
            laid_quality.lay_quality,
            laid_teaching.centre,
            laid_teaching.reference,
        ):
            records(level, laid)
        laid.stamp(level)
    laid.uids["account"] = [str(account(READER).uid)]
    laid.stamp(Sensitivity.RESTRICTED)
    return laid


def lay_more(laid: Laid) -> None:
    """More records that nobody below national clearance may know of, and other words in the fields that are withheld.

    Whatever a reader below reads has to stay what it was, to the last byte.
    """
    more = Laid(mark="more")
    for level in (Sensitivity.NATIONAL, Sensitivity.RESTRICTED):
        _activities(level, more)
        lay_gathering(level, more)
        _country(level, more)
        _hidden_facility(level, more)
        _equipment(level, more)
        lay_help(level, more)
        lay_law(level, more)
        lay_coverage(level, more)
        lay_drafting(level, more)
        lay_reports(level, more)
        lay_alert(level, more)
        lay_exercise(level, more)
        lay_health_event(level, more)
        lay_conduct(level, more)
        lay_incident(level, more)
        lay_aid(level, more)
        _assessment(level, more)
        lay_cascade(level, more)
        lay_certificates(level, more)
        lay_competence(level, more)
        lay_delivery(level, more)
        lay_evaluation(level, more)
        lay_exams(level, more)
        lay_practice(level, more)
        laid_teaching.centre(level, more)
    with act("tests.canaries.changed", by=SYSTEM, about="canaries"):
        entries = RegisterEntry.objects.inside_action().filter(owner=OWNER, label=Sensitivity.PUBLIC)
        registered = list(entries.values_list("person_id", flat=True))  # they agreed that everybody reads their names
        for model, name in ((m, n) for m in owned_models() for n in labelled_fields(m)):
            rows = model.objects.inside_action().filter(owner=OWNER)
            if model is Judgement:  # what was approved is not changed
                rows = rows.exclude(state=JudgementState.APPROVED)
            for row in rows.exclude(id__in=registered) if model is Person else rows:
                if getattr(row, name + LABEL_SUFFIX) > Sensitivity.REGIONAL and isinstance(getattr(row, name), str):
                    setattr(row, name, f"aa{getattr(row, name)}bb"[:180])
                    row.save()
    laid.words += more.words


def owned_models() -> list[Any]:
    """Every table of the program whose rows belong to somebody."""
    return [m for m in apps.get_models() if issubclass(m, OwnedModel) and m.__module__.startswith("kerege.")]


def _assessment(level: Sensitivity, laid: Laid) -> None:
    """A question set and an assessment of the country, of which those below may not even know that they exist."""
    made = assessed(
        owner=OWNER,
        key=f"set-{laid.mark}{level.name.lower()}",
        version=laid.word("v", level),
        about="country",
        seat=f"SEAT-{level.name}",
        level=level,
        word=lambda what: laid.word(what, level),
        hidden=lambda what: laid.word(what, level, shown=False),
        territory=OWNER,
    )
    for kind, name in made.items():
        laid.uids.setdefault(kind, []).append(name)


def _file(level: Sensitivity, laid: Laid) -> None:
    """A document kept with a page, whose very name is for some only."""
    told = laid.word("file", level)
    uid = atlas.attach_document(
        by=SYSTEM, source_key="S1", owner=OWNER, label=level, name=f"{told}.txt", chunks=[told.encode()]
    )
    laid.uids.setdefault("document", []).append(str(uid))


def _activities(level: Sensitivity, laid: Laid) -> None:
    """Courses and events of which those below may not even know that they exist, with all that hangs on them."""
    made: dict[str, Any] = {**RECORD, "label": level, "dates": "2018-05-06", "status": "held"}
    of_group, course, event = (laid.word(what, level) for what in ("wholegroup", "course", "event"))
    laid.keep("group", training.record_group(**made, **TAUGHT, key=of_group, title=of_group))
    laid.keep("course", training.record_course(**made, **TAUGHT, key=course, title=course, group=of_group))
    training.record_count(**FIGURE, course=course, measure="trainees", note=laid.word("coursecount", level))
    training.place_trainers(
        by=SYSTEM,
        course=course,
        centre=CENTRE,
        trainers=1,
        sources=["S1"],
        note=laid.word("placement", level, shown=False),
    )
    told = {**made, "kind": "awareness", "level": "national", "venue": OWNER}
    laid.keep("event", outreach.record_event(**told, key=event, title=event))
    outreach.record_event_count(**FIGURE, event=event, measure="participants", note=laid.word("eventcount", level))


def _country(level: Sensitivity, laid: Laid) -> None:
    """What a country received, adopted, enacted and claims, of which those below may not know that it exists."""
    handover, step, programme, claim = (laid.word(what, level) for what in ("handover", "step", "programme", "claim"))
    made: dict[str, Any] = {**RECORD, "label": level, "dates": "2018-05-06", "territory": OWNER}
    laid.keep("handover", inventory.record_handover(**made, key=handover, title=handover, status="held"))
    laid.keep("milestone", law.record_milestone(**made, key=step, title=step, kind="order"))
    laid.keep("adoption", training.record_adoption(**made, key=programme, programme=programme))
    law.record_status(
        by=SYSTEM,
        owner=OWNER,
        key=f"STATUS-{laid.mark}{level.name}",
        territory=OWNER,
        instrument=("BWC", "CARTAGENA", "IHR")[level - 1],
        act="signature" if laid.mark else "accession",
        on="2015-06-07",
        sources=["S1"],
        note=laid.word("status", level),
        label=level,
    )
    told: dict[str, Any] = {**FIGURE, "owner": OWNER, "label": level, "project_key": "P53", "territory": OWNER}
    laid.keep(
        "claim",
        indicators.record_claim(**told, key=claim, indicator="trainers.part1", unit="people", meaning=claim),
    )


def _fields(level: Sensitivity, laid: Laid) -> None:
    """Fields of public records that are for some only."""
    note, of_group, worth, of_event = (laid.word(what, level) for what in ("note", "groupnote", "worth", "eventnote"))
    made: dict[str, Any] = {**RECORD, "dates": "2018-06-07", "status": "held"}
    key, group = f"PUBLIC-{level.name}", f"GROUP-{level.name}"
    noted: dict[str, Any] = {**made, **TAUGHT, "note_label": level}
    laid.keep("group", training.record_group(**noted, key=group, title="Courses", note=of_group))
    laid.keep("course", training.record_course(**noted, key=key, title="A course", group=group, note=note))
    worthy = {**made, "territory": OWNER, "value_text_label": level}
    laid.keep("handover", inventory.record_handover(**worthy, key=key, title="Equipment", value_text=worth))
    told = {**made, "kind": "awareness", "level": "national", "venue": OWNER, "note_label": level}
    laid.keep("event", outreach.record_event(**told, key=key, title="An event", note=of_event))


def _equipment(level: Sensitivity, laid: Laid) -> None:
    """A lot for some, with its steps, its plan, its tester and an item; an open one has no words that are for some."""

    def word(what: str) -> str:
        return laid.word(what, level) if level else f"An open {what}"

    key, day = f"lot-{laid.mark}{level.name.lower()}", date(2024, 5, 6)
    told: dict[str, Any] = {"by": SYSTEM, "owner": OWNER, "kind": "autoclave", "territory": OWNER}
    inventory.record_lot(**told, key=key, title=word("lot"), maker=word("maker"), note=word("lotnote"), label=level)
    step: dict[str, Any] = {"by": SYSTEM, "lot": key, "on": day}
    for source, target in (("outside", "ordered"), ("ordered", "received"), ("received", "inspected")):
        inventory.move_pieces(**step, source=source, target=target, pieces=3, document=word(f"paper{target}"))
    plan = inventory.make_plan(
        by=SYSTEM, owner=OWNER, key=f"plan-{key}", title=word("plan"), shares=[(key, "", CENTRE, 1)], label=level
    )
    handed: dict[str, Any] = {"organisation": CENTRE, "document": "Letter", "without_plan": word("noplan")}
    inventory.move_pieces(**step, **handed, source="inspected", target="held", pieces=1)
    laid.uids.setdefault("lot", []).append(key)
    laid.uids.setdefault("plan", []).append(plan.key)
    laid.keep("item", _item(level, laid, step, word))


def _item(level: Sensitivity, laid: Laid, step: dict[str, Any], word: Callable[[str], str]) -> Any:
    """One item of a lot with its life, and a serial number that is as open as the lot."""
    serial = word("serial").upper()
    if level:
        laid.words[-1] = Canary(serial, level)
    (item,) = inventory.accept_items(**step, organisation=CENTRE, serials=[serial], condition="new")
    with act("tests.serial.laid", by=SYSTEM, about=item.uid):
        item.serial_label = level
        item.save()
    happened: dict[str, Any] = {"by": SYSTEM, "item": str(item.uid), "what": "installed", "on": step["on"]}
    inventory.record_happening(**happened, note=word("itemnote"))
    qualified: dict[str, Any] = {"by": SYSTEM, "owner": OWNER, "organisation": CENTRE, "kinds": ["autoclave"]}
    inventory.record_tester(**qualified, proof=word("proof"), start=step["on"], label=level)
    test: dict[str, Any] = {"by": SYSTEM, "item": str(item.uid), "tester": CENTRE, "on": step["on"]}
    inventory.certify_item(**test, outcome="passed", number=word("certificate"))
    return item


FACILITY: dict[str, Any] = {"by": SYSTEM, "kind": "other", "sectors": "human", "territory": OWNER, "owner": OWNER}


def _hidden_facility(level: Sensitivity, laid: Laid) -> None:
    """A card that only some may know of."""
    names = {"en": laid.word("facility", level), "ru": laid.word("facilityname", level)}
    found = inventory.record_facility(**FACILITY, names=names, note=laid.word("facilitynote", level), label=level)
    laid.uids.setdefault("facility", []).append(found.key)


def _facility(level: Sensitivity, laid: Laid) -> None:
    """A card whose fields, and all that belongs to it, are for some only."""
    where = f"43.2{7130 + int(level)}"
    laid.words.append(Canary(where, level))
    own = inventory.record_facility(
        **FACILITY,
        names={"en": f"Open facility {level.name}"},
        sure=True,
        shown_at="territory",
        latitude=where,
        longitude="76.88881",
        address=laid.word("street", level),
        contacts=[("general", f"{laid.word('mail', level)}@example.org")],
        labels=dict.fromkeys(("position", "address", "contacts", "staff"), level),
    )
    with act("tests.staff.laid", by=SYSTEM, about=own.uid):
        own.staff = f"{laid.word('staff', level)} 7"  # roles are codes: one that no vocabulary has is shown as it is
        own.save()
    laid.uids.setdefault("facility", []).append(own.key)
    _details({"by": SYSTEM, "facility": own.key, "label": level}, own.key, level, laid)


def _details(told: dict[str, Any], key: str, level: Sensitivity, laid: Laid) -> None:
    """Details of a card that have labels of their own, and a change of it that its history keeps."""
    inventory.record_unit(**told, name=laid.word("unit", level))
    claim = inventory.claim_containment(**told, scheme="biosafety", level=2)
    body = {"body": laid.word("body", level), "verified_on": FOUNDED}
    inventory.prove_containment(by=SYSTEM, claim=str(claim.uid), rooms=2, **body)
    made = {"body": laid.word("accreditor", level), "start": FOUNDED, "number": "K-1"}
    inventory.record_accreditation(**told, scheme="other", **made)
    inventory.record_proficiency(**told, provider=laid.word("provider", level), subject="Serology", on=FOUNDED)
    with act("tests.history.laid", by=SYSTEM, about=key):
        row = FacilityChange.objects.inside_action().filter(facility__key=key).first()
        row.label, row.changes = level, f"note\t\t{laid.word('change', level)}"
        row.save()


def of_row(row: Any) -> Iterator[str]:
    """The texts of one record, column by column, those in JSON and in files of text too."""
    for column in row._meta.concrete_fields:
        value = row.__dict__.get(column.attname)
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            yield json.dumps(value, ensure_ascii=False)
        elif isinstance(value, bytes | memoryview):
            yield bytes(value).decode(errors="ignore")
