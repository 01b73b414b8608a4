"""Everything about one account and its person, table by table, for that person alone.

It goes by what tables declare (`records/personal.py`), so a table that a later room adds is in it from its first day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import models

from kerege.journal import queries as journal
from kerege.privacy.queries.listing import ONESELF
from kerege.records.asides import is_aside, labelled_fields
from kerege.records.labels import Withheld
from kerege.records.owned import OwnedModel
from kerege.records.personal import ACCOUNT, PERSON, Personal, personal_models
from kerege.records.viewers import Viewer

SECRET = frozenset({"password", "session_key", "session_data", "key", "secret", "data"})
"""Columns whose content opens something: that they exist is told, what they hold is not."""
MOST_ACTS = 100_000


@dataclass(frozen=True)
class Part:
    """The rows of one table. `category` is that of the register of processing; cells are text, numbers and dates."""

    table: str
    category: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def about_myself(account: Any, viewer: Viewer) -> list[Part]:
    """Every table with rows about this account or its person. What a row leads to is named as far as `viewer` reads.

    Not in it: rows about others, and what opens the account (digests of passwords, keys, sessions).
    """
    parts = [_part(model, said, account, viewer) for model, said in personal_models() if said.subject in _WHOSE]
    return [part for part in (*parts, _sessions(account), _acts(account)) if part and part.rows]


def my_owner(account: Any) -> str:
    """Which owner keeps the record of the account's person, for that person alone; empty without a person."""
    if account.person_id is None:
        return ""
    return str(_rows(_person(account), {"id": account.person_id})[0].owner)


_WHOSE = {PERSON: "person_id", ACCOUNT: "id"}


def _part(model: Any, said: Personal, account: Any, viewer: Viewer) -> Part | None:
    whose = getattr(account, _WHOSE[said.subject])
    if whose is None or model._meta.label == "sessions.Session" or is_aside(model):
        return None
    columns = _columns(model, said)
    found = _rows(model, {said.of or "id": whose})
    named = {c: _named(model, c, [getattr(r, f"{c}_id", None) for r in found], viewer) for c in _relations(model, said)}
    rows = tuple(tuple(_cell(row, column, named) for column in columns) for row in found)
    return Part(model._meta.label, said.category, columns, rows)


def _columns(model: Any, said: Personal) -> tuple[str, ...]:
    own = {field.name for field in model._meta.concrete_fields}
    kept = [name for name in (*said.fields, *said.other) if name not in SECRET or model._meta.label == "people.Person"]
    return (*(name for name in ("uid", "owner") if name in own), *sorted(labelled_fields(model)), *kept)


def _rows(model: Any, where: dict[str, Any]) -> list[Any]:
    if issubclass(model, OwnedModel):
        return model.objects.seen_by(ONESELF).filter(**where).order_by("id").seen()  # type: ignore[no-any-return]
    return list(model.objects.filter(**where).order_by("pk"))


def _relations(model: Any, said: Personal) -> list[str]:
    named = {f.name for f in model._meta.concrete_fields if f.is_relation}
    return [name for name in (*said.fields, *said.other) if name in named]


def _named(model: Any, relation: str, ids: Iterable[Any], viewer: Viewer) -> dict[Any, str]:
    """What the rows behind a relation are called: by title or name where there is one, else by key or uid."""
    other = model._meta.get_field(relation).related_model
    by = model._meta.get_field(relation).target_field.name  # a territory is led to by its code
    fields = {f.name for f in other._meta.concrete_fields}
    called = next((f for f in ("title", "name", "key", "code", "uid") if f in fields), "pk")
    rows: Any = other.objects
    if issubclass(other, OwnedModel):
        rows = rows.seen_by(viewer)
        if called == "name":
            called = "key"
    wanted = sorted({each for each in ids if each is not None})
    found: dict[Any, str] = {}
    for start in range(0, len(wanted), 500):
        pairs = rows.filter(**{f"{by}__in": wanted[start : start + 500]}).values_list(by, called)
        found.update({key: str(text) for key, text in pairs})
    return found


def _cell(row: Any, column: str, named: dict[str, dict[Any, str]]) -> Any:
    if column in named:
        return named[column].get(getattr(row, f"{column}_id"), "")
    value = getattr(row, column)
    return "" if isinstance(value, Withheld) else value


def _sessions(account: Any) -> Part:
    """Until when the account is signed in, once for each session; a session says whose it is only inside."""
    mine = str(account.pk)
    ends = [s.expire_date for s in Session.objects.all().iterator() if s.get_decoded().get(SESSION_KEY) == mine]
    return Part("sessions.Session", "sign_in", ("expire_date",), tuple((end,) for end in sorted(ends)))


def _acts(account: Any) -> Part:
    """What the journal says of the account and its person, by word and time; facts are the owners' and not in it."""
    uids = [str(account.uid)]
    if account.person_id:
        uids += [str(row.uid) for row in _rows(_person(account), {"id": account.person_id})]
    rows = [
        (act.at, act.word, "about") for uid in uids for act in journal.acts(owners=None, about=uid, limit=MOST_ACTS)
    ]
    rows += [(act.at, act.word, "by") for act in journal.acts(owners=None, actor=uids[0], limit=MOST_ACTS)]
    return Part("journal.Act", "journal", ("at", "word", "as"), tuple(sorted(set(rows))))


def _person(account: Any) -> type[models.Model]:
    model: Any = account._meta.get_field("person").related_model
    return model  # type: ignore[no-any-return]
