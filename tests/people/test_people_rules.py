"""Who may do what, for every role and deed; terms and successions."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.lib.periods import Period
from kerege.lib.refusal import Refusal
from kerege.people.rules import (
    ANONYMOUS,
    MAY,
    SYSTEM,
    Actor,
    Grant,
    check_may,
    check_succession,
    check_term,
    may,
    owners_for,
    replaced,
)
from kerege.people.words import ROLE_NAMES, Deed, Role

pytestmark = pytest.mark.nodb

# One letter for each role that may, in the order below; the table is written down here once more, on purpose.
ROLES = {
    "S": Role.SECRETARIAT,
    "N": Role.NODE_ADMINISTRATOR,
    "F": Role.FOCAL_POINT,
    "C": Role.TRAINING_CENTRE_MANAGER,
    "M": Role.MASTER_TRAINER,
    "T": Role.TRAINER,
    "H": Role.LABORATORY_HEAD,
    "D": Role.LEGAL_DRAFTER,
    "A": Role.AUDITOR,
    "p": Role.PUBLIC,
    "l": Role.LEARNER,
    "b": Role.BIOSAFETY_OFFICER,
    "r": Role.REVIEWER,
    "e": Role.EXERCISE_DIRECTOR,
    "d": Role.DONOR,
}
TABLE = {
    Deed.RECORD_REFERENCE: "SN",
    Deed.RECORD_ACTIVITY: "FCS",
    Deed.REGISTER_PARTICIPANTS: "FCMT",
    Deed.RECORD_CLAIM: "FS",
    Deed.RECORD_RESOURCE: "FHS",
    Deed.ASK_FOR_HELP: "bHCFS",
    Deed.KEEP_CENTRE: "FCS",
    Deed.KEEP_QUESTION_SETS: "FS",
    Deed.SET_NEED_POLICY: "FS",
    Deed.ASSESS: "FHbCrS",
    Deed.KEEP_SCHEMES: "FS",
    Deed.NOMINATE: "FCHM",
    Deed.REVIEW_CASE: "rM",
    Deed.VERIFY_CERTIFICATES: "FS",
    Deed.KEEP_STATEMENTS: "FS",
    Deed.KEEP_CATALOGUE: "S",
    Deed.WRITE_ALERT: "FbrS",
    Deed.ISSUE_ALERT: "FrS",
    Deed.ACKNOWLEDGE_ALERT: "Fbr",
    Deed.KEEP_GUESTS: "FS",
    Deed.DIRECT_EXERCISE: "eFS",
    Deed.ARRANGE_AID: "F",
    Deed.RECORD_SIGNAL: "FbHr",
    Deed.ASSESS_EVENT: "Fbr",
    Deed.DECIDE_EVENT: "Fr",
    Deed.RUN_CLOCKS: "Fbr",
    Deed.SWITCH_MODE: "F",
    Deed.KEEP_MANDATES: "F",
    Deed.WRITE_REPORT: "DrS",
    Deed.SPEAK_ON_REPORT: "F",
    Deed.PUBLISH_REPORT: "S",
    Deed.KEEP_FRAMEWORKS: "FS",
    Deed.KEEP_CURRICULA: "FCMS",
    Deed.REVIEW_LESSONS: "FCMbrS",
    Deed.RECORD_POSTS: "FHb",
    Deed.SHOW_COMPETENCE: "FHbM",
    Deed.RECORD_LAW: "FD",
    Deed.REVIEW_LAW: "Fr",
    Deed.SPEAK_ON_DRAFTS: "FDrHbC",
    Deed.APPOINT: "FS",
    Deed.MANAGE_PEOPLE: "FCS",
    Deed.MANAGE_ACCOUNTS: "NF",
    Deed.LABEL: "FS",
    Deed.VIEW_AS: "FS",
    Deed.SET_TASK: "FCS",
    Deed.HAND_OVER: "FS",
    Deed.FREEZE_NODE: "SN",
    Deed.OPERATE: "N",
    Deed.READ_JOURNAL: "AFS",
}


def test_the_tables_are_complete():
    assert set(TABLE) == set(Deed) == set(MAY)
    assert set(ROLES.values()) == set(Role) == set(ROLE_NAMES)


@pytest.mark.parametrize("deed", Deed)
@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_what_the_table_says_for_its_own_owner_only(role, deed):
    actor = Actor("u", "U", (Grant(role, "KAZ"),))
    allowed = role in {ROLES[letter] for letter in TABLE[deed]}
    assert may(actor, deed, "KAZ") == allowed
    assert not may(actor, deed, "UZB")
    assert not may(actor, deed, "REG")
    assert owners_for(actor, deed) == (("KAZ",) if allowed else ())


@pytest.mark.parametrize("deed", Deed)
def test_nobody_may_do_nothing_and_the_system_everything(deed):
    assert not may(ANONYMOUS, deed, "KAZ")
    assert not may(Actor("u", "U"), deed, "KAZ")
    assert may(SYSTEM, deed, "KAZ")
    with pytest.raises(Refusal) as refused:
        check_may(ANONYMOUS, deed, "KAZ")
    assert (refused.value.code, refused.value.status, refused.value.data["owner"]) == ("people.not_yours", 403, "KAZ")


def test_whoever_calls_themselves_system_is_not_the_system():
    assert not may(Actor("system", "Kerege"), Deed.LABEL, "KAZ")


JAN, APR, JUL = date(2018, 1, 1), date(2018, 4, 1), date(2018, 7, 1)


@pytest.mark.parametrize(
    ("term", "other", "code"),
    [
        (Period(JAN, APR), Period(APR, JUL), None),
        (Period(APR), Period(JAN, APR), None),
        (Period(JAN, JUL), Period(APR), "people.overlapping_terms"),
        (Period(APR), Period(JAN), "people.overlapping_terms"),
        (Period(JAN, APR), Period(JAN, APR), "people.overlapping_terms"),
        (Period(date(2014, 12, 31), APR), Period(APR), "people.term_before_mandate"),
    ],
)
def test_terms_of_one_seat_share_no_day_and_start_with_the_mandate(term, other, code):
    def check():
        check_term(seat="S", capacity="holder", term=term, others=[other], mandate_on=date(2015, 1, 1))

    if code is None:
        assert check() is None
        return
    with pytest.raises(Refusal) as refused:
        check()
    assert (refused.value.code, refused.value.field) == (code, "start")


names = st.sampled_from("abcde")


def reaches(links, start, end):
    """Whether there is a way from start to end, by trying all ways."""
    ways, new = {start}, {start}
    while new:
        new = {after for before in new for after in links.get(before, ())} - ways
        ways |= new
    return end in ways


def refusal_of(before, after, links):
    try:
        check_succession(predecessor=before, successor=after, links=links)
    except Refusal as refused:
        return refused.code
    return None


@given(st.lists(st.tuples(names, names), max_size=12))
def test_successions_that_pass_never_lead_back(pairs):
    links: dict[str, list[str]] = {}
    for before, after in pairs:
        refused = refusal_of(before, after, links)
        assert (refused is not None) == reaches(links, after, before)
        if refused is None:
            links.setdefault(before, []).append(after)
        else:
            assert refused == ("people.self_succession" if before == after else "people.cyclic_succession")
    assert not any(reaches(links, after, before) for before, some in links.items() for after in some)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("A talk by İLHAM Quxley, ilham quxley", "A talk by №, ilham quxley"),
        ("Straße Quxley and STRASSE QUXLEY jr", "№ and №"),
        ("Жанар Кусли", "№"),
        ("Nobody is named", "Nobody is named"),
    ],
)
def test_a_number_takes_the_place_of_a_name_however_it_is_written(text, left):
    words = {each.casefold() for each in ("İlham Quxley", "Strasse Quxley", "Straße Quxley jr", "Жанар Кусли")}
    assert replaced(text, words, "№") == left
