"""Trained trainers are asked months later: who is asked, reminded and counted, and what a link does."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kerege.capacity.rules.numbers import token_digest
from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.people import actions as people
from kerege.people import queries as read
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.training import actions
from kerege.training.models import FollowUp, FollowUpLink
from kerege.training.queries import cascade_followup as queries
from kerege.training.queries.cascade import Chosen
from kerege.training.rules.followup import Beside
from kerege.training.words.followup import Side
from tests import ground
from tests.ground import FOCAL_KAZ, FOCAL_KGZ, OFFICER_KAZ, REGISTRAR_KAZ, TODAY

OVER = date(2026, 4, 10)
DUE = datetime(2026, 10, 10, 3, tzinfo=UTC)
ON = DUE.date()
GIVEN = {"work": "same", "taught": "1", "money": "yes"}


def later(days):
    return DUE + timedelta(days=days)


@pytest.fixture
def trained():
    """Twelve trained trainers, the first with an account; one row of the register has no person."""
    keys = ground.persons(12)
    actions.record_course(
        by=SYSTEM, owner="KAZ", key="TOT", title="TOT", kind="tot_part1", status="held", sources=["S1"], today=TODAY,
        dates="2026-04-06/2026-04-10", trainees_from="KAZ", venue="KAZ",
    )  # fmt: skip
    entries = [*(actions.Entry(person=key) for key in keys), actions.Entry()]
    actions.register_participants(by=SYSTEM, course="TOT", entries=entries, registered_on=OVER)
    actions.close_register(by=SYSTEM, course="TOT", on=OVER)
    account = people.open_account(by=SYSTEM, email="first@example.org", name="First", password="long-enough-2026")
    people.link_person(by=SYSTEM, account=account, person=keys[0])
    return keys


def rows(**only):
    with checking():
        return list(FollowUp.objects.inside_action().filter(**only).select_related("person", "course").order_by("id"))


def opened(at=DUE):
    actions.open_followups(by=SYSTEM, at=at)
    return rows()


def refused(deed):
    with pytest.raises(Refusal) as refusal:
        deed()
    return refusal.value.code


def link(row, side="trainer", today=ON):
    return actions.make_link(by=SYSTEM, followup=str(row.uid), side=side, today=today)


def answer(row, day=ON, **given):
    actions.answer_followup(by=SYSTEM, token=link(row, today=day), given={**GIVEN, **given}, today=day)


def told(viewer, on, months=6):
    return next(f for f in queries.sums(viewer, on=on, chosen=Chosen()) if f.months == months)


def test_half_a_year_after_its_last_day_each_person_of_a_training_is_asked_once(trained):
    assert actions.open_followups(by=SYSTEM, at=later(-1)) == 0
    assert actions.open_followups(by=SYSTEM, at=DUE) == 12
    assert {(r.months, r.due_on, r.label) for r in rows()} == {(6, DUE.date(), 3)}
    assert actions.open_followups(by=SYSTEM, at=later(1)) == 0


def test_nobody_is_asked_of_an_open_register_or_of_another_kind_of_course(trained):
    for key, kind, close in (("WS", "cascade_workshop", True), ("OPEN", "tot_part1", False)):
        actions.record_course(
            by=SYSTEM, owner="KAZ", key=key, title=key, kind=kind, status="held", sources=["S1"], today=TODAY,
            dates="2026-04-06/2026-04-10",
        )  # fmt: skip
        actions.register_participant(by=SYSTEM, course=key, entry=actions.Entry(person=trained[0]), registered_on=OVER)
        if close:
            actions.close_register(by=SYSTEM, course=key, on=OVER)
    assert {row.course.key for row in opened()} == {"TOT"}


def test_who_was_erased_is_asked_nothing(trained):
    with act("tests.person.emptied", by=SYSTEM, about="person"):
        person = FollowUp._meta.get_field("person").related_model
        row = person.objects.inside_action().get(key=trained[3])
        row.name = "№ 0123abcd"
        row.save()
    assert len(opened()) == 11


def test_the_node_writes_to_whoever_has_an_account_and_reminds_twice(trained):
    opened()
    letters = [actions.ask_followups(by=SYSTEM, at=later(days)) for days in (0, 1, 14, 15, 28, 42)]
    assert [[(x.to, x.months, x.reminder) for x in each] for each in letters] == [
        [("first@example.org", 6, False)],
        [],
        [("first@example.org", 6, True)],
        [],
        [("first@example.org", 6, True)],
        [],
    ]
    first = rows()[0]
    assert (first.asked_on, first.reminders, first.reminded_on) == (DUE.date(), 2, later(28).date())
    assert rows(asked_on__isnull=True) == rows()[1:]
    spent = [x[0].token for x in letters if x]
    for token in spent[:2]:
        assert refused(lambda t=token: actions.answer_followup(by=SYSTEM, token=t, given=GIVEN, today=DUE.date())) == (
            "training.followup_closed"
        )
    actions.answer_followup(by=SYSTEM, token=spent[2], given=GIVEN, today=later(30).date())
    assert actions.ask_followups(by=SYSTEM, at=later(45)) == []


def test_the_journal_says_that_somebody_answered_and_nothing_of_whom(trained):
    row = opened()[0]
    answer(row)
    last = journal.acts(owners=None, word_prefix="training.followup.answered", limit=1)[0]
    assert (last.about, last.facts) == (str(row.uid), {})
    assert trained[0] not in str(last)


def test_what_was_answered_is_kept_as_choices(trained):
    row = opened()[0]
    answer(row, taught="0", why="no_money", help="mentor")
    kept = rows(id=row.id)[0]
    assert kept.answers == {"work": "same", "taught": "0", "why": "no_money", "help": "mentor"}
    assert (kept.outcome, kept.answered_on, kept.late) == ("stopped", DUE.date(), False)


def test_the_supervisor_has_a_link_of_their_own(trained):
    row = opened()[0]
    token = link(row, "supervisor")
    assert refused(lambda: actions.answer_followup(by=SYSTEM, token=token, given=GIVEN)) == "training.followup_closed"
    actions.confirm_followup(by=SYSTEM, token=token, confirmed="teaches", today=DUE.date())
    assert [(r.confirmed, r.confirmed_on, r.answered_on) for r in rows(id=row.id)] == [("teaches", DUE.date(), None)]
    assert refused(lambda: link(row, "supervisor")) == "training.followup_answered"


def test_nobody_confirms_for_themselves(trained):
    row = opened()[0]
    token = link(row, "supervisor")
    me = read.actor_for(read.account("first@example.org"), on=TODAY, strong=True)
    word = {"by": me, "token": token, "confirmed": "teaches", "today": ON}
    assert refused(lambda: actions.confirm_followup(**word)) == "training.followup_own"
    assert rows(id=row.id)[0].confirmed == ""


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda row: link(row, today=later(-1).date()), "training.followup_not_due"),
        (lambda row: link(row, "neighbour"), "people.unknown_choice"),
        (lambda row: actions.make_link(by=FOCAL_KGZ, followup=str(row.uid), side="trainer"), "records.nothing_there"),
        (lambda row: actions.make_link(by=SYSTEM, followup="x", side="trainer"), "records.nothing_there"),
        (lambda row: actions.open_followups(by=FOCAL_KAZ, at=DUE), "people.not_yours"),
        (lambda row: actions.ask_followups(by=FOCAL_KAZ, at=DUE), "people.not_yours"),
        (lambda row: answer(row, taught="often"), "training.followup_incomplete"),
        (
            lambda row: actions.confirm_followup(
                by=SYSTEM, token=link(row, "supervisor"), confirmed="?", today=DUE.date()
            ),
            "people.unknown_choice",
        ),
        (
            lambda row: actions.answer_followup(by=SYSTEM, token=link(row), given=GIVEN, today=later(90).date()),
            "training.followup_closed",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(trained, deed, code):
    row = opened()[0]
    assert refused(lambda: deed(row)) == code
    kept = rows(id=row.id)[0]
    assert (kept.answered_on, kept.outcome, kept.confirmed) == (None, "", "")


def test_nobody_answers_twice_for_one_time(trained):
    row = opened()[0]
    answer(row)
    assert refused(lambda: link(row)) == "training.followup_answered"


def test_a_new_link_takes_the_place_of_the_one_before(trained):
    row = opened()[0]
    first, second = link(row), link(row)
    assert (
        refused(lambda: actions.answer_followup(by=SYSTEM, token=first, given=GIVEN, today=DUE.date()))
        == "training.followup_closed"
    )
    actions.answer_followup(by=SYSTEM, token=second, given=GIVEN, today=DUE.date())
    with checking():
        assert FollowUpLink.objects.inside_action().filter(spent=False).count() == 0


def test_what_a_link_opens_names_nobody(trained):
    token = link(opened()[0])
    found = queries.by_link(token_digest(token), side=Side.TRAINER, on=DUE.date())
    assert (found.months, found.over, found.until) == (6, OVER, later(90).date())
    assert queries.by_link(token_digest(token), side=Side.SUPERVISOR, on=DUE.date()) is None
    assert queries.by_link(token_digest(token), side=Side.TRAINER, on=later(90).date()) is None


# -- what is counted --------------------------------------------------------------------------------------------------


def test_rates_and_both_ends_for_whoever_may_read_the_rows(trained):
    everybody = opened()
    for row in everybody[:7]:
        answer(row)
    link(everybody[7])
    found = told(REGISTRAR_KAZ, later(1).date())
    assert (found.people, found.asked, found.answered, found.rate) == (12, 8, 7, 88)
    assert (found.teaching, dict(found.cells)) == ((58, 100), {"teaches": 7, "waiting": 1, "not_asked": 4})
    assert told(REGISTRAR_KAZ, later(-1).date()).people == 0


def test_others_learn_of_a_time_once_it_is_over_and_no_figure_grows_by_one_answer(trained):
    everybody = opened()
    for row in everybody[:6]:
        answer(row)
    for row in everybody[6:]:
        link(row)
    assert [told(PUBLIC, later(d).date()).people for d in (0, 30, 89)] == [0, 0, 0]
    found = told(PUBLIC, later(90).date())
    assert (found.people, found.teaching, found.beside) == (12, (50, 100), None)
    answer(everybody[6], day=later(95).date())
    assert rows(id=everybody[6].id)[0].late
    assert told(PUBLIC, later(100).date()) == found
    assert told(REGISTRAR_KAZ, later(100).date()).cells["teaches"] == 7


def test_whoever_is_asked_late_moves_no_figure_of_others(trained):
    everybody = opened()
    for row in everybody[:6]:
        answer(row)
    before = told(PUBLIC, later(100).date())
    assert told(OFFICER_KAZ, later(100).date()) == before, "who reads national records may not list who answered what"
    assert dict(before.cells) == {"teaches": 6, "not_asked": 6}
    link(everybody[6], today=later(95).date())
    assert told(PUBLIC, later(100).date()) == before
    assert told(REGISTRAR_KAZ, later(100).date()).cells["waiting"] == 1
    assert told(REGISTRAR_KAZ, later(155).date()).cells["silent"] == 1


def test_what_supervisors_say_stands_beside_the_answers_and_changes_none(trained):
    everybody = opened()
    answer(everybody[0])
    answer(everybody[1], work="left", taught="0", why="no_time")
    words = ("does_not", "teaches", "teaches", "cannot_say")
    for row, word in zip(everybody, words, strict=False):
        actions.confirm_followup(by=SYSTEM, token=link(row, "supervisor"), confirmed=word, today=ON)
    found = told(REGISTRAR_KAZ, later(1).date())
    assert found.beside == Beside(reminded=0, confirmed=4, contradicted=2, vouched=1)
    assert dict(found.cells) == {"teaches": 1, "left": 1, "not_asked": 10}
    assert told(REGISTRAR_KAZ, later(-1).date()).beside is None


def test_every_figure_leads_to_who_stands_behind_it_for_whoever_may_list_them(trained):
    everybody = opened()
    answer(everybody[0])
    for row in everybody[:2]:
        actions.confirm_followup(by=SYSTEM, token=link(row, "supervisor"), confirmed="does_not", today=ON)

    def behind(viewer, said, project=""):
        found = queries.behind(viewer, on=later(1).date(), chosen=Chosen(project), months=6, said=said)
        return found.total, [(line.answers.get("taught"), line.confirmed, line.contradicted) for line in found.rows]

    assert behind(REGISTRAR_KAZ, "teaches") == behind(REGISTRAR_KAZ, "contradicted") == (1, [("1", "does_not", True)])
    assert behind(REGISTRAR_KAZ, "confirmed")[0] == 2
    assert behind(REGISTRAR_KAZ, "not_asked")[0] == told(REGISTRAR_KAZ, later(1).date()).cells["not_asked"] == 11
    assert behind(REGISTRAR_KAZ, "teaches", "P53") == (0, [])
    assert behind(PUBLIC, "teaches") == behind(OFFICER_KAZ, "teaches") == (0, [])


def test_who_is_silent_is_listed_for_whoever_may_list_restricted_rows(trained):
    everybody = opened()
    answer(everybody[0])
    day = later(1).date()
    chosen = Chosen()
    assert queries.waiting(REGISTRAR_KAZ, on=day, chosen=chosen).total == 11
    assert queries.waiting(REGISTRAR_KAZ, on=day, chosen=Chosen(country="KAZ")).total == 11
    for others in (Chosen(country="KGZ"), Chosen(project="P53")):
        assert queries.waiting(REGISTRAR_KAZ, on=day, chosen=others).total == 0
    assert queries.waiting(OFFICER_KAZ, on=day, chosen=chosen).rows == ()
    line = queries.waiting(REGISTRAR_KAZ, on=day, chosen=chosen).rows[0]
    assert (line.course, line.months, line.asked_on) == ("TOT", 6, None)
    assert queries.one(OFFICER_KAZ, line.uid) is None
