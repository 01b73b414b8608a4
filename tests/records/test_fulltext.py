"""The index of a table follows it, and both databases find what Python finds."""

import pytest
from django.apps.registry import Apps
from django.db import connection, models

from kerege.lib.matching import Every, Some, Without, Word, every, holds, some
from kerege.records import fulltext
from kerege.records.fulltext import Search, WordsField, index_of, statements

pytestmark = pytest.mark.django_db

TEXTS = {
    1: "laboratori osh",
    2: "osh ospital",
    3: "almati laboratori ospital",
    4: "ბათუმი laboratori",
    5: "and near not or",
    6: "",
}


class Book(models.Model):
    """A table for the length of a test, in a registry of its own."""

    words = WordsField()

    class Meta:
        app_label = "tests"
        apps = Apps()


@pytest.fixture(autouse=True)
def _table(db):
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {Book._meta.db_table} (id bigint PRIMARY KEY, words text NOT NULL)")
        for statement in statements(Book, "words", connection):
            cursor.execute(statement)
    Book.objects.bulk_create([Book(id=n, words=text) for n, text in TEXTS.items()])


def found(asked, first: int = 0) -> list[int]:
    return list(Book.objects.filter(words__matches=Search(asked, first)).order_by("id").values_list("id", flat=True))


OSH, LAB = Word("osh"), Word("lab", begins=True)


@pytest.mark.parametrize(
    "asked",
    [
        OSH,
        LAB,
        Word("lab"),
        Word("ბათუმი"),
        Word("ბა", begins=True),
        Word("not"),
        every(OSH, LAB),
        some(OSH, Word("almati")),
        Without(LAB, OSH),
        every(LAB, some(Word("ospital"), Word("osh"))),
        Every((Some((OSH, LAB)), Without(Word("ospital"), Word("almati")))),
    ],
    ids=str,
)
def test_the_database_finds_what_python_finds(asked):
    assert found(asked) == [n for n, text in TEXTS.items() if holds(asked, text.split())]


def test_of_the_first_hits_those_count_that_are_among_other_rows():
    """What is held back takes no place of what is not."""
    among = Book.objects.filter(id__gt=1, words__contains="laboratori")
    rows = among.filter(words__matches=Search(some(LAB, OSH), 1, among=among))
    assert list(rows.order_by("id").values_list("id", flat=True)[:1]) == [3]
    inner = Book.objects.filter(id__in=rows.order_by("id").values("id")[:1])
    assert inner.get().id == 3


def test_a_search_inside_another_query_finds_the_same():
    inner = Book.objects.filter(words__matches=Search(LAB)).values("id")
    assert list(Book.objects.filter(id__in=inner).order_by("id").values_list("id", flat=True)) == [1, 3, 4]


def test_the_index_follows_what_is_added_changed_and_deleted():
    Book.objects.create(id=9, words="osh")
    Book.objects.filter(id=1).update(words="bishkek")
    Book.objects.filter(id=2).delete()
    assert (found(OSH), found(Word("bishkek")), found(Word("ospital"))) == ([9], [1], [3])


def test_putting_up_the_index_again_changes_nothing():
    with connection.cursor() as cursor:
        for _ in range(2):
            for statement in statements(Book, "words", connection):
                cursor.execute(statement)
    assert found(LAB) == [1, 3, 4]


def test_an_index_that_comes_later_holds_the_rows_that_were_there():
    with connection.cursor() as cursor:
        kind = "INDEX" if connection.vendor == "postgresql" else "TABLE"
        cursor.execute(f"DROP {kind} {index_of(Book)}")
        for statement in statements(Book, "words", connection):
            cursor.execute(statement)
    assert found(OSH) == [1, 2]


@pytest.fixture
def on_sqlite(monkeypatch):
    """The index of the table of these tests is one that the program puts up; PostgreSQL's own never gets lost."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has an index with triggers")
    monkeypatch.setattr(fulltext, "indexed_models", lambda: [(Book, "words")])


def test_an_index_that_lost_a_trigger_is_put_up_anew(on_sqlite):
    """As after a migration in which SQLite makes the table anew."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {index_of(Book)}_insert")
    Book.objects.create(id=9, words="osh")
    assert found(OSH) == [1, 2]
    fulltext.raise_indexes(connection)
    Book.objects.create(id=10, words="osh")
    assert found(OSH) == [1, 2, 9, 10]


def test_an_index_that_was_defined_otherwise_is_put_up_anew(on_sqlite):
    """As on a node of an older release; the words that are there are found in it."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {index_of(Book)}")
        cursor.execute(
            f"CREATE VIRTUAL TABLE {index_of(Book)} USING fts5(words, content=tests_book, content_rowid='id')"
        )
    fulltext.raise_indexes(connection)
    Book.objects.create(id=9, words="osh")
    assert (found(OSH), found(LAB)) == ([1, 2, 9], [1, 3, 4])
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [index_of(Book)])
        assert "prefix='2 3 4'" in cursor.fetchone()[0]


def test_an_index_that_stands_is_left_alone(on_sqlite, monkeypatch):
    monkeypatch.setattr(fulltext, "statements", lambda *_: pytest.fail("put up again"))
    fulltext.raise_indexes(connection)


def test_the_first_so_many_are_no_others_than_the_first():
    """SQLite stops after them; PostgreSQL finds them all, and the query that asks takes the first."""
    assert found(LAB, first=2)[:2] == [1, 3]


# -- behind row-level security -----------------------------------------------------------------------------------------
needs_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no row-level security")


@needs_postgres
def test_an_index_over_an_expression_gives_way_to_one_over_the_column_beside():
    """As on a node of an older release."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {index_of(Book)}")
        cursor.execute(f"ALTER TABLE {Book._meta.db_table} DROP COLUMN words_vector")
        made = "array_to_tsvector(string_to_array(words, ' '))"
        cursor.execute(f"CREATE INDEX {index_of(Book)} ON {Book._meta.db_table} USING gin ({made})")
        for statement in statements(Book, "words", connection):
            cursor.execute(statement)
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [index_of(Book)])
        assert cursor.fetchone()[0].endswith("USING gin (words_vector)")
    assert found(LAB) == [1, 3, 4]


@needs_postgres
@pytest.mark.parametrize("told", [True, False], ids=["leakproof", "not"])
def test_a_search_behind_row_level_security_asks_the_index_where_it_may(told):
    """Rows that a policy holds back are found by nobody either way; whether the index is asked is what `behind_fence`
    says.
    """
    table = Book._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER FUNCTION pg_catalog.ts_match_vq(tsvector, tsquery) {'' if told else 'NOT'} LEAKPROOF")
        cursor.execute("CREATE ROLE kerege_reads_books")
        cursor.execute(f"GRANT SELECT ON {table} TO kerege_reads_books")
        cursor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        cursor.execute(f"CREATE POLICY open ON {table} USING (words <> '{TEXTS[1]}')")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL ROLE kerege_reads_books")
        assert fulltext.behind_fence(connection) is told
        cursor.execute(f"EXPLAIN SELECT id FROM {table} WHERE words_vector @@ 'osh'")  # noqa: S608 - our own name
        assert any(index_of(Book) in line for (line,) in cursor.fetchall()) is told
        assert found(OSH) == [2]
        cursor.execute("RESET ROLE")
