"""Enquiries: what waits for whom, and one enquiry with its history and the next step."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.inventory import actions, queries
from kerege.inventory.queries import EnquiryLine
from kerege.inventory.words.enquiries import Side
from kerege.web.activities import lists
from kerege.web.helping.asking import tell_other_side
from kerege.web.helping.forms import StepForm
from kerege.web.helping.listing import page_of
from kerege.web.helping.wording import buttons, enquiry_line, named, request_line, steps
from kerege.web.shell.asked import asks, one_of
from kerege.web.shell.forms import attempt


@require_GET
@asks(side=one_of(Side))
def enquiries(request: HttpRequest) -> HttpResponse:
    """The enquiries that the reader may read: those that wait for the reader first."""
    choice = lists.chosen(request)
    asked = request.GET.get("side", "")
    found = queries.enquiries(request.viewer, request.actor, on=choice.on, side=asked, lang=choice.lang)
    found.sort(key=lambda e: not (e.mine and e.turn))
    page = page_of(found, choice)
    names = named(choice, codes={c for e in found for c in (e.asker, e.giver)}, places=())
    context = {
        "lines": [enquiry_line(line, names) for line in page.object_list],
        "waiting": sum(e.mine and e.turn for e in found),
        "total": len(found),
        "page": page,
        "side": asked,
    }
    return render(request, "helping/enquiries.html", context)


@require_http_methods(["GET", "POST"])
def enquiry(request: HttpRequest, uid: object) -> HttpResponse:
    """One enquiry, as the reader's side keeps it, with what can be done now."""
    choice = lists.chosen(request)
    found = queries.enquiry(request.viewer, request.actor, uid, on=choice.on, lang=choice.lang)
    if found is None:
        raise lists.not_there(gettext("enquiry"), uid)
    sent = request.POST if request.method == "POST" else None
    form = StepForm(sent)
    if form.is_valid() and attempt(form, lambda: _taken(request, found, form.cleaned_data["text"])) is not None:
        return redirect("enquiry", uid=uid)
    asked = (
        queries.request(request.viewer, found.request, on=choice.on, lang=choice.lang)
        if isinstance(found.request, str)
        else None
    )
    codes = {found.asker, found.giver, *([asked.territory] if asked else [])}
    names = named(choice, codes=codes, places={asked.place} if asked else ())
    context = enquiry_line(found, names) | {
        "steps": steps(found),
        "buttons": buttons(found),
        "form": form if found.can else None,
        "wrong": form if form.errors else None,
        "details": request_line(asked, names) if asked else None,
        "asker": names.countries.get(found.asker) or gettext("The region"),
        "giver": names.countries.get(found.giver) or gettext("The region"),
    }
    return render(request, "helping/enquiry.html", context, status=422 if form.errors else 200)


def _taken(request: HttpRequest, found: EnquiryLine, text: str) -> object:
    """Take the step that the button says, and tell the other side."""
    step = request.POST.get("step", "")[:20]
    done = actions.take_step(by=request.actor, enquiry=found.uid, step=step, text=text)
    tell_other_side(request, found.thread, found.side)
    return done
