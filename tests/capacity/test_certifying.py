"""The whole way to a certificate, and what is refused on it."""

from datetime import date, timedelta

from kerege.capacity import actions, queries
from kerege.capacity.queries import certificates
from kerege.capacity.words.certification import CaseState, Todo, Warned
from kerege.files.rules import received
from kerege.journal import queries as journal
from kerege.journal.rules import known_as
from kerege.people import actions as people
from kerege.people.queries import account
from kerege.people.rules import ANONYMOUS, SYSTEM
from tests.capacity.given import code_of
from tests.capacity.laid_case import lay_case, lay_rubric, published, regional
from tests.capacity.way import ANSWERS, EVERY_POINT, LATER, NOBODY, PASSED, RUBRIC, START, TAUGHT, Way


def test_the_way_from_nomination_to_the_certificate():
    way = Way().certified()
    page = way.page()
    assert (page.line.state, page.line.passed_on, page.line.deadline) == (
        CaseState.CERTIFIED,
        PASSED,
        PASSED.replace(year=PASSED.year + 1),
    )
    held = page.certificate
    assert (held.level, held.curriculum, held.version, held.languages) == (
        "L1",
        "p53-train-the-trainers",
        "2017",
        ("ru", "kk"),
    )
    assert (held.valid_from, held.valid_until) == (LATER, LATER.replace(year=LATER.year + 3))
    assert certificates.by_number(held.number, on=LATER).name == ""
    actions.show_name(by=way.by("trainee"), number=held.number, shown=True, today=LATER)
    assert certificates.by_number(held.number, on=LATER).name == "Trainee"
    (delivery,) = page.deliveries
    assert (delivery.answers, delivery.on_paper, delivery.mean_tenths, delivery.links_open) == (6, 2, 40, 0)
    acts = [each for of in ("case", "certificate") for each in journal.acts(owners=None, word_prefix=f"capacity.{of}.")]
    words = ("nominated", "named", "hours_recorded", "result_recorded", "handed_in", "submitted", "judged", "certified")
    assert {f"capacity.case.{word}" for word in words} <= {each.word for each in acts}
    told = {key for each in acts for key in each.facts}
    assert told == {"links", "voices"}, "a restricted record: what was done, and nothing of what was found"


def test_from_trainer_to_lead_trainer_to_master_trainer():
    way = Way().certified()
    other = way.of_another("stranger")
    day = iter(LATER + timedelta(days=n) for n in range(1, 99))
    lead = next(day)
    assert code_of(way.nominate, level="L3", today=lead) == "capacity.level_before", "L2 stands between"
    way.risen("L2", lead)
    assert code_of(way.deliver, on=lead - timedelta(days=1)) == "capacity.delivery_too_early"
    assert (way.page(on=lead).line.state, way.page(on=lead).line.passed_on) == (CaseState.PART_TWO, lead)
    for _ in range(2):
        way.taught(next(day), seen_by="observer")
    way.handed_in(next(day))
    assert code_of(way.submitted, on=next(day)) == "capacity.deliveries_missing", "three are wanted"
    way.taught(next(day), seen_by="observer")
    assert way.finished(next(day)).level == "L2"
    master = next(day)
    way.risen("L3", master)
    for _ in range(3):
        way.taught(next(day), seen_by="observer")
    way.handed_in(next(day))
    assert list(way.page(on=master).todos) == [Todo.OBSERVE_OTHERS]
    assert code_of(way.submitted, on=next(day)) == "capacity.observed_too_few"
    other.opened()
    other.name("trainee", "observer", today=next(day))
    for _ in range(3):
        other.taught(next(day), seen_by="trainee")
    assert way.finished(next(day)).level == "L3"
    held = certificates.held_by(way.by("trainee").uid, on=next(day))
    assert [(line.level, line.holds) for line in held] == [("L3", True), ("L2", True), ("L1", True)]


def test_what_is_next_is_told_to_each():
    way = Way("trainee", "centre", "coach")
    way.nominate()
    read = {name: (way.page(name).next, way.page(name).is_mine(Todo.ENROL)) for name in ("centre", "trainee")}
    assert read == {"centre": (Todo.ENROL, True), "trainee": (Todo.ENROL, False)}
    actions.enrol(by=way.by("centre"), case=way.case, today=START)
    way.name("coach", "trainer")
    parts = [Todo.HOURS, Todo.KNOWLEDGE, Todo.PRACTICAL, Todo.TEACH_BACK]
    assert list(way.page("coach").todos) == parts
    way.hours(START, hours="8")
    assert way.page("coach").line.state == CaseState.PART_ONE
    assert [case.uid for case in queries.cases.my_cases(by=way.by("trainee"), on=LATER, lang="en")] == [way.case]


def test_nominating_is_for_those_who_may_and_of_those_who_can_be():
    way = Way("trainee", "centre", "stranger", "focal")
    told = {"deed": way.nominate}
    assert code_of(**told, by=way.by("stranger")) == "records.nothing_there"
    assert code_of(**told, person="nobody") == "records.nothing_there"
    assert code_of(**told, scheme="other") == "capacity.scheme_none"
    assert code_of(**told, level="L9") == "capacity.level_unknown"
    assert code_of(**told, level="L2") == "capacity.level_before"
    assert code_of(**told, curriculum="other") == "capacity.curriculum_unknown"
    assert code_of(**told, languages="Russian") == "capacity.language_wrong"
    assert code_of(**told, commitment=" ") == "capacity.no_commitment"
    way.nominate()
    assert code_of(**told) == "capacity.case_open_already"
    enrol = {"deed": actions.enrol, "case": way.case, "today": START}
    assert code_of(**enrol, by=way.by("stranger")) == "records.nothing_there"
    assert code_of(**enrol, by=way.by("trainee")) == "capacity.own_case"
    people.unlink_person(by=SYSTEM, account=account("trainee@example.org"))
    assert code_of(**enrol, by=way.by("centre")) == "capacity.no_account_yet"
    withdraw = {"deed": actions.withdraw_case, "case": way.case, "today": START}
    assert code_of(**withdraw, by=way.by("centre"), reason=" ") == "capacity.no_reason"
    actions.withdraw_case(by=way.by("focal"), case=way.case, reason="Left the laboratory", today=START)
    assert code_of(**enrol, by=way.by("centre")) == "capacity.case_not_now"


def test_hours_are_refused_where_they_cannot_be():
    way = Way("trainee", "centre", "coach").enrolled()
    way.hours(START, start="09:00", end="13:00")
    told = {"deed": way.hours, "day": START}
    assert code_of(**told, start="12:00", end="14:00") == "capacity.sessions_overlap"
    assert code_of(**told, hours="3") == "capacity.day_twice"
    assert code_of(**told, start="14:00", end="21:00") == "capacity.day_too_long"
    assert code_of(**told, start="14:00", end="") == "capacity.time_wrong"
    assert code_of(**told, hours="many") == "capacity.no_hours"
    assert code_of(deed=way.hours, day=START - timedelta(days=1), hours="7") == "capacity.before_enrolment"
    assert code_of(deed=way.hours, day=LATER + timedelta(days=1), hours="7") == "capacity.day_not_yet"
    assert code_of(deed=way.hours, day=None, hours="7") == "capacity.day_missing"
    assert code_of(**told, hours="3", by=way.by("trainee")) == "capacity.own_case"
    way.hours(START + timedelta(days=1), hours="7")
    assert code_of(deed=way.hours, day=START + timedelta(days=1), hours="7") == "capacity.day_twice"
    wrong = next(each for each in way.page().records if each.on == START + timedelta(days=1))
    actions.withdraw_hours(by=way.by("coach"), case=way.case, record=wrong.uid)
    assert way.page().facts.minutes == 240


def test_part_one_closes_only_when_all_of_it_is_there():
    way = Way("trainee", "centre", "coach").enrolled()
    close = {"deed": actions.close_part_one, "by": way.by("coach"), "case": way.case, "today": PASSED}
    told = {"by": way.by("coach"), "case": way.case, "on": PASSED, "today": PASSED}
    for number in range(4):
        way.hours(START + timedelta(days=number), hours="9")
    way.hours(START + timedelta(days=5), hours="0.5")
    assert code_of(**close) == "capacity.hours_missing", "36.5 h are not 37"
    way.hours(START + timedelta(days=6), hours="0.5")
    assert code_of(**close) == "capacity.knowledge_missing"
    actions.record_knowledge(**told, percent="69")
    assert code_of(**close) == "capacity.knowledge_below"
    actions.record_knowledge(**told, percent="70")
    assert code_of(**close) == "capacity.practical_missing"
    actions.sign_checklist(**told, done=EVERY_POINT[:4])
    assert code_of(**close) == "capacity.checklist_open"
    by_trainee = told | {"by": way.by("trainee")}
    assert code_of(actions.sign_checklist, **by_trainee, done=EVERY_POINT) == "capacity.own_case"
    assert code_of(actions.sign_checklist, **told, done=["dance"]) == "capacity.item_unknown"
    actions.sign_checklist(**told, done=EVERY_POINT)
    assert code_of(**close) == "capacity.teach_back_missing"
    assert code_of(actions.judge_teach_back, **told, given=RUBRIC | {"goal": ""}) == "capacity.rubric_incomplete"
    actions.judge_teach_back(**told, given=dict.fromkeys(RUBRIC, "2"))
    assert code_of(**close) == "capacity.rubric_below"
    actions.judge_teach_back(**told, given=RUBRIC)
    actions.close_part_one(by=way.by("centre"), case=way.case, today=PASSED)
    assert way.page().next == Todo.OPEN_PART_TWO


def test_deliveries_and_evidence_are_refused_where_they_cannot_count():
    way = Way("trainee", "centre", "coach", "focal").opened()
    told = {"deed": way.deliver}
    over = PASSED.replace(year=PASSED.year + 1) + timedelta(days=1)
    assert code_of(**told, on=PASSED - timedelta(days=1)) == "capacity.delivery_before_part_one"
    assert code_of(**told, on=over, today=over) == "capacity.delivery_after_deadline"
    assert code_of(**told, on=LATER + timedelta(days=1)) == "capacity.day_not_yet"
    assert code_of(**told, participants=7) == "capacity.too_few_participants"
    assert code_of(**told, version="2016") == "capacity.curriculum_version"
    assert code_of(**told, language="Russian") == "capacity.language_wrong"
    assert code_of(**told, attendance=" ") == "capacity.no_attendance"
    sheet = received("sheet.csv", [b"number\n1\n2\n"])
    first = way.deliver(received=sheet)
    assert code_of(**told, attendance="Another") == "capacity.delivery_twice"
    again = received("renamed.csv", [b"number\n1\n2\n"])
    assert code_of(**told, place="Osh", received=again) == "capacity.case_evidence_twice", "the same content"
    wrong = {"by": way.by("trainee"), "delivery": first, "before": "40", "after": "70"}
    assert code_of(actions.record_tests, **wrong, tested="11") == "capacity.results_wrong"
    text = {"by": way.by("trainee"), "case": way.case, "kind": "adaptation", "text": "Ours", "today": LATER}
    assert code_of(actions.hand_in_text, **(text | {"text": " "})) == "capacity.evidence_empty"
    assert code_of(actions.hand_in_text, **(text | {"by": way.by("centre")})) == "capacity.not_in_case"
    actions.hand_in_text(**text)
    assert code_of(actions.hand_in_text, **(text | {"kind": "reflection"})) == "capacity.case_evidence_twice"
    submit = {"by": way.by("trainee"), "case": way.case, "today": LATER}
    assert code_of(actions.submit, **submit) == "capacity.tests_missing"
    actions.record_tests(**wrong, tested="9")
    assert code_of(actions.submit, **submit) == "capacity.feedback_low"


def test_a_later_deadline_has_a_reason_and_another_approves_it():
    way = Way("trainee", "centre", "coach").opened()
    deadline = way.page().line.deadline
    ask = {"deed": actions.ask_extension, "by": way.by("trainee"), "case": way.case, "today": LATER}
    until = deadline + timedelta(days=60)
    assert code_of(**ask, until=deadline, reason="Ill") == "capacity.extension_wrong"
    assert code_of(**ask, until=deadline + timedelta(days=300), reason="Ill") == "capacity.extension_wrong"
    assert code_of(**ask, until=until, reason=" ") == "capacity.no_reason"
    told = {"by": way.by("trainee"), "case": way.case, "reason": "Ill", "today": LATER}
    first = actions.ask_extension(**told, until=until + timedelta(days=30))
    asked = actions.ask_extension(**told, until=until)
    replaced = {"by": way.by("centre"), "case": way.case, "record": str(first.uid), "today": LATER}
    assert code_of(actions.approve_extension, **replaced) == "records.nothing_there", "asked no longer"
    approve = {"case": way.case, "record": str(asked.uid), "today": LATER}
    assert code_of(actions.approve_extension, by=way.by("trainee"), **approve) == "capacity.own_case"
    assert way.page("centre").todos[0] == Todo.EXTEND
    actions.approve_extension(by=way.by("centre"), **approve)
    assert way.page().line.deadline == until
    assert code_of(actions.approve_extension, by=way.by("centre"), **approve) == "records.nothing_there"


def test_feedback_does_not_pass_through_whoever_taught():
    way = Way("trainee", "centre", "coach", "observer", "stranger").opened()
    way.name("observer", "observer")
    way.name("stranger", "co_trainer", by="trainee")
    delivery = way.deliver()
    told = {"delivery": delivery, "links": 2, "today": TAUGHT}
    for name in ("trainee", "stranger"):
        assert code_of(actions.open_feedback, by=way.by(name), **told) == "capacity.feedback_not_yours"
        paper = {"by": way.by(name), "delivery": delivery, "given": ANSWERS}
        assert code_of(actions.enter_paper, **paper) == "capacity.feedback_not_yours"
    assert (
        code_of(actions.open_feedback, by=way.by("observer"), **(told | {"links": 11})) == "capacity.feedback_too_many"
    )
    first, second = actions.open_feedback(by=way.by("observer"), **told)
    answer = {"token": first, "given": ANSWERS, "today": TAUGHT}
    assert code_of(actions.answer_feedback, by=way.by("trainee"), **answer) == "capacity.feedback_not_yours"
    half = answer | {"given": ANSWERS | {"fit": "6"}}
    assert code_of(actions.answer_feedback, by=ANONYMOUS, **half) == "capacity.feedback_incomplete"
    actions.answer_feedback(by=ANONYMOUS, **answer)
    assert code_of(actions.answer_feedback, by=ANONYMOUS, **answer) == "capacity.feedback_closed", "one answer a link"
    late = answer | {"token": second, "today": TAUGHT + timedelta(days=31)}
    assert code_of(actions.answer_feedback, by=ANONYMOUS, **late) == "capacity.feedback_closed"
    assert way.page().deliveries[0].answers == 1


def test_a_level_that_judges_others_wants_deliveries_of_others_observed():
    levels = [level | ({"observed": 1} if level["key"] == "L1" else {}) for level in regional()["levels"]]
    way = Way(levels=levels).proved()
    submit = {"by": way.by("trainee"), "case": way.case, "today": LATER}
    assert code_of(actions.submit, **submit) == "capacity.observed_too_few"
    assert (way.page().todos, way.page().is_mine(Todo.OBSERVE_OTHERS)) == ((Todo.OBSERVE_OTHERS,), True)
    me = known_as(way.by("trainee").uid)
    lay_rubric(lay_case("P-coach", scheme=published(key="another")), me)
    lay_rubric(lay_case("P-coach", scheme=published(levels=levels)), known_as(way.by("observer").uid))
    assert way.page().todos == (Todo.OBSERVE_OTHERS,), "of another scheme, and by somebody else"
    lay_rubric(lay_case("P-stranger", scheme=published(levels=levels)), me)
    assert way.page().todos == (Todo.SUBMIT,)
    assert actions.submit(**submit, drawn=99).state == CaseState.SUBMITTED


def test_an_observer_has_the_level_and_is_not_close():
    way = Way("trainee", "centre", "coach", "observer", "stranger", "focal").opened()
    assert code_of(way.name, who="stranger", part="observer") == "capacity.observer_level"
    assert code_of(way.name, who="coach", part="observer") == "capacity.close_trained"
    assert code_of(way.name, who="trainee", part="observer") == "capacity.own_case"
    assert code_of(way.name, who="nobody", part="observer") == "capacity.case_no_account"
    assert code_of(way.name, who="observer", part="observer", by="trainee") == "capacity.own_case"
    way.name("observer", "observer")
    assert code_of(way.name, who="observer", part="observer") == "capacity.in_case_already"
    delivery = way.deliver()
    rubric = {"delivery": delivery, "given": RUBRIC, "today": TAUGHT}
    assert code_of(actions.observe, by=way.by("coach"), **rubric) == "capacity.not_in_case"
    way.name("observer", "co_trainer")
    assert code_of(actions.observe, by=way.by("observer"), **rubric) == "capacity.close_co_trainer", "judged anew"


def test_two_people_decide_who_had_no_part():
    way = Way().reviewed(drawn=5)
    judge = {"deed": way.judge}
    assert code_of(**judge, name="first") == "capacity.audit_open"
    actions.record_audit(by=way.by("first"), case=way.case, text="Sheet and answers seen", today=LATER)
    for name, code in (
        ("trainee", "capacity.own_case"),
        ("coach", "capacity.not_in_case"),
        ("focal", "capacity.not_in_case"),
    ):
        assert code_of(**judge, name=name) == code
    assert code_of(**judge, name="observer") == "capacity.not_in_case", "a master trainer of another country"
    assert way.judge("first") is None
    assert code_of(**judge, name="first") == "capacity.decided_already"
    assert way.judge("second", "no") is None, "they differ: nothing is decided"
    assert way.judge("third") == "yes"
    assert way.page().line.state == CaseState.CERTIFIED
    assert code_of(**judge, name="third") == "capacity.case_not_now"


def test_back_to_the_trainee_and_a_no_with_its_appeal():
    way = Way().reviewed()
    assert [way.judge(name, "back") for name in ("first", "second")] == [None, "back"]
    assert way.page().line.state == CaseState.PART_TWO
    actions.submit(by=way.by("trainee"), case=way.case, today=LATER, drawn=99)
    actions.take_up(by=way.by("second"), case=way.case, today=LATER)
    assert [way.judge(name, "no") for name in ("first", "second")] == [None, "no"]
    assert way.page().certificate is None
    appeal = {"by": way.by("trainee"), "case": way.case, "reason": "The sheet was there"}
    late = LATER + timedelta(days=61)
    assert code_of(actions.appeal, **appeal, today=late) == "capacity.appeal_too_late"
    assert code_of(actions.appeal, **(appeal | {"by": way.by("centre")}), today=LATER) == "capacity.not_in_case"
    actions.appeal(**appeal, today=LATER)
    assert code_of(actions.appeal, **appeal, today=LATER) == "capacity.case_not_now", "one at a time"
    on_appeal = {"deed": way.judge, "matter": "appeal"}
    assert code_of(**on_appeal, name="first") == "capacity.close_decided"
    assert way.judge("third", matter="appeal") is None
    way.who["fourth"] = way.again("observer")
    people.grant_role(
        by=SYSTEM, account=account("stranger@example.org"), role="reviewer", owner="REG", start=date(2020, 1, 1)
    )
    way.who["stranger"] = way.again("stranger")
    assert way.judge("stranger", matter="appeal") == "yes"
    assert way.page().certificate.holds


def test_suspended_revoked_and_back_by_an_appeal():
    way = Way().certified()
    day = LATER + timedelta(days=10)
    told = {"case": way.case, "reason": "A complaint", "today": day}
    assert code_of(actions.suspend, by=way.by("first"), **told) == "people.not_yours"
    assert code_of(actions.suspend, by=way.by("focal"), **(told | {"reason": " "})) == "capacity.no_reason"
    actions.suspend(by=way.by("focal"), **told)
    assert code_of(actions.suspend, by=way.by("focal"), **told) == "capacity.certificate_not_now"
    number = way.page(on=day).certificate.number
    assert certificates.by_number(number, on=day).state == "suspended"
    actions.reinstate(by=way.by("focal"), **told)
    assert [way.judge(name, matter="revoke", today=day) for name in ("first", "second")] == [None, "yes"]
    assert certificates.by_number(number, on=day).state == "revoked"
    assert code_of(actions.reinstate, by=way.by("focal"), **told) == "capacity.certificate_not_now"
    assert code_of(way.judge, name="first", matter="renew", today=day) == "capacity.certificate_not_now"


def test_a_renewal_wants_new_deliveries():
    way = Way().certified()
    day = LATER + timedelta(days=900)
    assert code_of(way.judge, name="first", matter="renew", today=day) == "capacity.refresh_missing"
    way.deliver(LATER + timedelta(days=500), today=day)
    assert [way.judge(name, matter="renew", today=day) for name in ("first", "second")] == [None, "yes"]
    held = way.page(on=day).certificate
    assert held.valid_until == LATER.replace(year=LATER.year + 6)


def test_the_same_participants_at_two_places_are_told_and_nobody_is_named():
    way = Way("trainee", "centre", "coach").opened()
    way.deliver(present=["17", "18"])
    way.deliver(place="Osh", attendance="Another", present=["18 ", "44"], language="en")
    first, second = way.page().deliveries
    assert first.warned == (Warned.TWO_CITIES, Warned.FEW_NAMED)
    assert second.warned == (Warned.TWO_CITIES, Warned.OUTSIDE_SCOPE, Warned.FEW_NAMED)


def test_who_reads_a_case():
    way = Way().proved()
    read = {name: way.page(name) is not None for name in way.who}
    names = ("trainee", "centre", "coach", "observer", "focal")
    assert read == {name: name in names for name in way.who}, "reviewers read from the submission on"
    actions.submit(by=way.by("centre"), case=way.case, today=LATER, drawn=99)
    assert way.page("first") is not None
    assert queries.cases.case_page(NOBODY, way.case, by=ANONYMOUS, on=LATER, lang="en") is None
    assert [case.uid for case in queries.cases.queue(by=way.by("first"), on=LATER, lang="en")] == [way.case]
    assert queries.cases.queue(by=way.by("stranger"), on=LATER, lang="en") == []
    assert queries.cases.cases(NOBODY, by=way.by("stranger"), on=LATER, lang="en") == []


def test_a_case_stays_with_its_version_and_a_country_asks_for_more():
    way = Way("trainee", "centre", "coach").enrolled()
    published(version="2", hours=40)
    assert way.page().scheme.hours == 37
    published(owner="KAZ", hours=45, key="biosafety-trainer")
    assert way.page().scheme.hours == 37
