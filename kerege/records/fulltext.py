"""Full-text search of a column of words, the same on SQLite (FTS5) and PostgreSQL (GIN over a tsvector).

A model says `words = WordsField()` and keeps in it what `lib.matching.words_of` makes. Its rows are then found with
`filter(words__matches=Search(…))`; the query layer decides as always which of them are there for a reader. The index
follows the table by itself, so that no writer can forget it: on SQLite by triggers, on PostgreSQL as a column that the
database computes. `raise_indexes` puts it up after migrations.

Behind row-level security PostgreSQL asks an index only for operators that it holds for leakproof; `behind_fence` says
whether `@@` is one. Else it looks at each row that the policies let through, which is right and slow.
"""

from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models

from kerege.lib.matching import Expression, fts5, tsquery

KNOWN_WORDS = 5_000
"""Of so many of the most frequent words PostgreSQL knows how frequent they are."""


@dataclass(frozen=True)
class Search:
    """`first`: no more than the first so many by the row's number. Give it only where `asked` itself, or `among`, lets
    nobody's hidden rows in: else those would take places from rows that the reader sees. `among` is a query of the same
    table, without others: hits are looked up in it one by one until there are so many.
    """

    asked: Expression
    first: int = 0
    among: Any = field(default=None, compare=False)


class WordsField(models.TextField):
    """Folded words apart by single spaces, with an index of their own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)


@WordsField.register_lookup
class Matches(models.Lookup):  # type: ignore[type-arg]
    """`words__matches=Search(…)`."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        quote, search = connection.ops.quote_name, self.rhs
        model = self.lhs.target.model
        index, number = quote(index_of(model)), quote(model._meta.pk.column)
        first = f" ORDER BY {index}.rowid LIMIT {int(search.first)}" if search.first else ""
        beside, params = "", [fts5(search.asked)]
        if search.among is not None:
            table = quote(model._meta.db_table)
            beside = f" CROSS JOIN {table} ON {table}.{number} = {index}.rowid"  # CROSS: the hits lead
            where, more = _conditions(search.among.query, connection)
            first, params = f" AND {where}{first}", [*params, *more]
        asked = f"SELECT {index}.rowid FROM {index}{beside} WHERE {index} MATCH %s{first}"  # noqa: S608 - our own names
        return f"{quote(self.lhs.alias)}.{number} IN ({asked})", params

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        table = compiler.quote_name_unless_alias(self.lhs.alias)  # an alias in quotes would be another one
        column = f"{table}.{connection.ops.quote_name(vector_of(self.lhs.target.column))}"
        return f"{column} @@ %s::tsquery", [tsquery(self.rhs.asked)]

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        raise NotImplementedError(f"no full-text search on {connection.vendor}")


def _conditions(query: Any, connection: Any) -> tuple[str, list[Any]]:
    """What a query asks of the rows of its one table."""
    compiler = query.get_compiler(connection=connection)
    where, params = compiler.compile(query.where)
    return f"({where})", list(params)


def vector_of(column: str) -> str:
    """The column beside a column of words in which PostgreSQL keeps them ready for its index."""
    return f"{column}_vector"


def stops_inside() -> bool:
    """Whether the index itself stops after the first so many: then it has to be asked for the reader's rows alone. On
    PostgreSQL the statement stops, and its own conditions say more cheaply whose rows they are.
    """
    return connections[DEFAULT_DB_ALIAS].vendor == "sqlite"


def behind_fence(connection: Any) -> bool:
    """Whether searches ask the index although row-level security holds the session. SQLite has no such fence."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT proleakproof FROM pg_proc WHERE oid = 'pg_catalog.ts_match_vq'::regproc")
        return bool(cursor.fetchone()[0])


def index_of(model: type[models.Model]) -> str:
    """The name of the index of a model with a column of words."""
    return f"{model._meta.db_table}_index"


def indexed_models() -> list[tuple[type[models.Model], str]]:
    """Every model with a column of words, and the name of that column."""
    fields = ((m, f) for m in apps.get_models() for f in m._meta.concrete_fields if isinstance(f, WordsField))
    return [(model, str(field.column)) for model, field in fields]


def raise_indexes(connection: Any) -> None:
    """Put the index beside every table of words that this database has, in place of one that was defined otherwise;
    where it stands already, nothing happens.
    """
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model, column in indexed_models():
            if model._meta.db_table in there and not _stands(model, column, connection, cursor):
                take_down_index(model, connection)
                for statement in statements(model, column, connection):
                    cursor.execute(statement)


def _stands(model: type[models.Model], column: str, connection: Any, cursor: Any) -> bool:
    """Whether SQLite has the index as it is defined now, with its triggers: a migration that makes the table anew loses
    them.
    """
    if connection.vendor != "sqlite":
        return False
    names = names_on_sqlite(model)
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE name IN (%s, %s, %s, %s)", names)
    found = dict(cursor.fetchall())
    return len(found) == len(names) and found[names[0]].endswith(_defined(model, column, connection))


def take_down_index(model: type[models.Model], connection: Any) -> None:
    """On SQLite take the index and its triggers away, as before very many rows change; `raise_indexes` puts it up."""
    if connection.vendor == "sqlite":
        index, *triggers = map(connection.ops.quote_name, names_on_sqlite(model))
        with connection.cursor() as cursor:
            for trigger in triggers:
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}")
            cursor.execute(f"DROP TABLE IF EXISTS {index}")


def _defined(model: type[models.Model], column: str, connection: Any) -> str:
    """The words are folded already, so that bytes beyond ASCII are letters like others. No places of words are kept:
    nobody asks for phrases, and the index is a third of its size. Words that are begun are looked up by their first
    two to four letters; longer beginnings have few words.
    """
    quote = connection.ops.quote_name
    return (
        f"USING fts5({quote(column)}, content={quote(model._meta.db_table)}, content_rowid='id', tokenize='ascii', "
        "detail=none, prefix='2 3 4')"
    )


def names_on_sqlite(model: type[models.Model]) -> list[str]:
    """The index and what makes it follow its table."""
    return [index_of(model), *(f"{index_of(model)}_{when}" for when in ("insert", "delete", "update"))]


def statements(model: type[models.Model], column: str, connection: Any) -> list[str]:
    """The SQL that makes the index of one table, and on SQLite fills it with the rows that are there."""
    quote = connection.ops.quote_name
    table, index, name = model._meta.db_table, index_of(model), quote(column)
    if connection.vendor == "postgresql":
        return _on_postgresql(quote(table), quote(index), column, quote)
    into = f"INSERT INTO {quote(index)}"
    new, gone = f"new.{quote('id')}, new.{name}", f"'delete', old.{quote('id')}, old.{name}"
    add = f"{into} (rowid, {name}) VALUES ({new});"
    drop = f"{into} ({quote(index)}, rowid, {name}) VALUES ({gone});"
    on = {"insert": ("INSERT", add), "delete": ("DELETE", drop), "update": (f"UPDATE OF {name}", drop + add)}
    return [
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {quote(index)} {_defined(model, column, connection)}",
        *(
            f"CREATE TRIGGER IF NOT EXISTS {quote(f'{index}_{when}')} AFTER {what} ON {quote(table)} BEGIN {does} END"
            for when, (what, does) in on.items()
        ),
        f"{into} ({quote(index)}) VALUES ('rebuild')",
    ]


def _on_postgresql(table: str, index: str, column: str, quote: Any) -> list[str]:
    """Older releases had an index over an expression, which cost more to ask than its answer."""
    vector = quote(vector_of(column))
    made = f"array_to_tsvector(string_to_array({quote(column)}, ' '))"
    return [
        f"ALTER TABLE {table} ADD COLUMN IF NOT EXISTS {vector} tsvector GENERATED ALWAYS AS ({made}) STORED",
        # how many rows have a word decides whether the index is asked or rows are read in order until there are enough
        f"ALTER TABLE {table} ALTER COLUMN {vector} SET STATISTICS {KNOWN_WORDS // 10}",
        f"DO $$ BEGIN IF pg_get_indexdef(to_regclass('{index}')) LIKE '%array_to_tsvector%' THEN DROP INDEX {index}; "
        "END IF; END $$",
        f"CREATE INDEX IF NOT EXISTS {index} ON {table} USING gin ({vector})",
    ]
