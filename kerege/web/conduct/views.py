"""Codes of conduct: the list, one code beside the ten principles, publishing a version, and adopting one."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.outreach import actions, queries
from kerege.outreach.queries import CodePage
from kerege.outreach.words.conduct import TIANJIN
from kerege.people import queries as people
from kerege.people.rules import REGION, check_may, may, owners_for
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.conduct.forms import AdoptForm, CodeForm, SignForm
from kerege.web.shell.asked import a_language, a_line, asks
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import attempt
from kerege.web.shell.navigation import address
from kerege.web.shell.wording import language_name


@require_GET
@asks()
def codes(request: HttpRequest) -> HttpResponse:
    """The codes of the day, what the reader has signed, and which of them has a newer version."""
    choice = lists.chosen(request)
    person = person_of(request)
    found = queries.codes(request.viewer, on=choice.on, lang=choice.lang, person=person)
    names = names_of((line.owner for line in found), choice)
    context = {
        "lines": [(line, names.get(line.owner)) for line in found],
        "mine": queries.my_pledges(person, on=choice.on, lang=choice.lang),
        "again": queries.to_sign_again(person, on=choice.on, lang=choice.lang),
        "may_publish": bool(owners_for(request.actor, Deed.RECORD_ACTIVITY)),
        "trail": [(gettext("Events"), address("events"))],
    }
    return render(request, "conduct/codes.html", context)


@require_GET
@asks(version=a_line(20), lang=a_language)
def code(request: HttpRequest, key: str) -> HttpResponse:
    """One code as it can be read and signed."""
    page = page_of(request, key)
    return code_page(request, page, SignForm(initial={"version": page.version, "lang": page.lang}))


def page_of(request: HttpRequest, key: str, *, version: str = "", lang: str = "") -> CodePage:
    """The code that the address names, in the language asked for, else in that of the pages."""
    choice = lists.chosen(request)
    page = queries.code(
        request.viewer,
        key,
        on=choice.on,
        lang=lang or request.GET.get("lang", "") or choice.lang,
        version=version or request.GET.get("version", ""),
        person=person_of(request),
    )
    if page is None:
        raise lists.not_there(gettext("code of conduct"), key)
    return page


def code_page(request: HttpRequest, page: CodePage, form: SignForm) -> HttpResponse:
    """The page of a code with this form to sign it."""
    choice = lists.chosen(request)
    owners = {page.owner, *page.signed.cells, *(line.owner for line in page.adoptions)}
    names = names_of(owners, choice)
    context = {
        "page": page,
        "form": form,
        "owner": names.get(page.owner),
        "languages": [(tag, language_name(tag), tag == page.lang) for tag in page.languages],
        "answers": [(number, gettext(TIANJIN[number]), own) for number, own in page.answers],
        "adoptions": [(line, names.get(line.owner)) for line in page.adoptions],
        "signed": [(names.get(owner) or gettext("The region"), n) for owner, n in sorted(page.signed.cells.items())],
        "in_force": bool(page.version) and page.version == page.current,
        "may_sign": choice.on == localdate() and person_of(request) is not None,
        "signed_in": request.user.is_authenticated,
        "may_adopt": bool(page.current and owners_for(request.actor, Deed.RECORD_ACTIVITY)),
        "may_publish": may(request.actor, Deed.RECORD_ACTIVITY, page.owner),
        "trail": trail(),
    }
    return render(request, "conduct/code.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, key: str) -> HttpResponse:
    """Record that an organisation made the code its own; for those who record activities of its country."""
    owners = owners_for(request.actor, Deed.RECORD_ACTIVITY)
    if not owners:
        check_may(request.actor, Deed.RECORD_ACTIVITY, REGION)
    page, choice = page_of(request, key), lists.chosen(request)
    known = people.organisations(on=choice.on, lang=choice.lang)
    offered = [(o.key, o.name) for o in known if not o.ended and (o.territory or REGION) in owners]
    if request.method == "POST" and "end" in request.POST:
        today = localdate()
        actions.end_adoption(by=request.actor, adoption=request.POST["end"], on=today, today=today)
        return redirect("code", key=page.key)
    form = AdoptForm(request.POST if request.method == "POST" else None, organisations=offered)
    if form.is_valid():
        told = form.cleaned_data
        done = attempt(form, lambda: actions.adopt_code(by=request.actor, key=page.key, today=localdate(), **told))
        if done is not None:
            return redirect("code", key=page.key)
    context = {
        "page": page,
        "form": form,
        "standing": [line for line in page.adoptions if line.ended_on is None and line.owner in owners],
        "trail": [*trail(), (page.title, address("code", page.key))],
    }
    return render(request, "conduct/adopt.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def new_code(request: HttpRequest) -> HttpResponse:
    """Publish a version of a code, of a new one or of one that is there."""
    owners = owners_for(request.actor, Deed.RECORD_ACTIVITY)
    if not owners:
        check_may(request.actor, Deed.RECORD_ACTIVITY, REGION)
    choice = lists.chosen(request)
    names = lists.names_of(owners, choice)
    note_offered(request, names.values())
    form = CodeForm(
        request.POST if request.method == "POST" else None,
        initial={"lang": choice.lang},
        owners=[(owner, str(names.get(owner) or gettext("The region"))) for owner in owners],
        languages=[(tag, language_name(tag)) for tag, _name in settings.LANGUAGES],
    )
    if form.is_valid():
        done: Any = attempt(
            form,
            lambda: actions.publish_code(by=request.actor, today=localdate(), **form.told()),
            called={"languages": "second", "text": "principles"},
            otherwise="principles",
        )
        if done is not None:
            return redirect("code", key=form.cleaned_data["key"])
    context = {"form": form, "tianjin": [(n, gettext(word)) for n, word in TIANJIN.items()], "trail": trail()}
    return render(request, "conduct/new.html", context, status=422 if form.errors else 200)


def person_of(request: HttpRequest) -> int | None:
    """The row number of the person to whom the reader's account belongs; None for a visitor and for no person."""
    return getattr(request.user, "person_id", None)


def names_of(owners: Iterable[str], choice: lists.Choice) -> dict[str, Any]:
    """Countries by their codes; the region is none."""
    return lists.names_of({owner for owner in owners if owner != REGION}, choice)


def trail() -> list[tuple[str, str]]:
    return [(gettext("Events"), address("events")), (gettext("Codes of conduct"), address("codes"))]
