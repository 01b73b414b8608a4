"""Which columns say something about a human being, of whom, and what becomes of them when that person is erased.

A model declares it as a class attribute `personal = Personal(…)`; tables of libraries and of the journal, which cannot
declare anything here, are entered in `ELSEWHERE` by the room that answers for them. The register of processing, the
erasure and a person's own export all go by these declarations, so that a new table cannot be forgotten by one of them.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db import models


class Erased(StrEnum):
    """What happens to a row when the person it is about is erased."""

    DELETED = "deleted"
    BLANKED = "blanked"
    KEPT = "kept"


@dataclass(frozen=True)
class Personal:
    """`of` is the path from a row to its `Subject`: empty for the row itself. `fields` are the columns that tell.

    `other` are columns of the same table that tell nothing about anybody. `category` is the category of data under
    which the register of processing names the purpose. A row that is KEPT says nothing about anybody once the person
    row has lost its name; `why` says why others rely on it. `repeats` are columns that may repeat the address or the
    name of somebody to whom no path leads: such a row is deleted too. `rests_on` is the key of the consent on which a
    row about a person rests: it is deleted in the act in which that is withdrawn.
    """

    of: str
    subject: str
    category: str
    fields: tuple[str, ...]
    erased: Erased
    other: tuple[str, ...] = ()
    why: str = ""
    repeats: tuple[str, ...] = ()
    rests_on: str = ""


class Trace(StrEnum):
    """What becomes of a column that can name an account or a person, when the one whom it names is erased.

    GOES: the row is deleted. EMPTIED: it leads to a row that says nothing about anybody any more. PSEUDONYM: it holds a
    pseudonym, whose key is destroyed. RENAMED: it holds the uid of any record; that of a human being is replaced by the
    new one of the emptied row. NOBODY: it never holds a human being's.
    """

    GOES = "goes"
    EMPTIED = "emptied"
    PSEUDONYM = "pseudonym"
    RENAMED = "renamed"
    NOBODY = "nobody"


PERSON, ACCOUNT, PSEUDONYM = "person", "account", "pseudonym"
"""Whom a path leads to: a person's record, an account, or only a pseudonym (see journal)."""

ELSEWHERE: dict[str, Personal] = {}
"""Declarations for tables that are not ours, by `app.Model`."""

TRACES_ELSEWHERE: dict[str, Mapping[str, Trace]] = {}
"""What becomes of columns of tables that are not ours, or of the ground, by `app.Model`."""


def typed_columns(model: type[models.Model]) -> tuple[str, ...]:
    """The columns of free text into which names are typed: reasons and promises (`typed` of the model). They are
    emptied in the rows of somebody who is erased and that are kept, and in every row that repeats that person's name;
    of a column of JSON only the texts in it that do.
    """
    found: tuple[str, ...] = getattr(model, "typed", ())
    return found


def naming_columns(model: type[models.Model]) -> tuple[str, ...]:
    """The columns of titles and notes that others go on to read (`naming` of the model): where they repeat the name or
    the address of somebody who is erased, the number under which that person then stands takes its place, and the rest
    of the sentence stays.
    """
    found: tuple[str, ...] = getattr(model, "naming", ())
    return found


def declared(model: type[models.Model]) -> Personal | None:
    """What a model declares; None for a table that is about nobody."""
    found: Personal | None = vars(model).get("personal") or ELSEWHERE.get(model._meta.label)
    return found


def personal_models() -> Iterator[tuple[Any, Personal]]:
    """Every table that holds data about people, with its declaration, by name."""
    for model in sorted(apps.get_models(include_auto_created=True), key=lambda m: m._meta.label):
        if found := declared(model):
            yield model, found


def traces(model: type[models.Model]) -> dict[str, Trace]:
    """Of each column that can name somebody, what becomes of it: what the model says in `traces`, and the column by
    which its rows are about somebody.
    """
    found: dict[str, Trace] = {}
    said = declared(model)
    if said is not None and said.of:
        found[said.of.split("__")[0]] = Trace.GOES if said.erased == Erased.DELETED else Trace.EMPTIED
    return {**found, **getattr(model, "traces", {}), **TRACES_ELSEWHERE.get(model._meta.label, {})}


def subject_model(model: type[models.Model], relation: str) -> Any:
    """The model behind a relation: rooms above name people's records by it without entering past people's doors."""
    return model._meta.get_field(relation).related_model


# -- whose data somebody is given --------------------------------------------------------------------------------------

_looks: ContextVar[set[int] | None] = ContextVar("looks", default=None)


@contextmanager
def looking() -> Iterator[set[int]]:
    """While open, collects the row numbers of the persons of whom a reader was given something."""
    found: set[int] = set()
    token = _looks.set(found)
    try:
        yield found
    finally:
        _looks.reset(token)


def looked_at(record: models.Model) -> None:
    """A reader was given a labelled field of this record. Whether it counts is asked where looks are kept."""
    found = _looks.get()
    said = getattr(type(record), "personal", None) if found is not None else None
    if found is not None and said is not None and said.subject == PERSON:
        found.add(getattr(record, f"{said.of}_id") if said.of else record.pk)


def looked_at_person(person_id: int) -> None:
    """The same for a record that has no labelled field but is about a person."""
    found = _looks.get()
    if found is not None:
        found.add(person_id)
