"""Cases for readers: one's own and those in which one has a part, the queue of reviewers, the register of an owner, and
one case with all that belongs to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kerege.capacity.models import (
    CaseDecision,
    CasePart,
    CaseRecord,
    CertificateCase,
    CertificateScheme,
    Delivery,
    Feedback,
    FeedbackLink,
)
from kerege.capacity.queries import certificates
from kerege.capacity.queries.casework import REVIEWER, may_review, observed_by, own_cases, parts_in
from kerege.capacity.queries.certificates import DOOR, CertificateLine
from kerege.capacity.queries.schemes import in_words, scheme_of, versions_counted
from kerege.capacity.rules.certification import outcome
from kerege.capacity.rules.next_steps import DOES, Facts, todos
from kerege.capacity.rules.results import Taught, mean_tenths
from kerege.capacity.rules.schemes import Scheme
from kerege.capacity.words.certification import CaseState, InCase, Matter, RecordKind, Todo, Warned
from kerege.files import queries as files
from kerege.files.queries import FileLine
from kerege.files.words import Purpose
from kerege.journal.rules import known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.records.viewers import PUBLIC, Viewer

MOST = 1_000


@dataclass(frozen=True)
class CaseLine:
    """One case as it stands. Of an erased trainee `name` is a number; `parts` are the reader's own in it."""

    id: int
    uid: str
    owner: str
    person_id: int
    name: str
    state: CaseState
    level: str
    level_name: str
    scheme_key: str
    scheme_version: str
    scheme_title: str
    curriculum: str
    languages: str
    territory: str
    nominated_on: date
    enrolled_on: date | None
    passed_on: date | None
    deadline: date | None
    submitted_on: date | None
    decided_on: date | None
    drawn: bool
    parts: frozenset[str]
    synthetic: bool
    commitment: str
    note: str


@dataclass(frozen=True)
class MemberLine:
    part: str
    name: str
    mine: bool


@dataclass(frozen=True)
class RecordLine:
    """One thing that was recorded; `given` is what its kind holds."""

    uid: str
    kind: RecordKind
    on: date
    given: Mapping[str, Any]
    text: str
    by: str
    mine: bool


@dataclass(frozen=True)
class DeliveryLine:
    """A delivery with what its participants said, as sums; `warned` is told beside it."""

    uid: str
    on: date
    place: str
    territory: str
    language: str
    version: str
    participants: int
    attendance: str
    tested: int | None
    mean_before: int | None
    mean_after: int | None
    answers: int
    mean_tenths: int
    on_paper: int
    links_open: int
    taught: Taught
    warned: tuple[Warned, ...] = ()


@dataclass(frozen=True)
class DecisionLine:
    """What one decider said. Names are for those who decide and those who answer for the owner's records."""

    matter: str
    round: int
    verdict: str
    reason: str
    on: date
    name: str
    mine: bool


@dataclass(frozen=True)
class CasePage:
    """One case with what belongs to it. `versions` of its curriculum count when they are taught; `files`
    are what was handed in, by the uid of its record or delivery.
    """

    line: CaseLine
    scheme: Scheme
    versions: tuple[str, ...]
    members: tuple[MemberLine, ...]
    records: tuple[RecordLine, ...]
    deliveries: tuple[DeliveryLine, ...]
    decisions: tuple[DecisionLine, ...]
    certificate: CertificateLine | None
    todos: tuple[Todo, ...]
    files: Mapping[str, FileLine]
    facts: Facts = field(repr=False)

    def of_kind(self, kind: RecordKind) -> list[RecordLine]:
        return [each for each in self.records if each.kind == kind]

    @property
    def next(self) -> Todo | None:
        """What is next: the first thing that the reader does, else the first of all."""
        own = (todo for todo in self.todos if self.is_mine(todo))
        return next(own, next(iter(self.todos), None))

    def is_mine(self, todo: Todo) -> bool:
        """Whether the reader does it; who has decided waits for another reviewer."""
        if todo == Todo.DECIDE and self.voted(Matter.APPEAL if self.facts.appealed else Matter.CERTIFY):
            return False
        return bool(self.line.parts & set(DOES[todo]))

    def voted(self, matter: Matter) -> bool:
        """Whether the reader's verdict on a matter waits for that of another person."""
        said = [each for each in self.decisions if each.matter == matter]
        newest = [each for each in said if each.round == said[-1].round]
        return any(each.mine for each in newest) and outcome(each.verdict for each in newest) is None


def cases(viewer: Viewer, *, by: Actor, on: date, lang: str, state: str = "", owner: str = "") -> list[CaseLine]:
    """The register: cases that the reader's clearance reaches, the newest first."""
    rows = CertificateCase.objects.seen_by(viewer).filter(nominated_on__lte=on)
    wanted = {name: value for name, value in (("state", state), ("owner", owner)) if value}
    return _lines(rows.filter(**wanted).order_by("-nominated_on", "-id")[:MOST].seen(), by, lang, viewer)


def my_cases(*, by: Actor, on: date, lang: str) -> list[CaseLine]:
    """The cases in which somebody is the trainee or has a part, the newest first."""
    rows = CertificateCase.objects.seen_by(DOOR).filter(id__in=own_cases(by), nominated_on__lte=on)
    return _lines(rows.order_by("-nominated_on", "-id").seen(), by, lang)


def queue(*, by: Actor, on: date, lang: str) -> list[CaseLine]:
    """The cases that wait for reviewers, the oldest submission first; for whoever may review them."""
    open_ones = CertificateCase.objects.seen_by(DOOR).filter(
        state__in=[CaseState.SUBMITTED.value, CaseState.UNDER_REVIEW.value], nominated_on__lte=on
    )
    appealed = CaseRecord.objects.seen_by(DOOR).filter(kind=RecordKind.APPEAL.value).seen()
    waiting = {each.case_id for each in appealed if not each.given.get("closed")}
    rows = [*open_ones.seen(), *CertificateCase.objects.seen_by(DOOR).filter(id__in=waiting).seen()]
    rows = [row for row in rows if may_review(by, row.owner) and not by.owes_factor]
    return sorted(_lines(rows, by, lang), key=lambda line: (line.submitted_on or on, line.id))


def case_page(viewer: Viewer, uid: object, *, by: Actor, on: date, lang: str) -> CasePage | None:
    """One case, for whoever has a part in it, reviews it, or reads it by clearance; else None."""
    number = uid_or_none(uid)
    row = CertificateCase.objects.seen_by(DOOR).filter(uid=number).one() if number else None
    if row is None or row.nominated_on > on:
        return None
    parts = parts_in(by, row)
    if not parts and not CertificateCase.objects.seen_by(viewer).filter(uid=number).exists():
        return None
    reader = DOOR if parts else viewer
    (line,) = _lines([row], by, lang, viewer)
    found = CertificateScheme.objects.seen_by(DOOR).filter(id=row.scheme_id).one()
    scheme, records = scheme_of(found), _records(reader, row, by)
    deliveries = _deliveries(reader, row, records)
    held = certificates.of_case(row.id, on=on, lang=lang)
    observed = observed_by(row.person_id, line.scheme_key) if scheme.level(line.level).observed else 0
    facts = _facts(line, records, deliveries, held, observed)
    answers_for_all = viewer.may_see(Sensitivity.RESTRICTED, row.owner)
    names = answers_for_all or bool(line.parts & {REVIEWER, InCase.CENTRE.value})
    return CasePage(
        line=line,
        scheme=scheme,
        versions=versions_counted(found, line.curriculum),
        members=_members(row, by) if parts or answers_for_all else (),
        records=tuple(records),
        deliveries=tuple(deliveries),
        decisions=_decisions(reader, row, by, names=names),
        certificate=held,
        todos=tuple(todos(scheme, facts)),
        files=_files(reader, [*(each.uid for each in records), *(each.uid for each in deliveries)]),
        facts=facts,
    )


def feedback_link_open(digest: str, *, on: date) -> bool:
    """Whether a participant can answer by this link on the day. Tells nothing else of it."""
    return bool(FeedbackLink.objects.seen_by(DOOR).filter(digest=digest, spent=False, until__gt=on).exists())


def _lines(rows: list[Any], by: Actor, lang: str, viewer: Viewer = PUBLIC) -> list[CaseLine]:
    """Whoever has a part in a case reads the name of its trainee, all others as far as their clearance reaches."""
    versions = {
        v.id: v for v in CertificateScheme.objects.seen_by(DOOR).filter(id__in={r.scheme_id for r in rows}).seen()
    }
    parts = {row.id: parts_in(by, row) for row in rows}
    names = people.person_names(viewer, [row.person_id for row in rows if not parts[row.id]])
    names |= people.person_names(DOOR, [row.person_id for row in rows if parts[row.id]])
    return [_line(row, versions[row.scheme_id], _name(names.get(row.person_id)), parts[row.id], lang) for row in rows]


def _name(name: Any) -> str:
    return name if isinstance(name, str) else ""


def _line(row: Any, version: Any, name: str, parts: frozenset[str], lang: str) -> CaseLine:
    scheme = scheme_of(version)
    same = (
        *("owner", "person_id", "level", "curriculum", "languages", "nominated_on", "enrolled_on", "passed_on"),
        *("deadline", "submitted_on", "decided_on", "drawn", "synthetic", "commitment", "note"),
    )
    return CaseLine(
        id=row.id,
        uid=str(row.uid),
        name=name,
        state=CaseState(row.state),
        level_name=in_words(scheme.level(row.level).name, lang),
        scheme_key=version.key,
        scheme_version=version.version,
        scheme_title=in_words(scheme.title, lang),
        territory=row.territory_id,
        parts=parts,
        **{column: getattr(row, column) for column in same},
    )


def _members(row: Any, by: Actor) -> tuple[MemberLine, ...]:
    rows = CasePart.objects.seen_by(DOOR).filter(case_id=row.id).order_by("id").seen()
    names, mine = people.actor_names([each.subject for each in rows]), known_as(by.uid)
    return tuple(MemberLine(each.part, names.get(each.subject, ""), each.subject == mine) for each in rows)


def _records(reader: Viewer, row: Any, by: Actor) -> list[RecordLine]:
    rows = CaseRecord.objects.seen_by(reader).filter(case_id=row.id).order_by("on", "id").seen()
    names, mine = people.actor_names([each.noted_by for each in rows]), known_as(by.uid)
    return [
        RecordLine(
            uid=str(each.uid),
            kind=RecordKind(each.kind),
            on=each.on,
            given=each.given,
            text=each.text,
            by=names.get(each.noted_by, ""),
            mine=each.noted_by == mine,
        )
        for each in rows
    ]


def _files(reader: Viewer, about: list[str]) -> dict[str, FileLine]:
    """The files of these records and deliveries, as far as whoever reads these reads them."""
    found = files.files_of(reader, about, purpose=Purpose.EVIDENCE) if about else []
    return {line.about: line for line in found}


def _deliveries(reader: Viewer, row: Any, records: list[RecordLine]) -> list[DeliveryLine]:
    rows = Delivery.objects.seen_by(reader).filter(case_id=row.id).order_by("on", "id").seen()
    answers: dict[int, list[Any]] = {}
    for each in Feedback.objects.seen_by(DOOR).filter(delivery_id__in=[r.id for r in rows]).order_by("id").seen():
        answers.setdefault(each.delivery_id, []).append(each)
    links = FeedbackLink.objects.seen_by(DOOR).filter(delivery_id__in=[r.id for r in rows], spent=False)
    waiting = list(links.values_list("delivery_id", flat=True))
    judged = [(r.given["delivery"], r.given["rubric"]) for r in records if r.kind == RecordKind.OBSERVATION]
    return [
        _delivery(
            each,
            row,
            answers.get(each.id, []),
            waiting.count(each.id),
            tuple(given for uid, given in judged if uid == str(each.uid)),
        )
        for each in rows
    ]


def _delivery(each: Any, row: Any, answers: list[Any], links: int, judged: tuple[Any, ...]) -> DeliveryLine:
    means = tuple(mean_tenths(answer.scores.values()) for answer in answers)
    same = (
        *("on", "place", "language", "version", "participants", "attendance"),
        *("tested", "mean_before", "mean_after"),
    )
    return DeliveryLine(
        uid=str(each.uid),
        territory=each.territory_id,
        answers=len(answers),
        mean_tenths=mean_tenths(means) // 10,
        on_paper=sum(answer.via == "paper" for answer in answers),
        links_open=links,
        taught=Taught(each.on, each.participants, each.tested, means, judged),
        warned=tuple(_warned(each, row)),
        **{column: getattr(each, column) for column in same},
    )


def _warned(each: Any, row: Any) -> list[Warned]:
    """What a reviewer should weigh: participants at two places on one day, outside the scope, a short list."""
    found = []
    present = set(each.present)
    if present:
        others = Delivery.objects.seen_by(DOOR).filter(on=each.on).exclude(id=each.id).seen()
        if any(present & set(other.present) and other.place != each.place for other in others):
            found.append(Warned.TWO_CITIES)
    if each.language not in row.languages.split() or each.territory_id != row.territory_id:
        found.append(Warned.OUTSIDE_SCOPE)
    if len(present) < each.participants:
        found.append(Warned.FEW_NAMED)
    return found


def _decisions(reader: Viewer, row: Any, by: Actor, *, names: bool) -> tuple[DecisionLine, ...]:
    rows = CaseDecision.objects.seen_by(reader).filter(case_id=row.id).order_by("id").seen()
    called = people.actor_names([each.decided_by for each in rows]) if names else {}
    mine = known_as(by.uid)
    return tuple(
        DecisionLine(
            each.matter,
            each.round,
            each.verdict,
            each.reason,
            each.on,
            called.get(each.decided_by, ""),
            each.decided_by == mine,
        )
        for each in rows
    )


def _facts(
    line: CaseLine,
    records: list[RecordLine],
    deliveries: list[DeliveryLine],
    held: CertificateLine | None,
    observed: int,
) -> Facts:
    latest = {each.kind: each.given for each in records}
    kinds = {each.kind for each in records}
    rubric = latest.get(RecordKind.TEACH_BACK, {}).get("rubric")
    shown = latest.get(RecordKind.PRACTICAL, {}).get("done")
    waiting = {each.kind for each in records if not each.given.get("closed")}
    return Facts(
        state=line.state,
        level=line.level,
        minutes=sum(each.given["minutes"] for each in records if each.kind == RecordKind.HOURS),
        knowledge=latest.get(RecordKind.KNOWLEDGE, {}).get("mark"),
        shown=len(shown) if shown is not None else None,
        taught=mean_tenths(rubric.values()) if rubric else None,
        adapted=RecordKind.ADAPTATION in kinds,
        reflected=RecordKind.REFLECTION in kinds,
        deliveries=tuple(each.taught for each in deliveries),
        observed=observed,
        extension_asked=RecordKind.EXTENSION in waiting,
        drawn=line.drawn,
        audited=RecordKind.AUDIT in kinds,
        appealed=RecordKind.APPEAL in waiting,
        certificate=held.state if held else None,
    )
