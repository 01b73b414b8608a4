"""Competence frameworks: one version with its competences and roles, a file in and out."""

import json
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kerege.capacity import actions, queries
from kerege.capacity.queries import FrameworkPage
from kerege.capacity.rules.case import Passport, packed
from kerege.capacity.rules.case_reading import MOST_BYTES, loaded, unpacked
from kerege.capacity.rules.framework import STATED, Competence, Definition, WorkRole
from kerege.capacity.rules.framework import read as definition
from kerege.capacity.rules.framework_parts import Area
from kerege.capacity.rules.framework_table import columns_of, content_of, rows_of, table_of
from kerege.capacity.rules.in_languages import Texts
from kerege.capacity.words import SET_STATES, TRANSLATIONS, WORDINGS, SetState, Translation
from kerege.capacity.words.competence import SHOWN
from kerege.files.rules import received
from kerege.files.words import FileKind
from kerege.lib.tables import Table
from kerege.people.rules import REGION, Actor, may
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.capacity import competence_words as words
from kerege.web.capacity.competence_forms import FrameworkForm
from kerege.web.capacity.drafts import load_page
from kerege.web.content.taking import scan
from kerege.web.shell.exports import attached, respond
from kerege.web.shell.wording import word_of


@require_GET
def framework(request: HttpRequest, key: str) -> HttpResponse:
    """One version, whole. `?format=json` is a package of CASE 1.0, `?format=csv` the table that can be loaded again."""
    choice = lists.chosen(request)
    page = _page(request, key, choice)
    if choice.format:
        return _file(request, page, choice)
    owners = lists.names_of({page.line.owner} - {REGION}, choice)
    found = page.definition
    area = request.GET.get("area", "")[:60]
    chosen = [each for each in found.areas if not area or each.code == area]
    context = {
        "page": page,
        "line": page.line,
        "title": words.told(found.title, found),
        "lead": words.told(found.lead, found) if found.lead else "",
        "owner": owners.get(page.line.owner),
        "wording": word_of(WORDINGS, page.line.wording),
        "state": word_of(SET_STATES, page.shown.state),
        "versions": [(each, word_of(SET_STATES, each.state)) for each in page.versions],
        "languages": [(tag, gettext(TRANSLATIONS[state])) for tag, state in found.languages.items()],
        "domains": [
            (d.code, words.told(d.title, found), [_competence(page, c, chosen) for c in d.competences])
            for d in found.domains
        ],
        "areas": [(each.code, words.told(each.title, found)) for each in found.areas],
        "area": area if found.area(area) else "",
        "roles": [_role(page, role) for role in found.roles],
        "unread": found.languages.get(choice.lang) == Translation.DRAFT,
        "may_publish": page.shown.state == SetState.DRAFT and may(request.actor, Deed.KEEP_FRAMEWORKS, page.line.owner),
    }
    return render(request, "competences/framework.html", context)


def _page(request: HttpRequest, key: str, choice: lists.Choice) -> FrameworkPage:
    version = request.GET.get("version", "")[:20]
    found = queries.framework(request.viewer, key, on=choice.on, lang=choice.lang, version=version)
    if found is None:
        raise lists.not_there(gettext("competence framework"), key)
    return found


def _competence(page: FrameworkPage, each: Competence, areas: list[Area]) -> dict[str, Any]:
    """One competence with what it says for everybody, and beside it what it says for these areas of work."""
    found = page.definition
    more = [
        (words.told(area.title, found), each.extensions[area.code]) for area in areas if area.code in each.extensions
    ]
    return {
        "code": each.code,
        "title": words.told(each.title, found),
        "levels": [
            (
                words.level_word(level),
                _said(found, each.statements.get(level, ())),
                [(title, _said(found, said[level])) for title, said in more if level in said],
            )
            for level in STATED
            if level in each.statements or any(level in said for _, said in more)
        ],
        "areas": [title for title, _ in more],
        "evidence": [gettext(SHOWN[kind]) for kind in each.evidence],
        "maps": [" ".join(filter(None, (to.of, to.edition, to.clause))) for to in each.maps],
    }


def _said(found: Definition, said: Iterable[Texts]) -> list[tuple[str, str]]:
    """Each statement with its language where it is not the reader's."""
    return [(words.told(text, found), words.spoken(text, found)) for text in said]


def _role(page: FrameworkPage, role: WorkRole) -> dict[str, Any]:
    found = page.definition
    return {
        "title": words.told(role.title, found),
        "needs": [
            (words.competence_title(found, need.competence), words.level_word(need.target), need.criticality)
            for need in role.profile
        ],
    }


def _file(request: HttpRequest, page: FrameworkPage, choice: lists.Choice) -> HttpResponse:
    name = f"{page.line.key}-{page.shown.version}"
    if choice.format == "json":
        told = Passport(
            page.line.key, page.shown.version, page.shown.state, page.line.rights, page.shown.published_on or choice.on
        )
        package = packed(page.definition, told)
        return attached(
            request,
            lambda: json.dumps(package, ensure_ascii=False, indent=1).encode(),
            media_type="application/json",
            filename=f"{name}.json",
        )
    columns = columns_of(page.definition)
    rows = [[row.get(column, "") for column in columns] for row in rows_of(page.definition)]
    table = Table(title=page.line.title, headings=columns, rows=rows, lang=page.definition.source)
    return respond(request, table, filename=name, format=choice.format)


@require_http_methods(["GET", "POST"])
def new_framework(request: HttpRequest) -> HttpResponse:
    """Load a file: it becomes a draft, which its page shows before it is published."""
    return load_page(
        request,
        FrameworkForm,
        deed=Deed.KEEP_FRAMEWORKS,
        template="competences/new_framework.html",
        load=lambda told: _load(request.actor, **told),
    )


def _load(by: Actor, *, file: Any, key: str, version: str, **told: Any) -> str:
    """Where the draft stands that came of the form, and how many associations had no place in it."""
    taken = received(file.name, file.chunks(), kinds={FileKind.JSON, FileKind.CSV}, most=MOST_BYTES, scan=scan())
    left = 0
    if taken.kind == FileKind.JSON:
        made = unpacked(loaded(taken.content), key=key, version=version)
        content, version, left = made.content, made.version, made.left_out
    else:
        content, version = content_of(*table_of(taken.content)), version or "1"
    definition(content)  # what is wrong with the file is told at the file
    actions.record_framework(by=by, key=key, version=version, content=content, **told)
    return f"../{key}/?version={version}" + (f"&left={left}" if left else "")


@require_POST
def publish(request: HttpRequest, key: str) -> HttpResponse:
    """Publish a draft, and go back to it."""
    version = request.POST.get("version", "")[:20]
    actions.publish_framework(by=request.actor, key=key, version=version)
    return redirect("competence_framework", key=key)
