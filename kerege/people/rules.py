"""Who may do what, and what seats and successions allow. Plain Python."""

import hmac
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from kerege.lib.periods import Period
from kerege.lib.refusal import Refusal
from kerege.people import words
from kerege.people.words import Capacity, Deed, Role, SeatKind

REGION = "REG"


MAY: Mapping[Deed, frozenset[Role]] = {
    Deed.RECORD_REFERENCE: frozenset({Role.SECRETARIAT, Role.NODE_ADMINISTRATOR}),
    Deed.RECORD_ACTIVITY: frozenset({Role.FOCAL_POINT, Role.TRAINING_CENTRE_MANAGER, Role.SECRETARIAT}),
    Deed.REGISTER_PARTICIPANTS: frozenset(
        {Role.FOCAL_POINT, Role.TRAINING_CENTRE_MANAGER, Role.MASTER_TRAINER, Role.TRAINER}
    ),
    Deed.RECORD_CLAIM: frozenset({Role.FOCAL_POINT, Role.SECRETARIAT}),
    Deed.RECORD_RESOURCE: frozenset({Role.FOCAL_POINT, Role.LABORATORY_HEAD, Role.SECRETARIAT}),
    Deed.ASK_FOR_HELP: frozenset(
        {
            Role.BIOSAFETY_OFFICER,
            Role.LABORATORY_HEAD,
            Role.TRAINING_CENTRE_MANAGER,
            Role.FOCAL_POINT,
            Role.SECRETARIAT,
        }
    ),
    Deed.KEEP_CENTRE: frozenset({Role.FOCAL_POINT, Role.TRAINING_CENTRE_MANAGER, Role.SECRETARIAT}),
    Deed.RECORD_LAW: frozenset({Role.FOCAL_POINT, Role.LEGAL_DRAFTER}),
    Deed.REVIEW_LAW: frozenset({Role.FOCAL_POINT, Role.REVIEWER}),
    Deed.SPEAK_ON_DRAFTS: frozenset(
        {
            Role.FOCAL_POINT,
            Role.LEGAL_DRAFTER,
            Role.REVIEWER,
            Role.LABORATORY_HEAD,
            Role.BIOSAFETY_OFFICER,
            Role.TRAINING_CENTRE_MANAGER,
        }
    ),
    Deed.APPOINT: frozenset({Role.FOCAL_POINT, Role.SECRETARIAT}),
    Deed.MANAGE_PEOPLE: frozenset({Role.FOCAL_POINT, Role.TRAINING_CENTRE_MANAGER, Role.SECRETARIAT}),
    Deed.MANAGE_ACCOUNTS: frozenset({Role.NODE_ADMINISTRATOR, Role.FOCAL_POINT}),
    Deed.SET_NEED_POLICY: frozenset({Role.FOCAL_POINT, Role.SECRETARIAT}),
    Deed.LABEL: frozenset({Role.FOCAL_POINT, Role.SECRETARIAT}),
    Deed.VIEW_AS: frozenset({Role.FOCAL_POINT, Role.SECRETARIAT}),
    Deed.SET_TASK: frozenset({Role.FOCAL_POINT, Role.TRAINING_CENTRE_MANAGER, Role.SECRETARIAT}),
    Deed.HAND_OVER: frozenset({Role.FOCAL_POINT, Role.SECRETARIAT}),
    Deed.FREEZE_NODE: frozenset({Role.SECRETARIAT, Role.NODE_ADMINISTRATOR}),
    Deed.READ_JOURNAL: frozenset({Role.AUDITOR, Role.FOCAL_POINT, Role.SECRETARIAT}),
    Deed.KEEP_QUESTION_SETS: frozenset({Role.FOCAL_POINT, Role.SECRETARIAT}),
    Deed.ASSESS: frozenset(
        {
            Role.FOCAL_POINT,
            Role.LABORATORY_HEAD,
            Role.BIOSAFETY_OFFICER,
            Role.TRAINING_CENTRE_MANAGER,
            Role.REVIEWER,
            Role.SECRETARIAT,
        }
    ),
    Deed.KEEP_SCHEMES: frozenset({Role.FOCAL_POINT, Role.SECRETARIAT}),
    Deed.NOMINATE: frozenset(
        {Role.FOCAL_POINT, Role.TRAINING_CENTRE_MANAGER, Role.LABORATORY_HEAD, Role.MASTER_TRAINER}
    ),
    Deed.REVIEW_CASE: frozenset({Role.REVIEWER, Role.MASTER_TRAINER}),
    Deed.KEEP_FRAMEWORKS: frozenset({Role.FOCAL_POINT, Role.SECRETARIAT}),
    Deed.KEEP_CURRICULA: frozenset(
        {Role.FOCAL_POINT, Role.TRAINING_CENTRE_MANAGER, Role.MASTER_TRAINER, Role.SECRETARIAT}
    ),
    Deed.REVIEW_LESSONS: frozenset(
        {
            Role.FOCAL_POINT,
            Role.TRAINING_CENTRE_MANAGER,
            Role.MASTER_TRAINER,
            Role.BIOSAFETY_OFFICER,
            Role.REVIEWER,
            Role.SECRETARIAT,
        }
    ),
    Deed.RECORD_POSTS: frozenset({Role.FOCAL_POINT, Role.LABORATORY_HEAD, Role.BIOSAFETY_OFFICER}),
    Deed.SHOW_COMPETENCE: frozenset(
        {Role.FOCAL_POINT, Role.LABORATORY_HEAD, Role.BIOSAFETY_OFFICER, Role.MASTER_TRAINER}
    ),
    Deed.VERIFY_CERTIFICATES: frozenset({Role.FOCAL_POINT, Role.SECRETARIAT}),
    Deed.KEEP_STATEMENTS: frozenset({Role.FOCAL_POINT, Role.SECRETARIAT}),
    Deed.KEEP_CATALOGUE: frozenset({Role.SECRETARIAT}),
    Deed.WRITE_ALERT: frozenset({Role.FOCAL_POINT, Role.BIOSAFETY_OFFICER, Role.REVIEWER, Role.SECRETARIAT}),
    Deed.ISSUE_ALERT: frozenset({Role.FOCAL_POINT, Role.REVIEWER, Role.SECRETARIAT}),
    Deed.ACKNOWLEDGE_ALERT: frozenset({Role.FOCAL_POINT, Role.BIOSAFETY_OFFICER, Role.REVIEWER}),
    Deed.KEEP_GUESTS: frozenset({Role.FOCAL_POINT, Role.SECRETARIAT}),
    Deed.DIRECT_EXERCISE: frozenset({Role.EXERCISE_DIRECTOR, Role.FOCAL_POINT, Role.SECRETARIAT}),
    Deed.ARRANGE_AID: frozenset({Role.FOCAL_POINT}),
    Deed.RECORD_SIGNAL: frozenset({Role.FOCAL_POINT, Role.BIOSAFETY_OFFICER, Role.LABORATORY_HEAD, Role.REVIEWER}),
    Deed.ASSESS_EVENT: frozenset({Role.FOCAL_POINT, Role.BIOSAFETY_OFFICER, Role.REVIEWER}),
    Deed.DECIDE_EVENT: frozenset({Role.FOCAL_POINT, Role.REVIEWER}),
    Deed.RUN_CLOCKS: frozenset({Role.FOCAL_POINT, Role.BIOSAFETY_OFFICER, Role.REVIEWER}),
    Deed.SWITCH_MODE: frozenset({Role.FOCAL_POINT}),
    Deed.KEEP_MANDATES: frozenset({Role.FOCAL_POINT}),
    Deed.WRITE_REPORT: frozenset({Role.LEGAL_DRAFTER, Role.REVIEWER, Role.SECRETARIAT}),
    Deed.SPEAK_ON_REPORT: frozenset({Role.FOCAL_POINT}),
    Deed.PUBLISH_REPORT: frozenset({Role.SECRETARIAT}),
    Deed.OPERATE: frozenset({Role.NODE_ADMINISTRATOR}),
}

SECOND_FACTOR: frozenset[Role] = frozenset({Role.FOCAL_POINT, Role.REVIEWER, Role.SECRETARIAT, Role.NODE_ADMINISTRATOR})
"""Roles that rest until whoever holds them has signed in with a second factor: these are worth phishing for."""


WORKING = frozenset(
    {
        Role.LEARNER,
        Role.TRAINER,
        Role.MASTER_TRAINER,
        Role.BIOSAFETY_OFFICER,
        Role.LABORATORY_HEAD,
        Role.LEGAL_DRAFTER,
        Role.REVIEWER,
        Role.TRAINING_CENTRE_MANAGER,
        Role.EXERCISE_DIRECTOR,
    }
)
GRANTS: Mapping[Role, frozenset[Role]] = {
    Role.NODE_ADMINISTRATOR: frozenset(Role),
    Role.FOCAL_POINT: WORKING,
}
"""Which roles a role may give to others and end, for the owners whose accounts it manages."""


@dataclass(frozen=True)
class Grant:
    """A role held for one owner: a territory's code, or REGION. An organisation narrows what the role is for."""

    role: Role
    owner: str
    organisation: str = ""


@dataclass(frozen=True)
class Actor:
    """Somebody who acts, with the roles that are active now."""

    uid: str
    name: str
    grants: tuple[Grant, ...] = ()
    is_system: bool = False
    owes_factor: bool = False
    """The roles rest, all of them, until this session has proved a second factor."""

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(g.role.value for g in self.grants)

    def holds(self, roles: Collection[str], owner: str) -> bool:
        """Whether one of these roles is held for this very owner."""
        return any(g.owner == owner and g.role.value in roles for g in self.grants)


SYSTEM = Actor(uid="system", name="Kerege", is_system=True)
ANONYMOUS = Actor(uid="", name="")


def needs_factor(grants: Iterable[Grant]) -> bool:
    """Whether one of these roles is only active with a second factor."""
    return any(grant.role in SECOND_FACTOR for grant in grants)


def may(actor: Actor, deed: Deed, owner: str) -> bool:
    """Whether the actor holds, for this very owner, a role that may do the deed. The system may do everything."""
    if actor.is_system:
        return True
    return any(g.owner == owner and g.role in MAY[deed] for g in actor.grants)


def check_may(actor: Actor, deed: Deed, owner: str) -> None:
    """Raise people.not_yours (403) unless `may`."""
    if not may(actor, deed, owner):
        raise Refusal(words.NOT_YOURS, owner=owner, deed=deed.value)


def kept_by(deed: Deed) -> Callable[[Actor, str], None]:
    """`check_may` for one deed, for what asks it of every owner."""
    return lambda actor, owner: check_may(actor, deed, owner)


def manages(actor: Actor, owner: str) -> bool:
    """Whether the actor manages the accounts of this owner: a node's administrator those of every owner."""
    return may(actor, Deed.MANAGE_ACCOUNTS, owner) or actor.holds({Role.NODE_ADMINISTRATOR.value}, REGION)


def grantable(actor: Actor, owner: str) -> frozenset[Role]:
    """The roles that the actor may give and end for this owner."""
    if actor.is_system:
        return frozenset(Role)
    managing = [g for g in actor.grants if g.owner == owner or (g.role, g.owner) == (Role.NODE_ADMINISTRATOR, REGION)]
    return frozenset(role for g in managing for role in GRANTS.get(g.role, ()))


def check_grantable(actor: Actor, role: Role, owner: str) -> None:
    """Raise people.not_yours (403) for whoever manages no accounts there, people.role_not_yours for too high a role."""
    if not actor.is_system and not manages(actor, owner):
        raise Refusal(words.NOT_YOURS, owner=owner, deed=Deed.MANAGE_ACCOUNTS.value)
    if role not in grantable(actor, owner):
        raise Refusal(words.ROLE_NOT_YOURS, field="role", role=role.value, owner=owner)


def stands(*, on_seat: bool, deputies: bool, capacities: Collection[str]) -> bool:
    """Whether a grant whose period holds is held: `capacities` are those in which the person sits on its seat now."""
    if not on_seat:
        return True
    return Capacity.HOLDER in capacities or (deputies and Capacity.DEPUTY in capacities)


def may_hand_over(actor: Actor, *, owner: str, kind: str, capacities: Collection[str]) -> bool:
    """Whether the actor may hand over a seat: its holder, whoever may for its owner, and the region's secretariat.

    The secretariat hands over only seats of focal points: without one a country has nobody left who could ask. Whoever
    owes a second factor hands over nothing, wherever they sit.
    """
    if actor.owes_factor:
        return False
    if may(actor, Deed.HAND_OVER, owner) or Capacity.HOLDER in capacities:
        return True
    return kind == SeatKind.FOCAL_POINT and may(actor, Deed.HAND_OVER, REGION)


def check_about(owner: str, territory: str) -> None:
    """Raise people.not_about_others when a country would record a statement about another; the region may about all."""
    if territory and owner not in {territory, REGION}:
        raise Refusal(words.NOT_ABOUT_OTHERS, field="territory", owner=owner, territory=territory)


def owners_for(actor: Actor, deed: Deed) -> tuple[str, ...]:
    """The owners for whom the actor may do the deed, in order; for the choices on a form."""
    return tuple(sorted({g.owner for g in actor.grants if g.role in MAY[deed]}))


def check_term(*, seat: str, capacity: str, term: Period, others: Iterable[Period], mandate_on: object) -> None:
    """Refuse a term that shares a day with another of the same seat and capacity, or starts before the mandate."""
    if term.start is not None and mandate_on is not None and term.start < mandate_on:  # type: ignore[operator]
        raise Refusal(words.TERM_BEFORE_MANDATE, field="start", start=str(term.start), mandate_on=str(mandate_on))
    for other in others:
        if term.overlaps(other):
            raise Refusal(
                words.OVERLAPPING_TERMS,
                field="start",
                seat=seat,
                capacity=capacity,
                start=str(other.start or "…"),
                end=str(other.end or "…"),
            )


def check_succession(*, predecessor: str, successor: str, links: Mapping[str, Iterable[str]]) -> None:
    """Refuse a link that would lead from an organisation back to itself. `links` maps predecessor to successors."""
    if predecessor == successor:
        raise Refusal(words.SELF_SUCCESSION, field="successor")
    seen, front = set(), [successor]
    while front:
        node = front.pop()
        if node == predecessor:
            raise Refusal(words.CYCLIC_SUCCESSION, field="successor", predecessor=predecessor, successor=successor)
        if node not in seen:
            seen.add(node)
            front.extend(links.get(node, ()))


def choice(value: str, choices: Iterable[StrEnum], name: str) -> str:
    """`value` if it is one of the choices (a StrEnum, or some of one), else people.unknown_choice with the choices
    named.
    """
    known = [c.value for c in choices]
    if value not in known:
        raise Refusal(words.UNKNOWN_CHOICE, field=name, value=value, name=name, choices=", ".join(known))
    return value


def pseudonym(uid: str, key: str) -> str:
    """What the journal calls the account or person with this uid; without the key nobody can compute or undo it."""
    return "p:" + hmac.new(bytes.fromhex(key), f"kerege.pseudonym.1:{uid}".encode(), "sha256").hexdigest()[:48]


def numbered(number: str) -> tuple[str, str]:
    """Key and name of the record that stays of an erased person: a numbered participant."""
    return f"erased-{number}", f"№ {number}"


def is_numbered(name: str) -> bool:
    """Whether a name is what an erasure has left of one: it leads to nobody."""
    return re.fullmatch(r"№ [0-9a-f]{8}", name) is not None


def replaced(text: str, words: Iterable[str], number: str) -> str:
    """The text with the number in the place of each of the words (casefolded), however they are written in it. Of two
    that begin at one place the longer is meant.
    """
    folded = [(sign, at) for at, each in enumerate(text) for sign in each.casefold()]  # İ becomes two signs
    wanted = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    left, past = "", 0
    for found in wanted.finditer("".join(sign for sign, _ in folded)):
        left += text[past : folded[found.start()][1]] + number
        past = folded[found.end() - 1][1] + 1
    return left + text[past:]


def tombstone(uid: str) -> str:
    """The digest under which an erased uid is remembered, so that a restored backup is recognised."""
    return sha256(f"kerege.erased.1:{uid}".encode()).hexdigest()
