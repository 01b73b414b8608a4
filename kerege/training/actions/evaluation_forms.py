"""Publishing the forms of evaluation."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.canonical import digest
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed
from kerege.records.recording import plain_key
from kerege.training.models import EvaluationForm
from kerege.training.rules.evaluation_forms import read_form
from kerege.training.words import evaluation_refused as refused


def publish_form(
    *,
    by: Actor,
    owner: str,
    key: str,
    kind: str,
    version: str,
    content: Mapping[str, Any],
    today: date | None = None,
) -> EvaluationForm:
    """Publish a version of a form; courses that were asked stay with theirs. The same again changes nothing.

    Refuses people.not_yours, records.bad_key, training.form_wrong, training.form_stands and text.*.
    """
    check_may(by, Deed.KEEP_QUESTION_SETS, owner)
    name, called = plain_key(key), clean_line(version, field="version", max_length=20)
    read_form(kind, content)
    mark = digest({"kind": kind, **content})
    with checking():
        known = EvaluationForm.objects.inside_action().filter(owner=owner, key=name, version=called).first()
    if known is not None:
        if known.digest != mark:
            raise Refusal(refused.FORM_STANDS, field="version", version=called)
        return known  # type: ignore[no-any-return]
    with act("training.evaluation.form_published", by=by, owner=owner) as done:
        made = EvaluationForm(owner=owner, key=name, kind=kind, version=called, content=dict(content), digest=mark)
        made.published_on = today or localdate()
        made.save()
        done.about = made.uid
        done.note(key=name, version=called, digest=mark)
    return made
