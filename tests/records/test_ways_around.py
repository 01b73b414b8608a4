"""A withheld value cannot be guessed from filters, orders, sums, relations, subqueries or joined queries."""

import copy

import pytest
from django.db.models import Case, Count, Exists, F, FilteredRelation, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Concat, Upper

from kerege.inventory.models import HandoverSource
from kerege.people.models import Account, Person, Seat, SeatTerm
from kerege.records.scope import FieldWithheld, ViewerRequired
from kerege.records.viewers import PUBLIC

USES = {
    "filter": lambda rows: rows.filter(name="Bela"),
    "filter_lookup": lambda rows: rows.filter(name__startswith="B"),
    "filter_q": lambda rows: rows.filter(Q(owner="KAZ") & ~Q(name="Bela")),
    "filter_f": lambda rows: rows.filter(key=F("name")),
    "filter_case": lambda rows: rows.filter(Case(When(name="Bela", then=True), default=False)),
    "exclude": lambda rows: rows.exclude(name="Bela"),
    "order_by": lambda rows: rows.order_by("name"),
    "order_by_descending": lambda rows: rows.order_by("-name"),
    "order_by_expression": lambda rows: rows.order_by(F("name").desc()),
    "order_by_function": lambda rows: rows.order_by(Upper("name")),
    "values": lambda rows: rows.values("name"),
    "values_expression": lambda rows: rows.values(n=Upper("name")),
    "values_list": lambda rows: rows.values_list("key", "name"),
    "values_all": lambda rows: rows.values(),
    "values_list_all": lambda rows: rows.values_list(),
    "annotate": lambda rows: rows.annotate(n=F("name")),
    "annotate_function": lambda rows: rows.annotate(n=Concat("key", Value(" "), "name")),
    "annotate_case": lambda rows: rows.annotate(n=Case(When(name="Bela", then=Value(1)), default=Value(0))),
    "annotate_count_if": lambda rows: rows.annotate(n=Count("id", filter=Q(name="Bela"))),
    "alias": lambda rows: rows.alias(n=F("name")),
    "aggregate": lambda rows: rows.aggregate(Max("name")),
    "aggregate_if": lambda rows: rows.aggregate(n=Count("id", filter=Q(name="Bela"))),
    "distinct": lambda rows: rows.distinct("name"),
    "earliest": lambda rows: rows.values("key").earliest("name"),
    "latest": lambda rows: rows.values("key").latest("name"),
    "dates": lambda rows: rows.dates("name", "year"),
    "datetimes": lambda rows: rows.datetimes("name", "year"),
    "in_bulk": lambda rows: rows.in_bulk(["Bela"], field_name="name"),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_a_labelled_field_is_used_nowhere(world, focal_point, use):
    with pytest.raises(FieldWithheld):
        use(Person.objects.seen_by(focal_point))


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_nor_is_it_used_before_the_viewer_is_named(world, use):
    with pytest.raises((FieldWithheld, ViewerRequired)):
        list(use(Person.objects.all()).seen_by(PUBLIC).seen())


LOOKS = {
    "filter": lambda v: SeatTerm.objects.seen_by(v).filter(person__name="Bela"),
    "filter_key": lambda v: SeatTerm.objects.seen_by(v).filter(person__key="bela"),
    "order_by": lambda v: SeatTerm.objects.seen_by(v).order_by("person__name"),
    "values": lambda v: SeatTerm.objects.seen_by(v).values("person__name"),
    "deep": lambda v: SeatTerm.objects.seen_by(v).filter(seat__terms__person__name="Bela"),
    "reverse": lambda v: Person.objects.seen_by(v).filter(terms__capacity="holder"),
    "reverse_exists": lambda v: Person.objects.seen_by(v).filter(terms__isnull=False),
    "reverse_count": lambda v: Person.objects.seen_by(v).annotate(n=Count("terms")),
    "filtered_relation": lambda v: Person.objects.seen_by(v).annotate(t=FilteredRelation("terms")),
    "reference_reverse": lambda v: Seat.objects.filter(terms__person__name="Bela"),
    "reference_reverse_count": lambda v: Seat.objects.annotate(n=Count("terms")),
    "reference_reverse_aggregate": lambda v: Seat.objects.aggregate(n=Count("terms")),
    "reference_values": lambda v: HandoverSource.objects.values("handover__title"),
    "reference_filter": lambda v: HandoverSource.objects.filter(handover__title="Cabinets"),
    "reference_order": lambda v: HandoverSource.objects.order_by("handover__title"),
    "reference_joined": lambda v: HandoverSource.objects.select_related("handover"),
    "reference_joined_all": lambda v: HandoverSource.objects.select_related(),
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_no_relation_leads_into_another_owned_record(world, focal_point, look):
    with pytest.raises(FieldWithheld):
        look(focal_point)


def test_what_a_row_itself_holds_of_a_relation_may_be_used(world, focal_point):
    terms = SeatTerm.objects.seen_by(focal_point)
    assert terms.filter(person=world.bela, person_id__in=[world.bela.id], seat__key="seat").count() == 1
    assert list(HandoverSource.objects.filter(handover_id__in=[world.handover.id]).values_list("source__key")) == [
        ("S1",)
    ]


def test_a_record_that_everybody_may_read_is_no_way_to_an_owned_one(world):
    cited = HandoverSource.objects.get()
    assert cited.source.title == "A page"
    with pytest.raises(ViewerRequired):
        _ = cited.handover


SUBQUERIES = {
    "in": lambda: Seat.objects.filter(terms_of__in=SeatTerm.objects.all()),
    "id_in": lambda: Seat.objects.filter(id__in=SeatTerm.objects.filter(capacity="holder").values("seat")),
    "exists": lambda: Seat.objects.filter(Exists(SeatTerm.objects.filter(seat=OuterRef("pk")))),
    "annotated": lambda: Seat.objects.annotate(p=Subquery(SeatTerm.objects.values("person")[:1])),
    "inside_q": lambda: Seat.objects.filter(Q(key="x") | Q(id__in=SeatTerm.objects.values("seat"))),
    "owned": lambda: Person.objects.seen_by(PUBLIC).filter(id__in=SeatTerm.objects.values("person")),
}


@pytest.mark.parametrize("ask", SUBQUERIES.values(), ids=SUBQUERIES)
def test_a_query_inside_a_query_needs_a_viewer_too(world, ask):
    with pytest.raises(ViewerRequired):
        ask()


def test_a_query_inside_a_query_is_scoped_by_its_viewer(world, public, focal_point):
    def seated(viewer):
        return (
            Person.objects.seen_by(viewer).filter(id__in=SeatTerm.objects.seen_by(viewer).values("person_id")).count()
        )

    assert (seated(focal_point), seated(public)) == (1, 0)


JOINS = {
    "or": lambda mine, all_: mine | all_,
    "and": lambda mine, all_: mine & all_,
    "xor": lambda mine, all_: mine ^ all_,
    "union": lambda mine, all_: mine.union(all_),
    "intersection": lambda mine, all_: mine.intersection(all_),
    "difference": lambda mine, all_: mine.difference(all_),
}


@pytest.mark.parametrize("join", JOINS.values(), ids=JOINS)
def test_queries_of_different_readers_are_not_joined(world, public, focal_point, join):
    mine = Person.objects.seen_by(public)
    for other in (Person.objects.all(), Person.objects.seen_by(focal_point), SeatTerm.objects.seen_by(public)):
        with pytest.raises(ViewerRequired):
            join(mine, other)
        with pytest.raises(ViewerRequired):
            join(other, mine)


def test_queries_of_one_reader_are(world, public):
    rows = Person.objects.seen_by(public)
    assert {s.key for s in (rows.filter(key="anna") | rows.filter(key="bela")).seen()} == {"anna", "bela"}


def test_a_second_viewer_does_not_widen_the_first(world, public, focal_point):
    with pytest.raises(ViewerRequired):
        Person.objects.seen_by(public).seen_by(focal_point)
    assert Person.objects.seen_by(public).seen_by(public).count() == 2


@pytest.mark.parametrize(
    "way", [list, lambda r: r[0], lambda r: r.first(), lambda r: r.get(), lambda r: next(r.iterator())]
)
def test_records_themselves_never_come_out(world, public, way):
    with pytest.raises(FieldWithheld):
        way(Person.objects.seen_by(public).filter(key="bela"))


def test_seen_gives_no_method_no_inside_and_no_owned_relation(world, focal_point, public):
    seen = SeatTerm.objects.seen_by(focal_point).one()
    assert (seen.seat.title, seen.person_id) == ("A seat", world.bela.id)
    with pytest.raises(FieldWithheld):
        _ = seen.person
    person = Person.objects.seen_by(public).filter(key="bela").one()
    for name in ("save", "delete", "serializable_value", "refresh_from_db", "__dict__", "_state"):
        with pytest.raises(AttributeError):
            getattr(person, name)
    with pytest.raises((AttributeError, TypeError)):
        copy.copy(person).name.upper()
    assert "Bela" not in f"{person!r} {person}"


def test_a_property_is_computed_from_what_the_viewer_may_see(world, public, monkeypatch):
    monkeypatch.setattr(Person, "greeting", property(lambda self: f"Dear {self.name}"), raising=False)
    assert Person.objects.seen_by(public).filter(key="bela").one().greeting == "Dear WITHHELD"
    assert Person.objects.seen_by(public).filter(key="anna").one().greeting == "Dear Anna"


def test_an_account_is_no_way_to_its_person(world, by):
    from kerege.journal.actions import act

    with act("tests.account.opened", by=by, about=world.bela.uid):
        Account.objects.create(email="a@example.org", name="A", person=world.bela)
    with pytest.raises(ViewerRequired):
        _ = Account.objects.get().person
