"""Law of the territories whose names carry a note: see designated_world.py."""

from datetime import date
from typing import Any

from kerege.files.rules import received
from kerege.law import actions as law
from kerege.law.actions import judging, measures, rounds, texts
from kerege.people.rules import SYSTEM

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
    return {"measure": REST, "measure_text": str(text.uid), **_lay_coverage()}


def _lay_coverage() -> dict[str, str]:
    """A round about the law of a designated country, with a judgement that is handed in."""
    told: dict[str, Any] = {"key": "out-round", "title": "A look at the law", "instruments": ["BWC"]}
    made = rounds.open_round(by=SYSTEM, owner="XKX", as_of=date(2026, 1, 1), **told)
    said = judging.Told("none", rationale="Nothing found.", search_log="The gazette.")
    judged = judging.judge(by=SYSTEM, round=str(made.uid), obligation=OBLIGATION, told=said)
    judging.submit_judgement(by=SYSTEM, judgement=str(judged.uid))
    return {"law_round": str(made.uid), "law_obligation": OBLIGATION}
