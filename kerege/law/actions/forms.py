"""Publishing forms of reports: each version once, and never over another."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.law.models import FormTemplate, Obligation
from kerege.law.rules.forms.template import form_digest, read_form
from kerege.law.rules.release import number_of
from kerege.law.words import reports_refused as refused
from kerege.lib.ids import stable_uid
from kerege.lib.refusal import Refusal
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed


def publish_form(*, by: Actor, version: str, published_on: date, content: Mapping[str, Any]) -> FormTemplate:
    """Publish a form. Reports that were opened with an earlier version stay with it. The same again changes nothing.

    Refuses people.not_yours, law.bad_form, law.not_a_version, law.form_taken and law.form_older.
    """
    check_may(by, Deed.KEEP_CATALOGUE, REGION)
    number, form, digest = number_of(version), read_form(content), form_digest(content)
    with checking():
        there = {row.version: row for row in FormTemplate.objects.filter(key=form.key)}
        asked = {key for each in form.fields for key in each.asks}
        known = set(Obligation.objects.filter(key__in=sorted(asked)).values_list("key", flat=True))
    if asked - known:
        raise Refusal(refused.BAD_FORM, form=form.key, reason=f"no obligation {', '.join(sorted(asked - known))}")
    if version in there:
        if there[version].sha256 != digest:
            raise Refusal(refused.FORM_TAKEN, field="version", form=form.key, version=version)
        return there[version]
    newest = max(there, key=number_of, default="")
    if newest and number < number_of(newest):
        raise Refusal(refused.FORM_OLDER, field="version", form=form.key, version=version, newest=newest)
    with act("law.form.published", by=by, form=form.key, version=version, sha256=digest) as done:
        row = FormTemplate(
            uid=stable_uid("law.form", form.key, version, digest),
            key=form.key,
            version=version,
            sha256=digest,
            published_on=published_on,
            content=dict(content),
        )
        row.save()
        done.about = row.uid
    return row
