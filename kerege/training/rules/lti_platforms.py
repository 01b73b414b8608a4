"""Being launched by another learning platform, as plain decisions over what its token says (1EdTech LTI 1.3).

The token was verified before: who signed it, for whom, and until when. What is decided here is whether it is a launch
of ours, what it opens, and what may be told back. Nothing of a name or an e-mail address is read: they are no proof.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from kerege.lib.refusal import Refusal
from kerege.training.rules.elearning.results import Outcome
from kerege.training.rules.lti_addresses import address, is_plain, origin_of, with_query
from kerege.training.rules.lti_names import (
    ASKED,
    CHOSEN,
    CLAIM,
    GRADES,
    LINK,
    LISTING,
    MEMBERSHIP,
    MESSAGE,
    PICKING,
    VERSION,
)
from kerege.training.words import lti_platforms as words
from kerege.training.words.elearning import Completion, Success
from kerege.training.words.lti_platforms import Message, Tells
from kerege.training.words.lti_tools import LIST_READ
from kerege.training.words.lti_tools import SCORE as SCORE_SCOPE

NAMES, NAMES_SCOPE = LISTING, LIST_READ
TEACHES = f"{MEMBERSHIP}Instructor"
MOST_DATA = 20_000
SAME = 1e-9
"""Shares that differ by less are the same."""

BACKOFF = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240))
MOST_TRIES = 12
"""Over about a day and a half; then a result is refused, and says so."""
AGAIN_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers after which a result is sent again. 401 too, once, with another token."""


@dataclass(frozen=True)
class Picking:
    """What a platform takes back when somebody chooses content: `data` goes back as it came."""

    back: str
    data: str
    several: bool


@dataclass(frozen=True)
class Launch:
    """What a verified token opens. `subject` is who comes, as the platform numbers people; empty for nobody in
    particular. `line` is where a result is told, `names` where the class is listed: empty where the platform does not
    say so, or does not let us.
    """

    message: Message
    subject: str
    deployment: str
    target: str
    resource: str
    teaches: bool
    line: str
    names: str
    picking: Picking | None = None


def launch_of(claims: Mapping[str, Any], *, deployments: Collection[str], nonce: str) -> Launch:
    """What a verified token says.

    Refuses training.launch_other_nonce, .launch_not_lti, .launch_other_deployment and .launch_incomplete.
    """
    if not nonce or claims.get("nonce") != nonce:
        raise Refusal(words.LAUNCH_OTHER_NONCE)
    told = claims.get(MESSAGE)
    if not isinstance(told, str) or told not in set(Message) or claims.get(f"{CLAIM}version") != VERSION:
        raise Refusal(words.LAUNCH_NOT_LTI, claim=str(told)[:60] if isinstance(told, str) else "message_type")
    message = Message(told)
    deployment = _text(claims, f"{CLAIM}deployment_id", most=words.MOST_SUB)
    if deployment not in deployments:
        raise Refusal(words.LAUNCH_OTHER_DEPLOYMENT, deployment=deployment[:60])
    picking = _picking(claims) if message == Message.PICK else None
    wanted = message == Message.RESOURCE
    return Launch(
        message=message,
        subject=_text(claims, "sub", most=words.MOST_SUB) if wanted or "sub" in claims else "",
        deployment=deployment,
        target=_text(claims, f"{CLAIM}target_link_uri", most=words.MOST_ADDRESS) if wanted else "",
        resource=_text(_part(claims, f"{CLAIM}resource_link"), "id", most=words.MOST_SUB) if wanted else "",
        teaches=TEACHES in _listed(claims.get(f"{CLAIM}roles", [])),
        line=_line(claims.get(GRADES)),
        names=_names(claims.get(NAMES)),
        picking=picking,
    )


def _picking(claims: Mapping[str, Any]) -> Picking:
    told = _part(claims, f"{PICKING}deep_linking_settings")
    if LINK not in _listed(told.get("accept_types", [])):
        raise Refusal(words.LAUNCH_NOT_LTI, claim="accept_types")
    data = told.get("data", "")
    if not isinstance(data, str) or len(data) > MOST_DATA:
        raise Refusal(words.LAUNCH_INCOMPLETE, claim="data")
    back = _text(told, "deep_link_return_url", most=words.MOST_ADDRESS)
    return Picking(_address(back, "deep_link_return_url"), data, told.get("accept_multiple") is True)


def _line(told: Any) -> str:
    """Where the result of this very link is told, where the platform lets us tell it. A wrong one is none."""
    if not isinstance(told, Mapping) or SCORE_SCOPE not in _listed(told.get("scope", [])):
        return ""
    return _fine(told.get("lineitem"))


def _names(told: Any) -> str:
    return _fine(told.get("context_memberships_url")) if isinstance(told, Mapping) else ""


def _fine(address: Any) -> str:
    try:
        return _address(address, "") if isinstance(address, str) else ""
    except Refusal:
        return ""


def _address(told: str, name: str) -> str:
    if not is_plain(told, schemes=("https", "http"), longest=words.MOST_ADDRESS):
        raise Refusal(words.LAUNCH_INCOMPLETE, claim=name)
    return told


def _part(claims: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = claims.get(name)
    if not isinstance(found, Mapping):
        raise Refusal(words.LAUNCH_INCOMPLETE, claim=name.rpartition("/")[2])
    return found


def _text(told: Mapping[str, Any], name: str, *, most: int) -> str:
    found = told.get(name)
    if not isinstance(found, str) or not found.strip() or len(found) > most or "\x00" in found:
        raise Refusal(words.LAUNCH_INCOMPLETE, claim=name.rpartition("/")[2])
    return found


def _listed(told: Any) -> list[str]:
    return [each for each in told if isinstance(each, str)] if isinstance(told, list) else []


def path_here(target: str, *, here: str) -> str:
    """The path of an address of this node. Refuses training.launch_outside for every other one.

    Judged whole, and not by how it begins: https://node.example.org.evil.example is another host.
    """
    if not re.fullmatch(r"[\x21-\x5b\x5d-\x7e]+", target) or origin_of(target) != here or not here:
        raise Refusal(words.LAUNCH_OUTSIDE)
    return urlsplit(target).path


def address_as_told(text: str, field: str, *, plain: bool = False, longest: int = words.MOST_ADDRESS) -> str:
    """An address of a platform as it is kept. `plain` lets http of this machine pass, for a node that shows examples.

    Refuses training.platform_bad_address and .platform_address_wanted.
    """
    told: dict[str, Any] = {"refused": words.PLATFORM_BAD_ADDRESS, "wanted": words.PLATFORM_ADDRESS_WANTED}
    return address(text, field=field, longest=longest, loopback=plain, **told)


def deployments_of(text: str) -> list[str]:
    """Deployment ids, one a line. Refuses training.platform_no_deployment."""
    found = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    fine = all(len(each) <= words.MOST_SUB and each.isprintable() for each in found)
    if not 0 < len(found) <= words.MOST_DEPLOYMENTS or not fine:
        raise Refusal(words.PLATFORM_NO_DEPLOYMENT, field="deployments", most=words.MOST_DEPLOYMENTS)
    return found


def asked_to_sign(
    *, auth_url: str, client_id: str, redirect: str, login_hint: str, message_hint: str, state: str, nonce: str
) -> str:
    """The address at which the platform is asked who comes (OpenID Connect, third-party initiated login)."""
    told = {**ASKED, "client_id": client_id, "redirect_uri": redirect, "login_hint": login_hint}
    told |= {"state": state, "nonce": nonce}
    return with_query(auth_url, told | ({"lti_message_hint": message_hint} if message_hint else {}))


def links_chosen(
    *,
    client_id: str,
    issuer: str,
    deployment: str,
    data: str,
    chosen: Sequence[Mapping[str, Any]],
    now: int,
    nonce: str,
) -> dict[str, Any]:
    """What goes back to the platform with the content that somebody chose there (LTI Deep Linking 2.0)."""
    told = {
        "iss": client_id,
        "aud": issuer,
        "iat": now,
        "exp": now + 300,
        "nonce": nonce,
        MESSAGE: CHOSEN,
        f"{CLAIM}version": VERSION,
        f"{CLAIM}deployment_id": deployment,
        f"{PICKING}content_items": [dict(each) for each in chosen],
    }
    return {**told, f"{PICKING}data": data} if data else told


def link_to(address: str, title: str, *, most: int | None) -> dict[str, Any]:
    """One thing that was chosen; with `most` points the platform keeps a column for its result."""
    told: dict[str, Any] = {"type": LINK, "title": title[:200], "url": address, "window": {"targetName": "_blank"}}
    return {**told, "lineItem": {"scoreMaximum": most, "label": title[:200]}} if most else told


def asking_for_token(*, client_id: str, token_url: str, now: int, jti: str) -> dict[str, Any]:
    """Who asks for a token (RFC 7523), as the 1EdTech Security Framework wants it."""
    return {"iss": client_id, "sub": client_id, "aud": token_url, "iat": now, "exp": now + 300, "jti": jti}


def score_told(*, subject: str, given: float, most: float, at: datetime) -> dict[str, Any]:
    """A result as the platform takes it (LTI Assignment and Grade Services 2.0)."""
    moment = at.astimezone(UTC)
    return {
        "userId": subject,
        "scoreGiven": round(given, 4),
        "scoreMaximum": round(most, 4),
        "activityProgress": "Completed",
        "gradingProgress": "FullyGraded",
        "timestamp": f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z",
    }


def scores_address(line: str) -> str:
    """Where scores of a line item are sent: below its path, before what is asked (Moodle's have a question mark)."""
    parts = urlsplit(line)
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/") + "/scores", parts.query, ""))


def next_try(tries: int) -> timedelta | None:
    """How long a result waits after its `tries`-th failure; None when it is given up."""
    return None if tries >= MOST_TRIES else BACKOFF[min(tries, len(BACKOFF)) - 1]


@dataclass(frozen=True)
class Result:
    """`given` of `most` points, when the learner had done it (`at`), and of which attempt or registration (`about`).
    `graded` says that the points were given on this node, so that another number later is a correction and no worse
    attempt. Which is the last one follows from `at`: papers may be marked in another order than they were handed in.
    """

    about: Any
    given: float
    most: float
    at: datetime
    graded: bool = False

    @property
    def share(self) -> float:
        return self.given / self.most


def share_claimed(outcome: Outcome) -> float | None:
    """The share that a package claims once it is completed: its score, else whether it was passed; None before."""
    if outcome.completion != Completion.COMPLETED and outcome.success == Success.UNSAID:
        return None
    if outcome.score is not None:
        return min(1.0, max(0.0, outcome.score))
    return 0.0 if outcome.success == Success.FAILED else 1.0


def to_tell(results: Collection[Result], last: Result | None, *, tells: Tells) -> Result | None:
    """The result that a platform is told now; None where it has been told what stands.

    By "best" a better one takes the place of what was told, and a worse one never does, except where points that this
    node gave to the very attempt that was told were corrected. By "last" the newest one does, better or worse.
    """
    if not results:
        return None
    if tells == Tells.LAST:
        found = max(results, key=lambda each: (each.at, each.share))
        return found if last is None or _another(found, last) else None
    found = max(results, key=lambda each: (each.share, each.at))
    if last is None or found.share > last.share:
        return found
    told = next((each for each in results if each.about == last.about), None)
    corrected = told is not None and told.graded and _another(told, last)
    return found if corrected else None


def _another(new: Result, old: Result) -> bool:
    return new.about != old.about or abs(new.share - old.share) > SAME


def told_at(found: Result, last: Result | None, *, now: datetime) -> datetime:
    """The moment that a result is sent with. A platform takes no score that is not newer than the one it has, so what
    was corrected, or came before what was told, has the moment at which that is told.
    """
    return found.at if last is None or found.at > last.at else now


def members_of(told: Any) -> list[tuple[str, str, bool]]:
    """The class as the platform lists it: number, name, and whether that one learns. Others are left out."""
    listed = told.get("members", []) if isinstance(told, Mapping) else []
    found = []
    for each in listed if isinstance(listed, list) else []:
        if not isinstance(each, Mapping) or each.get("status", "Active") != "Active":
            continue
        number = each.get("user_id")
        if isinstance(number, str) and 0 < len(number) <= words.MOST_SUB:
            roles = _listed(each.get("roles", []))
            found.append((number, _name(each), not any("Instructor" in role for role in roles)))
    return found


def _name(each: Mapping[str, Any]) -> str:
    told = each.get("name") or f"{each.get('given_name') or ''} {each.get('family_name') or ''}"
    return "".join(c for c in str(told) if c.isprintable()).strip()[:120]


def next_page(link: str, *, of: str) -> str:
    """Where the class goes on (RFC 8288), on the same host as it began; empty where it does not."""
    found = re.search(r'<([\x21-\x7e]+?)>\s*;\s*rel="?next"?', link[:4_000])
    return found[1] if found and origin_of(found[1]) == origin_of(of) else ""
