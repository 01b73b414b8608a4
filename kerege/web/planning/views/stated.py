"""What countries state of their needs for those who plan with them: the list, one of them, and stating anew."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.capacity.queries import known_competences
from kerege.lib.refusal import Refusal
from kerege.people.rules import REGION, check_may, owners_for
from kerege.people.words import Deed
from kerege.planning import queries
from kerege.planning.queries import StatedLine
from kerege.planning.words import NO_SUCH_STATEMENT
from kerege.web.activities import lists
from kerege.web.planning.forms import StateForm
from kerege.web.planning.wording import COMPUTED, Named, named, source_said
from kerege.web.shell.asked import a_line, asks
from kerege.web.shell.forms import attempt

SPARE = 4
"""Empty rows after those that are known."""


@require_GET
@asks()
def statements(request: HttpRequest) -> HttpResponse:
    """What the reader may see of what countries state; for those who plan. Refuses people.not_yours."""
    if not owners_for(request.actor, Deed.RECORD_ACTIVITY):
        check_may(request.actor, Deed.RECORD_ACTIVITY, REGION)
    names, choice = named(request), lists.chosen(request)
    found = queries.stated(request.viewer, on=choice.on)
    shares = queries.shared_longest(request.viewer, found.values())
    own = [owner for owner in owners_for(request.actor, Deed.LABEL) if owner != REGION]
    page = Paginator(sorted(found.items()), lists.SHOWN).get_page(choice.page)
    until = {uid: share.end for uid, share in shares.items()}
    lines = [(names.country(owner), line, source_said(line.source), until.get(line.uid)) for owner, line in page]
    context = {"lines": lines, "page": page, "own": [(owner, names.country(owner)) for owner in own]}
    return render(request, "planning/statements.html", context)


@require_GET
def statement(request: HttpRequest, uid: object) -> HttpResponse:
    """One statement with its figures, for whoever may see it."""
    line = queries.statement(request.viewer, str(uid))
    if line is None:
        raise Refusal(NO_SUCH_STATEMENT)
    names = named(request)
    mine = line.owner in owners_for(request.actor, Deed.LABEL)
    context = {
        "line": line,
        "source": source_said(line.source),
        "kind": queries.STATED_KIND,
        "mine": mine,
        "country": names.country(line.owner),
        "rows": _rows(request, line, names),
        "shared": queries.shared_longest(request.viewer, [line]).get(line.uid),
    }
    return render(request, "planning/statement.html", context)


def _rows(request: HttpRequest, line: StatedLine, names: Named) -> list[tuple[str, str, int, int]]:
    choice = lists.chosen(request)
    called = known_competences(request.viewer, on=choice.on, lang=choice.lang)
    return [
        (
            called.get(str(r["competence"]), str(r["competence"])),
            names.language(r["language"]),
            r["people"],
            r["points"],
        )
        for r in line.rows
    ]


@require_http_methods(["GET", "POST"])
@asks(owner=a_line(3))
def state(request: HttpRequest) -> HttpResponse:
    """State what a country needs, beginning with what is computed, or with what was stated before. Refuses
    people.not_yours.
    """
    owned = [owner for owner in owners_for(request.actor, Deed.LABEL) if owner != REGION]
    owner = request.GET.get("owner") or (owned[0] if owned else REGION)
    check_may(request.actor, Deed.LABEL, owner)
    if owner not in owned:
        return redirect("stated_needs")
    names, choice = named(request), lists.chosen(request)
    before = queries.stated(request.viewer, on=choice.on).get(owner)
    found = queries.computed(request.viewer, request.actor, owner=owner, on=choice.on)
    begun = found or (list(before.rows) if before is not None else [])
    called = known_competences(request.viewer, on=choice.on, lang=choice.lang)
    sent = request.POST if request.method == "POST" else None
    rows = sum(name.startswith("people-") for name in sent) if sent is not None else len(begun) + SPARE
    competences = [(key, f"{key.partition(':')[2]} {title}") for key, title in called.items()]
    form = StateForm(
        sent, competences=competences, begun=begun, rows=rows, initial={"source": _said(before, bool(found))}
    )
    if form.is_valid():
        made = attempt(form, partial(form.run, by=request.actor, owner=owner))
        if made is not None:
            messages.success(request, gettext("Stated. Nobody else reads it before you share it."))
            return redirect("statement", uid=made.uid)
    context = {"form": form, "owner": owner, "country": names.country(owner), "computed": bool(found)}
    return render(request, "planning/state.html", context, status=422 if form.errors else 200)


def _said(before: StatedLine | None, computed: bool) -> str:
    if computed:
        return gettext(COMPUTED)
    return source_said(before.source) if before is not None else ""
