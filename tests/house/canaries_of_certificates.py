"""Canaries in cases and certificates: see canaries.py."""

from typing import Any
from uuid import UUID

from kerege.capacity import actions as capacity
from kerege.capacity.models import BadgePlace, CourseBadge, ExternalCertificate, GivenBadge, RegisterEntry
from kerege.capacity.rules.numbers import new_number
from kerege.journal.actions import act
from kerege.lib.ids import new_uid
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people.rules import SYSTEM
from tests.capacity.laid_case import DAY, lay_case, regional

OWNER = "KAZ"


def lay_certificates(level: Sensitivity, laid: Any) -> None:
    """A scheme, and a case with its certificate under it, all of one level."""
    key = f"CASE-{laid.mark}{level.name}"
    people.record_person(by=SYSTEM, owner=OWNER, key=key, name="A trainee", name_label=Sensitivity.RESTRICTED)
    name = laid.word("scheme", level, shown=False)
    why = laid.word("schemereason", level, shown=False)
    told = {"key": name, "version": "1", "content": regional(), "reason": why}
    scheme = capacity.publish_scheme(by=SYSTEM, owner=OWNER, **told)
    with act("tests.scheme.labelled", by=SYSTEM, about=scheme.uid):
        scheme.label = level
        scheme.save()

    def word(what: str) -> str:
        if what == "issuer":  # the number of a certificate tells everybody who gave it; no list of certificates does
            return str(laid.word("caseissuer", level, shown=False, doors=("number",)))
        return str(laid.word(f"case{what}", level, doors=("review",)))

    row = lay_case(key, scheme=scheme, label=level, word=word)
    laid.keep("case", row["case"])
    laid.keep("delivery", row["delivery"])
    _certificates_of_others(row["certificate"], level, laid)


def _certificates_of_others(held: Any, level: Sensitivity, laid: Any) -> None:
    """One of another body for the same person, and the place of our own in the status lists."""
    body = laid.word("certbody", level, shown=False)
    told = {"body": body, "body_folded": body, "title": laid.word("external", level, shown=False), "number": body}
    with act("tests.external.laid", by=SYSTEM, about="external"):
        kept: dict[str, Any] = {"owner": OWNER, "label": level}
        BadgePlace.objects.create(**kept, certificate=held, place=1000 + held.id)
        row = ExternalCertificate(**kept, **told, person=held.person, valid_from=DAY, recorded_on=DAY)
        row.note, row.recorded_by = laid.word("externalnote", level, shown=False), "nobody"
        row.save()
        RegisterEntry.objects.create(**kept, person=held.person, since=DAY)
        badge = CourseBadge(**kept, about=new_uid(), kind="took_part", decided_on=DAY, decided_by="nobody")
        badge.title = laid.word("badge", level, doors=("number",))
        badge.criteria = {"en": laid.word("badgefor", level, doors=("number",))}
        badge.save()
        given = GivenBadge(**kept, badge=badge, person=held.person, number=new_number(), given_on=DAY)
        given.given_by, given.taken_back_on, given.taken_back_by = "nobody", DAY, "nobody"
        given.reason = laid.word("badgeback", level, shown=False)
        given.save()
    laid.uids.setdefault("certificate", []).append(held.number)
    laid.keep("course_badge", badge)
    laid.uids["certificate"].append(given.number)
    laid.keep("external", row)


def badged(course: str) -> dict[str, str]:
    """A badge that a course of the designated world gives, and nobody has."""
    said: dict[str, Any] = {"title": "A badge", "criteria": {"en": "All five days.", "ru": "Все пять дней."}}
    badge = capacity.decide_badge(by=SYSTEM, owner=OWNER, about=UUID(course), kind="took_part", today=DAY, **said)
    return {"course_badge": str(badge.uid)}
