"""Taking attendance by the trainer's list, also on a phone whose line breaks off."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.lib.refusal import Refusal
from kerege.people.rules import check_may
from kerege.people.words import Deed
from kerege.training.queries.enrolment import CohortPage, MeetingLine, cohort_page, session_course, sheets_of
from kerege.training.words.attending import MARK_CHANGED
from kerege.web.activities import lists
from kerege.web.capacity.sealing import known_to_device
from kerege.web.content.addresses import address_past_clearance
from kerege.web.enrolment import forms, wording
from kerege.web.shell.middleware import note_refused, told


def session_of(request: HttpRequest, session: object) -> tuple[CohortPage, MeetingLine]:
    """A session with the list of its course, for whoever takes attendance there. Refuses people.unknown_key to whoever
    may not know who sits in it, and people.not_yours.
    """
    course = session_course(str(session))
    page = cohort_page(request.viewer, course, by=request.actor, now=now()) if course else None
    line = next((each for each in page.sessions if each.uid == str(session)), None) if page and page.whole else None
    if page is None or line is None:
        raise lists.not_there(gettext("session"), session)
    if not page.keeps:
        check_may(request.actor, Deed.RECORD_ACTIVITY, page.owner)
    return page, line


@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, session: object) -> HttpResponse:
    """The list of a session: who was there. What was typed stays when something is wrong, and on the device when the
    line is gone.
    """
    page, line = session_of(request, session)
    sent = request.POST if request.method == "POST" else None
    rows = [_row(each, page, line, sent) for each in page.cohort]
    gate = forms.SheetForm(sent, request.FILES if sent is not None else None)
    if sent is not None and all([gate.is_valid(), *(row.is_valid() for row in rows)]):
        refused = _refused(rows, gate, lambda: gate.run(by=request.actor, session=line.uid, rows=rows))
        if refused is None:
            return redirect("cohort", uid=page.uid)
        if refused.code == MARK_CHANGED.code:
            page, line = session_of(request, session)
            rows = _looked_at(page, line, sent, refused)
    wrong = gate.errors or any(row.errors for row in rows)
    context = {
        "me": known_to_device(request),
        "page": page,
        "session": line,
        "clock": wording.clock(line.starts, line.ends, page.zone),
        "rows": [(row, wording.mark_of(page.marks.get((row.person.uid, line.uid)))) for row in rows],
        "gate": gate,
        "wrong": [each for row in rows for each in row.wrong],
        "sheets": [(each, address_past_clearance(request, each)) for each in sheets_of(line.uid)],
        "before": not line.begun,
    }
    return render(request, "enrolment/attendance.html", context, status=422 if wrong else 200)


def _refused(rows: list[forms.MarkForm], gate: forms.SheetForm, deed: Callable[[], int]) -> Refusal | None:
    """Why the list was not recorded; None where it was. What is refused of one person is told in that row, all else at
    the form.
    """
    try:
        deed()
    except Refusal as refusal:
        note_refused(refusal)
        places: dict[str, tuple[Form, str]] = {row[name].html_name: (row, name) for row in rows for name in row.fields}
        form, field = places.get(refusal.field or "", (gate, refusal.field or ""))
        form.add_error(field if field in form.fields else None, ValidationError(told(refusal), code=refusal.code))
        return refusal
    return None


def _looked_at(page: CohortPage, line: MeetingLine, sent: QueryDict, refused: Refusal) -> list[forms.MarkForm]:
    """The rows again, beside what stands by now; those that were not sent because of it are asked once more."""
    again = sent.copy()
    rows = [_row(each, page, line, again) for each in page.cohort]
    for row in rows:
        again[row.add_prefix("was")] = row.initial.get("was", "")
        if row.person.uid in refused.data["persons"]:
            row.add_error("presence", ValidationError(told(refused), code=refused.code))
    return rows


def _row(each: forms.PersonInCourse, page: CohortPage, line: MeetingLine, sent: object) -> forms.MarkForm:
    mark = page.marks.get((each.uid, line.uid))
    initial: dict[str, object] = {}
    if mark is not None:
        initial = {"presence": mark.presence.value, "minutes": mark.minutes or None}
        initial["was"] = f"{mark.presence.value}:{mark.minutes}"
    return forms.MarkForm(sent, prefix=each.uid, person=each, initial=initial)  # type: ignore[arg-type]
