"""Quality plans and registers of documents as files."""

from collections.abc import Iterable

from django.utils.translation import gettext

from kerege.capacity.queries.documents import DocumentLine
from kerege.capacity.queries.plans import PlanLine, PlanPage
from kerege.capacity.rules.definitions import text_in
from kerege.capacity.words.documents import UNFIT, VERSION_STATES
from kerege.capacity.words.plans import PLAN_STATES, PROVED, Proved
from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.records.viewers import Viewer
from kerege.web.activities import lists
from kerege.web.activities.lists import Choice
from kerege.web.shell.wording import word_of

DOCUMENTS = (
    *(N_("Facility"), N_("Whose record it is"), N_("Code"), N_("Title"), N_("Seat"), N_("Version"), N_("State")),
    *(N_("Approved"), N_("In force from"), N_("Next review"), N_("Not to be relied on"), N_("Where it is kept")),
    *(N_("Note"), N_("Key")),
)
PLANS = (
    *(N_("Facility"), N_("Unit"), N_("Whose record it is"), N_("Checklist"), N_("Mentor"), N_("Begins"), N_("Ends")),
    *(N_("State"), N_("Proved"), N_("Only reported"), N_("Activities"), N_("Key")),
)
PLAN = (
    *(N_("Stage"), N_("Due"), N_("Activity"), N_("Whose work it is"), N_("What proves it"), N_("How it stands")),
    *(N_("Proof given"), N_("Reported"), N_("Looked at"), N_("Note")),
)


def plans_table(viewer: Viewer, lines: Iterable[PlanLine], choice: Choice) -> Table:
    rows = [
        [
            *(line.title, line.unit, line.owner, _title(line, choice), line.mentor, line.start, line.until),
            *(word_of(PLAN_STATES, line.state), line.verified, line.reported, line.asked, line.uid),
        ]
        for line in lines
    ]
    return lists.table(viewer, gettext("Quality plans"), PLANS, rows, choice)


def plan_table(viewer: Viewer, page: PlanPage, choice: Choice) -> Table:
    """Every activity of a plan with what proves it: what is only reported says so."""
    checklist, rows = page.line.checklist, []
    due = {stage.key: stage.due for stage in page.line.stages}
    for stage, each in checklist.activities():
        proof = page.proofs.get(each.key)
        texts = [text_in(told, choice.lang, checklist.source) for told in (each.what, each.role, each.proof)]
        state = word_of(PROVED, proof.state if proof is not None else Proved.OPEN.value)
        given = [proof.proof, proof.reported_on, proof.looked_on, proof.note] if proof else ["", None, None, ""]
        rows.append([text_in(stage.title, choice.lang, checklist.source), due[stage.key], *texts, state, *given])
    title = gettext("Quality plan: %(title)s") % {"title": page.line.title}
    counts = gettext("Proved: %(verified)s of %(asked)s. Only reported, and not counted: %(reported)s.") % {
        "verified": page.line.verified,
        "asked": page.line.asked,
        "reported": page.line.reported,
    }
    return lists.table(viewer, title, PLAN, rows, choice, counts)


def _title(line: PlanLine, choice: Choice) -> str:
    return text_in(line.checklist.title, choice.lang, line.checklist.source)


def documents_table(viewer: Viewer, lines: Iterable[DocumentLine], choice: Choice) -> Table:
    """Every version of every document, so that a file shows what was in force on which day."""
    rows = [
        [
            *(line.place, line.owner, line.code, line.title, line.seat, each.version),
            *(word_of(VERSION_STATES, each.state), each.approved_on, each.effective_from, each.review_by),
            *(word_of(UNFIT, line.unfit) if line.unfit else "", each.kept_at, each.note, line.uid),
        ]
        for line in lines
        for each in line.versions
    ]
    return lists.table(viewer, gettext("Controlled documents"), DOCUMENTS, rows, choice)
