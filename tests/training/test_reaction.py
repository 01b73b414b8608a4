"""What participants say: once each, never through whoever taught, and told as sums alone."""

from datetime import timedelta

import pytest

from kerege.journal import queries as journal
from kerege.people.rules import ANONYMOUS, SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.records.viewers import PUBLIC, Viewer
from kerege.training.actions import evaluation as actions
from kerege.training.actions import reaction
from kerege.training.models import Course, Reaction
from kerege.training.queries import evaluation
from kerege.training.queries.scope import COUNTING
from kerege.training.words.evaluation import FormKind, Stage, Theme
from tests.ground import OFFICER_KAZ, REGISTRAR_KAZ
from tests.training.evaluated import ALL_FIVE, DAY, LAST, Laid, code_of

AFTER = LAST + timedelta(days=1)
LOW = dict.fromkeys(ALL_FIVE, "2")


@pytest.fixture
def laid() -> Laid:
    return Laid()


def seen(laid: Laid, viewer: Viewer = REGISTRAR_KAZ, by: Actor = ANONYMOUS, on=AFTER, lang: str = "en"):
    row = evaluation.row_of(viewer, laid.uid, by=by, on=on)
    return evaluation.reaction(row, evaluation.allowed(viewer, by, row), on=on, lang=lang)


def answered(laid: Laid, number: int, given: dict[str, str] = ALL_FIVE, today=DAY) -> None:
    for token in laid.links(number):
        actions.say(by=ANONYMOUS, token=token, given=given, today=today)


def test_sums_are_told_once_the_asking_is_over(laid):
    laid.ask()
    answered(laid, 3)
    answered(laid, 3, LOW | {"helped": "Doing it with our own hands"})
    open_now = seen(laid, on=LAST)
    assert (open_now.stage, open_now.answers, open_now.rate, open_now.questions) == (Stage.OPEN, 6, 60, ())
    over = seen(laid)
    assert (over.stage, over.answers, over.participants, over.links_open) == (Stage.OVER, 6, 10, 0)
    useful = over.questions[0]
    assert (useful.key, useful.text, useful.counts, useful.mean) == (
        "useful",
        "I can use it in my work.",
        (0, 3, 0, 0, 3),
        3.5,
    )
    assert over.themes == dict.fromkeys(Theme, 3.5)
    assert over.words == (("What helped you most?", ("Doing it with our own hands",) * 3),)
    assert seen(laid, lang="ru").questions[0].text == "Это пригодится мне в работе."


def test_nothing_is_told_of_fewer_people_than_the_least_cell(laid):
    laid.ask()
    answered(laid, 4, LOW | {"change": "Everything"})
    over = seen(laid)
    assert (over.stage, over.answers, over.questions, over.words) == (Stage.TOO_FEW, 4, (), ())


def test_no_answer_has_a_row_an_order_or_a_time(laid):
    laid.ask()
    for number, token in enumerate(laid.links(3)):
        actions.say(by=laid.focal, token=token, given=ALL_FIVE | {"helped": "cba"[number] * 3}, today=DAY)
    row = Reaction.objects.seen_by(COUNTING).one()
    assert row.counts["clear"] == [0, 0, 0, 0, 3]
    assert row.texts == {"helped": ["aaa", "bbb", "ccc"]}
    given = list(journal.acts(owners=None, word_prefix="training.reaction.given"))
    assert [(each.actor, each.facts, each.about) for each in given] == [(SYSTEM.uid, {}, laid.uid)] * 3


def test_a_link_takes_one_answer(laid):
    laid.ask()
    (token,) = laid.links(1)
    actions.say(by=ANONYMOUS, token=token, given=ALL_FIVE, today=DAY)
    assert code_of(actions.say, by=ANONYMOUS, token=token, given=LOW, today=DAY) == "training.link_closed"
    assert code_of(actions.say, by=ANONYMOUS, token="never-made", given=LOW, today=DAY) == "training.link_closed"
    assert seen(laid, on=DAY).answers == 1


def test_after_the_last_day_nobody_answers(laid):
    laid.ask(until=DAY + timedelta(days=2))
    (token,) = laid.links(1)
    late = DAY + timedelta(days=3)
    assert code_of(actions.say, by=ANONYMOUS, token=token, given=ALL_FIVE, today=late) == "training.link_closed"
    assert code_of(laid.links, 1, today=late) == "training.asking_over"
    paper = {"by": laid.focal, "course": laid.uid, "sheet": 1, "given": ALL_FIVE, "today": late}
    assert code_of(actions.enter_paper, **paper) == "training.asking_over"
    actions.say(by=ANONYMOUS, token=token, given=ALL_FIVE, today=DAY + timedelta(days=2))


def test_a_closed_asking_takes_nothing_more(laid):
    laid.ask()
    first, second = laid.links(2)
    actions.say(by=ANONYMOUS, token=first, given=ALL_FIVE, today=DAY)
    actions.close_asking(by=laid.focal, course=laid.uid, today=DAY)
    assert code_of(actions.say, by=ANONYMOUS, token=second, given=LOW, today=DAY) == "training.link_closed"
    assert code_of(actions.close_asking, by=laid.focal, course=laid.uid, today=DAY) == "training.asking_over"


def test_with_the_last_participant_the_asking_is_over(laid):
    laid.ask(participants=5)
    answered(laid, 5)
    assert seen(laid, on=DAY).stage == Stage.OVER
    paper = {"by": laid.focal, "course": laid.uid, "sheet": 1, "given": ALL_FIVE, "today": DAY}
    assert code_of(actions.enter_paper, **paper) == "training.asking_over"


def test_there_are_never_more_ways_to_answer_than_people(laid):
    laid.ask(participants=6)
    answered(laid, 2)
    laid.links(3)
    assert code_of(laid.links, 2) == "training.links_wrong"
    assert code_of(laid.links, 0) == "training.links_wrong"
    laid.links(1)
    assert code_of(laid.links, 1) == "training.no_links_left"


def test_whoever_taught_neither_collects_nor_answers(laid):
    told = {"by": laid.trainer, "course": laid.uid, "today": DAY}
    assert code_of(actions.ask_participants, **told, participants=10) == "training.taught_it"
    laid.ask()
    (token,) = laid.links(1)
    assert code_of(actions.hand_out_links, **told, links=1) == "training.taught_it"
    assert code_of(actions.enter_paper, **told, sheet=1, given=ALL_FIVE) == "training.taught_it"
    assert code_of(actions.close_asking, **told) == "training.taught_it"
    assert code_of(actions.screen_code, **told) == "training.taught_it"
    assert code_of(actions.say, by=laid.trainer, token=token, given=ALL_FIVE, today=DAY) == "training.taught_it"
    both = Actor(laid.trainer.uid, "Both", (Grant(Role.TRAINING_CENTRE_MANAGER, "KAZ"),))
    assert code_of(actions.hand_out_links, **told | {"by": both}, links=1) == "training.taught_it", "by no other role"


def test_whoever_taught_reads_sums_and_no_words(laid):
    laid.ask()
    answered(laid, 5, ALL_FIVE | {"helped": "The drill"})
    trainer = seen(laid, PUBLIC, laid.trainer)
    assert (trainer.questions[0].counts, trainer.words) == ((0, 0, 0, 0, 5), ())
    assert seen(laid, OFFICER_KAZ).words == (), "nor does who has no part in it"
    assert seen(laid, PUBLIC).questions == (), "nor the public sums"
    assert seen(laid, REGISTRAR_KAZ).words == (("What helped you most?", ("The drill",) * 5),)


def test_an_observer_collects_without_a_role(laid):
    laid.ask()
    paper = {"by": laid.observer, "course": laid.uid, "sheet": 1, "given": ALL_FIVE, "today": DAY}
    actions.enter_paper(**paper)
    assert len(laid.links(2, by=laid.observer)) == 2
    assert (seen(laid, on=DAY).answers, seen(laid, on=DAY).on_paper) == (1, 1)


def test_the_same_sheet_is_entered_once(laid):
    laid.ask()
    paper = {"by": laid.observer, "course": laid.uid, "today": DAY}
    for sheet in (7, 2):
        actions.enter_paper(**paper, sheet=sheet, given=ALL_FIVE)
    assert code_of(actions.enter_paper, **paper, sheet=7, given=LOW) == "training.sheet_entered"
    assert code_of(actions.enter_paper, **paper | {"by": laid.focal}, sheet=2, given=LOW) == "training.sheet_entered"
    for wrong in (None, 0, -1, 10_000):
        assert code_of(actions.enter_paper, **paper, sheet=wrong, given=ALL_FIVE) == "training.sheet_wrong"
    assert (seen(laid, on=DAY).answers, seen(laid, on=DAY).on_paper) == (2, 2)
    assert evaluation.paper_of(laid.course.id, on=DAY).sheet == 8, "the next free one is offered"
    actions.enter_paper(**paper, sheet=1, given=LOW)
    assert seen(laid, on=DAY).answers == 3, "two people may say the same"


def test_a_sheet_with_a_wrong_answer_can_be_entered_again(laid):
    laid.ask()
    paper = {"by": laid.observer, "course": laid.uid, "sheet": 3, "today": DAY}
    assert code_of(actions.enter_paper, **paper, given=ALL_FIVE | {"useful": ""}) == "training.answer_missing"
    actions.enter_paper(**paper, given=ALL_FIVE)


def test_two_who_enter_the_same_sheet_at_once_count_it_once(laid, monkeypatch):
    """Both read that nothing was entered; the second to write is refused all the same."""
    laid.ask()
    paper = {"by": laid.observer, "course": laid.uid, "sheet": 1, "given": ALL_FIVE, "today": DAY}
    before = reaction._open(Course.objects.seen_by(COUNTING).filter(key=laid.course.key).one(), DAY)
    actions.enter_paper(**paper)
    monkeypatch.setattr(reaction, "_open", lambda row, day: before)
    assert code_of(actions.enter_paper, **paper) == "training.sheet_entered"
    assert seen(laid, on=DAY).answers == 1


def test_paper_is_read_by_the_form_with_which_the_course_was_asked(laid):
    asked = [each.key for each in evaluation.paper_of(laid.course.id, on=DAY).form.questions]
    laid.ask()
    row = evaluation.newest_form(FormKind.REACTION, on=DAY)
    content = row.content | {"questions": row.content["questions"][:4]}
    actions.publish_form(by=SYSTEM, owner="REG", key=row.key, kind=row.kind, version="2", content=content, today=DAY)
    assert [each.key for each in evaluation.paper_of(laid.course.id, on=DAY).form.questions] == asked
    assert len(evaluation.form_of(evaluation.newest_form(FormKind.REACTION, on=DAY)).questions) == 4
    actions.enter_paper(by=laid.observer, course=laid.uid, sheet=1, given=ALL_FIVE, today=DAY)


def test_others_collect_nothing(laid):
    laid.ask()
    neighbour = Actor("focal-kgz", "Focal point", (Grant(Role.FOCAL_POINT, "KGZ"),))
    assert code_of(laid.links, 1, by=neighbour) == "training.not_organiser"
    assert code_of(laid.links, 1, by=ANONYMOUS) == "training.not_organiser"
    unknown = {"by": laid.focal, "links": 1, "today": DAY}
    for course in ("no uid", "018f3b1a-0000-7000-8000-000000000000"):
        assert code_of(actions.hand_out_links, **unknown, course=course) == "records.nothing_there"


def test_what_cannot_be_asked(laid):
    assert code_of(laid.links, 1) == "training.not_asked"
    assert code_of(laid.ask, participants=0) == "training.participants_wrong"
    assert code_of(laid.ask, participants=501) == "training.participants_wrong"
    assert code_of(laid.ask, participants=None) == "training.participants_wrong"
    assert code_of(laid.ask, until=DAY - timedelta(days=1)) == "training.asking_day"
    assert code_of(laid.ask, until=DAY + timedelta(days=61)) == "training.asking_day"
    assert code_of(laid.ask, today=DAY.replace(year=2025)) == "training.not_held_yet"
    laid.ask()
    assert code_of(laid.ask) == "training.asked_already"


def test_an_answer_is_whole_and_names_nobody(laid):
    laid.ask()
    (token,) = laid.links(1)

    def refused(**given: str) -> str:
        return code_of(actions.say, by=ANONYMOUS, token=token, given=ALL_FIVE | given, today=DAY)

    assert refused(useful="") == "training.answer_missing"
    assert refused(useful="6") == "training.answer_missing"
    assert refused(useful="0") == "training.answer_missing"
    assert refused(helped="x" * 281) == "training.words_too_long"
    assert refused(helped="Иванов И. И. объяснял хорошо") == "training.names_somebody"
    assert refused(change="5 vials of anthrax stand in freezer 2") == "inventory.not_for_sharing"
    assert seen(laid, on=DAY).answers == 0
    actions.say(by=ANONYMOUS, token=token, given=ALL_FIVE, today=DAY)


def test_the_code_on_the_screen_counts_devices(laid):
    laid.ask(participants=5)
    code = actions.screen_code(by=laid.focal, course=laid.uid, today=DAY)
    told = {"by": ANONYMOUS, "code": code, "given": ALL_FIVE, "today": DAY}
    asked = actions.say_at_screen(**told)
    assert asked == str(Reaction.objects.seen_by(COUNTING).one().uid)
    assert code_of(actions.say_at_screen, **told, said=True) == "training.said_already"
    assert code_of(actions.say_at_screen, **told | {"code": code[:-2]}) == "training.link_closed"
    for _ in range(4):
        actions.say_at_screen(**told)
    assert code_of(actions.say_at_screen, **told) == "training.link_closed", "five people came"


def test_a_code_from_the_screen_grows_old(laid, monkeypatch):
    laid.ask()
    code = actions.screen_code(by=laid.focal, course=laid.uid, today=DAY)
    monkeypatch.setattr("kerege.training.actions.reaction.SCREEN_LASTS", -1)
    told = {"by": ANONYMOUS, "code": code, "given": ALL_FIVE, "today": DAY}
    assert code_of(actions.say_at_screen, **told) == "training.link_closed"


def test_a_participant_sees_what_is_asked(laid):
    from kerege.training.rules.evaluation_reaction import token_digest

    laid.ask()
    (token,) = laid.links(1)
    asked = evaluation.asked_by(token_digest(token), on=DAY)
    assert (asked.course, len(asked.form.questions), len(asked.form.texts)) == ("Course of five days", 8, 2)
    assert evaluation.asked_by(token_digest(token), on=AFTER) is None
    assert evaluation.asked_by(token_digest("another"), on=DAY) is None


def test_forms_are_published_once(laid):
    from kerege.worlds.forms_loader import HERE
    from kerege.worlds.released import told as passport

    told = passport(HERE / "course_reaction.toml")
    given = {name: told[name] for name in ("key", "kind", "version", "content")}
    with_other = given | {"content": told["content"] | {"texts": []}}
    assert code_of(actions.publish_form, by=SYSTEM, owner="REG", **with_other) == "training.form_stands"
    assert code_of(actions.publish_form, by=laid.focal, owner="REG", **given) == "people.not_yours"
    assert code_of(actions.publish_form, by=SYSTEM, owner="REG", **given | {"kind": "other"}) == "training.form_wrong"
    assert actions.publish_form(by=SYSTEM, owner="REG", **given).version == "1"
