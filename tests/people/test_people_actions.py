"""What people do with people: each refusal, each act, and that the same again changes nothing."""

from datetime import date

import pytest

from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import new_uid
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions, queries
from kerege.people.models import Organisation, Person, Seat, SeatTerm
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.records.labels import WITHHELD
from kerege.records.viewers import PUBLIC, Viewer
from tests import ground

pytestmark = pytest.mark.django_db
FOCAL = Actor("focal", "Focal point", (Grant(Role.FOCAL_POINT, "KAZ"),))
OTHER = Actor("other", "Other", (Grant(Role.FOCAL_POINT, "UZB"),))
READER = Viewer(uid="r", by_owner=(("KAZ", Sensitivity.RESTRICTED),))
DAY = date(2018, 4, 4)


@pytest.fixture(autouse=True)
def _ground():
    ground.lay(())


def refusal(call, **arguments):
    before = journal.verify().acts
    with pytest.raises(Refusal) as refused:
        call(**arguments)
    assert journal.verify().acts == before, "a refused action leaves no act"
    assert refused.value.word.sentence % refused.value.data
    return refused.value.code


def words(count):
    return [line.word for line in journal.acts(owners=None, limit=count)]


def organisation(**given):
    return actions.record_organisation(
        **{"by": FOCAL, "key": "niz", "kind": "laboratory", "names": [("en", "Institute")], "territory": "KAZ", **given}
    )


def person(**given):
    return actions.record_person(**{"by": FOCAL, "owner": "KAZ", "key": "anna", "name": "Anna Example", **given})


def seat(**given):
    asked = {
        "by": FOCAL,
        "owner": "KAZ",
        "key": "nfp",
        "kind": "focal_point",
        "title": "National focal point",
        "mandate": "Order 12",
        "mandate_on": date(2015, 1, 1),
    }
    return actions.create_seat(**{**asked, **given})


def appoint(**given):
    asked = {"by": FOCAL, "seat": "nfp", "person": "anna", "capacity": "holder", "start": date(2016, 1, 1)}
    return actions.appoint(**{**asked, **given})


RECORDERS = {"organisation": organisation, "person": person, "seat": seat}


@pytest.mark.parametrize("record", RECORDERS.values(), ids=RECORDERS)
def test_the_same_again_changes_nothing(record):
    first = record()
    acts = journal.verify().acts
    assert record().pk == first.pk
    assert journal.verify().acts == acts


@pytest.mark.parametrize("record", RECORDERS.values(), ids=RECORDERS)
def test_nobody_records_for_another_country(record):
    assert refusal(record, by=OTHER) == "people.not_yours"


@pytest.mark.parametrize("record", RECORDERS.values(), ids=RECORDERS)
@pytest.mark.parametrize(
    ("key", "code"),
    [("a\x00b", "text.control_characters"), ("a" * 61, "text.too_long"), ("a\u202eb", "text.bidi_override")],
)
def test_a_key_is_clean_text(record, key, code):
    assert refusal(record, key=key) == code


@pytest.mark.parametrize(
    ("record", "given", "code"),
    [
        (organisation, {"kind": "castle"}, "people.unknown_choice"),
        (organisation, {"territory": "XXX", "by": SYSTEM}, "atlas.unknown_code"),
        (organisation, {"start": DAY, "end": DAY}, "periods.end_before_start"),
        (person, {"name": "x" * 10_000_000}, "text.too_long"),
        (person, {"name": "   "}, "text.empty"),
        (person, {"organisation_key": "none"}, "people.unknown_key"),
        (person, {"spellings": [("ru", "Анна\u202e")]}, "text.bidi_override"),
        (seat, {"mandate_on": None}, "people.no_mandate_date"),
        (seat, {"kind": "throne"}, "people.unknown_choice"),
        (seat, {"title": "a\x07"}, "text.control_characters"),
    ],
)
def test_what_is_refused(record, given, code):
    assert refusal(record, **given) == code
    with checking():
        assert (Organisation.objects.count(), Person.objects.inside_action().count(), Seat.objects.count()) == (0, 0, 0)


def test_a_key_of_another_owner_is_taken():
    person()
    seat()
    assert refusal(person, by=OTHER, owner="UZB") == "people.key_taken"
    assert refusal(seat, by=OTHER, owner="UZB") == "people.key_taken"


def test_a_person_is_found_by_every_spelling_by_those_who_may_read_the_name():
    person(name="Айгүл Мысал", spellings=[("en", "Aigul Mysal"), ("ru", "Айгуль Мысал")])
    for text in ("aigul", "АЙГҮЛ", "Айгуль", "mysal"):
        assert [p.key for p in queries.persons(READER, text=text)] == ["anna"]
        assert queries.persons(PUBLIC, text=text) == []
    assert queries.persons(READER, text="Dana") == []
    (line,) = queries.persons(READER)
    assert set(line.spellings) == {("", "Айгүл Мысал"), ("en", "Aigul Mysal"), ("ru", "Айгуль Мысал")}


def test_the_journal_does_not_repeat_a_name():
    person(name="Anna Example")
    (line,) = journal.acts(owners=None, word_prefix="people.person")
    assert "Anna" not in str(line.facts)
    assert (line.owner, line.facts) == ("KAZ", {})


def test_a_term_is_recorded_ended_and_followed_by_another():
    seat(), person(), person(key="bela", name="Bela Example")
    appoint()
    actions.end_term(by=FOCAL, seat="nfp", capacity="holder", on=DAY)
    appoint(person="bela", start=DAY)
    assert words(3) == ["people.term.began", "people.term.ended", "people.term.began"]

    def holder(on):
        (line,) = queries.seats(READER, on=on)
        return [s.person for s in line.sittings], [s.person for s in line.past], line.vacant

    assert holder(date(2018, 4, 3)) == (["Anna Example"], [], False)
    assert holder(DAY) == (["Bela Example"], ["Anna Example"], False)
    assert holder(date(2015, 6, 1)) == ([], [], True)
    assert queries.seats(READER, on=date(2014, 12, 31)) == []


def test_the_public_reads_that_a_seat_is_filled_and_not_by_whom():
    seat(), person()
    appoint()
    (line,) = queries.seats(PUBLIC, on=DAY)
    assert [(s.capacity, s.person) for s in line.sittings] == [("holder", WITHHELD)]
    assert not line.vacant
    assert [s.person for s in queries.seats(READER, on=DAY)[0].sittings] == ["Anna Example"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"by": OTHER}, "people.not_yours"),
        ({"seat": "none"}, "people.unknown_key"),
        ({"person": "none"}, "people.unknown_key"),
        ({"capacity": "king"}, "people.unknown_choice"),
        ({"start": date(2014, 12, 31)}, "people.term_before_mandate"),
        ({"start": DAY, "end": DAY}, "periods.end_before_start"),
        ({"start": date(2017, 1, 1)}, "people.overlapping_terms"),
        ({"start": date(2015, 1, 1)}, "people.overlapping_terms"),
        ({"person": "bela", "start": date(2015, 1, 1), "end": date(2016, 1, 2)}, "people.overlapping_terms"),
    ],
)
def test_what_an_appointment_refuses(given, code):
    seat(), person(), person(key="bela", name="Bela Example")
    appoint()
    assert refusal(appoint, **given) == code
    with checking():
        assert SeatTerm.objects.inside_action().count() == 1


def test_a_deputy_sits_beside_the_holder_and_the_same_term_again_changes_nothing():
    seat(), person(), person(key="bela", name="Bela Example")
    first = appoint()
    appoint(person="bela", capacity="deputy")
    acts = journal.verify().acts
    assert appoint().pk == first.pk
    assert journal.verify().acts == acts
    assert [s.capacity for s in queries.seats(READER, on=DAY)[0].sittings] == ["holder", "deputy"]


def test_a_person_of_another_country_sits_on_no_seat_of_this_one():
    seat(), person(by=OTHER, owner="UZB", key="dana", name="Dana")
    assert refusal(appoint, person="dana") == "people.unknown_key"


def test_what_ending_a_term_refuses():
    seat(), person()
    asked = {"call": actions.end_term, "by": FOCAL, "seat": "nfp", "capacity": "holder", "on": DAY}
    assert refusal(**asked) == "people.unknown_key"
    appoint()
    assert refusal(**{**asked, "by": OTHER}) == "people.not_yours"
    assert refusal(**{**asked, "seat": "none"}) == "people.unknown_key"
    assert refusal(**{**asked, "on": date(2016, 1, 1)}) == "periods.end_before_start"


def test_successions_are_recorded_once_and_never_lead_back():
    for key in "abc":
        organisation(by=SYSTEM, key=key, names=[("en", key.upper())])

    def succeed(predecessor, successor, **given):
        asked = {"by": SYSTEM, "predecessor": predecessor, "successor": successor, "kind": "renamed", **given}
        return actions.record_succession(**asked)

    first = succeed("a", "b")
    succeed("b", "c")
    assert succeed("a", "b").pk == first.pk
    assert queries.succession_links() == {"a": ["b"], "b": ["c"]}
    for before, after, code in (
        ("c", "a", "people.cyclic_succession"),
        ("b", "a", "people.cyclic_succession"),
        ("a", "a", "people.self_succession"),
        ("a", "none", "people.unknown_key"),
    ):
        assert refusal(succeed, predecessor=before, successor=after) == code
    assert refusal(succeed, predecessor="a", successor="c", kind="eaten") == "people.unknown_choice"
    assert refusal(succeed, predecessor="a", successor="c", by=FOCAL) == "people.not_yours"


def test_organisations_are_listed_under_the_name_of_the_day():
    organisation()
    organisation(key="old", names=[("en", "Anti-plague station")], start=date(1950, 1, 1), end=date(2010, 1, 1))
    lines = queries.organisations(on=DAY, lang="en", territory="KAZ")
    assert [(o.key, o.name, o.ended) for o in lines] == [
        ("niz", "Institute", False),
        ("old", "Anti-plague station", True),
    ]
    assert [o.key for o in queries.organisations(on=date(1940, 1, 1), lang="en")] == ["niz"]


def test_the_number_of_queries_does_not_grow_with_the_list(django_assert_num_queries):
    for n in range(3):
        organisation(key=f"o{n}", names=[("en", f"Institute {n}")])
    with django_assert_num_queries(2):
        assert len(queries.organisations(on=DAY, lang="en")) == 3
    for n in range(3, 9):
        organisation(key=f"o{n}", names=[("en", f"Institute {n}")])
    with django_assert_num_queries(2):
        assert len(queries.organisations(on=DAY, lang="en")) == 9


def test_a_name_that_was_given_a_stricter_label_is_withheld(by):
    anna = person()
    with act("tests.label.set", by=by, about=new_uid()):
        anna.name_label = Sensitivity.RESTRICTED
        anna.save()
    officer = Viewer(uid="o", by_owner=(("KAZ", Sensitivity.NATIONAL),))
    assert queries.persons(officer) == []
    assert [p.name for p in queries.persons(READER)] == ["Anna Example"]
