"""The files of a node, in a folder or a store: which have to be there, and which of them are not there whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

from kerege.files.queries import copied, digest_in, path_of
from kerege.upkeep.queries.tables import Table
from kerege.upkeep.words import LostFile

FILES = "files_storedfile"


@dataclass(frozen=True)
class Lost:
    """A file that a record has and that is not there whole, by its path in the storage."""

    path: str
    why: LostFile


def expected(tables: Iterable[Table], connection: BaseDatabaseWrapper) -> list[str]:
    """The paths of all contents of files that were not withdrawn, as this database has them.

    None in a database from before there were files.
    """
    model = next((table.model for table in tables if table.name == FILES), None)
    if model is None:
        return []
    rows: QuerySet[Any] = QuerySet(model, using=connection.alias).filter(withdrawn_on__isnull=True)
    return [path_of(digest) for digest in sorted(set(rows.values_list("content__sha256", flat=True)))]


def fault_of(path: str, digest: str) -> LostFile | None:
    """What is wrong with bytes that were found under a path: `digest` is theirs, empty where there were none."""
    if not digest:
        return LostFile.MISSING
    wanted = digest_in(path)
    return LostFile.ALTERED if wanted and digest != wanted else None


def still_lost(lost: Iterable[Lost]) -> list[Lost]:
    """Those that the storage of this node has not either. Refuses files.store_away."""
    now = ((each.path, fault_of(each.path, copied(each.path))) for each in lost)
    return [Lost(path, why) for path, why in now if why]
