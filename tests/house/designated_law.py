"""Law of the territories whose names carry a note: see designated_world.py."""

from datetime import date
from typing import Any

from kerege.files.rules import received
from kerege.law import actions as law
from kerege.law.actions import (
    consulting,
    drafting,
    duties,
    gaps,
    interchange,
    judging,
    measures,
    releasing,
    remarks,
    reports,
    reviewing,
    rounds,
    texts,
    versions,
)
from kerege.law.actions.forms import publish_form
from kerege.law.queries.interchange import coverage_file
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.sharing.queries import viewer_of_actor
from tests.house.canaries_of_reports import FORM

REST, OBLIGATION = "xk/act/law/2017/1", "BWC-I-1"


def lay_law() -> dict[str, str]:
    """Record them; the names by which the register of outlets asks for their pages."""
    told: dict[str, Any] = {"by": SYSTEM, "sources": ["S1"], "kind": "law"}
    law.record_milestone(
        **told, owner="REG", key="OUT-M", title="A law", territory="XKX", dates="2017", project_key="P53"
    )
    law.record_status(
        by=SYSTEM,
        owner="REG",
        key="OUT-S",
        territory="PSE",
        instrument="CARTAGENA",
        act="accession",
        on="2015-01-02",
        sources=["S1"],
    )
    for owner, rest in (("XKX", REST), ("PSE", "ps/act/law/2017/1")):
        measures.record_measure(**told, owner=owner, uri=f"/akn/{rest}", titles={"en": "A law"}, dates="2017")
    file = received("text.txt", [b"Article 1. Matter\nWords."], kinds=texts.KINDS)
    days: dict[str, Any] = {"language": "eng", "start": date(2017, 1, 1), "source_kind": "unofficial_translation"}
    text = texts.add_text(by=SYSTEM, uri=f"/akn/{REST}", file=file, **days)
    return {
        "measure": REST,
        "measure_text": str(text.uid),
        **_lay_coverage(),
        **_lay_report(),
        "law_body": _lay_duties(),
    }


def _lay_coverage() -> dict[str, str]:
    """A round about the law of a designated country, with a judgement that is handed in."""
    told: dict[str, Any] = {"key": "out-round", "title": "A look at the law", "instruments": ["BWC"]}
    made = rounds.open_round(by=SYSTEM, owner="XKX", as_of=date(2026, 1, 1), **told)
    said = judging.Told("none", rationale="Nothing found.", search_log="The gazette.")
    judged = judging.judge(by=SYSTEM, round=str(made.uid), obligation=OBLIGATION, told=said)
    judging.submit_judgement(by=SYSTEM, judgement=str(judged.uid))
    return {"law_round": str(made.uid), "law_obligation": OBLIGATION, **_lay_drafting(str(made.uid))}


def _lay_drafting(of: str) -> dict[str, str]:
    """A gap in the law of that country, on a judgement that another person approved, and a draft on it."""
    told = judging.Told("none", rationale="Nothing found.", search_log="The gazette.")
    judged = judging.judge(by=SYSTEM, round=of, obligation="BWC-I-2", told=told)
    judging.submit_judgement(by=SYSTEM, judgement=str(judged.uid))
    second = Actor("second", "Second", (Grant(Role.REVIEWER, "XKX"),))
    reviewing.approve_judgement(by=second, judgement=str(judged.uid))
    gap = gaps.open_gap(by=SYSTEM, judgement=str(judged.uid), kind="no_norm", missing="All of it.")
    given = {"key": "out-draft", "title": "A law", "kind": "law", "language": "eng", "gaps": [str(gap.uid)]}
    task = drafting.open_task(by=SYSTEM, **given)
    versions.write_version(by=SYSTEM, task=str(task.uid), text="Article 1. Matter\nWords.", seen=0)
    said = remarks.remark(by=SYSTEM, task=str(task.uid), version=1, eid="art_1", words="Why?")
    viewer = viewer_of_actor(SYSTEM, on=date(2026, 1, 1))
    raw = coverage_file(viewer, by=SYSTEM, owner="XKX", node="REG", on=date(2026, 1, 1))
    brought = interchange.bring_coverage(by=SYSTEM, file=raw, node="REG")
    told = {"law_judgement": judged, "law_gap": gap, "law_task": task, "law_remark": said, "law_brought": brought}
    for step in ("order", "group", "draft", "impact"):
        drafting.take_step(by=SYSTEM, task=str(task.uid), step=step, on=date(2026, 1, 2))
    days: dict[str, Any] = {"opens": date(2026, 1, 2), "closes": date(2026, 2, 2), "audience": "public"}
    asked = consulting.open_consultation(by=SYSTEM, task=str(task.uid), **days)
    given = {"words_": "Words.", "body": "A body", "sent_on": date(2026, 1, 3)}
    came = consulting.respond(by=SYSTEM, consultation=str(asked.uid), **given)
    consulting.answer_response(by=SYSTEM, response=str(came.uid), answer="accepted")
    drafting.take_step(by=SYSTEM, task=str(task.uid), step="consultation", on=date(2026, 2, 2))
    told |= {"law_consultation": asked, "law_response": came}
    return {name: str(row.uid) for name, row in told.items()}


def _lay_report() -> dict[str, str]:
    """A report of a designated country, released by a second person."""
    publish_form(by=SYSTEM, version="1.0.0", published_on=date(2026, 1, 1), content=FORM)
    second = Actor("out-second", "Second", (Grant(Role.FOCAL_POINT, "XKX"),))
    told: dict[str, Any] = {"form": FORM["key"], "period": 2025, "as_of": date(2026, 1, 1)}
    uid = str(reports.open_report(by=SYSTEM, owner="XKX", **told).uid)
    reports.write_field(by=SYSTEM, report=uid, key="W1", own={"text": "Words."})
    reports.prepare_report(by=SYSTEM, report=uid)
    releasing.release_report(by=second, report=uid)
    return {"law_report": uid}


def _lay_duties() -> str:
    """A body of a designated country with a task by law and somebody whom it informs."""
    measures.record_authority(by=SYSTEM, owner="XKX", key="XKX-BODY", titles={"en": "A body"})
    where = duties.LaidDown(act=f"/akn/{REST}", start=date(2017, 1, 1), source="https://example.org/law")
    told: dict[str, Any] = {"by": SYSTEM, "owner": "XKX", "laid_down": where}
    what = {"en": "A matter"}
    duties.record_duty(**told, key="XKX-D", body="XKX-BODY", topic="response", part="responsible", what=what)
    informing = duties.Informing("XKX-BODY", "WHO", "matter", what, timing="none")
    duties.record_information_duty(**told, key="XKX-I", informing=informing)
    return "XKX-BODY"
