"""What fills the fields of a report now: approved judgements, measures, facility cards, each as far as it may.

Judgements and what they cite fill a report up to NATIONAL: releasing it is the decision to tell them. Measures and
facility cards fill it as far as the report's own readers may read them. What is above stops the field (`stopped`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext, override

from kerege.atlas import queries as atlas
from kerege.inventory import queries as inventory
from kerege.inventory.queries import Choice, FacilityLine
from kerege.inventory.words import FUNCTIONS, NameKind
from kerege.law.models import AssessmentRound, Evidence, Judgement
from kerege.law.queries import measures as laws
from kerege.law.rules.forms.filling import Cited, Told, Value, feeds, fill, used
from kerege.law.rules.forms.template import Field, Form
from kerege.law.rules.grounds import read_grounds
from kerege.law.words.coverage import ChainElement, CoverageStatus, JudgementState
from kerege.law.words.measures import MEASURE_KINDS, MeasureState
from kerege.law.words.reports import FedBy, SourceKind
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.records.labels import Withheld
from kerege.records.viewers import Viewer

Rows = tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Computed:
    """What fills one field, and from which records."""

    rows: Rows = ()
    sources: tuple[Mapping[str, Any], ...] = ()

    @property
    def value(self) -> Value:
        return Value(self.rows)


@dataclass(frozen=True)
class Asked:
    """Which report is filled: of which country, as on which day, for which readers, in which languages."""

    form: Form
    owner: str
    on: date
    audience: Sensitivity
    languages: tuple[str, ...] = field(default=("en", "ru"))


def reader(owner: str, level: int) -> Viewer:
    """Somebody who reads an owner's records up to a level and everybody else's where they are public."""
    return Viewer(by_owner=((owner, Sensitivity(level)),))


def computed(asked: Asked) -> dict[str, Computed]:
    """What fills each field of the form; a field that only a person fills is empty."""
    told = _judgements(asked, Sensitivity.NATIONAL)
    found = {each.key: Computed() for each in asked.form.fields}
    for each in feeds(asked.form, FedBy.JUDGEMENTS):
        value = fill(asked.form, each, {key: one for key, (one, _source) in told.items()})
        found[each.key] = Computed(value.rows, tuple(told[key][1] for key in used(each, told)))
    for each in feeds(asked.form, FedBy.MEASURES):
        found[each.key] = _of_measures(asked, each, _measures(asked, asked.audience))
    for each in feeds(asked.form, FedBy.FACILITIES):
        found[each.key] = _of_facilities(asked, _facilities(asked, each, asked.audience))
    return found


def stopped(asked: Asked) -> list[str]:
    """The fields that a record would feed which is not for the report's readers, in the order of the form. It tells no
    more: neither which record nor how many.
    """
    above = Sensitivity.RESTRICTED
    most, mine = _judgements(asked, above), _judgements(asked, Sensitivity.NATIONAL)
    hidden = {key for key, told in most.items() if key not in mine or _tells(told) != _tells(mine[key])}
    found = {each.key for each in feeds(asked.form, FedBy.JUDGEMENTS) if hidden & set(each.asks)}
    for each in feeds(asked.form, FedBy.MEASURES):
        shown = {line.uid for line in _measures(asked, asked.audience)}
        if any(line.uid not in shown for line in _measures(asked, above)):
            found.add(each.key)
    for each in feeds(asked.form, FedBy.FACILITIES):
        shown = {line.key for line in _facilities(asked, each, asked.audience)}
        if any(line.key not in shown for line in _facilities(asked, each, above)):
            found.add(each.key)
    return [each.key for each in asked.form.fields if each.key in found]


def _tells(told: tuple[Told, dict[str, Any]]) -> tuple[Any, ...]:
    return told[1]["uid"], told[0].cited


# -- judgements --------------------------------------------------------------------------------------------------------


def _judgements(asked: Asked, level: Sensitivity) -> dict[str, tuple[Told, dict[str, Any]]]:
    """The newest approved judgement of each obligation that the form names, with where it comes from."""
    wanted = {key for each in feeds(asked.form, FedBy.JUDGEMENTS) for key in each.asks}
    viewer = reader(asked.owner, level)
    rounds = AssessmentRound.objects.seen_by(viewer).filter(owner=asked.owner, as_of__lte=asked.on)
    order = {row.id: (row.as_of, row.id, str(row.uid)) for row in rounds.seen()}
    rows = Judgement.objects.seen_by(viewer).filter(
        owner=asked.owner, state=JudgementState.APPROVED, obligation_id__in=sorted(wanted), round_id__in=list(order)
    )
    newest = {row.obligation_id: row for row in sorted(rows.seen(), key=lambda row: order[row.round_id][:2])}
    cited = _cited(viewer, [row.id for row in newest.values()])
    return {
        key: (_told(row, cited.get(row.id, ())), _source(row, order[row.round_id][2])) for key, row in newest.items()
    }


def _cited(viewer: Viewer, ids: Iterable[int]) -> dict[int, tuple[Cited, ...]]:
    found: dict[int, tuple[Cited, ...]] = {}
    for row in Evidence.objects.seen_by(viewer).filter(judgement_id__in=list(ids)).order_by("id").seen():
        text = ", ".join(part for part in (row.title, row.place) if part)
        found[row.judgement_id] = (*found.get(row.judgement_id, ()), Cited(row.relation, text))
    return found


def _told(row: Any, cited: tuple[Cited, ...]) -> Told:
    chain = {} if isinstance(row.grounds, Withheld) else read_grounds(row.grounds).chain
    return Told(CoverageStatus(row.status), cited, chain.get(ChainElement.ENFORCEMENT))


def _source(row: Any, of_round: str) -> dict[str, Any]:
    told = {"kind": SourceKind.JUDGEMENT.value, "uid": str(row.uid), "round": of_round, "obligation": row.obligation_id}
    return told | {"seal": row.seal, "label": int(row.label), "stale": bool(row.stale)}


# -- measures ----------------------------------------------------------------------------------------------------------


def _measures(asked: Asked, level: Sensitivity) -> list[laws.MeasureLine]:
    """The country's measures that stand on the day, and those of which nobody says whether they do."""
    lines = laws.measures(reader(asked.owner, level), on=asked.on, territories=[asked.owner])
    gone = {MeasureState.REPEALED, MeasureState.LAPSED, MeasureState.DRAFT}
    return [line for line in lines if line.owner == asked.owner and line.state not in gone]


def _of_measures(asked: Asked, field: Field, lines: list[laws.MeasureLine]) -> Computed:
    kinds = field.select.get("kinds", "").split()
    lines = [line for line in lines if not kinds or line.kind in kinds]
    rows = [
        {
            "kind": _in_all(asked, MEASURE_KINDS, line.kind),
            "title": dict(line.titles),
            "number": line.number,
            "date": line.first_day.isoformat() if line.first_day and line.first_day == line.last_day else "",
            "address": line.link or line.uri,
        }
        for line in lines
    ]
    kind = SourceKind.MEASURE.value
    sources = [{"kind": kind, "uid": line.uid, "uri": line.uri, "label": int(line.label)} for line in lines]
    return Computed(tuple(rows), tuple(sources))


# -- facilities --------------------------------------------------------------------------------------------------------


def _facilities(asked: Asked, field: Field, level: Sensitivity) -> list[FacilityLine]:
    """The country's facilities that the field asks for: by the level that they claim, or by what they are."""
    viewer, found, mark = reader(asked.owner, level), [], ""
    choice = Choice(owners=[asked.owner], territories=[asked.owner], kinds=field.select.get("kinds", "").split())
    while True:
        page = inventory.facilities(viewer, on=asked.on, choice=choice, after=mark, size=200)
        found += [line for line in page.rows if line.closed_on is None or line.closed_on > asked.on]
        mark = page.after
        if not mark:
            break
    least = int(field.select.get("level_from", "0"))
    if least:
        levels = inventory.highest_levels(viewer, on=asked.on, cards=found)
        high = {line.facility for line in levels.values() if line.level >= least}
        found = [line for line in found if line.key in high]
    return sorted(found, key=lambda line: line.key)


def _of_facilities(asked: Asked, lines: list[FacilityLine]) -> Computed:
    viewer = reader(asked.owner, asked.audience)
    levels: dict[str, int] = {}
    for each in inventory.highest_levels(viewer, on=asked.on, cards=lines).values():
        levels[each.facility] = max(levels.get(each.facility, 0), each.level)
    towns, bodies = _towns(asked), _bodies(asked)
    rows = [
        {
            "name": {"en": line.title}
            | {n.lang: n.text for n in line.names if n.kind == NameKind.PREFERRED and n.end is None},
            "town": {lang: towns[lang].get(line.place, "") for lang in asked.languages},
            "body": {lang: bodies[lang].get(line.organisation, "") for lang in asked.languages},
            "level": str(levels[line.key]) if line.key in levels else "",
            "functions": _functions(asked, line.functions),
        }
        for line in lines
    ]
    kind = SourceKind.FACILITY.value
    sources = [{"kind": kind, "uid": line.uid, "key": line.key, "version": line.version} for line in lines]
    return Computed(tuple(rows), tuple(sources))


def _towns(asked: Asked) -> dict[str, dict[str, str]]:
    return {
        lang: {each.key: each.name for each in atlas.places(on=asked.on, lang=lang, territory=asked.owner)}
        for lang in asked.languages
    }


def _bodies(asked: Asked) -> dict[str, dict[str, str]]:
    return {
        lang: {each.key: each.name for each in people.organisations(on=asked.on, lang=lang, territory=asked.owner)}
        for lang in asked.languages
    }


def _functions(asked: Asked, codes: Iterable[str]) -> dict[str, str]:
    found = {}
    for lang in asked.languages:
        with override(lang):
            found[lang] = ", ".join(gettext(FUNCTIONS[code]) for code in FUNCTIONS if code.value in codes)
    return found


def _in_all(asked: Asked, words: Mapping[Any, str], value: str) -> dict[str, str]:
    found = {}
    for lang in asked.languages:
        with override(lang):
            found[lang] = gettext(words[value]) if value in words else value
    return found
