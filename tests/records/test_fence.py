"""The second fence: PostgreSQL itself holds back what a viewer may not read, also from a broken query layer.

Superusers walk through every policy, and the server of the tests is one; so these tests speak as a role that is not.
"""

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection, transaction
from django.db.models import Q
from django.db.utils import Error, ProgrammingError
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import new_uid
from kerege.lib.sensitivity import Sensitivity
from kerege.outreach.models import Event, EventCount, EventNote
from kerege.people.models import Person, PersonCalled, PersonName
from kerege.people.rules import SYSTEM
from kerege.records import fence, policies
from kerege.records import scope as layer
from kerege.records.viewers import PUBLIC, Shared, Viewer
from kerege.sharing.models import Share, ShareReader
from kerege.sharing.queries import shared_with
from tests import ground

ROLE = "kerege_not_super"
DAY = date(2026, 11, 1)
OWNED = policies.owned_models()

pytestmark = pytest.mark.django_db
needs_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no row-level security")


@contextmanager
def plainly():
    """Statements as somebody gives them at the database, past every setting that the program keeps."""
    with connection.connection.cursor() as cursor:
        yield cursor


@pytest.fixture
def role(db):
    """From here on the session is a role that owns nothing and is no superuser."""
    with plainly() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
        if not cursor.fetchone():
            cursor.execute(f"CREATE ROLE {ROLE} NOSUPERUSER NOBYPASSRLS")
        cursor.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {ROLE}")
        cursor.execute(f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {ROLE}")
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
    yield
    fence.nobody_reads()
    with plainly() as cursor:
        cursor.execute("RESET ROLE")


def bare(table, columns="count(*)"):
    with plainly() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table}")  # noqa: S608 - names of our own tables
        return cursor.fetchall()


def making():
    return act("tests.world.made", by=SYSTEM, about=new_uid())


def told(viewer):
    """The session is told of a viewer, as it is before a statement of the program."""
    fence.of(connection).viewer = viewer
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def viewer(owner="KAZ", level=Sensitivity.NATIONAL, **more):
    return Viewer(uid=f"v-{owner}", everywhere=Sensitivity.REGIONAL, by_owner=((owner, level),), **more)


# -- every table -------------------------------------------------------------------------------------------------------
@needs_postgres
def test_every_owned_table_has_its_policies_for_its_owner_too():
    assert policies.open_tables(connection) == []
    assert len(OWNED) > 15


@needs_postgres
def test_a_table_without_policies_and_a_superuser_are_named(role):
    with plainly() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("DROP POLICY kerege_read ON outreach_event")
    assert policies.open_tables(connection) == ["outreach_event"]
    assert policies.unfenced_role(connection) == connection.settings_dict["USER"]
    with plainly() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
    assert policies.unfenced_role(connection) == ""


@needs_postgres
def test_the_fence_is_lowered_and_raised_again():
    policies.lower_fence(connection)
    assert len(policies.open_tables(connection)) == len(OWNED)
    policies.raise_fence(connection)
    policies.raise_fence(connection)
    assert policies.open_tables(connection) == []


@needs_postgres
@pytest.mark.parametrize("model", OWNED, ids=lambda m: m._meta.label)
def test_a_bare_select_gives_no_row_and_a_bare_write_is_refused(demo_rows, role, model):
    table = model._meta.db_table
    assert demo_rows.get(table, 1) > 0
    assert bare(f'"{table}"') == [(0,)]
    told(viewer("KAZ", Sensitivity.RESTRICTED))
    with plainly() as cursor:
        cursor.execute(f'UPDATE "{table}" SET label = 0')  # noqa: S608 - the name of a table of ours
        assert cursor.rowcount == 0
        cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 - the name of a table of ours
        assert cursor.rowcount == 0


@pytest.fixture
def demo_rows(db):
    """A row in the tables that the fence is tried on, and how many there are."""
    world([("KAZ", 0, 0, "P53")])
    return {t: bare(f'"{t}"')[0][0] for t in ("outreach_event", "outreach_eventnote", "people_person")}


# -- random worlds -----------------------------------------------------------------------------------------------------
levels = st.sampled_from(list(Sensitivity))
owners = st.sampled_from(["REG", "KAZ", "UZB"])
rows = st.lists(st.tuples(owners, levels, levels, st.sampled_from(["", "P53"])), min_size=1, max_size=5)
shares = st.lists(
    st.tuples(
        st.integers(0, 4), owners, st.sampled_from(["*", "note"]), st.sampled_from([2, 3]),
        st.sampled_from(["UZB", "KAZ"]), st.sampled_from(["any", "auditor"]),
        st.sampled_from(["standing", "withdrawn", "waiting"]), st.sampled_from([0, 1, 40]),
        st.sampled_from(["*", "P53", ""]),
    ),
    max_size=3,
)  # fmt: skip
viewers = st.tuples(levels, st.lists(st.tuples(owners, levels), max_size=2).map(tuple), st.sampled_from(["UZB", "KAZ"]))


def world(records, given_shares=()):
    ground.lay()
    with making():
        for model in (EventCount, Event, PersonName, Person):
            model.objects.inside_action().delete()
        Share.objects.all().delete()
        source = ground.Source.objects.get(key="S1")
        made = []
        for n, (owner, label, own, project) in enumerate(records):
            event = Event.objects.create(
                owner=owner, key=f"e{n}", label=label, note=f"note {n}", note_label=own, project_key=project,
                title="A meeting", kind="awareness", level="national", status="held",
            )  # fmt: skip
            EventCount.objects.create(
                owner=owner, event=event, label=own, measure="m", value=n, qualifier="exact", source=source
            )
            person = Person.objects.create(owner=owner, key=f"p{n}", label=label, name=f"Person {n}", name_label=own)
            PersonName.objects.create(owner=owner, person=person, label=own, text="x", lang="", folded="x")
            made.append(event)
        for n, owner, field, level, reader, role_, state, days, project in given_shares:
            event = made[n % len(made)] if days != 40 else None
            share = Share.objects.create(
                owner=owner if event is None else event.owner, kind="outreach.event", record=event and event.uid,
                project="" if event else project, field=field, level=level, start=DAY, state=state, purpose="x",
                end=date(2026, 11, 1 + max(days, 1)) if days < 2 else date(2027, 1, 1), made_by="x", made_on=DAY,
            )  # fmt: skip
            ShareReader.objects.create(share=share, owner=reader, role=role_)


def reader(everywhere, by_owner, held):
    return Viewer("v", everywhere=everywhere, by_owner=by_owner, shared=shared_with(((held, "auditor"),), on=DAY))


def by_layer(who, model):
    return set(model.objects.seen_by(who).values_list("uid", flat=True))


def by_fence(who, model):
    told(who)
    return {row[0] for row in bare(f'"{model._meta.db_table}"', "uid")}


@needs_postgres
@settings(  # no shrinking: every example makes a whole world
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(records=rows, given_shares=shares, who=viewers, bound=viewers, bounded=st.booleans())
def test_the_fence_and_the_query_layer_say_the_same(db, role, records, given_shares, who, bound, bounded):
    """Asked of the same world: by the program as a superuser's query would be, and bare under the policies."""
    world(records, given_shares)
    someone = reader(*who)
    if bounded:
        someone = Viewer(**{**vars(someone), "within": reader(*bound)})
    for model in (Event, EventNote, EventCount, Person, PersonCalled, PersonName):
        with plainly() as cursor:
            cursor.execute("RESET ROLE")
        expected = by_layer(someone, model)
        with plainly() as cursor:
            cursor.execute(f"SET LOCAL ROLE {ROLE}")
        assert (model, by_fence(someone, model)) == (model, expected)
        assert (model, by_layer(someone, model)) == (model, expected)


# -- when the first fence is broken ------------------------------------------------------------------------------------
@needs_postgres
def test_a_query_layer_that_filters_nothing_still_leaks_nothing(role, monkeypatch):
    world([("KAZ", 0, 3, "P53"), ("KAZ", 2, 2, ""), ("UZB", 3, 0, "")])
    monkeypatch.setattr(layer, "readable", lambda *_, **__: Q(pk__isnull=False))
    for who, events, notes in ((PUBLIC, {"e0"}, set()), (viewer("KAZ"), {"e0", "e1"}, {"note 1"})):
        seen = Event.objects.seen_by(who).seen()
        assert {s.key for s in seen} == events
        assert {s.note for s in seen if s.note} == notes
        assert Event.objects.seen_by(who).count() == len(events)
        inside = EventCount.objects.seen_by(who).filter(event_id__in=Event.objects.seen_by(who).values("id"))
        assert inside.count() == len(notes)


@needs_postgres
def test_the_setting_is_of_the_reader_of_this_statement_also_inside_another_query(role):
    world([("KAZ", 2, 2, "P53"), ("UZB", 2, 2, "P53")])
    kaz, uzb = viewer("KAZ"), viewer("UZB")
    assert by_layer(kaz, Event) != by_layer(uzb, Event)
    assert len(by_layer(kaz, Event)) == len(by_layer(uzb, Event)) == 1
    ids = Event.objects.seen_by(kaz).values("uid")
    assert ground.Source.objects.filter(key="S1").exists()
    assert Share.objects.filter(record__in=ids).count() == 0
    assert len(bare("outreach_event")) == 1


@needs_postgres
def test_nothing_of_a_reader_is_left_for_the_next_on_the_same_connection(role):
    world([("KAZ", 2, 2, "P53")])
    assert Event.objects.seen_by(viewer("KAZ")).count() == 1
    assert bare("outreach_event") == [(1,)]  # the same reader, bare
    fence.nobody_reads()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM outreach_event")
        assert cursor.fetchone() == (0,)
    assert Event.objects.seen_by(PUBLIC).count() == 0


@needs_postgres
def test_an_act_opens_the_fence_and_its_end_closes_it(role):
    world([("KAZ", 3, 3, "P53")])
    with checking():
        assert Event.objects.inside_action().count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM outreach_event")
        assert cursor.fetchone() == (0,)
    with fence.whole_node(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM outreach_event")
        assert cursor.fetchone() == (1,)


@needs_postgres
def test_a_write_past_every_act_is_refused_by_the_database(role):
    told(viewer("KAZ", Sensitivity.RESTRICTED))
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic(), connection.cursor() as c:
        c.execute(
            "INSERT INTO people_person (uid, owner, label, synthetic, key) VALUES (%s, 'KAZ', 0, false, 'x')",
            [str(new_uid())],
        )


@needs_postgres
def test_what_was_told_in_a_savepoint_that_failed_is_told_again(role):
    world([("KAZ", 2, 2, "P53")])
    assert Event.objects.seen_by(PUBLIC).count() == 0

    def fails():
        with transaction.atomic(), connection.cursor() as cursor:
            assert Event.objects.seen_by(viewer("KAZ")).count() == 1
            cursor.execute("SELECT nothing_of_that_name")

    with pytest.raises(Error):
        fails()
    assert Event.objects.seen_by(viewer("KAZ")).count() == 1
    assert Event.objects.seen_by(PUBLIC).count() == 0


@needs_postgres
def test_what_was_told_in_a_transaction_that_failed_is_told_again(db):
    """On a connection of its own, outside the transaction of the test: a rollback takes settings back too."""
    other = connection.copy(alias="trial")
    other.ensure_connection()

    def setting(who):
        fence.of(other).viewer = who
        with other.cursor() as cursor:
            cursor.execute("SELECT coalesce(current_setting('kerege.everywhere', true), '')")
            return cursor.fetchone()[0]

    try:
        assert setting(None) == ""
        other.set_autocommit(False)
        assert setting(viewer("KAZ")) == "1"
        other.rollback()
        assert setting(viewer("KAZ")) == "1"
        other.rollback()
        other.set_autocommit(True)
        assert [setting(who) for who in (None, viewer("KAZ"), PUBLIC)] == ["", "1", "0"]
        other.close()
        assert setting(PUBLIC) == "0"
    finally:
        other.close()


@needs_postgres
@pytest.mark.parametrize("table", ["outreach_event", "outreach_eventnote", "outreach_eventcount"])
def test_postgres_asks_for_the_shares_once_and_not_for_every_row(role, table):
    """A question with the row in it costs all rows that clearance does not open times all shares of the kind."""
    with making():
        plain = {"owner": "KAZ", "kind": "awareness", "level": "national", "status": "held"}
        row = Event.objects.create(key="E", title="E", label=Sensitivity.NATIONAL, **plain)
        said = {"owner": "KAZ", "kind": "outreach.event", "field": "*", "level": 2, "state": "standing", "purpose": "x"}
        days = {"start": DAY, "end": date(2027, 1, 1), "made_by": "x", "made_on": DAY}
        share = Share.objects.create(record=row.uid, **said, **days)
        ShareReader.objects.create(share=share, owner="UZB", role="any")
    told(Viewer("u", everywhere=Sensitivity.REGIONAL, shared=shared_with((("UZB", "auditor"),), on=DAY)))
    assert bare("outreach_event") == [(1,)]
    with plainly() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, VERBOSE, FORMAT JSON) SELECT * FROM {table}")  # noqa: S608 - names of our own tables
        (((plan,),),) = [cursor.fetchall()]
    telling = [step for step in _steps(plan[0]["Plan"]) if f"{policies.SHARES}(" in str(step.get("Output", ""))]
    assert telling
    assert {step["Parent Relationship"] for step in telling} == {"InitPlan"}
    loops = {step["Actual Loops"] for step in telling}
    assert loops == ({0} if table == "outreach_eventcount" else {0, 1})  # there no row is held back


def _steps(plan):
    yield plan
    for step in plan.get("Plans", ()):
        yield from _steps(step)


# -- without a database ------------------------------------------------------------------------------------------------
@pytest.mark.nodb
def test_what_a_session_is_told_of_a_viewer():
    shared = Shared((("UZB", "auditor"),), DAY, frozenset({"outreach.event"}))
    who = Viewer("v", everywhere=Sensitivity.REGIONAL, by_owner=(("KAZ", Sensitivity.NATIONAL),), shared=shared)
    assert fence.settings_of(who) == ("1", '{"KAZ": 2}', "UZB:any,UZB:auditor", "2026-11-01")
    assert fence.settings_of(None) == fence.NOBODY
    assert fence.told(who)[0] == "off"
    assert fence.told(Viewer(**{**vars(who), "within": PUBLIC}))[5:] == fence.settings_of(PUBLIC)
    assert len(fence.told(who)) == len(fence.ACTING) == fence.TELL.count("%s")


@pytest.mark.nodb
@pytest.mark.parametrize("model", OWNED, ids=lambda m: m._meta.label)
def test_no_question_about_shares_names_the_row(model):
    """Only then PostgreSQL asks once for a whole statement. A record that were part of one of its own kind would be
    opened by a share of one field of that one.
    """
    asked = policies._shares(model, fence.READER)
    assert asked.startswith(f"(SELECT {policies.SHARES}(")
    assert f'"{model._meta.db_table}"' not in asked
    assert model not in policies.wholes(model)
