"""Which account belongs to which person, for rooms whose records are about persons and are read by accounts."""

from collections.abc import Iterable

from kerege.lib.ids import uid_or_none
from kerege.lib.sensitivity import Sensitivity
from kerege.people.models import Account, Person, PersonName
from kerege.people.queries.asked_once import numbers_of
from kerege.records.viewers import Viewer


def person_number(uid: str) -> int | None:
    """The row number of the person to whom the active account with this uid belongs; None where it belongs to none."""
    return numbers_of(uid)[1]


def calendar_rounds(uid: str) -> tuple[int, ...] | None:
    """What an address for calendars is signed with, for the active account with this uid: how often all its sessions
    were ended and, once it was done, how often its calendars got new addresses. None where there is no such account.
    """
    known = uid_or_none(uid)
    rows = Account.objects.filter(uid=known, is_active=True) if known else Account.objects.none()
    found = rows.values_list("session_round", "calendar_round").first()
    return None if found is None else found if found[1] else found[:1]


def account_of_person(number: int) -> Account | None:
    """The active account of the person with this row number; None where there is none."""
    return Account.objects.filter(person_id=number, is_active=True).first()


def accounts_of_persons(numbers: Iterable[int]) -> dict[int, Account]:
    """The active accounts of persons, by their row numbers; those without one are left out. One query."""
    rows = Account.objects.filter(person_id__in=set(numbers), is_active=True).order_by("id")
    return {row.person_id: row for row in rows if row.person_id is not None}


def with_accounts(numbers: Iterable[int]) -> set[int]:
    """Of persons by their row numbers those who have an active account, so that a mail reaches them. One query."""
    rows = Account.objects.filter(person_id__in=set(numbers), is_active=True)
    return {number for number in rows.values_list("person_id", flat=True) if number is not None}


def spellings_of(viewer: Viewer, number: int) -> list[str]:
    """What the person with this row number is called in every spelling that the record has; none above the clearance.

    For comparing with what somebody typed: whoever asks shows none of them.
    """
    names = Person.objects.seen_by(viewer).filter(id=number).seen()
    rows = PersonName.objects.seen_by(viewer).filter(person_id=number).order_by("id").seen()
    return [name for name in (*(p.name for p in names), *(n.text for n in rows)) if isinstance(name, str)]


def employers(viewer: Viewer, numbers: Iterable[int]) -> dict[int, str]:
    """The keys of the organisations for which the persons with these row numbers work; empty where none is recorded."""
    rows = Person.objects.seen_by(viewer).filter(id__in=set(numbers)).select_related("organisation").seen()
    return {row.id: row.organisation.key if row.organisation else "" for row in rows}


def called(viewer: Viewer, numbers: Iterable[int]) -> dict[int, tuple[str, list[str]]]:
    """The key and every spelling of the persons with these row numbers, in two queries; as `spellings_of`."""
    wanted = set(numbers)
    people = Person.objects.seen_by(viewer).filter(id__in=wanted).seen()
    found = {p.id: (str(p.key), [p.name] if isinstance(p.name, str) else []) for p in people}
    for row in PersonName.objects.seen_by(viewer).filter(person_id__in=wanted).order_by("id").seen():
        if row.person_id in found and isinstance(row.text, str):
            found[row.person_id][1].append(row.text)
    return found


def person_uids(viewer: Viewer, numbers: Iterable[int]) -> dict[int, str]:
    """The uids of the persons with these row numbers: what other records call them. It says nothing of who they are."""
    rows = Person.objects.seen_by(viewer).filter(id__in=set(numbers)).values_list("id", "uid")
    return {number: str(uid) for number, uid in rows}


def read_whole(viewer: Viewer, numbers: Iterable[int]) -> dict[int, str]:
    """Of the persons with these row numbers the uids of those whose restricted records the viewer reads."""
    rows = Person.objects.seen_by(viewer).filter(id__in=set(numbers)).values_list("id", "uid", "owner")
    return {number: str(uid) for number, uid, owner in rows if viewer.may_see(Sensitivity.RESTRICTED, owner)}


def persons_of(viewer: Viewer, uids: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Of each of these uids of persons whose record the viewer may see: the row number, and the country or REG."""
    rows = Person.objects.seen_by(viewer).filter(uid__in={uid for uid in uids if uid_or_none(uid)})
    return {str(uid): (number, owner) for uid, number, owner in rows.values_list("uid", "id", "owner")}
