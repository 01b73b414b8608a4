"""Who acts: agents and groups, and the one identifier by which each is known."""

from typing import Any

from kerege.lrs.rules import forms
from kerege.lrs.words.statements import AUTHORITY_GROUP, FORM, IDENTIFIED, NO_MEMBERS

IDENTIFIERS = ("mbox", "mbox_sha1sum", "openid", "account")
_AGENT = frozenset({"objectType", "name", *IDENTIFIERS})
_GROUP = _AGENT | {"member"}
_ACCOUNT = frozenset({"homePage", "name"})
_NAMES = frozenset(IDENTIFIERS)


def _identified(value: dict[str, Any], where: str) -> int:
    """Check the identifiers; how many there are."""
    count = 0
    if "mbox" in value:
        forms.mailto(value["mbox"], f"{where}.mbox")
        count += 1
    if "mbox_sha1sum" in value:
        forms.sha1(value["mbox_sha1sum"], f"{where}.mbox_sha1sum")
        count += 1
    if "openid" in value:
        forms.iri(value["openid"], f"{where}.openid")
        count += 1
    if "account" in value:
        account = value["account"]
        forms.members(account, f"{where}.account", _ACCOUNT, ("homePage", "name"))
        forms.iri(account["homePage"], f"{where}.account.homePage")
        forms.text(account["name"], f"{where}.account.name")
        if not account["name"] or "\0" in account["name"]:
            raise forms.refuse(FORM, f"{where}.account.name", form="name")
        count += 1
    if "name" in value:
        forms.text(value["name"], f"{where}.name")
    return count


@forms.remembered
def agent(value: Any, where: str) -> None:
    """One agent, known by exactly one identifier. Refuses lrs.* with the path."""
    forms.members(value, where, _AGENT)
    if "objectType" in value:
        forms.one_of(value["objectType"], ("Agent",), f"{where}.objectType")
    count = _identified(value, where)
    if count != 1:
        raise forms.refuse(IDENTIFIED, where, count=count)


def group(value: Any, where: str) -> None:
    """A group, known by one identifier or by its members. Refuses lrs.* with the path."""
    forms.members(value, where, _GROUP, ("objectType",))
    forms.one_of(value["objectType"], ("Group",), f"{where}.objectType")
    count = _identified(value, where)
    if count > 1:
        raise forms.refuse(IDENTIFIED, where, count=count)
    listed = value.get("member")
    if listed is None and count == 0:
        raise forms.refuse(NO_MEMBERS, where)
    if listed is not None:
        forms.demand(listed, list, "array", f"{where}.member")
        if not listed and count == 0:
            raise forms.refuse(NO_MEMBERS, where)
        for n, each in enumerate(listed):
            agent(each, f"{where}.member[{n}]")


def is_group(value: Any) -> bool:
    """Whether a value says that it is a group."""
    return isinstance(value, dict) and value.get("objectType") == "Group"


def actor(value: Any, where: str) -> None:
    """An agent or a group. Refuses lrs.* with the path."""
    if is_group(value):
        group(value, where)
    else:
        agent(value, where)


def authority(value: Any, where: str) -> None:
    """An agent, or two agents as one (OAuth). Refuses lrs.authority_group and what `actor` refuses."""
    actor(value, where)
    if is_group(value) and (value.keys() & _NAMES or len(value.get("member", ())) != 2):
        raise forms.refuse(AUTHORITY_GROUP, where)


def identifier(value: dict[str, Any]) -> str:
    """The one text by which an agent is known; empty for a group that only its members make."""
    if "account" in value:
        return f"account {value['account']['homePage']} {value['account']['name']}"
    if "mbox" in value:
        return f"mbox {value['mbox'][7:].lower()}"
    if "mbox_sha1sum" in value:
        return f"mbox_sha1sum {value['mbox_sha1sum'].lower()}"
    return f"openid {value['openid']}" if "openid" in value else ""


def person(value: dict[str, Any]) -> dict[str, Any]:
    """What is told of an agent when somebody asks: what was asked with, and nothing gathered beside it."""
    told = {name: [value[name]] for name in ("name", *IDENTIFIERS) if name in value}
    return {"objectType": "Person", **told}
