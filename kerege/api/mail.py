"""The digest: a focal point reads what was recorded for the own country, as far as the own clearance reaches; and
whoever keeps searches reads once a week what is new in them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext

from kerege.api.actions import digest_sent
from kerege.api.asking import known_language, spoken
from kerege.api.telling import NamesByCode, codes_of, notes, sentences
from kerege.api.words import DIGEST_SENT
from kerege.atlas import queries as atlas
from kerege.indicators import queries as indicators
from kerege.inventory import actions as searching
from kerege.inventory import queries as inventory
from kerege.journal import queries as journal
from kerege.journal.queries import ActLine
from kerege.law import queries as law
from kerege.lib.refusal import N_
from kerege.outreach import queries as outreach
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.people.words import Role
from kerege.records.viewers import Viewer
from kerege.sharing import queries as sharing
from kerege.training import queries as training

FIRST_DAYS = 30
"""How far back the first digest of an account reaches."""
LONGEST = 200
"""Of how many records one digest tells each; the others it counts."""
OF_A_SEARCH = 20
"""Of how many finds of one search it tells each; the others it counts."""


@dataclass(frozen=True)
class Letter:
    """One mail, with the last act of the journal of which it tells (0 for none), and with what is found now in the
    searches (by uid) of which it tells.
    """

    account_uid: str
    to: str
    subject: str
    body: str
    until: int
    searches: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class _Reader:
    viewer: Viewer
    owners: tuple[str, ...]
    on: date


def letters(*, on: date) -> list[Letter]:
    """A letter for every active focal point for whose country something was recorded since the last one, and for
    everybody in whose searches something is new and who was not told for a week.
    """
    readers = {account.pk: account for account in people.holders(Role.FOCAL_POINT, on=on)}
    readers |= {account.pk: account for account in inventory.accounts_to_tell(on=on)}
    found = (letter_for(account, on=on) for account in readers.values())
    return [letter for letter in found if letter]


def letter_for(account: Any, *, on: date) -> Letter | None:
    """The letter of one account, read with its own clearance; None when there is nothing new."""
    actor = people.actor_for(account, on=on, strong=True)
    owners = tuple(sorted({g.owner for g in actor.grants if g.role == Role.FOCAL_POINT}))
    reader = _Reader(sharing.viewer_for(account, on=on, strong=True), owners, on)
    acts = _acts_since(reader, *_told_until(str(account.uid), on)) if owners else []
    tag = known_language(account.language or settings.LANGUAGE_CODE)
    news = [each for each in inventory.news(reader.viewer, on=on, lang=tag) if each.to_tell]
    if not acts and not news:
        return None
    with translation.override(spoken(tag)):
        subject, body = _text(reader, acts, tag) if acts else (gettext("New in the searches that you keep"), "")
        body = "\n\n".join([*([body.rstrip()] if body else []), *(_of_search(each) for each in news)]) + "\n"
    searches = tuple((each.search.uid, each.keys) for each in news)
    return Letter(str(account.uid), account.email, subject, body, acts[0].seq if acts else 0, searches)


def send(letter: Letter, *, by: Actor, on: date | None = None) -> None:
    """Put it into the outgoing mail and keep that it is there, both or neither: it is sent once and never forgotten."""
    with transaction.atomic():
        EmailMessage(letter.subject, letter.body, to=[letter.to]).send()
        if letter.until:
            digest_sent(by=by, account_uid=letter.account_uid, until=letter.until)
        searching.note_told(by=by, told=letter.searches, on=on or localdate())


def send_digests(*, by: Actor, at: datetime) -> None:
    """The job: everybody who has something new is told."""
    for letter in letters(on=localdate(at)):
        send(letter, by=by, on=localdate(at))


def _told_until(account_uid: str, on: date) -> tuple[int, date]:
    """The last act told of and, where none was yet, the day before which nothing is told."""
    last = journal.acts(owners=None, about=account_uid, word_prefix=DIGEST_SENT, limit=1)
    return (int(last[0].facts["until"]), date.min) if last else (0, on - timedelta(days=FIRST_DAYS))


def _acts_since(reader: _Reader, seq: int, first: date) -> list[ActLine]:
    found: list[ActLine] = []
    before: int | None = None
    while page := sharing.acts(reader.viewer, before=before):
        new = [act for act in page if act.seq > seq and act.at.date() >= first]
        found += [act for act in new if act.owner in reader.owners]
        if len(new) < len(page):
            break
        before = page[-1].seq
    return found


def _text(reader: _Reader, acts: Sequence[ActLine], tag: str) -> tuple[str, str]:
    """Subject and body, in the language that is active."""
    sections = [(title, _seen(reader, acts, word, read)) for word, (title, read) in _SECTIONS.items()]
    lines = [line for _, found in sections for line in found]
    names = atlas.display_names(sorted(codes_of(lines) | set(reader.owners)), lang=tag, on=reader.on)
    countries = [names[owner] for owner in reader.owners]
    subject = gettext("Recorded for %(country)s since the last message") % {"country": ", ".join(map(str, countries))}
    parts = [subject + "."]
    parts += [_section(gettext(title), found, names) for title, found in sections if found]
    parts += _rest(acts, lines)
    own = [name.footnote for name in countries if name.note]
    foot = "\n".join(sorted({*notes(lines, names), *own}))
    return subject, "\n\n".join(part for part in (*parts, foot) if part) + "\n"


def _section(title: str, lines: Sequence[Any], names: NamesByCode) -> str:
    told = [title]
    for line in lines[:LONGEST]:
        told.append("- " + (getattr(line, "title", "") or line.meaning))
        told += [f"  {sentence}" for sentence in sentences(line, names)]
    return "\n".join(told)


def _of_search(news: inventory.News) -> str:
    """What is new in one search; or why nothing can be told of it."""
    named = {"name": news.search.name}
    if news.search.broken:
        return (
            gettext("Your search “%(name)s” is not understood any more. Choose its filter anew, or remove it.") % named
        )
    if news.many:
        sentence = gettext("Your search “%(name)s” finds more than can be compared. Narrow it to be told what is new.")
        return sentence % named
    new = len(news.new)
    title = ngettext("%(count)s new in your search “%(name)s”", "%(count)s new in your search “%(name)s”", new)
    told = [title % {**named, "count": new}, *(f"- {each.title} ({each.key})" for each in news.new[:OF_A_SEARCH])]
    if new > OF_A_SEARCH:
        rest = new - OF_A_SEARCH
        told.append(ngettext("and %(count)s more", "and %(count)s more", rest) % {"count": rest})
    return "\n".join(told)


def _rest(acts: Sequence[ActLine], lines: Sequence[Any]) -> list[str]:
    """What is counted only: other entries of the journal, and attempts that were refused."""
    told = {line.uid for line in lines[:LONGEST]}
    refused = sum(act.refused for act in acts)
    others = sum(not act.refused and act.about not in told for act in acts)
    found = []
    if others:
        sentence = ngettext("%(count)s other entry in the journal.", "%(count)s other entries in the journal.", others)
        found.append(sentence % {"count": others})
    if refused:
        sentence = ngettext("%(count)s attempt was refused.", "%(count)s attempts were refused.", refused)
        found.append(sentence % {"count": refused})
    return found


def _seen(
    reader: _Reader, acts: Iterable[ActLine], word: str, read: Callable[[_Reader, set[str]], list[Any]]
) -> list[Any]:
    uids = {act.about for act in acts if act.word.startswith(word) and not act.refused}
    return read(reader, uids) if uids else []


def _courses(reader: _Reader, uids: set[str]) -> list[Any]:
    cards = (training.course(reader.viewer, uid, on=reader.on) for uid in sorted(uids)[:LONGEST])
    return [card.line for card in cards if card]


def _events(reader: _Reader, uids: set[str]) -> list[Any]:
    lines = (outreach.event(reader.viewer, uid, on=reader.on) for uid in sorted(uids)[:LONGEST])
    return [line for line in lines if line]


def _handovers(reader: _Reader, uids: set[str]) -> list[Any]:
    return [line for line in inventory.handovers(reader.viewer, on=reader.on) if line.uid in uids]


def _milestones(reader: _Reader, uids: set[str]) -> list[Any]:
    return [line for line in law.milestones(reader.viewer, on=reader.on) if line.uid in uids]


def _claims(reader: _Reader, uids: set[str]) -> list[Any]:
    return [line for line in indicators.claims(reader.viewer, on=reader.on) if line.uid in uids]


_SECTIONS: dict[str, tuple[str, Callable[[_Reader, set[str]], list[Any]]]] = {
    "training.course.": (N_("Courses"), _courses),
    "outreach.event.": (N_("Events"), _events),
    "inventory.handover.": (N_("Handovers of equipment"), _handovers),
    "law.milestone.": (N_("Steps of national law"), _milestones),
    "indicators.claim.": (N_("Published figures"), _claims),
}
"""Which acts are about which records, and how those are read."""
