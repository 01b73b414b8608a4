"""Recording who taught a course where no register tells it: from its page, or from that of its trainers' course."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kerege.atlas import queries as atlas
from kerege.people.rules import check_may
from kerege.people.words import Deed
from kerege.training import actions
from kerege.training import queries as training
from kerege.training.queries import cascade_tree as tree
from kerege.training.queries.cascade_lines import CourseFound, find_courses
from kerege.training.queries.cascade_tree import LineNote
from kerege.training.words.cascade import BASES, Basis
from kerege.web.activities import lists
from kerege.web.cascade.asking import asked
from kerege.web.shell.asked import a_line, asks, one_of
from kerege.web.shell.forms import Offered, Typed, attempt

ABOVE, BELOW, NOT_ON_RECORD = "above", "below", "-"
APART, TOGETHER = "\u2068", "\u2069"


class LineForm(forms.Form):
    """`other` is the key of the other course, or NOT_ON_RECORD."""

    other = Offered(label="", required=False, widget=forms.RadioSelect)
    basis = Offered(label=_("On what it rests"), widget=forms.RadioSelect)
    source = Typed(label=_("Sources"), help_text=_("Keys with spaces between them, for example S10 S22."))
    note = Typed(
        required=False,
        label=_("Note"),
        help_text=_(
            "From what you infer it, or what the source says of the trainers where their course is not on record."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, found: list[CourseFound], way: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = [(key, line.title) for key, line in atlas.source_lines().items()]
        choices = [(each.key, f"{APART}{each.title}{TOGETHER} · {each.key} · {lists.when(each)}") for each in found]
        if way == ABOVE:
            choices.append((NOT_ON_RECORD, gettext("The course in which its trainers were trained is not on record.")))
        other: Any = self.fields["other"]
        other.choices = choices
        other.label = gettext("Who taught it") if way == ABOVE else gettext("Which course they taught")
        basis: Any = self.fields["basis"]
        basis.choices = [(each.value, gettext(BASES[each])) for each in (Basis.STATED, Basis.INFERRED)]
        self.fields["source"].widget.attrs["list"] = "known-sources"

    def clean_other(self) -> str:
        other: str = self.cleaned_data["other"]
        if not other:
            raise forms.ValidationError(
                gettext("Look for the course by its title or key, and choose it from the list.")
            )
        return other


@require_http_methods(["GET", "POST"])
@asks(way=one_of(ABOVE, BELOW), text=a_line(100), line=a_line(40))
def cascade_line(request: HttpRequest, uid: object) -> HttpResponse:
    """Record a line to or from a course, or correct the one that `?line=` names."""
    on, way = asked(request).choice.on, request.GET.get("way", ABOVE)
    course = training.course(request.viewer, str(uid), on=on)
    if course is None:
        raise lists.not_there(gettext("course"), uid)
    check_may(request.actor, Deed.RECORD_ACTIVITY, course.line.owner)
    known = _known(request, str(uid)) if request.GET.get("line") else None
    text = request.GET.get("text", "") or (known.above_key if known else "")
    found, more = find_courses(request.viewer, text, on=on, but=course.line.key)
    form = LineForm(request.POST if request.method == "POST" else None, found=found, way=way, initial=_initial(known))
    if form.is_valid() and attempt(form, lambda: _record(request, form, course.line.key, way, known), called=CALLED):
        return redirect("cascade_course", uid=uid)
    context = {
        **{"form": form, "course": course.line, "way": way, "line": known},
        **{"text": text, "more": more, "found": found},
    }
    return render(request, "cascade/line.html", context, status=422 if form.errors else 200)


CALLED = {"taught_by": "other", "sources": "source", "key": "other"}


def _known(request: HttpRequest, uid: str) -> LineNote:
    """The line that is to be corrected, as the reader sees it."""
    found = tree.outcome(request.viewer, uid, on=asked(request).choice.on)
    line = next((note for note in found.notes if note.uid == request.GET["line"]), None) if found else None
    if line is None:
        raise lists.not_there(gettext("line of the cascade"), request.GET["line"][:40])
    return line


def _initial(known: LineNote | None) -> dict[str, str]:
    if known is None:
        return {"basis": Basis.STATED}
    return {"other": known.above_key or NOT_ON_RECORD, "basis": known.basis, "note": known.note}


def _record(request: HttpRequest, form: LineForm, key: str, way: str, known: LineNote | None) -> Any:
    told = form.cleaned_data
    other = "" if told["other"] == NOT_ON_RECORD else told["other"]
    said = {"by": request.actor, "basis": told["basis"], "note": told["note"], "sources": told["source"].split()}
    if known is not None:
        return actions.correct_descent(**said, line=known.uid, taught_by=other)
    if way == BELOW:
        return actions.record_descent(**said, course=other, taught_by=key)
    return actions.record_descent(**said, course=key, taught_by=other)
