"""Canaries in measures, their texts and what happens to them: see canaries.py."""

from datetime import date
from typing import Any

from kerege.files.rules import received
from kerege.law.actions import events, measures, texts
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM

OWNER = "KAZ"


def lay_law(level: Sensitivity, laid: Any) -> None:
    """A measure with an authority, a text in two languages and an event, of which those below may not know."""
    rest = f"kz/act/order/2018-05-06/canary-{laid.mark}{level.name.lower()}"
    body = laid.word("authority", level)
    measures.record_authority(by=SYSTEM, owner=OWNER, key=body, titles={"en": body}, label=level)
    made = measures.record_measure(
        by=SYSTEM,
        owner=OWNER,
        uri=f"/akn/{rest}",
        kind="order",
        titles={"en": laid.word("measure", level)},
        sources=["S1"],
        dates="2018-05-06",
        authority=body,
        gazette=laid.word("gazette", level),
        aliases={"nim": laid.word("alias", level)},
        note=laid.word("measurenote", level),
        label=level,
    )
    for language, kind in (("rus", "official"), ("eng", "unofficial_translation")):
        lines = ["1. First point", laid.word(f"provision{language}", level)]
        file = received("text.txt", ["\n".join(lines).encode()], kinds=texts.KINDS)
        told: dict[str, Any] = {"language": language, "start": date(2018, 5, 6), "source_kind": kind}
        text = texts.add_text(by=SYSTEM, uri=made.uri, file=file, **told)
    condition, note = laid.word("condition", level), laid.word("lawevent", level)
    events.record_event(by=SYSTEM, uri=made.uri, kind="enter", condition=condition, note=note)
    laid.uids.setdefault("measure", []).append(rest)
    laid.keep("measure_text", text)
