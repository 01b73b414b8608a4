"""Training needs: the order of what comes first, competence by place, and the arithmetic of one need."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.capacity import queries
from kerege.capacity.queries import NeedChoice, NeedLine, NeedsTold
from kerege.capacity.words.needs import PRIORITIES, Priority
from kerege.capacity.words.quality import CAUSES
from kerege.web.activities import lists
from kerege.web.capacity import needs_wording as wording
from kerege.web.capacity.needs_tables import demand_table, needs_table
from kerege.web.capacity.wording import told as told_text
from kerege.web.shell.context import note_offered
from kerege.web.shell.exports import respond
from kerege.web.shell.wording import word_of

FILTERS = ("facility", "unit", "competence", "language", "period", "priority")
MOST_COLUMNS = 12


@require_GET
def needs(request: HttpRequest) -> HttpResponse:
    """Needs in their order, with the matrix of competence by place. `?format=` is a file with every factor, and
    with `?table=demand` the demand.
    """
    choice = lists.chosen(request)
    typed = {name: request.GET.get(name, "")[:130] for name in FILTERS}
    everything = queries.needs(
        request.viewer,
        acting=request.actor,
        on=choice.on,
        lang=choice.lang,
        choice=NeedChoice(territory=choice.country, facility=typed["facility"]),
    )
    wanted = NeedChoice(territory=choice.country, **typed)
    lines = [line for line in everything.lines if queries.need_chosen(line, wanted)]
    if choice.format:
        make = demand_table if request.GET.get("table") == "demand" else needs_table
        name = "kerege-demand" if make is demand_table else "kerege-needs"
        return respond(request, make(request.viewer, lines, choice), filename=name, format=choice.format)
    needed = [line for line in lines if line.need.in_need or line.need.unknown]
    page = Paginator(needed, lists.SHOWN).get_page(choice.page)
    sentences = wording.why(needed)
    start = page.start_index() - 1 if needed else 0
    names = lists.names_of({line.need.place.territory for line in everything.lines} | {choice.country}, choice)
    others = queries.needs_of_others(request.viewer, on=choice.on, today=timezone.localdate(), territory=choice.country)
    context = {
        "lines": [wording.line_of(line, sentences[start + n]) for n, line in enumerate(page.object_list)],
        "total": len(needed),
        "page": page,
        "choice": choice,
        "typed": typed,
        "told": everything,
        "matrix": _matrix(needed, names),
        "offers": _offers(everything, typed),
        "countries": lists.countries(choice.on, choice.lang),
        "others": _others(request, others, choice) if not any(typed.values()) else None,
        "todo": _todo(everything),
    }
    return render(request, "capacity/needs.html", context)


@require_GET
def arithmetic(request: HttpRequest, post: object) -> HttpResponse:
    """One need of a post with every factor, and the record that each of them opens; without `?competence=` the most
    urgent one.
    """
    choice = lists.chosen(request)
    competence = request.GET.get("competence", "")[:130]
    found = queries.need(request.viewer, str(post), competence, acting=request.actor, on=choice.on, lang=choice.lang)
    if found is None:
        raise lists.not_there(gettext("training need"), post)
    line, rounds = found
    names = lists.names_of({line.need.place.territory}, choice)
    note_offered(request, names.values())
    need, policy = line.need, line.policy.policy
    context = wording.line_of(line) | {
        "country": names.get(need.place.territory),
        "persons": wording.persons(line),
        "gap_sum": wording.gap_sum(need),
        "factor": wording.number(need.factor),
        "parts": (wording.number(policy.person), wording.number(policy.place)),
        "weight": wording.number(need.weight),
        "containment": wording.number(policy.containment_of(need.staff.containment)),
        "presumed_sum": wording.formula(line, need.system.value)
        if need.presumed and need.system is not None and need.system.value is not None
        else "",
        "presumed_points": wording.number(need.presumed_points) if need.presumed_points is not None else "",
        "questions": _questions(request, line, rounds, choice),
        "counts_from": wording.number(policy.counts_from),
        "limits": (wording.number(policy.limit_a), wording.number(policy.limit_b)),
    }
    return render(request, "capacity/need.html", context)


def _questions(
    request: HttpRequest, line: NeedLine, rounds: Iterable[queries.ClosedRound], choice: lists.Choice
) -> list[dict[str, Any]]:
    """The questions and incidents behind the gap of the place, each with what became of it."""
    by_uid = {each.uid: each for each in rounds}
    found = []
    for item in line.need.system.items if line.need.system is not None else ():
        if not item.assessment:
            found.append(_of_incident(request, item, choice))
            continue
        of = by_uid[item.assessment]
        question = next(q for q in of.definition.questions() if q.key == item.question)
        cause = word_of(CAUSES, item.cause) if item.cause else ""
        found.append(
            {
                "item": item,
                "text": told_text(question.text, of.definition),
                "lost": wording.number(item.lost) if item.lost is not None else "",
                "weight": wording.number(item.weight),
                "cause": cause,
                "closed_on": of.closed_on,
            }
        )
    return sorted(found, key=lambda each: (not each["item"].finding, -(each["item"].lost or 0)))


def _of_incident(request: HttpRequest, item: Any, choice: lists.Choice) -> dict[str, Any]:
    """What an incident showed, as a line among the questions."""
    found = queries.found_one(request.viewer, item.finding, me=request.actor, on=choice.on, lang=choice.lang)
    return {
        "item": item,
        "text": found.text if found is not None else "",
        "lost": wording.number(item.lost),
        "weight": wording.number(item.weight),
        "cause": word_of(CAUSES, item.cause) if item.cause else "",
        "closed_on": found.finding.found_on if found is not None else None,
    }


def _matrix(lines: list[NeedLine], names: dict[str, Any]) -> dict[str, Any] | None:
    """Competence by country; by facility where all are of one country, and by post where all are of one facility."""
    by, columns = _columns(lines, names)
    if not 0 < len(columns) <= MOST_COLUMNS:
        return None
    rows: dict[str, dict[str, list[NeedLine]]] = {}
    titles: dict[str, str] = {}
    for line in lines:
        rows.setdefault(line.need.competence, {}).setdefault(_column(line, by), []).append(line)
        titles[line.need.competence] = line.competence
    return {
        "columns": [(name, _column_address(key, by)) for key, name in columns.items()],
        "rows": [
            (titles[code], _address(competence=code), [(columns[key], _cell(of.get(key, []), by)) for key in columns])
            for code, of in rows.items()
        ],
    }


def _columns(lines: list[NeedLine], names: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """By what the columns are (country, facility, or nothing that is filtered by), and what each is called."""
    countries = {line.need.place.territory: names.get(line.need.place.territory) for line in lines}
    facilities = {line.need.place.key: line.facility for line in lines}
    if len(countries) > 1:
        return "country", countries
    if len(facilities) > 1:
        return "facility", facilities
    return "", {line.need.staff.post: " · ".join(filter(None, (line.role, line.unit))) for line in lines}


def _column(line: NeedLine, by: str) -> str:
    place = line.need.place
    return {"country": place.territory, "facility": place.key}.get(by, line.need.staff.post)


def _column_address(key: str, kind: str) -> str:
    return _address(**{kind: key}) if kind else ""


def _address(**told: str) -> str:
    return "?" + urlencode(told)


def _cell(lines: list[NeedLine], by: str) -> dict[str, Any] | None:
    """People in need and the most urgent priority of a cell of the matrix, with how many are not known. It opens the
    arithmetic of its need, or the list of its needs where there are several.
    """
    if not lines:
        return None
    top = min((line.need.priority for line in lines), key=list(PRIORITIES).index)
    unknown = sum(line.need.unknown for line in lines)
    competence, at = lines[0].need.competence, _column(lines[0], by)
    one = reverse("need", args=[lines[0].need.staff.post]) + _address(competence=competence)
    return {
        "href": one if len(lines) == 1 else _address(competence=competence, **({by: at} if by else {})),
        "people": sum(line.need.in_need for line in lines),
        "unknown": unknown,
        "priority": wording.priority(Priority.UNKNOWN if top == Priority.BELOW and unknown else top),
    }


def _offers(told: NeedsTold, typed: dict[str, str]) -> list[dict[str, Any]]:
    """The filters, with what occurs among the reader's own needs."""
    lines = told.lines
    values: dict[str, dict[str, str]] = {
        "facility": {line.need.place.key: line.facility for line in lines},
        "competence": {line.need.competence: line.competence for line in lines},
        "language": {line.cell.language: line.cell.language for line in lines if line.cell.language},
        "period": {p: wording.period(p) for p in sorted({line.cell.period for line in lines})},
        "priority": {p.value: gettext(w) for p, w in PRIORITIES.items() if p != Priority.BELOW},
    }
    words = {
        "facility": gettext("Facility"),
        "competence": gettext("Competence"),
        "language": gettext("Language"),
        "period": gettext("Needed by"),
        "priority": gettext("Priority"),
    }
    return [
        {
            "name": name,
            "label": words[name],
            "options": [(key, text, key == typed[name]) for key, text in sorted(found.items(), key=lambda p: p[1])],
        }
        for name, found in values.items()
    ]


def _todo(told: NeedsTold) -> dict[str, Any]:
    """What somebody can do so that more of the needs are known."""
    unmarked = {
        item.finding
        for line in told.lines
        for item in (line.need.system.items if line.need.system else ())
        if item.finding and not item.cause
    }
    return {
        "unmarked": sorted(unmarked)[:5],
        "unmarked_count": len(unmarked),
        "unknown": sum(line.need.unknown for line in told.lines),
        "gaps": told.gaps,
        "without_profile": told.without_profile,
        "without_policy": told.without_policy,
        "partly": told.partly,
    }


def _others(request: HttpRequest, lines: list[queries.NeedsOfCountry], choice: lists.Choice) -> dict[str, Any] | None:
    if not lines:
        return None
    names = lists.names_of({line.territory for line in lines}, choice)
    titles = queries.known_competences(request.viewer, on=choice.on, lang=choice.lang)
    note_offered(request, names.values())
    return {
        "countries": [
            (names.get(line.territory), [(titles.get(code, code), n) for code, n in sorted(line.cells.items())])
            for line in lines
        ],
        "region": [(titles.get(code, code), n) for code, n in sorted(queries.needs_of_region(lines).items())],
    }
