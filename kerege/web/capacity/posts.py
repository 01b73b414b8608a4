"""Posts: the page of competences with the posts that the reader may read, recording one, and the page of one."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.capacity import actions, queries
from kerege.capacity.queries import HeldPost, PostPage
from kerege.inventory import queries as inventory
from kerege.inventory.rules.keepers import check_keeper, keeps
from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.people import queries as people
from kerege.people.rules import REGION, check_may, owners_for
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.activities.history import history
from kerege.web.capacity import competence_words as words
from kerege.web.capacity.competence_forms import HolderForm, NumbersForm, PostForm
from kerege.web.people.finding import FoundPersons, find_persons
from kerege.web.shell.context import note_offered
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import attempt

HEADINGS = (
    *(N_("Facility"), N_("Unit"), N_("Role"), N_("People"), N_("Full-time equivalents"), N_("Known by name")),
    *(N_("Competence"), N_("Required level"), N_("Criticality"), N_("Levels held"), N_("People unknown")),
    N_("People below"),
)


@require_GET
def competences(request: HttpRequest) -> HttpResponse:
    """What roles need and what people hold: the posts that the reader may read, and the frameworks. `?format=` is a
    file of required against held, without names.
    """
    choice = lists.chosen(request)
    facility = request.GET.get("facility", "")[:20]
    found = queries.held(
        request.viewer,
        on=choice.on,
        acting=request.actor,
        owner=choice.country,
        facilities=[facility] if facility else (),
    )
    places = words.Places(request.viewer, [each.post for each in found], choice)
    definitions = dict(queries.published_frameworks(request.viewer, on=choice.on, lang=choice.lang))
    if choice.format:
        table = _table(request, found, places, definitions, choice)
        return respond(request, table, filename="kerege-competences", format=choice.format)
    page = Paginator(found, lists.SHOWN).get_page(choice.page)
    twice = queries.double_counted(
        [each.post for each in page.object_list], request.viewer, on=choice.on, acting=request.actor
    )
    owners = owners_for(request.actor, Deed.RECORD_POSTS)
    context = {
        "lines": [_line(each, places, definitions, twice) for each in page.object_list],
        "total": len(found),
        "page": page,
        "choice": choice,
        "facility": facility,
        "frameworks": [
            words.framework_line(line) for line in queries.frameworks(request.viewer, on=choice.on, lang=choice.lang)
        ],
        "may_record": bool(owners),
        "may_keep": bool(owners_for(request.actor, Deed.KEEP_FRAMEWORKS)),
        "may_show": bool(owners_for(request.actor, Deed.SHOW_COMPETENCE)),
        "has_own": people.person_number(request.actor.uid) is not None,
    }
    return render(request, "competences/competences.html", context)


def _line(held: HeldPost, places: words.Places, definitions: dict[str, Any], twice: dict[int, Any]) -> dict[str, Any]:
    post = held.post
    return {
        "post": post,
        "facility": places.facility(post),
        "unit": places.unit(post),
        "role": words.role_title(definitions.get(post.framework), post.role),
        "sums": words.sums(held),
        "twice": len(twice.get(post.id, ())),
    }


def _table(
    request: HttpRequest, found: list[HeldPost], places: words.Places, definitions: dict[str, Any], choice: lists.Choice
) -> Table:
    rows: list[list[Any]] = []
    for held in found:
        post, definition = held.post, definitions.get(held.post.framework)
        role = words.role_title(definition, post.role)
        first = [places.facility(post), places.unit(post), role, post.people, post.fte, post.named]
        for need in held.competences:
            line = words.line_of(need, definition)
            levels = " ".join(str(each["level"]) for each in line["levels"])
            title = line["title"]
            rows.append([*first, title, need.target.value, need.criticality, levels, need.unknown, line["short"]])
        if not held.competences:
            rows.append([*first, "", "", "", "", "", ""])
    return lists.table(request.viewer, gettext("Required against held competence"), HEADINGS, rows, choice)


@require_http_methods(["GET", "POST"])
def new_post(request: HttpRequest) -> HttpResponse:
    """Choose a facility, then say how many people work in a role of it."""
    owners = owners_for(request.actor, Deed.RECORD_POSTS)
    if not owners:
        check_may(request.actor, Deed.RECORD_POSTS, REGION)
    choice = lists.chosen(request)
    key = request.GET.get("facility", "")[:20]
    if not key:
        text = request.GET.get("text", "").strip()[:100]
        wanted = inventory.Choice(owners=tuple(o for o in owners if o != REGION) or ("-",), text=text)
        lines = inventory.facilities(request.viewer, on=choice.on, choice=wanted, lang=choice.lang, size=500).rows
        own = [line for line in lines if keeps(request.actor, line.owner, line.organisation, deed=Deed.RECORD_POSTS)]
        return render(request, "competences/choose_facility.html", {"facilities": own, "text": text})
    card = inventory.facility(request.viewer, key, on=choice.on, lang=choice.lang)
    if card is None:
        raise lists.not_there(gettext("facility"), key)
    check_keeper(request.actor, card.line.owner, card.line.organisation, deed=Deed.RECORD_POSTS)
    sent = request.POST if request.method == "POST" else None
    form = PostForm(sent, roles=_roles(request, choice), units=[(u.uid, u.name) for u in card.units])
    if form.is_valid():
        done = attempt(
            form, lambda: form.run(by=request.actor, facility=key), called={"framework": "role", "key": "role"}
        )
        if done is not None:
            return redirect("post", uid=done.uid)
    context = {"form": form, "card": card}
    return render(request, "competences/new_post.html", context, status=422 if form.errors else 200)


def _roles(request: HttpRequest, choice: lists.Choice) -> list[tuple[str, str]]:
    """Every role of the published frameworks; one that needs nothing says so."""
    found, nothing = [], gettext("needs nothing by this framework")
    for key, definition in queries.published_frameworks(request.viewer, on=choice.on, lang=choice.lang):
        for role in definition.roles:
            title = words.told(role.title, definition)
            found.append((f"{key}:{role.code}", title if role.profile else f"{title} ({nothing})"))
    return found


@require_http_methods(["GET", "POST"])
def post(request: HttpRequest, uid: object) -> HttpResponse:
    """One post: required against held, and its people. For whoever keeps it: numbers, names, the end."""
    choice = lists.chosen(request)
    page = queries.post_page(request.viewer, uid, on=choice.on, acting=request.actor)
    if page is None:
        raise lists.not_there(gettext("post"), uid)
    note_offered(request, lists.names_of({page.held.post.owner}, choice).values())
    places = words.Places(request.viewer, [page.held.post], choice)
    mine = _keeps(request, page, choice)
    found = find_persons(request, [page.held.post.owner] if mine else [])
    forms = _forms(request, page, found) if mine else []
    if request.method == "POST":
        answer = _sent(request, page, forms)
        if answer is not None:
            return answer
    wrong = next((form for form in forms if form.errors), None)
    line = page.held.post
    context = {
        "page": page,
        "post": line,
        "facility": places.facility(line),
        "unit": places.unit(line),
        "role": words.role_title(page.definition, line.role),
        "competences": [words.line_of(need, page.definition) for need in page.held.competences],
        "sums": words.sums(page.held),
        "mine": mine,
        "forms": forms,
        "found": found,
        "wrong": wrong,
        "history": history(request.viewer, line.uid),
    }
    return render(request, "competences/post.html", context, status=422 if wrong else 200)


def _keeps(request: HttpRequest, page: PostPage, choice: lists.Choice) -> bool:
    if not owners_for(request.actor, Deed.RECORD_POSTS):
        return False
    card = inventory.facility(request.viewer, page.held.post.facility, on=choice.on)
    line = card.line if card else None
    return line is not None and keeps(request.actor, line.owner, line.organisation, deed=Deed.RECORD_POSTS)


def _forms(request: HttpRequest, page: PostPage, found: FoundPersons) -> list[Any]:
    line = page.held.post
    sent = {kind.do: request.POST if request.POST.get("do") == kind.do else None for kind in (HolderForm, NumbersForm)}
    return [
        HolderForm(sent["name"], prefix="name", people=found.choices, initial={"person": found.only}),
        NumbersForm(sent["numbers"], prefix="numbers", initial={"people": line.people, "fte": line.fte}),
    ]


def _sent(request: HttpRequest, page: PostPage, forms: list[Any]) -> HttpResponse | None:
    """What a press did, as the page to go to; None where a form is wrong."""
    line, do = page.held.post, request.POST.get("do", "")
    if do == "end":
        actions.end_post(by=request.actor, post=line.uid)
        return redirect("competences")
    if do == "release":
        actions.release_holder(by=request.actor, holder=request.POST.get("holder", "")[:40])
        return redirect("post", uid=line.uid)
    form = next((each for each in forms if each.is_bound), None)
    if form is not None and form.is_valid():
        done = attempt(form, lambda: form.run(by=request.actor, post=line))
        if done is not None:
            return redirect("post", uid=done.uid if do == "numbers" else line.uid)
    return None
