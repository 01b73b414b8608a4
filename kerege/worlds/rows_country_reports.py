"""Country reports and a text of the region of the example world, as their authors and countries make them on pages."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from kerege.outreach import actions as outreach
from kerege.outreach.queries import country_reports as reports
from kerege.outreach.queries import regional_texts as texts
from kerege.outreach.words.country_reports import Approval
from kerege.people import queries as people
from kerege.people.rules import Actor


def country_report(
    *,
    by: Actor,
    country: str,
    author: str,
    speaker: str,
    title: str,
    lang: str,
    begun: date,
    passages: Sequence[str],
    sent: date | None = None,
    remarks: Sequence[str] = (),
    agreed: date | None = None,
    synthetic: bool = True,
) -> None:
    """A report and how far it came. A remark is of the country, and begins with the number of its passage."""
    writes = _acting(author, begun)
    if any(line.title == title for line in reports.country_reports(writes)):
        return
    told: dict[str, Any] = {"country": country, "title": title, "lang": lang, "synthetic": synthetic}
    uid = str(outreach.begin_country_report(by=writes, today=begun, **told).uid)
    written = [outreach.write_passage(by=writes, report=uid, text=text) for text in passages]
    if sent is None:
        return
    outreach.send_report(by=writes, report=uid, today=sent)
    speaks = _acting(speaker, sent)
    for each in remarks:
        number, text = each.split(" ", 1)
        outreach.remark_on_passage(by=speaks, passage=str(written[int(number) - 1].uid), text=text, today=sent)
    if agreed is not None:
        page = reports.country_report(speaks, uid)
        digest = page.digest if page is not None else ""
        outreach.agree_to_report(by=_acting(speaker, agreed), report=uid, digest=digest, today=agreed)


def regional_text(
    *,
    by: Actor,
    author: str,
    publisher: str,
    speakers: Sequence[str],
    title: str,
    lang: str,
    begun: date,
    passages: Sequence[str],
    asked: date | None = None,
    published: date | None = None,
    synthetic: bool = True,
) -> None:
    """A text and how far it came. A passage begins with the codes of its countries and a colon. `speakers` approve what
    speaks of their countries.
    """
    writes = _acting(author, begun)
    if any(line.title == title for line in texts.regional_texts(writes)):
        return
    uid = str(outreach.begin_regional_text(by=writes, title=title, lang=lang, synthetic=synthetic, today=begun).uid)
    for each in passages:
        codes, text = each.split(":", 1)
        outreach.write_regional_passage(by=writes, of=uid, text=text, countries=codes.split(), today=begun)
    if asked is None:
        return
    outreach.ask_countries(by=writes, of=uid, today=asked)
    if published is None:
        return
    for speaker in speakers:
        _approve(_acting(speaker, published), uid, published)
    publishes = _acting(publisher, published)
    page = texts.regional_text(publishes, uid)
    digest = page.digest if page is not None else ""
    outreach.publish_regional_text(by=publishes, of=uid, digest=digest, today=published)


def _approve(speaks: Actor, uid: str, on: date) -> None:
    page = texts.regional_text(speaks, uid)
    for passage in page.passages if page is not None else ():
        told = {"decision": Approval.APPROVED, "digest": passage.digest, "today": on}
        for own in passage.approvals:
            if own.mine:
                outreach.decide_passage(by=speaks, approval=own.uid, **told)  # type: ignore[arg-type]


def _acting(account: str, on: date) -> Actor:
    return people.actor_for(people.account(account), on=on, strong=True)
