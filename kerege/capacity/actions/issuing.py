"""Certificates for the other actions of this room: issuing one, how it stands, a step of it."""

from dataclasses import dataclass
from datetime import date

from kerege.capacity.actions.casework import CENTRE, _kept, _scheme_under
from kerege.capacity.models import CasePart, Certificate, CertificateCase, CertificateStep
from kerege.capacity.rules.certification import Happened, state_on, until_on
from kerege.capacity.rules.numbers import new_number
from kerege.capacity.rules.schemes import months_after
from kerege.capacity.words import certification_refused as refused
from kerege.capacity.words.certification import CertificateState, Step
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor


@dataclass(frozen=True)
class Held:
    """A certificate for the actions: the first day on which it holds no more, and since when deliveries refresh it."""

    row: Certificate
    until: date
    refreshed_since: date


def _issue(row: CertificateCase, day: date) -> Certificate:
    """Issue the certificate of a case, inside the act that decides it."""
    scheme = _scheme_under(row)
    made = Certificate(**_kept(row), case=row, person=row.person, scheme=row.scheme, number=new_number())
    made.level, made.curriculum, made.version = row.level, row.curriculum, scheme.curricula[row.curriculum]
    made.languages, made.territory, made.issuer = row.languages, row.territory, _issuer(row)
    made.decided_on = made.valid_from = day
    made.valid_until = months_after(day, scheme.validity_months)
    made.save()
    return made


def _standing(row: CertificateCase, day: date) -> tuple[Held, CertificateState]:
    """The certificate of a case and how it stands. Refuses capacity.certificate_not_now where there is none."""
    with checking():
        found: Certificate | None = Certificate.objects.inside_action().filter(case=row).first()
        rows = CertificateStep.objects.inside_action().filter(certificate=found).order_by("on", "id") if found else ()
        steps = [Happened(each.what, each.on, each.until) for each in rows]
    if found is None:
        raise Refusal(refused.CERTIFICATE_NOT_NOW)
    since = max([found.valid_from, *(step.on for step in steps if step.what == Step.RENEWED)])
    held = Held(found, until_on(found.valid_until, steps, on=day), since)
    return held, state_on(found.valid_until, steps, on=day)


def _add_step(
    by: Actor, row: CertificateCase, what: Step, reason: str, day: date, *, until: date | None = None
) -> CertificateStep:
    """Write a step of the certificate of a case, in an act of its own."""
    held, _ = _standing(row, day)
    with act(f"capacity.certificate.{what.value}", by=by, owner=row.owner, about=held.row.uid):
        told = {"what": what.value, "on": day, "until": until, "reason": reason, "noted_by": known_as(by.uid)}
        return CertificateStep.objects.create(**_kept(row), **told, certificate=held.row)  # type: ignore[no-any-return]


def _issuer(row: CertificateCase) -> str:
    """The key of the organisation of whoever looked after the case first; empty where none is recorded."""
    first = (
        CasePart.objects.inside_action().select_related("person__organisation").filter(case=row, part=CENTRE).first()
    )
    body = first.person.organisation if first is not None and first.person is not None else None
    return body.key if body is not None else ""
