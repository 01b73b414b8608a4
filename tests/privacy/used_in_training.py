"""The rows of courses in which two people had a part, each in every part that there is.

Each is laid both ways round, what is told of one being noted by the other: a row that goes with the person it is about
shows nothing of what becomes of the column that says who noted it.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from kerege.journal.actions import act
from kerege.lib.canonical import digest
from kerege.lib.ids import new_uid
from kerege.lib.sensitivity import Sensitivity
from kerege.people.models import Account
from kerege.people.queries import pseudonyms
from kerege.people.rules import SYSTEM
from kerege.planning.models import Outlook, OutlookVersion, Scenario, ScenarioTrainer
from kerege.training.models import (
    Attendance,
    BankCollection,
    BankEntry,
    BankVersion,
    BehaviourObservation,
    ClassClock,
    ClassEvent,
    ClassSeat,
    Cmi5Session,
    Course,
    CourseActivity,
    CourseSession,
    CourseStaff,
    CourseTest,
    Curriculum,
    CurriculumExam,
    CurriculumExamItem,
    CurriculumOffer,
    CurriculumVersion,
    ElearningCommit,
    ElearningPackage,
    ElearningRegistration,
    Enrolment,
    EvaluationForm,
    Exam,
    ExamAllowance,
    ExamAnswer,
    ExamAppeal,
    ExamAttempt,
    ExamCorrection,
    ExamItem,
    ExamMark,
    ExamRegrade,
    FollowUp,
    FollowUpLink,
    GroupPlace,
    LessonAttempt,
    LtiLaunch,
    LtiLearner,
    LtiPlatform,
    LtiScore,
    LtiTool,
    PracticeEvent,
    Reaction,
    ReviewEntry,
    ScenarioWalk,
    TestResult,
    ToolChoice,
    ToolColumn,
    ToolLaunch,
    ToolLearner,
    ToolLink,
    ToolPlace,
    ToolScore,
    WaitingStatements,
)

OWNER, DAY = "KAZ", date(2020, 1, 1)
AT = datetime(2020, 1, 1, 4, tzinfo=UTC)
KEPT: dict[str, Any] = {"owner": OWNER, "label": Sensitivity.RESTRICTED}


def lay_courses(her: Account, other: Account) -> None:
    """Lay them in two courses, one of which each of the two ran; both have acted before, so both have pseudonyms."""
    names = pseudonyms([str(her.uid), str(other.uid)])
    with act("tests.courses.laid", by=SYSTEM, about="courses"):
        for about, noter in ((her, other), (other, her)):
            who = names[str(noter.uid)]
            why = {"cohort_reason": f"{about.name} trains few", "called_off_for": f"{about.name} is ill"}
            course = Course.objects.create(
                owner=OWNER, key=f"RUN-{noter.id}", title="A course", kind="other", status="held", done_by=DAY, **why
            )
            session = CourseSession.objects.create(
                owner=OWNER,
                course=course,
                title="Waste, by Zhanar Quxley",
                starts=AT,
                ends=AT + timedelta(hours=2),
                called_off_for=why["called_off_for"],
            )
            _delivery(course, session, about, who)
            _practice(course, session, about, who)
            _evaluation(course, about, who)
            _followed(course, about, who)
            _examined(course, about, noter.name, who)
            _learnt(course, about, who)


def _delivery(course: Course, session: CourseSession, about: Account, who: str) -> None:
    told: dict[str, Any] = {**KEPT, "person_id": about.person_id, "noted_by": who}
    why = {"reason": f"{about.name} asked for it"}
    CourseStaff.objects.create(**told, **why, course=course, part="lead", since=DAY)
    _planned(about)
    Enrolment.objects.create(**told, **why, course=course, nominated_on=DAY, commitment=f"{about.name} teaches")
    Attendance.objects.create(**told, session=session, presence="present", via="list", at=AT, noted_on=AT)


def _planned(about: Account) -> None:
    """A plan of courses in which somebody may teach, with what was typed about it."""
    said = {"no": 1, "why": f"{about.name} asked for it"}
    plan = Scenario.objects.create(
        owner=OWNER, title=f"Courses of {about.name}", first=DAY, last=DAY, made_on=DAY, settings={"wanted": [said]}
    )
    ScenarioTrainer.objects.create(owner=OWNER, of=plan, number=1, person_id=about.person_id, country=OWNER)
    of = Outlook.objects.create(
        owner=OWNER, title=f"What is left without {about.name}", territory=OWNER, scheme="s", currency="EUR", hold=8,
        told={"needed": [said]}, digest="0", taken_on=DAY, made_on=DAY,
    )  # fmt: skip
    who = pseudonyms([str(about.uid)])[str(about.uid)]
    told: dict[str, Any] = {"why": f"{about.name} said so", "told": {"needed": [said]}, "told_by": who, "told_on": DAY}
    OutlookVersion.objects.create(owner=OWNER, of=of, number=1, change="told", **told)


def _practice(course: Course, session: CourseSession, about: Account, who: str) -> None:
    """A place in a group, and a note that names whom it is about."""
    activity = CourseActivity.objects.create(owner=OWNER, course=course, session=session, content={"kind": "drill"})
    told: dict[str, Any] = {**KEPT, "person_id": about.person_id}
    GroupPlace.objects.create(**told, session=session, number=1)
    seen = {"kind": "note", "note": f"{about.name} washed both hands", "device": "device", "number": 1}
    PracticeEvent.objects.create(**told, **seen, activity=activity, device_at=AT, received_at=AT, noted_by=who)


def _evaluation(course: Course, about: Account, who: str) -> None:
    form = EvaluationForm.objects.create(
        owner=OWNER, key=f"form-{course.id}", kind="reaction", version="1", content={}, digest="", published_on=DAY
    )
    Reaction.objects.create(**KEPT, course=course, form=form, participants=9, opened_on=DAY, until=DAY, opened_by=who)
    test = CourseTest.objects.create(owner=OWNER, course=course, kind="pre", on=DAY, most=10, noted_by=who)
    told: dict[str, Any] = {**KEPT, "person_id": about.person_id, "noted_by": who, "noted_on": DAY}
    TestResult.objects.create(**told, test=test, score=7, corrected_for=f"{about.name} wrote it by hand")
    seen = {"after": 6, "on": DAY, "relation": "supervisor", "seen": {}, "drivers": {}}
    BehaviourObservation.objects.create(**told, **seen, course=course, form=form)


def _asked(own: str, who: str, name: str) -> None:
    """A question that the account wrote, and that somebody else reviewed."""
    bank = BankCollection.objects.create(owner=OWNER, key=digest([own])[:40], title="Questions")
    entry = BankEntry.objects.create(owner=OWNER, collection=bank, key="one")
    told: dict[str, Any] = {
        "body": {},
        "digest": digest([own]),
        "written_on": DAY,
        "written_by": own,
        "authors": [own],
        "reviewed_by": who,
        "released_by": who,
    }
    told |= {"state": "retired", "reason": f"{name} wrote a better one"}
    BankVersion.objects.create(owner=OWNER, entry=entry, number=1, **told)


def _followed(course: Course, about: Account, who: str) -> None:
    asked = FollowUp.objects.create(**KEPT, course=course, person_id=about.person_id, months=6, due_on=DAY)
    link = digest(["followup", str(asked.uid)])
    FollowUpLink.objects.create(**KEPT, followup=asked, side="trainer", digest=link, until=DAY, opened_by=who)


def _examined(course: Course, about: Account, other: str, who: str) -> None:
    """An exam that somebody sat and disputed, made, marked and decided by the other one, whom its words name."""
    own = pseudonyms([str(about.uid)])[str(about.uid)]
    told: dict[str, Any] = {"title": {"en": "An exam"}, "languages": ["en"], "blueprint": [], "shown": "score"}
    told |= {"pass_mark": 70, "minutes": 30, "opens": AT, "closes": AT, "drafted_by": who, "released_by": own}
    told |= {"authors": [who], "reason": f"{other} read it aloud"}
    exam = Exam.objects.create(**KEPT, **told, course=course, key=new_uid(), released_at=AT)
    ExamItem.objects.create(**KEPT, exam=exam, ref="item", data={}, written_by=own)
    _of_curriculum(told, own)
    why = f"{about.name} found it wrong"
    ExamRegrade.objects.create(**KEPT, exam=exam, ref="item", way="removed", reason=why, decided_by=own, decided_at=AT)
    named = f"{other} had asked otherwise"
    key = {"ref": "item", "source": "-", "data": {}, "reason": named, "state": "refused", "answer": why}
    key |= {"proposed_by": own, "proposed_at": AT, "decided_by": who, "decided_at": AT}
    ExamCorrection.objects.create(**KEPT, **key, exam=exam)
    grades = [{"at": AT.isoformat(), "points": "1", "of": "1", "passed": True, "why": named}]
    sat: dict[str, Any] = {
        "grades": grades,
        "number": 1,
        "seed": "s",
        "form": [],
        "language": "en",
        "began_at": AT,
        "ends_at": AT,
        "ended_at": AT,
    }
    attempt = ExamAttempt.objects.create(**KEPT, **sat, exam=exam, person_id=about.person_id)
    of: dict[str, Any] = {**KEPT, "attempt": attempt, "person_id": about.person_id, "place": 1}
    ExamAnswer.objects.create(**of, device="page", number=1, given={"q": f"{about.name} answers"}, at=AT)
    ExamMark.objects.create(**of, round="first", points=1, note=named, marked_by=who, marked_at=AT)
    ExamAppeal.objects.create(**of, reason=named, made_at=AT, answer=named, decided_by=who, decided_at=AT)
    asked = {"exam": exam.key, "reason": named, "asked_at": AT, "decided_by": who}
    ExamAllowance.objects.create(**KEPT, **asked, course=course, person_id=about.person_id)


def _of_curriculum(told: dict[str, Any], own: str) -> None:
    """An exam of a curriculum that somebody released, with the words about the other one."""
    of = Curriculum.objects.create(**KEPT, key=f"examined-{own[-8:]}", title="A curriculum")
    version = CurriculumVersion.objects.create(**KEPT, of=of, version="1", content={}, digest="-")
    told = {name: value for name, value in told.items() if name not in {"opens", "closes"}}
    made = CurriculumExam.objects.create(**KEPT, **told, of=of, version=version, key=new_uid(), released_at=AT)
    CurriculumExamItem.objects.create(**KEPT, exam=made, ref="item", data={}, written_by=own)


def _learnt(course: Course, about: Account, who: str) -> None:
    """A seat in a class, what the class brought back of it, also under a name that was only typed, and a lesson."""
    ClassSeat.objects.create(account=about, name=about.name, pin="-")
    for person, called, came in ((about.person_id, "", "counted"), (None, about.name, "unknown")):
        told = {"number": new_uid(), "held": "class", "what": "came", "at": AT, "came": came, "taken_on": AT}
        ClassEvent.objects.create(
            **KEPT, **told, course=course, person_id=person, called=called, digest=digest([called, str(course.uid)])
        )
    known = {"shift": 60, "reason": f"From the list that {about.name} signed", "set_on": AT}
    ClassClock.objects.create(**KEPT, **known, course=course, held=digest([who])[:40])
    told = {"title": "A package", "standard": "scorm12", "told": {}, "paths": {}, "size": 1, "count": 1}
    told |= {"reason": f"{about.name} has no right to it"}
    own = pseudonyms([str(about.uid)])[str(about.uid)]
    package = ElearningPackage.objects.create(
        owner=OWNER, digest=digest([who]), **told, handed_in_on=DAY, handed_in_by=own, reviewed_by=who
    )
    _reviewed(own, who, about.name)
    _came(about, who)
    _went(course, about, who)
    _asked(own, who, about.name)
    played = ElearningRegistration.objects.create(account=about, package=package, started_at=AT)
    ElearningCommit.objects.create(registration=played, session="s", number=1, part="p", at=AT)
    Cmi5Session.objects.create(registration=played, part="p", launched_at=AT, until=AT, last_at=AT)
    WaitingStatements.objects.create(registration=played, statements=[])
    walked: dict[str, Any] = {"curriculum": "awareness", "version": "1.0", "module": "waste", "language": "en"}
    ScenarioWalk.objects.create(account=about, scenario="bin", path=["w"], started_at=AT, walked_at=AT, **walked)
    LessonAttempt.objects.create(
        account=about, curriculum="awareness", version="1.0", module="waste", language="en", started_at=AT
    )


def _came(about: Account, who: str) -> None:
    """Somebody whom a platform sends, that one of the two told of and the other opened, with a result for it."""
    own = pseudonyms([str(about.uid)])[str(about.uid)]
    told: dict[str, Any] = {"title": "A platform", "issuer": f"https://{about.id}.example", "client_id": "c"}
    told["reason"] = f"{about.name} asked for it"
    platform = LtiPlatform.objects.create(owner=OWNER, **told, told_by=own, told_on=DAY, opened_by=who, opened_on=DAY)
    learner = LtiLearner.objects.create(platform=platform, subject="7", account=about, began_at=AT)
    link = {"deployment": "1", "resource": "r", "kind": "lesson", "what": "a/b", "began_at": AT, "opened_at": AT}
    launch = LtiLaunch.objects.create(learner=learner, **link)
    LtiScore.objects.create(launch=launch, about=new_uid(), given=1, most=2, at=AT, due=AT)


def _went(course: Course, about: Account, who: str) -> None:
    """A tool of others that one of the two registered and the other opened, with what it says of a learner."""
    own = pseudonyms([str(about.uid)])[str(about.uid)]
    told: dict[str, Any] = {"title": "A tool", "login_url": "https://t.example", "launch_url": "https://t.example"}
    told |= {"redirect_uris": [], "client": str(new_uid()), "deployment": "d", "reason": f"{about.name} asked for it"}
    tool = LtiTool.objects.create(owner=OWNER, **told, handed_in_by=own, handed_in_on=DAY, reviewed_by=who)
    place = ToolPlace.objects.create(tool=tool, course=course)
    link = ToolLink.objects.create(place=place, title="A task", maximum=10)
    column = ToolColumn.objects.create(place=place, title="Another task", maximum=10)
    found = {"links": [], "left": [], "over": 0, "says": f"{about.name}: good"}
    ToolChoice.objects.create(place=place, account=about, hint=digest([own, "choice"])[:60], until=AT, found=found)
    learner = ToolLearner.objects.create(place=place, account=about, sub=digest([own, "sub"])[:40], opened_at=AT)
    ToolLaunch.objects.create(link=link, account=about, hint=digest([own, "hint"])[:60], until=AT)
    said: dict[str, Any] = {"given": 8, "maximum": 10, "activity": "Completed", "grading": "FullyGraded"}
    ToolScore.objects.create(column=column, learner=learner, **said, at=AT, received_at=AT)
    ToolScore.objects.create(link=link, learner=learner, **said, comment=f"{about.name}: good", at=AT, received_at=AT)


def _reviewed(own: str, who: str, name: str) -> None:
    """A review that one asked the other for, with what was remarked."""
    key = digest([own, who])[:20]
    kept: dict[str, Any] = {"owner": OWNER, "label": Sensitivity.RESTRICTED}
    whole = Curriculum.objects.create(**kept, key=f"cur-{key}", title="Lessons", wording="own")
    version = CurriculumVersion.objects.create(**kept, of=whole, version="1", content={}, digest=key)
    said: dict[str, Any] = {"kind": "asked", "digest": key, "text": f"{name} wrote it", "said_at": AT}
    ReviewEntry.objects.create(**kept, **said, version=version, said_by=own, asked_of=who)
    why = {"note": f"{name} asked for it", "reason": f"{name} said it twice"}
    CurriculumOffer.objects.create(**kept, **why, to=whole, origin=version, change="changed", offered_on=DAY)
