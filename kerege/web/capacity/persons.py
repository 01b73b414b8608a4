"""What one person has shown: the own page, and that of somebody for whom the reader answers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kerege.capacity import actions, queries
from kerege.capacity.queries import PersonPage
from kerege.capacity.words.competence import SHOWN
from kerege.capacity.words.credentials import RESTED_ON_WITHDRAWN
from kerege.people.rules import REGION, check_may, may, owners_for
from kerege.people.words import Deed
from kerege.training.queries.person_parts import PersonPart, parts_of_person
from kerege.training.words.evaluation import TEST_KINDS
from kerege.web.activities import lists
from kerege.web.capacity import competence_words as words
from kerege.web.capacity.certificates.wording import certificate_line
from kerege.web.capacity.competence_forms import JudgeForm, ShownForm, TakeBackForm
from kerege.web.people.finding import find_persons
from kerege.web.shell.context import note_offered
from kerege.web.shell.figures import figure
from kerege.web.shell.forms import attempt
from kerege.web.shell.wording import word_of

CHOSEN = {"framework": "competence", "key": "competence"}
"""A framework is chosen together with its competence."""


@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """What the reader has shown, and the own judgement."""
    choice = lists.chosen(request)
    page = queries.my_page(request.actor, on=choice.on)
    if page is None:
        return render(request, "competences/no_person.html")
    form = JudgeForm(request.POST if request.method == "POST" else None, competences=_offered(request, choice))
    if form.is_valid():
        done = attempt(form, lambda: form.run(by=request.actor), called=CHOSEN)
        if done is not None:
            return redirect("my_competences")
    return _render(request, page, [form], choice)


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """Find somebody to record what they showed. Refuses people.not_yours."""
    owners = owners_for(request.actor, Deed.SHOW_COMPETENCE)
    if not owners:
        check_may(request.actor, Deed.SHOW_COMPETENCE, REGION)
    told = {"on": lists.chosen(request).on, "acting": request.actor}
    found = find_persons(request, owners, among=lambda all_: queries.persons_to_show(request.viewer, all_, **told))
    return render(request, "competences/find.html", {"found": found})


@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, uid: object) -> HttpResponse:
    """What somebody has shown, for whoever may read it; with a form for whoever may record more."""
    choice = lists.chosen(request)
    page = queries.person_page(request.viewer, uid, on=choice.on, acting=request.actor)
    if page is None:
        raise lists.not_there(gettext("person"), uid)
    if page.oneself:
        return redirect("my_competences")
    forms: list[Any] = []
    if may(request.actor, Deed.SHOW_COMPETENCE, page.owner):
        sent = request.POST if request.method == "POST" else None
        forms = [ShownForm(sent, competences=_offered(request, choice))]
    form = next((each for each in forms if each.is_bound), None)
    if form is not None and form.is_valid():
        told = {"owner": page.owner, "person": page.key}
        if attempt(form, lambda: form.run(by=request.actor, **told), called=CHOSEN) is not None:
            return redirect("person_competences", uid=uid)
    return _render(request, page, forms, choice)


@require_POST
def take_back(request: HttpRequest, uid: object) -> HttpResponse:
    """Withdraw what was recorded by mistake, and go back to where it stood."""
    form = TakeBackForm(request.POST)
    form.is_valid()
    actions.withdraw_evidence(by=request.actor, evidence=str(uid), reason=form.cleaned_data["reason"])
    back = request.POST.get("person", "")[:40]
    return redirect("person_competences", uid=back) if back else redirect("my_competences")


def _render(request: HttpRequest, page: PersonPage, forms: list[Any], choice: lists.Choice) -> HttpResponse:
    note_offered(request, lists.names_of({page.owner}, choice).values())
    wrong = next((form for form in forms if form.errors), None)
    places = words.Places(request.viewer, page.posts, choice)
    context = {
        "page": page,
        "posts": [
            (post, places.facility(post), words.role_title(page.frameworks.get(post.framework), post.role))
            for post in page.posts
        ],
        "competences": [_line(page, line) for line in page.competences],
        "shown": [_shown(page, line) for line in page.shown],
        "forms": forms,
        "frameworks": _frameworks(request, choice) if forms else [],
        "wrong": wrong,
        "back": "" if page.oneself else page.uid,
        "answers": may(request.actor, Deed.LABEL, page.owner),
    }
    if not page.oneself and not page.in_part:
        context |= _proved(request, page, choice)
    return render(request, "competences/person.html", context, status=422 if wrong else 200)


def _proved(request: HttpRequest, page: PersonPage, choice: lists.Choice) -> dict[str, Any]:
    """The certificates of somebody else and the courses that they were in, as far as the reader's clearance reaches."""
    held = queries.certificates.of_person(request.viewer, page.uid, on=choice.on, lang=choice.lang)
    return {
        "certificates": [certificate_line(line, {}) for line in held],
        "courses": [_part(each) for each in parts_of_person(request.viewer, page.uid, on=choice.on)],
    }


def _part(each: PersonPart) -> dict[str, Any]:
    """One course of a person as the page shows it."""
    parts = [gettext(word) for word in each.parts]
    results = [f"{gettext(TEST_KINDS[kind])}: {figure(reached)} %" for kind, reached in each.results]
    return {"line": each, "when": lists.when(each), "parts": ", ".join(parts), "results": "; ".join(results)}


def _line(page: PersonPage, line: Any) -> dict[str, Any]:
    return {
        "title": words.competence_title(page.frameworks[line.framework], line.competence),
        "level": words.level_text(line.level),
        "target": words.level_word(line.target) if line.target else "",
        "below": line.level is not None and line.target and words.gap(line.target, line.level),
        "teach": line.may_teach,
        "wants_teaching": line.target == "T",
    }


def _shown(page: PersonPage, line: Any) -> dict[str, Any]:
    definition = page.frameworks.get(line.framework)
    title = words.competence_title(definition, line.competence)
    why = gettext(RESTED_ON_WITHDRAWN) if line.why_withdrawn == RESTED_ON_WITHDRAWN else line.why_withdrawn
    told = {"kind": word_of(SHOWN, line.kind), "level": words.level_word(str(line.level)), "why": why}
    return {"line": line, "title": title} | told


def _frameworks(request: HttpRequest, choice: lists.Choice) -> list[tuple[str, str]]:
    """The published frameworks that the reader may see."""
    found = queries.published_frameworks(request.viewer, on=choice.on, lang=choice.lang)
    return [(key, words.told(definition.title, definition)) for key, definition in found]


def _offered(request: HttpRequest, choice: lists.Choice) -> list[tuple[str, str]]:
    """Every competence of the published frameworks that the reader may see."""
    return [
        (f"{key}:{each.code}", words.competence_title(definition, each.code))
        for key, definition in queries.published_frameworks(request.viewer, on=choice.on, lang=choice.lang)
        for each in definition.competences()
    ]
