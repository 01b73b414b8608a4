"""How an action records something under a key: once, with its sources, and never over something else.

Loading the same data again must change nothing and write no act; loading other data under a key that is taken must be
refused. Both follow from one comparison, so it is made here and not in every room.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.db import IntegrityError, models

from kerege.journal.actions import act
from kerege.journal.rules import Acting, checking
from kerege.lib.figures import NO_SOURCE
from kerege.lib.refusal import N_, Refusal, RefusalWord
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.records.labels import LABEL_SUFFIX, labelled_fields
from kerege.records.stated import Citation

KEY_TAKEN = RefusalWord(
    "records.key_taken",
    N_("“%(key)s” already stands for other content (%(differs)s). Correct that record, or choose another key."),
    status=409,
)
BAD_KEY = RefusalWord(
    "records.bad_key",
    N_("“%(key)s” cannot be a key. Use plain letters, digits, hyphens, dots and underscores, for example kaz-2027-1."),
)
NOTHING_THERE = RefusalWord(
    "records.nothing_there",
    N_("There is no %(what)s with the key “%(key)s”. Check the spelling, or record it first."),
    status=404,
)

Record = TypeVar("Record", bound=models.Model)


def record_once(
    model: type[Record],
    *,
    word: str,
    by: Acting,
    owner: str,
    where: Mapping[str, Any],
    content: Mapping[str, Any],
    citations: type[Citation] | None = None,
    sources: Iterable[models.Model] = (),
) -> Record:
    """Create the record that `where` names, with one act; return the one that is there when it is equal.

    `where` and `content` are model attributes. Refuses records.key_taken when something else is there, and
    figures.no_source when the record must cite and cites nothing.
    """
    cited = list(sources)
    if citations is not None and not cited:
        raise Refusal(NO_SOURCE, field="sources")
    if (found := _equal(model, where, content, citations, cited)) is not None:
        return found
    try:
        with act(word, by=by, owner=owner) as done:
            record = model(**where, **content)
            record.save()
            if citations is not None:
                _cite(record, citations, cited)
            done.about = record.uid  # type: ignore[attr-defined]
            done.note(**telling(record, {**where, **content}))
    except IntegrityError:  # somebody recorded it between the look and the deed
        found = _equal(model, where, content, citations, cited)
        if found is None:
            raise
        return found
    return record


def _equal(
    model: type[Record],
    where: Mapping[str, Any],
    content: Mapping[str, Any],
    citations: type[Citation] | None,
    cited: list[models.Model],
) -> Record | None:
    """The record that is there, which has to be equal; None where there is none. Refuses records.key_taken."""
    with checking():
        found = rows(model).filter(**where).first()
        if found is not None:
            _compare(found, content, citations, cited, where)
    return found


def plain_key(key: str) -> str:
    """A key as people choose it: short, plain letters and digits. Refuses records.bad_key and text.*."""
    cleaned = clean_line(key, field="key", max_length=60)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", cleaned):
        raise Refusal(BAD_KEY, field="key", key=cleaned)
    return cleaned


def correct(
    model: type[Record], *, word: str, by: Acting, owner: str, where: Mapping[str, Any], changes: Mapping[str, Any]
) -> Record:
    """Change the record that `where` names, with one act that tells old and new; none when nothing changes.

    Refuses records.nothing_there.
    """
    found = named(model, **where)
    with checking():
        changed = {name: new for name, new in changes.items() if getattr(found, name) != new}
    if not changed:
        return found
    with act(word, by=by, owner=owner) as done:
        old = telling(found, {name: getattr(found, name) for name in changed})
        for name, new in changed.items():
            setattr(found, name, new)
        found.save()
        done.about = found.uid  # type: ignore[attr-defined]
        done.note(old=old, new=telling(found, changed))
    return found


def rows(model: type[Record]) -> models.QuerySet[Record]:
    """All rows of a model, for the checks of an action; owned ones only while an act or a check is open."""
    return model.objects.inside_action() if hasattr(model, "owner") else model.objects.all()  # type: ignore[attr-defined]


def named(model: type[Record], *, whose: Callable[[str], bool] | None = None, **where: Any) -> Record:
    """The row with that key, for an action. Refuses records.nothing_there.

    `whose` says of which owners the actor may change records. Of another owner's record that is not public the refusal
    is the same as of one that is not there, so that nobody learns from a key which records there are.
    """
    with checking():
        found = rows(model).filter(**where).first()
    if found is not None and whose is not None and getattr(found, "label", Sensitivity.PUBLIC) > Sensitivity.PUBLIC:
        found = found if whose(found.owner) else None  # type: ignore[attr-defined]
    if found is None:
        key = ", ".join(str(value) for value in where.values())
        raise Refusal(NOTHING_THERE, field="key", what=model._meta.verbose_name, key=key)
    return found


def telling(record: models.Model, content: Mapping[str, Any]) -> dict[str, Any]:
    """What the journal may repeat: of a public record its public fields, of any other record only their names."""
    if getattr(record, "label", Sensitivity.PUBLIC) > Sensitivity.PUBLIC:
        return {"fields": sorted(name for name in content if name != "done_by")}
    hidden = {n for n in labelled_fields(type(record)) if getattr(record, n + LABEL_SUFFIX) > Sensitivity.PUBLIC}
    return {name: _plain(value) for name, value in content.items() if name not in hidden}


def _plain(value: Any) -> Any:
    return str(value.uid) if isinstance(value, models.Model) else value  # type: ignore[attr-defined]


def _cite(record: models.Model, citations: type[Citation], sources: Iterable[models.Model]) -> None:
    relation = _relation(citations, type(record))
    citations.objects.bulk_create([citations(**{relation: record, "source": s}) for s in sources])


def _relation(citations: type[Citation], model: type[models.Model]) -> str:
    return next(f.name for f in citations._meta.fields if f.related_model is model)


def _compare(
    found: models.Model,
    content: Mapping[str, Any],
    citations: type[Citation] | None,
    sources: list[models.Model],
    where: Mapping[str, Any],
) -> None:
    if getattr(found, "owner", None) != content.get("owner", getattr(found, "owner", None)):
        raise Refusal(KEY_TAKEN, field="key", key=str(where.get("key", "")), differs="owner")
    differs = [name for name, value in content.items() if getattr(found, name) != value]
    if citations is not None:
        cited = citations.objects.filter(**{_relation(citations, type(found)): found})
        if {c.source_id for c in cited} != {s.pk for s in sources}:  # type: ignore[attr-defined]
            differs.append("sources")
    if differs:
        key = ", ".join(str(getattr(value, "key", value)) for value in where.values())
        raise Refusal(KEY_TAKEN, field="key", key=key, differs=", ".join(sorted(differs)))
