"""Plans over years: the list, the form to begin one, and the page of one with what may be done with it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kerege.capacity.queries.schemes import schemes
from kerege.lib.refusal import Refusal
from kerege.people.rules import REGION, check_may
from kerege.planning import actions, queries
from kerege.planning.queries import GatheredYears, Left, YearsPage
from kerege.planning.rules.outlooks import quarter_begins
from kerege.planning.rules.states import silent_for
from kerege.planning.words import years as told_words
from kerege.web.activities import lists
from kerege.web.planning import wording
from kerege.web.planning import years_wording as said
from kerege.web.planning.views.outlooks import DEED, own_owners
from kerege.web.planning.wording import Named, named
from kerege.web.planning.years_forms import BeginYearsForm
from kerege.web.shell.asked import a_line, asks
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import attempt
from kerege.web.shell.middleware import note_refused


@require_GET
@asks()
def plans(request: HttpRequest) -> HttpResponse:
    """The plans over years that the reader may see."""
    own_owners(request)
    names, choice = named(request), lists.chosen(request)
    page = Paginator(queries.years_plans(request.viewer, request.actor), lists.SHOWN).get_page(choice.page)
    lines = [
        {
            "line": line,
            "owner": names.country(line.owner),
            "span": said.span(line),
            "state": wording.state(line.state),
            "good": said.goodness(line),
        }
        for line in page.object_list
    ]
    return render(request, "planning/years_plans.html", {"lines": lines, "page": page})


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a plan over years; for those who record activities of an owner."""
    own = own_owners(request)
    if request.method == "POST":
        check_may(request.actor, DEED, request.POST.get("owner") or own[0])
    names, choice = named(request), lists.chosen(request)
    form = BeginYearsForm(
        request.POST if request.method == "POST" else None,
        owners=[(owner, names.country(owner)) for owner in own],
        initial={"begins": quarter_begins(1, choice.on)},
    )
    if form.is_valid():
        done = attempt(form, lambda: form.begin(by=request.actor))
        if done is not None:
            return redirect("years_told", uid=done.uid)
    return render(request, "planning/new_years.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@asks(beside=a_line(40))
def plan(request: HttpRequest, uid: object) -> HttpResponse:
    """One plan over years, for whoever plans for its owner; `?beside=` puts another one at its side."""
    choice = lists.chosen(request)
    page = queries.years_plan(request.viewer, uid, request.actor)
    names = named(request)
    context = about(request, page, names, "years_plan")
    if request.headers.get("HX-Request") == "true" and page.works:
        answer = render(request, "planning/_years_moving.html", context)
    else:
        now = None
        if not page.works:
            now = queries.years_now(request.viewer, uid, request.actor, on=choice.on, lang=choice.lang)
        context |= rests_on(page, now, names) | _shown(request, page, names, context["tracks"]) | _beside(request, page)
        answer = render(request, "planning/years.html", context)
        if request.headers.get("HX-Request") == "true":
            answer["HX-Refresh"] = "true"
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def about(request: HttpRequest, page: YearsPage, names: Named, here: str) -> dict[str, Any]:
    """What every page of a plan over years says of it."""
    choice = lists.chosen(request)
    note_offered(request, lists.names_of({page.line.owner} - {REGION}, choice).values())
    tabs = {"years_plan": gettext("Plan"), "years_told": gettext("What it rests on")}
    at, step = page.progress, told_words.STEPS.get(page.progress.get("step", ""), "")
    found = schemes(request.viewer, on=choice.on, lang=choice.lang)
    return {
        "page": page,
        "line": page.line,
        "state": wording.state(page.line.state),
        "owner": names.country(page.line.owner),
        "season": said.span_of(page) if here == "years_plan" else said.span(page.line),
        "tracks": {line.key: line.title for line in found if line.holds},
        "tabs": [(label, name, name == here) for name, label in tabs.items()],
        "progress": {
            "silent": silent_for(at, timezone.now()),
            "step": gettext(step) if step else "",
            "percent": _percent(at),
            "gap": _gap(at),
            "seconds": at.get("seconds", 0),
            "of": at.get("of") or page.seconds,
        },
    }


def _percent(at: dict[str, Any]) -> int | None:
    return int(100 * (at["nothing"] - at["unmet"]) / at["nothing"]) if at.get("nothing") else None


def _gap(at: dict[str, Any]) -> float | None:
    if "unmet" not in at or not at.get("bound"):
        return None
    return said.upwards(100 * (at["unmet"] - at["bound"]) / at["unmet"]) if at["unmet"] else 0.0


def rests_on(page: YearsPage, now: GatheredYears | None, names: Named) -> dict[str, Any]:
    """What has to be typed, what could not be seen, and whether the plan still rests on what there is."""
    notes = now.told if now is not None else page.notes
    return {
        "to_correct": [said.sentence(each, names) for each in now.refused] if now is not None else [],
        "notes": list(dict.fromkeys(wording.note(word, data, names) for word, data in notes if word != "stated")),
        "changed": now is not None and page.plan is not None and now.digest != page.digest,
        "ready": now is not None and not now.refused,
    }


def _shown(request: HttpRequest, page: YearsPage, names: Named, tracks: dict[str, str]) -> dict[str, Any]:
    """What came of the search, with one page of the countries and courses."""
    if page.told is None:
        return {}
    rows = Paginator(page.told.left, lists.SHOWN).get_page(lists.chosen(request).page)
    return {**found_of(page, names, tracks, list(rows.object_list)), "rows": rows}


def found_of(
    page: YearsPage, names: Named, tracks: dict[str, str], left: Sequence[Left] | None = None
) -> dict[str, Any]:
    """What came of the search, as people read it: of all countries and courses, or of these."""
    if page.told is None or page.programme is None:
        return {}
    only = None if left is None else {(each.country, each.topic) for each in left}
    tracks = {key: tracks.get(key, key) for key in page.programme.tracks}
    quarters = [(n, said.quarter(page, n)) for n in range(page.programme.quarters)]
    called = dict(quarters)
    return {
        "told": page.told,
        "good": said.goodness(page.line),
        "matrix": said.matrix(page, names, only),
        "heads": [said.short_quarter(page, n) for n, _name in quarters],
        "teaching": [quarters[q.number] for q in page.told.quarters if q.courses],
        "quarter_rows": said.quarter_rows(page, tracks),
        "track_names": list(tracks.values()),
        "left": [
            {
                "country": names.country(each.country),
                "topic": names.topic(each.topic),
                "each": each,
                "why": said.why_left(each.short) if each.left else "",
            }
            for each in (page.told.left if left is None else left)
        ],
        "trained": [
            {
                "quarter": called[each.quarter],
                "track": tracks[each.track],
                "language": names.language(each.language),
                "each": each,
                "people": [(names.country(country), count) for country, count in each.people],
            }
            for each in page.told.trained
        ],
        "lent": [
            {
                "quarter": called[each.quarter],
                "track": tracks[each.track],
                "lenders": [(names.country(country), count) for country, count in each.lenders],
                "borrowers": [(names.country(country), count) for country, count in each.borrowers],
            }
            for each in page.told.lent
        ],
        **said.charts(page, tracks),
    }


def _beside(request: HttpRequest, page: YearsPage) -> dict[str, Any]:
    """The others that were found, and one of them at the side of this one."""
    if page.told is None:
        return {}
    lines = queries.years_plans(request.viewer, request.actor)
    others = [line for line in lines if line.met is not None and line.uid != page.line.uid]
    uid = request.GET.get("beside", "")
    if uid not in {line.uid for line in others}:
        return {"others": others}
    other = queries.years_plan(request.viewer, uid, request.actor)
    both = said.side(page), said.side(other)
    return {
        "others": others,
        "other": other.line,
        "beside": [(label, mine, theirs) for (label, mine), (_label, theirs) in zip(*both, strict=True)],
    }


@require_POST
def do(request: HttpRequest, uid: object) -> HttpResponse:
    """Search, search afresh, stop, give up, make another plan of this one, or begin a season of its quarters."""
    what, by, years = request.POST.get("do", ""), request.actor, str(uid)
    page = queries.years_plan(request.viewer, uid, by)
    try:
        if what in {"search", "afresh"}:
            actions.ask_search(by=by, scenario=years, afresh=what == "afresh")
        elif what == "stop":
            actions.stop_search(by=by, scenario=years)
        elif what == "cancel":
            actions.cancel_search(by=by, scenario=years)
        elif what == "copy":
            copied = actions.copy_years(by=by, years=years, title=request.POST.get("title", ""))
            return redirect("years_told", uid=copied.uid)
        elif what == "season":
            return _season(request, page)
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        note_refused(refusal)
        messages.error(request, said.sentence(refusal, named(request)))
    return redirect("years_plan", uid=uid)


def _season(request: HttpRequest, page: YearsPage) -> HttpResponse:
    """A season's plan with what some quarters want."""
    since, quarters = (_whole(request.POST.get(name, "")) for name in ("since", "quarters"))
    known = page.programme is not None and 0 <= since < page.programme.quarters
    title = f"{page.line.title}, {said.quarter(page, since)}" if known else page.line.title
    made = actions.plan_season(by=request.actor, years=page.line.uid, title=title[:200], since=since, quarters=quarters)
    messages.success(
        request,
        gettext("The plan of a season is begun with what these quarters want. Name trainers, rooms and money there."),
    )
    return redirect("scenario_settings", uid=made.uid)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1
