"""Results of a course: who reads them, what each row says and who claims it, and the statements as they came."""

import csv
import io
import json
from datetime import timedelta
from uuid import uuid4

from django.test import Client

from kerege.journal.actions import act
from kerege.lrs.actions import let_in_own, store
from kerege.lrs.rules import reading
from kerege.lrs.rules.batches import ready
from kerege.lrs.words import Edition
from kerege.people.models import Account
from kerege.people.rules import SYSTEM
from kerege.training.models import (
    ElearningPackage,
    ElearningRegistration,
    LtiTool,
    ToolColumn,
    ToolLearner,
    ToolLink,
    ToolPlace,
    ToolScore,
)
from kerege.training.queries.course_results import results_of_course
from tests.lrs.said import said
from tests.privacy import somebody
from tests.training.cohort import FIRST
from tests.training.examined import OPENS, Examined

HOSTILE = '=HYPERLINK("http://x.example/","Tool")'


def account_of(actor):
    return Account.objects.get(uid=actor.uid)


def laid(*, tries=2):
    """A course with an exam that the first learner sat twice, and a result that a tool told of the second one."""
    of = Examined(tries=tries)
    of.sit(0, 1)
    of.sit(0, 4, OPENS + timedelta(minutes=40))
    with act("tests.tool.laid", by=SYSTEM, about="tool"):
        told = {"login_url": "https://t.example/l", "launch_url": "https://t.example/", "redirect_uris": []}
        kept = {"owner": "UZB", "title": "Tool", "client": str(uuid4()), "deployment": str(uuid4())}
        tool = LtiTool.objects.create(**kept, **told, handed_in_on=FIRST, handed_in_by="x")
        place = ToolPlace.objects.create(tool=tool, course=of.of.course)
        link = ToolLink.objects.create(place=place, title=HOSTILE, maximum=10)
        learner = ToolLearner.objects.create(place=place, account=account_of(of.learners[1]), sub="s", opened_at=OPENS)
        score = {"learner": learner, "at": OPENS, "received_at": OPENS, "activity": "Completed"}
        ToolScore.objects.create(link=link, given=9, maximum=10, grading="FullyGraded", **score)
        column = ToolColumn.objects.create(place=place, title="Made by the tool", maximum=4)
        ToolScore.objects.create(column=column, given=1, maximum=4, grading="FullyGraded", **score)
        gone = ToolColumn.objects.create(place=place, title="Gone", maximum=4, removed_at=OPENS)
        ToolScore.objects.create(column=gone, given=1, maximum=4, grading="FullyGraded", **score)
    return of


def results(of, by, lang="en"):
    return results_of_course(of.of.reader("lead"), of.of.course.uid, by=by, on=FIRST, lang=lang)


def test_each_row_says_who_claims_it_and_the_file_runs_nothing(db):
    of = laid()
    told = results(of, of.lead)
    assert [(r.kind, r.state, r.tries, r.score, r.success, r.claims) for r in told.rows] == [
        ("exam", "done", 2, 100.0, True, "node"),
        ("exam", "not_yet", 0, None, None, "node"),
        ("tool", "done", None, 90.0, None, "tool"),
        ("tool", "done", None, 25.0, None, "tool"),
    ]
    others = [of.of.by(name) for name in ("stranger", "neighbour", "interpreter")]
    assert [results(of, by) for by in (*others, *of.learners)] == [None] * 5
    address = f"/courses/{of.of.course.uid}/results/"
    lead = somebody.client(account_of(of.lead))
    readers = (Client(), somebody.client(account_of(of.learners[0])), lead)
    assert [each.get(address).status_code for each in readers] == [302, 404, 200]
    lines = list(csv.reader(io.StringIO(lead.get(f"{address}?format=csv").content.decode("utf-8-sig"))))
    rows = [line for line in lines if len(line) == 11]
    assert rows[0][:3] == ["Learner", "Number of the learner", "Kind"]
    assert rows[1][5:] == ["Done", "2027-03-16T09:40:00+05:00", "2", "100.0", "yes", "this node"]
    assert (rows[3][3][0] in "=+-@", rows[3][3].endswith(HOSTILE)) == (False, True)
    assert lead.get(f"{address}?format=exe").status_code == 422


def test_statements_leave_as_they_came_within_the_rights_of_their_reader(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    of = Examined()
    registration = _registered(of)
    spaced = json.dumps(said(context={"registration": str(registration.uid)}), indent=1, ensure_ascii=False)
    elsewhere = json.dumps(said(context={"registration": str(uuid4())}))
    caller, xapi = let_in_own(by=SYSTEM, owner="UZB", on=FIRST), Edition.XAPI_1
    for text in (spaced, elsewhere):
        sent, _ = reading.statements_of(text)
        store(by=caller, batch=ready(sent, edition=xapi), edition=xapi)
    address = f"/courses/{of.of.course.uid}/results/statements.jsonl"
    lead, focal = (somebody.client(account_of(each)) for each in (of.lead, of.of.by("focal")))
    assert Client().get(address).status_code == 302
    assert somebody.client(account_of(of.learners[0])).get(address).status_code == 404
    assert b"".join(lead.get(address).streaming_content) == b""
    told = b"".join(focal.get(address).streaming_content).decode()
    assert told == spaced.replace("\n", " ") + "\n"
    assert address in focal.get(address.removesuffix("statements.jsonl")).content.decode()
    assert address not in lead.get(address.removesuffix("statements.jsonl")).content.decode()


def _registered(of):
    """A package that the first learner began for the course, without its files."""
    with act("tests.package.laid", by=SYSTEM, about="package"):
        told = {"format": "x", "parts": []}
        kept = {"owner": "UZB", "title": "A package", "standard": "scorm", "digest": "d", "told": told, "paths": {}}
        package = ElearningPackage.objects.create(**kept, size=1, count=1, handed_in_on=FIRST, handed_in_by="x")
        more = {"account": account_of(of.learners[0]), "course": of.of.course, "started_at": OPENS, "recorded": True}
        return ElearningRegistration.objects.create(package=package, **more)
