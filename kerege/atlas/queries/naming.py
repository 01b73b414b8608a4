"""What things are called, on a day, for a reader of a language."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from kerege.atlas.models import Designation, Name, Territory
from kerege.atlas.rules import Called, Designated, Ruling, chosen_name, designate, language_chain
from kerege.atlas.words import ATLAS, NameKind, SubjectKind
from kerege.records.keeping import kept_until_written


def designated(territory: str, *, lang: str, on: date) -> Designated:
    """How the territory with this code is called; an unknown code is shown as itself. For many: `display_names`."""
    return display_names([territory], lang=lang, on=on)[territory]


def display_names(codes: Iterable[str], *, lang: str, on: date) -> dict[str, Designated]:
    """Of every code how the territory is called; a code that is unknown is shown as itself.

    One query whatever their number: the names of all are kept until the atlas changes.
    """
    everywhere = kept_until_written(f"atlas.display_names {lang} {on}", lambda: _everywhere(lang, on), by=ATLAS)
    return {code: everywhere.get(code) or _unknown(code, lang, on) for code in dict.fromkeys(codes)}


def _everywhere(lang: str, on: date) -> dict[str, Designated]:
    uids = dict(Territory.objects.values_list("code", "uid"))
    called = _called_first(list(uids.values()), lang, on)
    rulings = _rulings(uids)
    return {
        code: designate(code, names=called[uid], rulings=rulings[code], lang=lang, on=on) for code, uid in uids.items()
    }


def _called_first(uids: list[UUID], lang: str, on: date) -> defaultdict[UUID, list[Called]]:
    """Of every uid the names among which the one to show is: of the day and in the languages of the reader, which are
    few of all there are, and all names where there is none of those.
    """
    of_the_day = Q(start__isnull=True) | Q(start__lte=on), Q(end__isnull=True) | Q(end__gt=on)
    near = Name.objects.filter(*of_the_day, kind=NameKind.PREFERRED, lang__in=language_chain(lang))
    out = _gathered(near.filter(subject_uid__in=uids))
    out.update(_called([uid for uid in uids if uid not in out]))
    return out


def _unknown(code: str, lang: str, on: date) -> Designated:
    return designate(code, names=(), rulings=(), lang=lang, on=on)


def standing_notes(*, lang: str, on: date) -> list[Designated]:
    """Every territory whose name carries a note on the day, by marker: the standing footnotes of a project's page."""
    codes = {str(code) for code in Designation.objects.values_list("territory_id", flat=True)}
    shown = display_names(sorted(codes), lang=lang, on=on).values()
    return sorted((d for d in shown if d.note), key=lambda d: (len(d.marker), d.marker, d.code))


def names_of(uids: Iterable[UUID], *, on: date, lang: str) -> dict[UUID, str]:
    """Of every uid that has a name the one to show. Territories have none here: see `display_names`."""
    found = _called(uids, without=SubjectKind.TERRITORY)
    chosen = {uid: chosen_name(names, lang=lang, on=on) for uid, names in found.items()}
    return {uid: name.text for uid, name in chosen.items() if name}


def spellings_of(uid: UUID) -> list[Called]:
    """All names of something with their language, kind and time, the oldest first; of a territory none."""
    found = _called([uid], without=SubjectKind.TERRITORY)[uid]
    return sorted(found, key=lambda n: (n.lang, n.start or date.min, n.text))


def synonyms_of(uids: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    """Of every uid its alternative names, in any language; territories have none here."""
    found = _called(uids, without=SubjectKind.TERRITORY)
    return {
        uid: tuple(sorted(name.text for name in names if name.kind == NameKind.ALTERNATIVE))
        for uid, names in found.items()
    }


def _called(uids: Iterable[UUID], without: str = "") -> defaultdict[UUID, list[Called]]:
    return _gathered(Name.objects.filter(subject_uid__in=list(uids)).exclude(subject_kind=without))


def _gathered(rows: QuerySet[Name]) -> defaultdict[UUID, list[Called]]:
    out: defaultdict[UUID, list[Called]] = defaultdict(list)
    for uid, lang, text, kind, start, end in rows.values_list("subject_uid", "lang", "text", "kind", "start", "end"):
        out[uid].append(Called(lang, text, kind, start, end))
    return out


def _rulings(codes: Iterable[str]) -> defaultdict[str, list[Ruling]]:
    rows = Designation.objects.filter(territory_id__in=list(codes))
    out: defaultdict[str, list[Ruling]] = defaultdict(list)
    fields = ("territory_id", "lang", "display_name", "marker", "note", "start", "end")
    for code, *ruling in rows.values_list(*fields):
        out[code].append(Ruling(*ruling))
    return out
