"""Certificates as readers get them: by number, as a list, one's own; and how one stands on a day."""

from datetime import date, timedelta

import pytest

from kerege.capacity import actions, queries
from kerege.capacity.models import Certificate, CertificateStep
from kerege.capacity.queries import certificates
from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC, Viewer
from tests import ground
from tests.capacity.given import NATIONAL, code_of
from tests.capacity.laid_case import DAY, UNTIL, lay_case, number_of, published, regional

ON = date(2026, 1, 1)
FOCAL = Viewer("focal", "Focal", by_owner=(("KAZ", Sensitivity.RESTRICTED),))


@pytest.fixture
def laid():
    (key,) = ground.persons(1)
    return lay_case(key)


def step(row, what, on, until=None):
    with act("tests.step.laid", by=SYSTEM, about="x"):
        kept = {"owner": "KAZ", "certificate": row["certificate"], "noted_by": "nobody"}
        CertificateStep.objects.create(**kept, what=what, on=on, until=until, reason="A reason")


def test_whoever_has_the_number_is_told_what_it_certifies_and_no_name(laid):
    number = number_of(laid)
    line = certificates.by_number(number, on=ON, lang="ru")
    assert (line.state, line.holds, line.level, line.level_name) == ("valid", True, "L1", "Преподаватель")
    assert (line.scheme_title, line.curriculum, line.version) == (
        "Преподаватель биобезопасности и биозащиты",
        "p53",
        "2017",
    )
    assert (line.languages, line.territory, line.owner) == (("ru", "ky"), "KAZ", "KAZ")
    assert (line.decided_on, line.valid_from, line.valid_until, line.name) == (DAY, DAY, UNTIL, "")
    assert certificates.by_number(number, on=DAY - timedelta(days=1)) is None
    assert certificates.by_number(number.lower().replace("-", " "), on=ON).uid == line.uid
    assert certificates.by_number("0000-0000-0001", on=ON) is None


def test_the_name_is_told_where_its_holder_agreed(laid):
    with act("tests.name.shown", by=SYSTEM, about="x"):
        row = Certificate.objects.inside_action().get()
        row.name_shown = True
        row.save()
    assert certificates.by_number(number_of(laid), on=ON).name == "Person KAZ-P0"


def test_lists_are_for_those_who_answer_for_them(laid):
    (line,) = certificates.issued(FOCAL, on=ON)
    assert line.number == number_of(laid)
    assert [certificates.issued(viewer, on=ON) for viewer in (PUBLIC, NATIONAL)] == [[], []]
    chosen = [{"level": "L2"}, {"scheme": "other"}, {"state": "lapsed"}, {"owner": "KGZ"}, {"on": date(2025, 1, 1)}]
    assert [certificates.issued(FOCAL, **({"on": ON} | each)) for each in chosen] == [[]] * 5
    assert len(certificates.issued(FOCAL, on=ON, level="L1", scheme="biosafety-trainer", state="valid")) == 1


def test_everybody_reads_their_own(laid):
    opened = people.open_account(by=SYSTEM, email="own@example.org", name="Own", password="a-long-phrase-82")
    assert certificates.held_by(str(opened.uid), on=ON) == []
    people.link_person(by=SYSTEM, account=account("own@example.org"), person="KAZ-P0")
    (line,) = certificates.held_by(str(opened.uid), on=ON)
    assert line.number == number_of(laid)
    assert [s.what for s in certificates.steps_of(PUBLIC, line.uid, me=str(opened.uid), on=ON)] == ["reinstated"]
    assert certificates.steps_of(PUBLIC, line.uid, on=ON) == []
    assert certificates.held_by("", on=ON) == []


@pytest.mark.parametrize(
    ("steps", "on", "state"),
    [
        ([], UNTIL - timedelta(days=91), "valid"),
        ([], UNTIL - timedelta(days=90), "refresh_due"),
        ([], UNTIL, "lapsed"),
        ([("suspended", ON)], ON, "suspended"),
        ([("suspended", ON)], ON - timedelta(days=1), "valid"),
        ([("suspended", ON), ("reinstated", ON + timedelta(days=9))], ON + timedelta(days=9), "valid"),
        ([("revoked", ON)], UNTIL + timedelta(days=900), "revoked"),
    ],
)
def test_how_it_stands_follows_from_its_steps_and_the_day(laid, steps, on, state):
    for what, day in steps:
        step(laid, what, day)
    assert certificates.by_number(number_of(laid), on=on).state == state


def test_a_renewal_moves_the_end_from_its_own_day_on(laid):
    later = date(2031, 3, 3)
    step(laid, "renewed", date(2028, 2, 1), later)
    read = {on: certificates.by_number(number_of(laid), on=on) for on in (date(2028, 1, 31), UNTIL, later)}
    assert [(line.state, line.valid_until) for line in read.values()] == [
        ("refresh_due", UNTIL),
        ("valid", later),
        ("lapsed", later),
    ]


def test_it_stays_verifiable_when_its_holder_was_erased(laid):
    before = certificates.by_number(number_of(laid), on=ON).person_uid
    people.erase_person(by=SYSTEM, person="KAZ-P0", asked_on=ON, reference="Letter 4", on=ON)
    line = certificates.by_number(number_of(laid), on=ON)
    assert (line.state, line.level, line.name) == ("valid", "L1", "")
    assert line.person_uid != before
    (line,) = certificates.issued(FOCAL, on=ON)
    assert (line.number, line.name) == (number_of(laid), ""), "nobody is named, also to whoever reads names"


def test_a_published_scheme_never_changes_and_a_country_may_only_ask_for_more():
    first = published()
    assert published().uid == first.uid, "the same again changes nothing"
    assert code_of(published, hours=40) == "capacity.scheme_stands"
    assert code_of(published, owner="KAZ", hours=36) == "capacity.scheme_under"
    own = published(owner="KAZ", hours=40)
    found = queries.schemes.scheme_for("KAZ", "biosafety-trainer", on=ON)
    assert (str(found.uid), queries.schemes.scheme_of(found).hours) == (str(own.uid), 40)
    assert queries.schemes.scheme_for("KGZ", "biosafety-trainer", on=ON).owner == "REG"
    published(version="2", pass_mark=80)
    assert queries.schemes.scheme_for("KAZ", "biosafety-trainer", on=ON).version == "2", (
        "the region was raised above it"
    )
    lines = queries.schemes.schemes(PUBLIC, on=ON, lang="en")
    assert [(line.owner, line.version, line.current, line.holds) for line in lines] == [
        ("KAZ", "1", True, False),
        ("REG", "2", True, True),
        ("REG", "1", False, False),
    ]
    assert [line.changes for line in lines] == [(("hours", "37", "40"),), (("pass_mark", "70", "80"),), ()]
    published(owner="KAZ", version="2", hours=40, pass_mark=80)
    assert queries.schemes.scheme_for("KAZ", "biosafety-trainer", on=ON).owner == "KAZ"


def test_only_those_who_answer_for_an_owner_publish():
    told = {"owner": "KAZ", "key": "k", "version": "1", "content": regional()}
    assert code_of(actions.publish_scheme, by=ground.FOCAL_KGZ, **told) == "people.not_yours"
    assert code_of(actions.publish_scheme, by=ground.FOCAL_KAZ, **(told | {"key": "a b"})) == "records.bad_key"
    assert code_of(actions.publish_scheme, by=ground.FOCAL_KAZ, **told) == "capacity.no_reason"
    told |= {"reason": "As decided"}
    assert code_of(actions.publish_scheme, by=ground.FOCAL_KAZ, **told) == "figures.no_source"
    assert code_of(actions.publish_scheme, by=ground.FOCAL_KAZ, **told, source="S9") == "atlas.unknown_code"
    actions.publish_scheme(by=ground.FOCAL_KAZ, **told, source="S1")
    again = told | {"version": "2", "source": "S1"}
    assert code_of(actions.publish_scheme, by=ground.FOCAL_KAZ, **again) == "capacity.scheme_unchanged"
