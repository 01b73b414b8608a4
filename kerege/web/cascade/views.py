"""The cascade as a tree with figures, as a table, on the map and in time; and what came of one course."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_bidi, gettext, ngettext
from django.views.decorators.http import require_GET

from kerege.indicators import queries as indicators
from kerege.people import queries as people
from kerege.people.rules import may
from kerege.people.words import Deed
from kerege.training import queries
from kerege.training.queries import cascade as sums
from kerege.training.queries import cascade_tree as tree
from kerege.training.queries.cascade import Overview, Reach
from kerege.training.queries.cascade_tree import Branch, Leaf
from kerege.training.queries.scope import TRAINEES, VENUE
from kerege.training.words import COURSE_KINDS, CourseKind
from kerege.training.words.cascade import AGREEMENTS, BASES, STANDINGS, Agreement, Basis
from kerege.web.activities import lists
from kerege.web.cascade.asking import (
    FILTERS,
    OF_COURSES,
    Asked,
    asked,
    asked_of_courses,
    frame,
    link,
    names_for,
    people_of,
)
from kerege.web.cascade.drawing import Band, Node, bands
from kerege.web.cascade.tables import courses_table, overview_table, years_table
from kerege.web.home import region
from kerege.web.shell.asked import asks
from kerege.web.shell.exports import respond
from kerege.web.shell.figures import between, figure
from kerege.web.shell.maps import MapValue
from kerege.web.shell.tiles import tile

CLAIMED = ("trainers.part1", "cascade.workshops", "cascade.people", "institution.trainers_in_centres")
BRANCHES, READ_AT_ONCE = 20, 200


@require_GET
@asks(**FILTERS)
def cascade(request: HttpRequest) -> HttpResponse:
    """Generations with their bands, the tree, and where record and tree disagree. `?format=` is a file."""
    question = asked(request)
    on, chosen = question.choice.on, question.chosen
    found = sums.overview(request.viewer, on=on, chosen=chosen)
    if question.choice.format:
        table = overview_table(request.viewer, found, question)
        return respond(request, table, filename="kerege-cascade", format=question.choice.format)
    branches = tree.branches(request.viewer, on=on, chosen=chosen, page=question.choice.page, size=BRANCHES)
    alone = tree.alone(request.viewer, on=on, chosen=chosen)
    codes = {line.territory for line in found.countries} | _codes(branches.rows) | {x.trainees_from for x in alone.rows}
    names = names_for(question, codes)
    context = frame(request, question, "cascade") | {
        "found": found,
        "tiles": _tiles(request, question),
        "rows": [_generation(line, question) for line in found.generations],
        "picture": _picture(found, question, names),
        "flows": _flows(found, names, question),
        "branches": [_branch(each, names) for each in branches.rows],
        "page": Paginator(range(branches.total), BRANCHES).get_page(question.choice.page),
        "alone": [_leaf(leaf, names) for leaf in alone.rows],
        "alone_more": alone.total - len(alone.rows),
        "per_trainer": _ratio(found.per_trainer),
        "centres": _centres(request, question),
        "doubts": [(doubt, gettext(AGREEMENTS[doubt.agreement])) for doubt in found.doubts],
        "mine": [_leaf(leaf, {}) for leaf in tree.mine(request.viewer, by=request.actor, on=on)],
        "agreeing": found.agreements[Agreement.AGREES],
    }
    return render(request, "cascade/cascade.html", context)


def _tiles(request: HttpRequest, question: Asked) -> list[Any]:
    """What was claimed beside what records prove, for the same choice."""
    readings = (indicators.reading(request.viewer, key, on=question.choice.on, scope=question.scope) for key in CLAIMED)
    return [tile(reading) for reading in readings]


def _generation(line: Any, question: Asked) -> dict[str, Any]:
    return {
        "line": line,
        "href": link(question, generation=line.generation),
        "people": people_of(line.reach),
        "planned": line.reach.planned if line.reach.high else 0,
    }


def _picture(found: Overview, question: Asked, names: Any) -> Any:
    nodes = [
        Node(
            g,
            line.territory,
            each.courses,
            *_labelled(g, each, _name(names, line.territory)),
            link(question, generation=g, country=line.territory),
        )
        for line in sorted(found.countries, key=lambda line: _name(names, line.territory))
        for g, each in line.by_generation.items()
    ]
    between_them = [
        Band(
            (f.generation, f.source),
            (f.to_generation, f.target),
            f.courses,
            _told(f, names),
            f.bases != {Basis.INFERRED},
        )
        for f in found.flows
    ]
    headings = {
        line.generation: gettext("Generation %(n)s") % {"n": figure(line.generation)} for line in found.generations
    }
    title = gettext("Courses of the cascade by generation and country, and who taught whom")
    return bands(nodes, between_them, headings=headings, title=title, rtl=get_language_bidi())


def _labelled(generation: int, reach: Reach, name: str) -> tuple[str, str]:
    """What is written beside a node, and what it says in words."""
    courses = ngettext("%(n)s course", "%(n)s courses", reach.courses) % {"n": figure(reach.courses)}
    told = {"country": name, "courses": courses, "people": people_of(reach), "generation": figure(generation)}
    if not told["people"]:
        return (
            gettext("%(country)s: %(courses)s") % told,
            gettext("%(country)s, generation %(generation)s: %(courses)s") % told,
        )
    return (
        gettext("%(country)s: %(courses)s, people: %(people)s") % told,
        gettext("%(country)s, generation %(generation)s: %(courses)s, people: %(people)s") % told,
    )


def _told(flow: sums.Flow, names: Any) -> str:
    told = {"source": _name(names, flow.source), "target": _name(names, flow.target), "n": figure(flow.courses)}
    return (
        ngettext(
            "%(source)s to %(target)s: %(n)s course taught onward",
            "%(source)s to %(target)s: %(n)s courses taught onward",
            flow.courses,
        )
        % told
    )


def _flows(found: Overview, names: Any, question: Asked) -> list[dict[str, Any]]:
    return [
        {"flow": f, "source": names.get(f.source), "target": names.get(f.target), "bases": _bases(f.bases)}
        | {"href": link(question, generation=f.to_generation, country=f.target)}
        for f in found.flows
    ]


def _bases(bases: Any) -> str:
    return ", ".join(gettext(BASES[each]) for each in BASES if each in bases)


def _name(names: Any, code: str) -> str:
    return str(names[code]) if code in names else gettext("Country not stated")


def _codes(branches: Any) -> set[str]:
    found: set[str] = set()
    for branch in branches:
        found |= {branch.leaf.trainees_from, branch.leaf.venue} | _codes(branch.below)
    return found


def _branch(branch: Branch, names: Any) -> dict[str, Any]:
    return _leaf(branch.leaf, names) | {"below": [_branch(each, names) for each in branch.below], "more": branch.more}


def _leaf(leaf: Leaf, names: Any) -> dict[str, Any]:
    return {
        "leaf": leaf,
        "when": lists.when(leaf),
        "people": gettext("counted with its group") if leaf.with_group else people_of(leaf.reach),
        "trainees_from": names.get(leaf.trainees_from),
        "venue": names.get(leaf.venue),
        "kind": gettext(COURSE_KINDS[CourseKind(leaf.kind)]),
        "basis": gettext(BASES[leaf.basis]) if leaf.basis is not None else "",
        "agreement": gettext(AGREEMENTS[leaf.agreement]),
    }


def _ratio(found: tuple[float, float] | None) -> str:
    return between(*found) if found else ""


def _centres(request: HttpRequest, question: Asked) -> dict[str, Any] | None:
    """Trainers whom sources place in centres, and those of whom nobody says where they are. Placements are read by the
    country of the trainees, whose they are.
    """
    territories = (question.chosen.country,) if question.chosen.country else ()
    found = queries.placements(
        request.viewer, on=question.choice.on, project=question.chosen.project, territories=territories
    )
    if not found:
        return None
    courses = {line.course_uid: line for line in found}
    placed = sum(line.trainers for line in found)
    low, high = (sum(getattr(each.trained, end) or 0 for each in courses.values()) for end in ("low", "high"))
    bodies = lists.organisation_names({line.centre for line in found}, question.choice)
    return {
        "placed": placed,
        "trained": between(low, high),
        "unaccounted": between(max(0, low - placed), max(0, high - placed)),
        "missing": max(0, high - placed),
        "lines": [(bodies[line.centre], line) for line in found],
        "courses": list(courses.values()),
        "conflicts": [line for line in courses.values() if line.trained.in_conflict],
    }


@require_GET
@asks(**FILTERS, **OF_COURSES)
def cascade_courses(request: HttpRequest) -> HttpResponse:
    """The courses behind every figure, by generation. `?format=` is a file."""
    question = asked_of_courses(request)
    on, chosen = question.choice.on, question.chosen
    if question.choice.format:
        leaves: list[Leaf] = []
        while True:
            read = tree.table(
                request.viewer, on=on, chosen=chosen, page=len(leaves) // READ_AT_ONCE + 1, size=READ_AT_ONCE
            )
            leaves += read.rows
            if len(leaves) >= read.total or not read.rows:
                table = courses_table(request.viewer, leaves, question)
                return respond(request, table, filename="kerege-cascade-courses", format=question.choice.format)
    found = tree.table(request.viewer, on=on, chosen=chosen, page=question.choice.page, size=lists.SHOWN)
    names = names_for(question, {code for leaf in found.rows for code in (leaf.venue, leaf.trainees_from)})
    context = frame(request, question, "cascade_courses", generations=True) | {
        "year": str(chosen.year or ""),
        "every_year": link(question, **({"generation": chosen.generation} if chosen.generation else {})),
        "lines": [_leaf(leaf, names) for leaf in found.rows],
        "total": found.total,
        "page": Paginator(range(found.total), lists.SHOWN).get_page(question.choice.page),
    }
    return render(request, "cascade/courses.html", context)


@require_GET
@asks()
def cascade_course(request: HttpRequest, uid: object) -> HttpResponse:
    """What came of one course: who taught it, whom its trainers taught on, and who of them teaches."""
    question = asked(request)
    found = tree.outcome(request.viewer, str(uid), on=question.choice.on, page=question.choice.page)
    if found is None:
        raise lists.not_there(gettext("course"), uid)
    leaves = [found.leaf, *found.above, *found.below.rows]
    names = names_for(question, {code for leaf in leaves for code in (leaf.venue, leaf.trainees_from)})
    known = people.person_names(request.viewer, [line.person for line in found.trainers])
    context = frame(request, question, "") | {
        "found": found,
        "may_record": may(request.actor, Deed.RECORD_ACTIVITY, found.leaf.owner),
        "course": _leaf(found.leaf, names),
        "steps": [(n, reach, people_of(reach)) for n, reach in found.steps],
        "onward": people_of(found.onward),
        "above": [_leaf(leaf, names) for leaf in found.above],
        "below": [_leaf(leaf, names) for leaf in found.below.rows],
        "page": Paginator(range(found.below.total), found.below.size).get_page(question.choice.page),
        "notes": [(note, gettext(BASES[note.basis])) for note in found.notes],
        "trainers": [(known.get(x.person), x, gettext(STANDINGS[x.standing])) for x in found.trainers],
    }
    return render(request, "cascade/course.html", context)


@require_GET
@asks(**FILTERS)
def cascade_map(request: HttpRequest) -> HttpResponse:
    """Countries by the people of the cascade, beside the table that counts both ways."""
    question = asked(request)
    ask = {"on": question.choice.on}
    both = {by: _by_country(request, question, by, **ask) for by in (TRAINEES, VENUE)}
    names = names_for(question, {code for each in both.values() for code in each} - {""})
    shown = both[question.chosen.by]
    values = {
        code: MapValue(
            level=region.level(reach.high),
            href=link(question, country=code),
            title=_labelled_country(reach, str(name)),
            label=str(name),
        )
        for code, name in names.items()
        if (reach := shown.get(code)) is not None
    }
    order = sorted({code for each in both.values() for code in each}, key=lambda code: _name(names, code))
    context = frame(request, question, "cascade_map") | {
        "map_values": values,
        "legend": region.legend(),
        "rows": [_both_ways(code, names, both, question) for code in order],
    }
    return render(request, "cascade/map.html", context)


def _by_country(request: HttpRequest, question: Asked, by: str, **ask: Any) -> dict[str, Reach]:
    chosen = sums.Chosen(question.chosen.project, question.chosen.country, by)
    found = sums.overview(request.viewer, chosen=chosen, **ask)
    return {line.territory: line.reach for line in found.countries}


def _labelled_country(reach: Reach, name: str) -> str:
    courses = ngettext("%(n)s course", "%(n)s courses", reach.courses) % {"n": figure(reach.courses)}
    told = {"country": name, "courses": courses, "people": people_of(reach)}
    if not told["people"]:
        return gettext("%(country)s: %(courses)s") % told
    return gettext("%(country)s: %(courses)s, people: %(people)s") % told


def _both_ways(code: str, names: Any, both: dict[str, dict[str, Reach]], question: Asked) -> dict[str, Any]:
    each = {by: both[by].get(code, Reach()) for by in both}
    return {
        "name": names.get(code),
        "trainees": each[TRAINEES],
        "venue": each[VENUE],
        "trainees_people": people_of(each[TRAINEES]),
        "venue_people": people_of(each[VENUE]),
        "trainees_href": link(question, country=code, by=TRAINEES),
        "venue_href": link(question, country=code, by=VENUE),
    }


@require_GET
@asks(**FILTERS)
def cascade_timeline(request: HttpRequest) -> HttpResponse:
    """The cascade year by year. `?format=` is a file."""
    question = asked(request)
    years = sums.timeline(request.viewer, on=question.choice.on, chosen=question.chosen)
    if question.choice.format:
        table = years_table(request.viewer, years, question)
        return respond(request, table, filename="kerege-cascade-years", format=question.choice.format)
    most = max((year.so_far.high for year in years), default=0)
    context = frame(request, question, "cascade_timeline") | {
        "years": [(y, people_of(y.reach), people_of(y.so_far), link(question, year=y.year)) for y in years],
        "generations_shown": sorted({g for year in years for g in year.by_generation}),
        "most": most,
    }
    return render(request, "cascade/timeline.html", context)
