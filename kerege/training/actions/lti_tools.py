"""Tools of others: registered, opened by another person, suspended."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import uuid4

from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import known_as
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import UNKNOWN_LEVEL, Sensitivity
from kerege.lib.signed_tokens import key_set
from kerege.lib.text import clean_line
from kerege.people.rules import Actor, check_may, may
from kerege.people.words import Deed
from kerege.records.recording import named
from kerege.training.models import LtiTool, ToolPlace
from kerege.training.rules.lti_addresses import address, lines
from kerege.training.words import lti_tools as words
from kerege.training.words.lti_tools import ToolState


def register_tool(
    *,
    by: Actor,
    owner: str,
    title: str,
    login_url: str,
    launch_url: str,
    redirect_uris: str,
    about: str = "",
    choose_url: str = "",
    keys_url: str = "",
    keys: str = "",
    with_name: bool = False,
    with_mail: bool = False,
    with_list: bool = False,
    why: str = "",
    label: Sensitivity = Sensitivity.PUBLIC,
    loopback: bool = False,
    today: date | None = None,
    synthetic: bool = False,
) -> LtiTool:
    """Register a tool. It waits for the review of another person. Its numbers are drawn here.

    Refuses people.not_yours, sharing.unknown_level, text.*, training.tool_address, .tool_address_wanted,
    .tool_keys_wanted, tokens.bad_keys, and training.tool_why_wanted where names, addresses or
    lists are told without a reason.
    """
    check_may(by, Deed.KEEP_CURRICULA, owner)
    if label not in list(Sensitivity):
        raise Refusal(UNKNOWN_LEVEL, field="label")
    taken = _taken(loopback)
    told: dict[str, Any] = {
        **_named(title, about),
        "login_url": address(login_url, field="login_url", **taken),
        "launch_url": address(launch_url, field="launch_url", **taken),
        "redirect_uris": lines(redirect_uris, field="redirect_uris", **taken),
        **_keys(keys_url, keys, taken),
        **_choosing(choose_url, taken),
        **_told_of(with_name, with_mail, with_list, why),
    }
    with act("training.tool.registered", by=by, owner=owner) as done:
        row = LtiTool(owner=owner, label=label, synthetic=synthetic, **told)
        row.client, row.deployment = str(uuid4()), str(uuid4())
        row.handed_in_on, row.handed_in_by = today or localdate(), known_as(by.uid)
        row.save()
        done.about = row.uid
    return row


def change_tool(
    *,
    by: Actor,
    uid: str,
    title: str | None = None,
    about: str = "",
    login_url: str | None = None,
    launch_url: str | None = None,
    redirect_uris: str | None = None,
    keys_url: str = "",
    keys: str = "",
    choose_url: str = "",
    with_name: bool = False,
    with_mail: bool = False,
    with_list: bool = False,
    why: str = "",
    loopback: bool = False,
    today: date | None = None,
) -> LtiTool:
    """Say anew where a tool is, what it is called, by which keys it signs, where it lets choose, and what it is told;
    what is None stays, and so do its keys where neither an address of them nor a key is given. A key takes the place of
    the address that stood there. It waits for another person again, and opens to nobody until then. Where it is to be
    told names or addresses that it was not told before, staff of each course decides anew whether its list holds them.
    The same again changes nothing.

    Refuses records.nothing_there, people.not_yours, training.tool_address, .tool_address_wanted, tokens.bad_keys,
    training.tool_why_wanted and text.*.
    """
    row = _kept(by, uid)
    taken = _taken(loopback)
    told: dict[str, Any] = {} if title is None else _named(title, about)
    for name, value in (("login_url", login_url), ("launch_url", launch_url)):
        if value is not None:
            told[name] = address(value, field=name, **taken)
    if redirect_uris is not None:
        told["redirect_uris"] = lines(redirect_uris, field="redirect_uris", **taken)
    if keys.strip() and keys_url.strip() == row.keys_url:
        keys_url = ""  # it stood in the form
    if keys_url.strip() or keys.strip():
        told |= _keys(keys_url, keys, taken)
    told |= _choosing(choose_url, taken) | _told_of(with_name, with_mail, with_list, why)
    if all(getattr(row, name) == value for name, value in told.items()):
        return row
    more = (with_name and not row.with_name) or (with_mail and not row.with_mail)
    with act("training.tool.changed", by=by, owner=row.owner, about=row.uid):
        if more:
            ToolPlace.objects.filter(tool=row, names_listed=True).update(names_listed=False)
        for name, value in told.items():
            setattr(row, name, value)
        row.state, row.opened_on, row.reviewed_by, row.reason = ToolState.REGISTERED, None, "", ""
        row.handed_in_on, row.handed_in_by = today or localdate(), known_as(by.uid)
        row.save()
    return row


def open_tool(*, by: Actor, uid: str, today: date | None = None) -> LtiTool:
    """Open a tool to learners, also one that was suspended.

    Refuses records.nothing_there, people.not_yours, training.tool_not_waiting, and training.tool_own_review for who
    registered it.
    """
    row = _kept(by, uid)
    if row.state == ToolState.OPEN:
        raise Refusal(words.TOOL_NOT_WAITING)
    if not by.is_system and known_as(by.uid) == row.handed_in_by:
        raise Refusal(words.TOOL_OWN_REVIEW)
    with act("training.tool.opened", by=by, owner=row.owner, about=row.uid):
        row.state, row.opened_on, row.reason = ToolState.OPEN, today or localdate(), ""
        row.reviewed_by = "" if by.is_system else known_as(by.uid)
        row.save(update_fields=["state", "opened_on", "reason", "reviewed_by"])
    return row


def suspend_tool(*, by: Actor, uid: str, reason: str) -> LtiTool:
    """Let nobody open a tool, and let it ask for nothing, from now on. What it told stays.

    Refuses records.nothing_there, people.not_yours, training.tool_suspended, training.tool_reason_wanted and text.*.
    """
    row = _kept(by, uid)
    if row.state == ToolState.SUSPENDED:
        raise Refusal(words.TOOL_SUSPENDED)
    if not reason.strip():
        raise Refusal(words.TOOL_REASON_WANTED, field="reason")
    told = clean_line(reason, field="reason", max_length=500)
    with act("training.tool.suspended", by=by, owner=row.owner, about=row.uid):
        row.state, row.reason = ToolState.SUSPENDED, told
        row.save(update_fields=["state", "reason"])
    return row


def _kept(by: Actor, uid: str) -> LtiTool:
    row = named(LtiTool, whose=partial(may, by, Deed.KEEP_CURRICULA), uid=uid)
    check_may(by, Deed.KEEP_CURRICULA, row.owner)
    return row


def _taken(loopback: bool) -> dict[str, Any]:
    return {"refused": words.TOOL_ADDRESS, "wanted": words.TOOL_ADDRESS_WANTED, "loopback": loopback}


def _named(title: str, about: str) -> dict[str, Any]:
    return {
        "title": clean_line(title, field="title", max_length=200),
        "about": clean_line(about, field="about", max_length=500) if about.strip() else "",
    }


def _keys(url: str, pasted: str, taken: Mapping[str, Any]) -> Mapping[str, Any]:
    if not url.strip() and not pasted.strip():
        raise Refusal(words.TOOL_KEYS_WANTED, field="keys_url")
    if url.strip():
        return {"keys_url": address(url, field="keys_url", **taken), "keys": []}
    try:
        return {"keys_url": "", "keys": key_set(pasted[:200_000])}
    except Refusal as refusal:
        raise Refusal(refusal.word, field="keys", **refusal.data) from None


def _choosing(url: str, taken: Mapping[str, Any]) -> dict[str, Any]:
    return {"choose_url": address(url, field="choose_url", **taken) if url.strip() else ""}


def _told_of(name: bool, mail: bool, listed: bool, why: str) -> dict[str, Any]:
    wanted = name or mail or listed
    if wanted and not why.strip():
        raise Refusal(words.TOOL_WHY_WANTED, field="why")
    told = clean_line(why, field="why", max_length=500) if wanted else ""
    return {"with_name": name, "with_mail": mail, "with_list": listed, "why": told}
