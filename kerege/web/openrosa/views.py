"""The three addresses of a phone: which forms there are, one form, and a form that was filled in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.capacity import actions, queries
from kerege.capacity.queries import PhoneForm
from kerege.capacity.rules.phone import form_id
from kerege.capacity.rules.submission import LONGEST
from kerege.capacity.words import ASSESSMENT_KINDS
from kerege.capacity.words.phone import NO_FORM, UNKNOWN_FORM
from kerege.files.rules import Received, received
from kerege.files.words import PICTURES, FileKind
from kerege.lib.refusal import Refusal
from kerege.lib.xml import TOO_LARGE
from kerege.web.content.taking import scan
from kerege.web.openrosa.basic import Caller, for_devices
from kerege.web.openrosa.xforms import XForm, title_of, xform_of
from kerege.web.shell.figures import day
from kerege.web.shell.openrosa import XML, openrosa_answer
from kerege.web.shell.wording import word_of

THE_FORM, MORE_FOLLOWS = "xml_submission_file", "*isIncomplete*"
KINDS = PICTURES | {FileKind.PDF}


@for_devices
@require_GET
def form_list(request: HttpRequest, caller: Caller) -> HttpResponse:
    """One form for each open assessment in which the account answers; `formID` chooses one of them."""
    forms, spoken = _forms(caller, caller.language), get_language() or "en"
    named = {form.line.uid: form for form in (forms if spoken == caller.language else _forms(caller, spoken))}
    wanted, found = request.GET.get("formID", ""), []
    for form in forms:
        made = xform_of(form)
        if made is not None and wanted in {"", form_id(form.line.uid)}:
            found.append(_entry(request, named.get(form.line.uid, form), made))
    return render(request, "openrosa/list.xml", {"forms": found}, content_type=XML)


def _entry(request: HttpRequest, form: PhoneForm, made: XForm) -> dict[str, str]:
    line = form.line
    kind = word_of(ASSESSMENT_KINDS, line.kind)
    told = {"kind": kind, "round": line.round, "day": day(line.opened_on)}
    return {
        "id": form_id(line.uid),
        "name": title_of(form),
        "version": line.version,
        "hash": made.hash,
        "told": gettext("%(kind)s, round %(round)s, opened on %(day)s") % told,
        "address": request.build_absolute_uri(reverse("openrosa_form", args=[line.uid])),
    }


def _forms(caller: Caller, lang: str, uid: str = "") -> list[PhoneForm]:
    return queries.phone_forms(caller.viewer, me=caller.actor.uid, on=localdate(), lang=lang, uid=uid)


@for_devices
@require_GET
def form(request: HttpRequest, caller: Caller, uid: object) -> HttpResponse:
    """The form of one assessment. Refuses capacity.unknown_form."""
    found = _forms(caller, caller.language, str(uid))
    made = xform_of(found[0]) if found else None
    if made is None:
        raise Refusal(UNKNOWN_FORM)
    return HttpResponse(made.content, content_type=XML)


@for_devices
@require_http_methods(["GET", "POST"])
def submission(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Where a form is sent; whoever asks first is told so (204), and 201 is the answer to a form that was kept."""
    here = request.build_absolute_uri(reverse("openrosa_submission"))
    if request.method == "GET":
        answer = HttpResponse(status=204)
    else:
        whole = request.POST.get(MORE_FOLLOWS, "") != "yes"
        kept = actions.submit_form(by=caller.actor, content=_content(request), files=_files(request), whole=whole)
        answer = openrosa_answer(_receipt(kept), status=201, nature="submit_success")
    answer["Location"] = here
    return answer


def _content(request: HttpRequest) -> bytes:
    """The filled-in form. Refuses capacity.no_form and xml.too_large."""
    file = request.FILES.get(THE_FORM)
    if file is None:
        text = request.POST.get(THE_FORM, "")
        if not text:
            raise Refusal(NO_FORM)
        return text.encode()
    if (file.size or 0) > LONGEST:
        raise Refusal(TOO_LARGE, length=file.size, most=LONGEST)
    return bytes(file.read())


def _files(request: HttpRequest) -> dict[str, Received]:
    """The files that came along, by the names that the form gives them. Refuses what files.rules.received refuses."""
    sent: dict[str, Any] = dict(request.FILES.items())
    return {
        name: received(file.name, file.chunks(), kinds=KINDS, scan=scan())
        for name, file in sent.items()
        if name != THE_FORM
    }


def _receipt(kept: Any) -> str:
    """What became of the form, for whoever holds the phone: the same however often it comes."""
    told = [ngettext("%(n)s answer stands.", "%(n)s answers stand.", kept.stand) % {"n": kept.stand}]
    if kept.overtaken:
        told.append(
            ngettext(
                "%(n)s answer does not, because you gave another one later; both are on the page of the assessment.",
                "%(n)s answers do not, because you gave others later; both are on the page of the assessment.",
                kept.overtaken,
            )
            % {"n": kept.overtaken}
        )
    if kept.missing:
        missing = ngettext("%(n)s picture is missing.", "%(n)s pictures are missing.", kept.missing)
        told.append(missing % {"n": kept.missing})
    return " ".join(told)
