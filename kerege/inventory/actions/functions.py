"""Recording associations, and who does which reference work for a country or the region."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.atlas import queries as atlas
from kerege.inventory.actions.changes import known_facility
from kerege.inventory.models import Association, AssociationSource, ReferenceFunction, ReferenceFunctionSource
from kerege.inventory.rules.cards import code, day_before, free_line, free_text, languages, listed, website
from kerege.inventory.words.training import (
    FUNCTION_HELD,
    MEMBERS_WITHOUT_DAY,
    NO_MANDATE,
    NO_TEACHER,
    NOT_AN_ASSOCIATION,
    Reach,
    ReferenceArea,
)
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.figures import NO_SOURCE, whole
from kerege.lib.ids import uid_or_none
from kerege.lib.periods import Period
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import REGION, Actor, check_about, check_may, may
from kerege.people.words import Deed, OrganisationKind
from kerege.privacy.words.experts import Expertise
from kerege.records.recording import named
from kerege.sharing.words import UNKNOWN_LEVEL


def record_association(
    *,
    by: Actor,
    owner: str,
    organisation: str,
    members: int | str | None = None,
    members_on: date | None = None,
    topics: Iterable[str] | str = (),
    spoken: Iterable[str] | str = (),
    web: str = "",
    note: str = "",
    sources: Iterable[str] = (),
    label: Sensitivity | None = None,
    synthetic: bool = False,
    today: date | None = None,
) -> Association:
    """Record what is known of an association (an organisation of that kind), or bring it up to date; its members as a
    number of a day, its sources beside those that it has. The same again changes nothing. Without a `label` a new one
    is for everybody, one that is there stays as it is.

    Refuses people.not_yours, people.not_about_others, people.unknown_key, inventory.not_an_association,
    inventory.members_without_day, inventory.in_future, inventory.not_a_website, inventory.unknown_code,
    inventory.not_for_sharing, figures.not_a_figure, figures.no_source, sharing.unknown_level, atlas.unknown_code,
    atlas.bad_language, text.*.
    """
    check_may(by, Deed.RECORD_RESOURCE, owner)
    body = people.organisation(organisation)
    check_about(owner, body.territory_id or (REGION if owner != REGION else ""))
    if body.kind != OrganisationKind.ASSOCIATION:
        raise Refusal(NOT_AN_ASSOCIATION, field="organisation", organisation=body.key)
    cited = _cited(sources)
    number = None if members in (None, "") else whole(members, field="members")  # type: ignore[arg-type]
    if (number is None) != (members_on is None):
        raise Refusal(MEMBERS_WITHOUT_DAY, field="members" if number is None else "members_on")
    content = {
        "territory_id": body.territory_id,
        "members": number,
        "members_on": day_before(members_on, field="members_on", today=today or localdate()),
        "topics": listed(topics, Expertise, field="topics"),
        "languages": languages(spoken, field="spoken"),
        "website": website(web),
        "note": free_text(note, field="note"),
        "label": _level(label),
    }
    kept = _Kept(Association, AssociationSource, "association", "inventory.association.recorded")
    return kept.write(by, owner, {"organisation": body}, content, cited, synthetic)  # type: ignore[no-any-return]


def record_reference_function(
    *,
    by: Actor,
    owner: str,
    territory: str,
    area: str,
    start: date,
    mandate: str,
    sources: Iterable[str],
    reach: str = Reach.NATIONAL,
    facility: str = "",
    organisation: str = "",
    until: date | None = None,
    note: str = "",
    label: Sensitivity | None = None,
    synthetic: bool = False,
    today: date | None = None,
) -> ReferenceFunction:
    """Record who does a reference work from `start` up to and not including `until`, by which order. On one day one
    holder does one work of one reach for a country. The same again changes nothing; another holder, order or end under
    the same first day takes its place. `label` as for associations; none is more open than its facility.

    Refuses people.not_yours, people.not_about_others, people.unknown_key, inventory.unknown_code,
    inventory.no_teacher (no holder, or two), inventory.no_mandate, inventory.function_held, inventory.in_future,
    inventory.not_for_sharing, inventory.bad_key, figures.no_source, records.nothing_there, sharing.unknown_level,
    atlas.unknown_code, periods.end_before_start, text.*.
    """
    check_may(by, Deed.RECORD_RESOURCE, owner)
    country = atlas.territory(territory).code
    check_about(owner, country)
    period = Period(start, until)
    day_before(start, field="start", today=today or localdate())
    if bool(facility) == bool(organisation):
        raise Refusal(NO_TEACHER, field="facility")
    place = known_facility(by=by, facility=facility) if facility else None
    order = free_line(mandate, field="mandate")
    if not order:
        raise Refusal(NO_MANDATE, field="mandate")
    where = {
        "territory_id": country,
        "reach": code(reach, Reach, field="reach"),
        "area": code(area, ReferenceArea, field="area"),
        "start": start,
    }
    content = {
        "facility": place,
        "organisation": people.organisation(organisation) if organisation else None,
        "until": until,
        "mandate": order,
        "note": free_text(note, field="note"),
        "label": _level(label),
    }
    cited = _cited(sources)
    with checking():
        _check_alone(where, period)
    kept = _Kept(ReferenceFunction, ReferenceFunctionSource, "function", "inventory.function.recorded")
    return kept.write(by, owner, where, content, cited, synthetic)  # type: ignore[no-any-return]


def end_reference_function(*, by: Actor, function: str, until: date, today: date | None = None) -> ReferenceFunction:
    """Say from which day on somebody does a reference work no more; the record stays. Again changes nothing.

    Refuses records.nothing_there, people.not_yours, inventory.in_future and periods.end_before_start.
    """
    found = named(
        ReferenceFunction, uid=uid_or_none(function), whose=lambda owner: may(by, Deed.RECORD_RESOURCE, owner)
    )
    check_may(by, Deed.RECORD_RESOURCE, found.owner)
    day_before(until, field="until", today=today or localdate())
    Period(found.start, until)
    if found.until == until:
        return found
    with act("inventory.function.ended", by=by, owner=found.owner, about=found.uid):
        found.until = until
        found.save()
    return found


def _holds(found: Any, name: str, value: Any) -> bool:
    """Whether the row says this already; another record is compared by its key and not read."""
    column = found._meta.get_field(name).attname
    return bool(getattr(found, column) == (value if column == name else getattr(value, "pk", None)))


class _Kept:
    """Writing a record with its sources, new or brought up to date."""

    def __init__(self, model: Any, citations: Any, relation: str, word: str) -> None:
        self.model, self.citations, self.relation, self.word = model, citations, relation, word

    def write(
        self,
        by: Actor,
        owner: str,
        where: dict[str, Any],
        content: dict[str, Any],
        cited: list[Any],
        synthetic: bool,
    ) -> Any:
        with checking():
            found = self.model.objects.inside_action().filter(**where).first()
        place = content.get("facility")
        kept = found.label if found is not None else Sensitivity.PUBLIC
        least = place.label if place is not None else Sensitivity.PUBLIC
        content["label"] = max(least, kept if content["label"] is None else content["label"])
        if found is not None:
            check_may(by, Deed.RECORD_RESOURCE, found.owner)
            same = all(_holds(found, name, value) for name, value in content.items())
            if same and {s.pk for s in cited} <= self._cites(found):
                return found
        with act(self.word, by=by, owner=found.owner if found is not None else owner) as done:
            row = found or self.model(owner=owner, synthetic=synthetic, **where)
            for name, value in content.items():
                setattr(row, name, value)
            row.save()
            new = [source for source in cited if source.pk not in self._cites(row)]
            self.citations.objects.bulk_create([self.citations(**{self.relation: row, "source": s}) for s in new])
            done.about = row.uid
        return row

    def _cites(self, row: Any) -> set[int]:
        return set(self.citations.objects.filter(**{self.relation: row}).values_list("source_id", flat=True))


def _check_alone(where: dict[str, Any], period: Period) -> None:
    """Refuse inventory.function_held where somebody does this work on one of the days."""
    alike = {name: value for name, value in where.items() if name != "start"}
    rows = ReferenceFunction.objects.inside_action().filter(**alike).exclude(start=where["start"])
    for row in rows.select_related("facility", "organisation").order_by("start"):
        if period.overlaps(Period(row.start, row.until)):
            public = row.label == Sensitivity.PUBLIC
            holder = (row.facility or row.organisation).key if public else "…"
            days = (row.start.isoformat(), row.until.isoformat() if row.until else "…") if public else ("…", "…")
            raise Refusal(FUNCTION_HELD, field="start", holder=holder, start=days[0], end=days[1])


def _cited(sources: Iterable[str]) -> list[Any]:
    found = [atlas.source(source) for source in sources]
    if not found:
        raise Refusal(NO_SOURCE, field="sources")
    return found


def _level(label: Sensitivity | None) -> Sensitivity | None:
    if label is not None and label not in list(Sensitivity):
        raise Refusal(UNKNOWN_LEVEL, field="label")
    return label
