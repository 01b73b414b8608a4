"""Canaries in measures, their texts and what happens to them: see canaries.py."""

from datetime import date
from typing import Any

from kerege.files.rules import received
from kerege.law.actions import duties, events, measures, texts
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM

OWNER = "KAZ"


def lay_law(level: Sensitivity, laid: Any) -> None:
    """A measure with an authority, a text in two languages and an event, of which those below may not know."""
    rest = f"kz/act/order/2018-05-06/canary-{laid.mark}{level.name.lower()}"
    body = f"authority-{laid.mark}{level.name.lower()}"
    title = laid.word("authority", level)
    measures.record_authority(by=SYSTEM, owner=OWNER, key=body, titles={"en": title}, label=level)
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
    _lay_duties(level, laid, body)


def _lay_duties(level: Sensitivity, laid: Any, body: str) -> None:
    """What that body does by law, and whom it informs of what."""
    mark = f"{laid.mark}{level.name.lower()}"
    where = duties.LaidDown(
        act=f"/akn/kz/act/order/2018-05-06/canary-{mark}",
        provision=laid.word("laiddown", level),
        start=date(2018, 5, 6),
        source="https://example.org/canary",
        note=laid.word("dutynote", level),
    )
    told: dict[str, Any] = {"by": SYSTEM, "owner": OWNER, "laid_down": where, "label": level}
    what = {"en": laid.word("duty", level)}
    duties.record_duty(**told, key=f"duty-{mark}", body=body, topic="response", part="responsible", what=what)
    informing = duties.Informing(
        sender=body,
        recipient="WHO",
        subject=f"canary-{mark}",
        what={"en": laid.word("informed", level)},
        form={"en": laid.word("informform", level)},
        mode="emergency",
        switched_by=body,
        timing="within",
        period="PT7H",
        clock="detected",
    )
    duties.record_information_duty(**told, key=f"informing-{mark}", informing=informing)
    laid.uids.setdefault("law_body", []).append(body)
