"""Beginning an outlook, telling it what cannot be observed, taking the records anew, and making another one of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.atlas import queries as atlas
from kerege.atlas.rules import language_tag
from kerege.inventory.rules.keepers import keeps
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.canonical import digest
from kerege.lib.ids import uid_or_none
from kerege.lib.money import in_use
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed
from kerege.planning.models import Outlook, OutlookVersion
from kerege.planning.queries.gathering.trainers import Wanted, gathered_trainers, levels_of
from kerege.planning.rules.outlooks import FAMILIES, MOST_HOLD, ONCE, told_row
from kerege.planning.rules.rows import MOST_ROWS, with_row
from kerege.planning.words import NO_SUCH_FAMILY, NO_SUCH_ROW, NOT_A_NUMBER, OUT_OF_RANGE, UNKNOWN_CURRENCY
from kerege.planning.words import outlooks as words
from kerege.sharing.queries import seated, viewer_of_actor


def begin_outlook(
    *,
    by: Actor,
    owner: str,
    territory: str,
    title: str,
    scheme: str,
    currency: str,
    hold: int,
    language: str = "",
    curriculum: str = "",
    today: date | None = None,
    label: Sensitivity | None = None,
    synthetic: bool = False,
) -> Outlook:
    """Begin an outlook on the trainers of a country, or of all countries (`REG`), that the owner asks for; a country
    asks for itself. What can be observed is counted with the clearance of whoever begins it. `hold` is how many
    quarters have to be covered after everything from outside ended.

    Refuses people.not_yours, planning.not_for_a_centre, .no_such_scheme, .unknown_currency, .not_a_number,
    atlas.unknown_code, atlas.bad_language and text.*.
    """
    day = today or localdate()
    check_may(by, Deed.RECORD_ACTIVITY, owner)
    place = territory if territory == REGION else atlas.territory(territory).code
    check_may(by, Deed.RECORD_ACTIVITY, owner if owner in {REGION, place} else place)
    if not keeps(by, owner, "", deed=Deed.RECORD_ACTIVITY):
        raise Refusal(words.NOT_FOR_A_CENTRE)
    content = {**_content(title, currency, hold, day), "scheme": scheme[:60], "curriculum": ""}
    content["language"] = language_tag(language, field="language") if language else ""
    content["curriculum"] = clean_line(curriculum, field="curriculum", max_length=60) if curriculum else ""
    if not levels_of(owner, scheme, on=day):
        raise Refusal(words.NO_SUCH_SCHEME, field="scheme", scheme=scheme[:40])
    row = Outlook(owner=owner, territory=place, made_on=day, synthetic=synthetic, **content)
    row.label = max(label or Sensitivity.NATIONAL, viewer_of_actor(by, on=day).clearance_for(owner))
    _take(row, by, day)
    with act("planning.outlook.begun", by=by, owner=owner) as done:
        row.save()
        _version(row, by, day, "begun")
        done.about = row.uid
    return row


def change_outlook(
    *, by: Actor, outlook: str, title: str, currency: str, hold: int, today: date | None = None
) -> Outlook:
    """Change what is asked. The same again changes nothing. Refuses planning.no_such_outlook and what begin_outlook
    refuses of these.
    """
    day = today or localdate()
    row, content = own_outlook(by=by, outlook=outlook, today=day), _content(title, currency, hold, day)
    if all(getattr(row, name) == value for name, value in content.items()):
        return row
    with act("planning.outlook.changed", by=by, owner=row.owner, about=row.uid):
        row = _held(row)
        for name, value in content.items():
            setattr(row, name, value)
        row.save()
        _version(row, by, day, "changed")
    return row


def tell_outlook(
    *, by: Actor, outlook: str, family: str, told: Mapping[str, Any], today: date | None = None
) -> Outlook:
    """Tell an outlook a row of one family (rules.outlooks), with its reason; it takes the place of one that stands for
    the same. The same again changes nothing.

    Refuses planning.no_such_outlook, what rules.outlooks.told_row refuses, and .out_of_range for too many rows.
    """
    day = today or localdate()
    row = own_outlook(by=by, outlook=outlook, today=day)
    wanted = told_row(family, told, row.seen["levels"])
    rows = with_row(row.told.get(family, []), family, wanted, ONCE)
    if rows == row.told.get(family, []):
        return row
    if len(rows) > MOST_ROWS:
        raise Refusal(OUT_OF_RANGE, row=family, value=len(rows), least=0, most=MOST_ROWS)
    with act("planning.outlook.told", by=by, owner=row.owner, about=row.uid, family=family):
        row = _held(row)
        row.told = {**row.told, family: with_row(row.told.get(family, []), family, wanted, ONCE)}
        row.save()
        _version(row, by, day, "told", family, wanted["why"])
    return row


def drop_told(*, by: Actor, outlook: str, family: str, number: int, today: date | None = None) -> Outlook:
    """Take a row out. Refuses planning.no_such_outlook, .no_such_family and .no_such_row."""
    day = today or localdate()
    row = own_outlook(by=by, outlook=outlook, today=day)
    if family not in FAMILIES:
        raise Refusal(NO_SUCH_FAMILY, family=family[:40])
    if all(each["no"] != number for each in row.told.get(family, [])):
        raise Refusal(NO_SUCH_ROW)
    with act("planning.outlook.dropped", by=by, owner=row.owner, about=row.uid, family=family):
        row = _held(row)
        row.told = {**row.told, family: [each for each in row.told.get(family, []) if each["no"] != number]}
        row.save()
        _version(row, by, day, "dropped", family)
    return row


def retake_outlook(*, by: Actor, outlook: str, today: date | None = None) -> Outlook:
    """Count anew what can be observed, on the day and with the clearance of whoever acts. Refuses
    planning.no_such_outlook, and .nothing_changed where the records say the same on the same day.
    """
    day = today or localdate()
    row = own_outlook(by=by, outlook=outlook, today=day)
    before = row.digest, row.taken_on
    _take(row, by, day)
    if (row.digest, row.taken_on) == before:
        raise Refusal(words.NOTHING_CHANGED)
    taken = {name: getattr(row, name) for name in ("seen", "digest", "taken_on", "label")}
    with act("planning.outlook.retaken", by=by, owner=row.owner, about=row.uid) as done:
        row = _held(row)
        for name, value in taken.items():
            setattr(row, name, value)
        row.save()
        _version(row, by, day, "retaken")
        done.note(digest=row.digest)
    return row


def copy_outlook(*, by: Actor, outlook: str, title: str, today: date | None = None) -> Outlook:
    """Another outlook with what was observed and told here, to assume something else beside it. Refuses
    planning.no_such_outlook and text.*.
    """
    day = today or localdate()
    row = own_outlook(by=by, outlook=outlook, today=day)
    same = (
        *("owner", "label", "territory", "scheme", "language", "curriculum", "currency", "hold", "told", "seen"),
        *("digest", "taken_on", "synthetic"),
    )
    made = Outlook(**{name: getattr(row, name) for name in same}, title=_title(title), made_on=day, made_from=row.uid)
    with act("planning.outlook.copied", by=by, owner=row.owner) as done:
        made.save()
        _version(made, by, day, "copied")
        done.about = made.uid
    return made


def own_outlook(*, by: Actor, outlook: str, today: date | None = None) -> Outlook:
    """An outlook that the actor may read and asks for its owner. Refuses planning.no_such_outlook."""
    reader, number = viewer_of_actor(by, on=today or localdate()), uid_or_none(str(outlook))
    with checking():
        row: Outlook | None = Outlook.objects.inside_action().filter(uid=number).first() if number else None
    if row is None or not (by.is_system or reader.may_see(row.label, row.owner)):
        raise Refusal(words.NO_SUCH_OUTLOOK)
    if not keeps(by, row.owner, "", deed=Deed.RECORD_ACTIVITY):
        raise Refusal(words.NO_SUCH_OUTLOOK)
    return row


def _held(row: Outlook) -> Outlook:
    """The outlook as it stands, locked until the act that is open ends."""
    found: Outlook = Outlook.objects.inside_action().select_for_update(of=("self",), no_key=True).get(pk=row.pk)
    return found


def _take(row: Outlook, by: Actor, day: date) -> None:
    """What is observed becomes part of the outlook, which is as closed as what its maker reads."""
    viewer, sitting = seated(viewer_of_actor(by, on=day), by, owner=row.owner, on=day)
    asked = (row.owner, row.territory, row.scheme, row.language, row.curriculum)
    row.seen = gathered_trainers(Wanted(viewer, sitting, day, *asked)).kept.plain()
    row.digest, row.taken_on = digest(row.seen), day
    row.label = max(row.label, viewer.clearance_for(row.owner))


def _version(row: Outlook, by: Actor, day: date, change: str, family: str = "", why: str = "") -> None:
    rows = OutlookVersion.objects.inside_action().filter(of=row)
    last = rows.order_by("-number").values_list("number", flat=True).first()
    asked = {"title": row.title, "currency": row.currency, "hold": row.hold}
    OutlookVersion(
        of=row, owner=row.owner, label=row.label, synthetic=row.synthetic, number=(last or 0) + 1, change=change,
        family=family, why=why, told={**row.told, "asked": asked}, seen=row.seen, told_by=known_as(by.uid), told_on=day,
    ).save()  # fmt: skip


def _content(title: str, currency: str, hold: int, day: date) -> dict[str, Any]:
    code = currency.strip().upper()
    if code not in in_use(day):
        raise Refusal(UNKNOWN_CURRENCY, field="currency", currency=currency[:10])
    if not 1 <= int(hold) <= MOST_HOLD:
        raise Refusal(NOT_A_NUMBER, field="hold", value=hold, least=1, most=MOST_HOLD)
    return {"title": _title(title), "currency": code, "hold": int(hold)}


def _title(title: str) -> str:
    return clean_line(title, field="title", max_length=200)
