"""Whoever adds an act says which kept answers it changes."""

import ast
import re
from pathlib import Path

import pytest

from kerege.indicators.words import FIGURES

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = {path.parent.name for path in ROOT.glob("kerege/*/__init__.py")}
WORD = re.compile(r"[a-z]+\.[a-z_]+\.[a-z_]+")

CHANGES_NO_FIGURE = {
    "atlas.source.recorded": "a source is new where it is recorded; figures change when something cites it",
    "atlas.sources.recorded": "as one source",
    "capacity.action.done": "assessments are not counted",
    "capacity.action.dropped": "assessments are not counted",
    "capacity.action.planned": "assessments are not counted",
    **{
        f"response.alert.{each}": "alerts are not counted"
        for each in (
            *(
                "acknowledged",
                "approved",
                "changed",
                "followed",
                "issued",
                "returned",
                "submitted",
                "withdrawn",
                "written",
            ),
        )
    },
    **{f"response.mail.{each}": "letters are not counted" for each in ("asked", "ended", "sent")},
    **{
        f"response.{each}": "exercises are not counted"
        for each in (
            "exercise.cancelled",
            "exercise.changed",
            "exercise.ended",
            "exercise.observed",
            "exercise.paused",
            "exercise.planned",
            "exercise.reported",
            "exercise.resumed",
            "exercise.started",
            "exercise_action.closed",
            "exercise_action.planned",
            "exercise_finding.written",
            "exercise_part.named",
            "exercise_part.taken_back",
            "inject.answered",
            "inject.dropped",
            "inject.read",
            "inject.released",
            "inject.taken_out",
            "inject.written",
        )
    },
    **{
        f"response.{each}": "clocks, modes and mandates are not counted"
        for each in (
            *("occasion.opened", "occasion.closed", "occasion.reopened", "duty.started", "duty.clock_started"),
            *("duty.taken", "duty.passed_on", "duty.called", "duty.done", "duty.ended", "mode.switched"),
            *("mandate.recorded", "mandate.changed", "mandate.checked", "mandate.asked", "mandate.answered"),
        )
    },
    **{
        f"response.{each}": "signals, events and assessments are not counted"
        for each in (
            *("signal.recorded", "signal.joined", "signal.dismissed", "signal.merged", "event.opened", "event.changed"),
            *("event.closed", "event.reopened", "assessment.opened", "assessment.answered", "assessment.proposed"),
            "assessment.decided",
        )
    },
    "capacity.action.returned": "assessments are not counted",
    "capacity.action.tasked": "assessments are not counted",
    "capacity.action.verified": "assessments are not counted",
    "capacity.answers.handed_in": "assessments are not counted",
    "capacity.answers.taken_back": "assessments are not counted",
    "capacity.activity.looked_at": "quality plans are not counted",
    "capacity.activity.reported": "quality plans are not counted",
    "capacity.answers.brought": "assessments are not counted",
    "capacity.answers.saved": "assessments are not counted",
    "capacity.assessment.closed": "assessments are not counted",
    "capacity.assessment.opened": "assessments are not counted",
    "capacity.assessment.withdrawn": "assessments are not counted",
    "capacity.assessor.named": "assessments are not counted",
    "capacity.competence.shown": "what people showed is not counted",
    "capacity.competence.withdrawn": "what people showed is not counted",
    "capacity.checklist.recorded": "what a plan asks is not counted",
    "capacity.badge.placed": "badges are not counted",
    **{
        f"capacity.course_badge.{each}": "badges are not counted"
        for each in ("decided", "ended", "given", "taken_back")
    },
    "capacity.holder.reminded": "who was told of an end",
    "capacity.evidence.added": "assessments are not counted",
    "capacity.action.looked_at": "findings are not counted",
    "capacity.finding.caused": "findings are not counted",
    "capacity.finding.opened": "findings are not counted",
    "capacity.finding.graded": "findings are not counted",
    "capacity.framework.drafted": "what a role needs is not counted",
    "capacity.framework.published": "what a role needs is not counted",
    "capacity.holder.named": "posts are not counted",
    "capacity.holder.released": "posts are not counted",
    "capacity.post.ended": "posts are not counted",
    "capacity.post.recorded": "posts are not counted",
    "capacity.form.completed": "assessments are not counted",
    "capacity.form.received": "assessments are not counted",
    "capacity.findings.asked_again": "findings are not counted",
    "capacity.policy.set": "needs are computed anew each time",
    "capacity.plan.closed": "quality plans are not counted",
    "capacity.plan.on_course": "quality plans are not counted",
    "capacity.plan.opened": "quality plans are not counted",
    "capacity.question.settled": "assessments are not counted",
    "capacity.round.evaluated": "rounds of testing are not counted",
    "capacity.seat.reminded": "a reminder is not counted",
    "capacity.scores.imported": "published scores stand for themselves",
    "capacity.external.judged": "certificates of other bodies are not counted",
    "capacity.external.recorded": "certificates of other bodies are not counted",
    "capacity.external.withdrawn": "certificates of other bodies are not counted",
    "capacity.register.entered": "who stands in a register is not counted",
    "capacity.register.taken": "a file was taken out",
    "capacity.set.drafted": "what is asked is not counted",
    "capacity.set.published": "what is asked is not counted",
    "capacity.scheme.published": "what a certificate asks for is not counted",
    "capacity.visit.logged": "visits of mentors are not counted",
    "capacity.document.recorded": "documents are not counted",
    "capacity.version.approved": "documents are not counted",
    "capacity.version.drafted": "documents are not counted",
    "capacity.version.handed_in": "documents are not counted",
    "capacity.version.looked_over": "documents are not counted",
    "capacity.version.returned": "documents are not counted",
    "capacity.version.withdrawn": "documents are not counted",
    **{
        f"response.{each}": "incidents are counted anew each time"
        for each in (
            *(f"incident.{done}" for done in ("acknowledged", "answered", "asked", "closed", "concluded", "reported")),
            *("incident.set_aside", "incident.taken_up", "desk.kept", "reporter.opened"),
            *("affected.noted", "affected.followed"),
            *(f"lesson.{done}" for done in ("drafted", "published", "returned", "reworded", "submitted", "withdrawn")),
        )
    },
    **{
        f"response.aid.{each}": "cases of aid are not counted"
        for each in (
            *("asked", "offered", "accepted", "declined", "requisitioned", "committed", "deployed", "arrived"),
            *("released", "recalled", "returned", "withdrawn"),
        )
    },
    "files.file.kept": "a file is not counted",
    **{
        f"planning.{each}": "plans are not counted; the courses that come of them are, by acts of their own"
        for each in (
            *("plan.accepted", "row.added", "row.dropped", "trainer.named", "trainers.named", "needs.stated"),
            "sheet.taken",
            *("goals.ordered", "trial.ended", "trials.asked"),
            *(f"scenario.{each}" for each in ("begun", "changed", "copied")),
            *(f"outlook.{each}" for each in ("begun", "changed", "copied", "dropped", "retaken", "told")),
            *(f"years.{each}" for each in ("begun", "changed", "copied", "dropped", "season", "told")),
            *(f"search.{each}" for each in ("asked", "begun", "cancelled", "ended", "kept", "stopped")),
        )
    },
    "files.files.kept": "a file is not counted",
    "files.files.forgotten": "a file is not counted",
    "files.file.withdrawn": "a file is not counted",
    "journal.tried.forgotten": "what a refused attempt contained",
    "people.account.calendars_renewed": "accounts are not counted",
    "people.account.deactivated": "accounts are not counted",
    "people.account.language_kept": "accounts are not counted",
    "people.account.linked": "accounts are not counted",
    "people.account.opened": "accounts are not counted",
    "people.account.reactivated": "accounts are not counted",
    "people.account.recovered": "how somebody signs in",
    "people.account.sessions_ended": "accounts are not counted",
    "people.account.unlinked": "accounts are not counted",
    "people.device.added": "how somebody signs in",
    "people.device.removed": "how somebody signs in",
    "people.device.used": "how somebody signs in",
    "people.factor.changed": "how somebody signs in",
    "people.factor.kept": "how somebody signs in",
    "people.factor.lost": "how somebody signs in",
    "people.factor.reset": "how somebody signs in",
    "people.identity.linked": "how somebody signs in",
    "people.identity.proved": "how somebody signs in",
    "people.identity.unlinked": "how somebody signs in",
    "people.invitation.accepted": "invitations are not counted",
    "people.invitation.renewed": "invitations are not counted",
    "people.invitation.sent": "invitations are not counted",
    "people.invitation.withdrawn": "invitations are not counted",
    "people.invitations.forgotten": "invitations are not counted",
    "people.password.changed": "how somebody signs in",
    "people.sessions.ended_for_all": "how somebody signs in",
    "people.sessions.ended_by_owner": "how somebody signs in",
    "people.task.set": "tasks are not counted",
    "privacy.bulk_read.noticed": "who read what",
    "privacy.consent.given": "consents are not counted",
    "privacy.consent.withdrawn": "consents are not counted",
    "privacy.consent_text.published": "texts are not counted",
    "privacy.listing.chosen": "who chose to be found is asked anew each time",
    "privacy.listing.withdrawn": "who chose to be found is asked anew each time",
    "privacy.looks.kept": "who read what",
    "privacy.processing.recorded": "the register of processing is asked anew each time",
    "privacy.retention.applied": "traces of reading and of signing in go, no record",
    "privacy.retention.set": "how long traces are kept",
    "training.curriculum.begun": "what is taught is not counted",
    "training.curriculum.changed": "what is taught is not counted",
    "training.curriculum.decided": "what is taught is not counted",
    "training.curriculum.drafted": "what is taught is not counted",
    "training.curriculum.forked": "what is taught is not counted",
    "training.curriculum.offer_accepted": "what is taught is not counted",
    "training.curriculum.offer_decided": "what is taught is not counted",
    "training.curriculum.offered": "what is taught is not counted",
    "training.curriculum.published": "what is taught is not counted",
    **dict.fromkeys(
        (f"training.elearning.{each}" for each in ("handed_in", "published", "withdrawn")),
        "packages are played and not counted",
    ),
    **dict.fromkeys(
        (f"training.elearning.{each}" for each in ("begun", "opened", "kept", "kept_aside")),
        "what a package keeps is the learner's own and counts nowhere",
    ),
    **dict.fromkeys(
        (
            f"training.platform.{each}"
            for each in (
                *("registered", "changed", "opened", "suspended", "allowed", "came", "joined", "parted"),
                *("launched", "result", "told"),
            )
        ),
        "who comes from another platform, and what it is told, counts nowhere",
    ),
    **dict.fromkeys(
        (
            f"training.tool.{each}"
            for each in (
                *("registered", "opened", "suspended", "linked", "unlinked", "launched", "told", "let_in", "scored"),
                *("changed", "listed", "names_let", "column_made", "column_changed", "column_removed", "chosen"),
                *("choice_begun", "choice_told", "choice_answered"),
            )
        ),
        "what a tool of others says is its claim and counts nowhere",
    ),
    "training.scenario.walked": "a walk through a scenario is the learner's own and counts nowhere",
    "training.learning.assigned": "what is to be learnt alone is not counted",
    "training.learning.taken_off": "what is to be learnt alone is not counted",
    **dict.fromkeys(
        (f"training.bank.{each}" for each in ("collected", "drafted", "changed", "reviewed", "released", "retired")),
        "questions are kept to be asked, and counted nowhere",
    ),
    **dict.fromkeys(
        (
            f"training.exam.{each}"
            for each in (
                *("drafted", "changed", "released", "withdrawn", "begun", "ended", "marked", "item_void", "appealed"),
                *("appeal_decided", "allowance_asked", "allowance_granted", "allowance_decided", "counted", "told"),
                *("taken", "key_proposed", "key_corrected", "key_refused"),
            )
        ),
        "no figure rests on exams but through the results of tests, which are read anew",
    ),
    "training.lesson.kept": "answers to a lesson are the learner's own and count nowhere",
    "training.lesson.taken": "answers to a lesson are the learner's own and count nowhere",
    "training.curriculum.updated": "what is taught is not counted",
    **dict.fromkeys(
        (
            f"training.curriculum.{each}"
            for each in ("exam_drafted", "exam_released", "exam_withdrawn", "exams_carried")
        ),
        "no figure rests on exams but through the results of tests, which are read anew",
    ),
}


def words_of_acts():
    """Every word under which something is done: what stands as a word in the actions of the rooms."""
    found = set()
    for path in (*ROOT.glob("kerege/*/actions.py"), *ROOT.glob("kerege/*/actions/**/*.py")):
        texts = {node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant)}
        found |= {text for text in texts if isinstance(text, str) and WORD.fullmatch(text)}
    return {word for word in found if word.split(".")[0] in ROOMS}


@pytest.mark.nodb
def test_of_every_act_it_is_said_whether_it_can_change_a_figure():
    unsaid = {word for word in words_of_acts() if not FIGURES.has(word)} - set(CHANGES_NO_FIGURE)
    assert unsaid == set(), "name them in FIGURES of their room, or here with the reason why no figure rests on them"


@pytest.mark.nodb
def test_what_is_said_to_change_no_figure_is_done_somewhere_and_changes_none():
    assert set(CHANGES_NO_FIGURE) - words_of_acts() == set()
    assert [word for word in CHANGES_NO_FIGURE if FIGURES.has(word)] == []


@pytest.mark.nodb
def test_the_words_are_found_wherever_they_stand():
    assert {"training.course.recorded", "sharing.label.lowered", "upkeep.node.restored"} <= words_of_acts()
