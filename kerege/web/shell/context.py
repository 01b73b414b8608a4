"""What every template may use. The names are listed in README.md."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext

from kerege.atlas import queries as atlas
from kerege.atlas.queries import Designated
from kerege.lib.refusal import Refusal
from kerege.people.rules import ANONYMOUS
from kerege.people.words import ROLE_NAMES, Role
from kerege.records.viewers import PUBLIC
from kerege.training.words.lti_platforms import NOBODYS
from kerege.upkeep.queries import standing
from kerege.upkeep.words import WHY_CLOSED
from kerege.web.shell import asof
from kerege.web.shell.footnotes import Footnotes
from kerege.web.shell.navigation import Navigation, address, navigation
from kerege.web.shell.reader import VIEW_AS

LONGEST_ADDRESS = 2000  # a page repeats its own address in several forms


@dataclass(frozen=True)
class Language:
    """`partial`: not every sentence of the pages is translated and reviewed in this language."""

    code: str
    name: str
    partial: bool
    current: bool


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of the shell. Nothing here refuses: a refusal's own page stands in the shell too."""
    on, today = asof.on_date_or_today(request), localdate()
    actor, guest = getattr(request, "actor", ANONYMOUS), is_guest(request)
    return {
        "navigation": SimpleLazyObject(lambda: Navigation([], []) if guest else navigation(request, actor.roles)),
        "guest": guest,
        "page_languages": languages(),
        "letters_otherwise": not guest and letters_otherwise(request),
        "on": on,
        "today": today,
        "is_today": on == today,
        "chosen_country": chosen_country(request, on),
        "viewer": getattr(request, "viewer", PUBLIC),
        "actor": actor,
        "closed": closed(),
        "low_disk": Role.NODE_ADMINISTRATOR.value in actor.roles and standing.is_low(settings.DATA),
        "demo": settings.KEREGE_DEMO,
        "node": settings.KEREGE_NODE,
        "viewing_as": viewing_as(request),
        "view_as_address": address("view_as"),
        "learning_address": address("learning"),
        "search_address": "" if guest else address("search"),
        "help_address": address("help"),
        "sources_address": address("sources"),
        "verify_address": address("verify"),
        "here": request.get_full_path()[:LONGEST_ADDRESS],
        "footnotes": footnotes(request),
        "refused": getattr(request, "refused", []),
    }


def is_guest(request: HttpRequest) -> bool:
    """Whether whoever is signed in came from another learning platform and has no account of their own."""
    user = getattr(request, "user", None)
    return bool(user is not None and user.is_authenticated and user.email.endswith(NOBODYS))


def closed() -> str:
    """Why nothing can be recorded now, in words; an empty text when everything can."""
    why = standing.why_closed()
    return gettext(WHY_CLOSED[why]) if why else ""


def viewing_as(request: HttpRequest) -> str:
    """The role with whose eyes somebody looks ("What would X see?"), in words; an empty text for their own."""
    imagined = request.session.get(VIEW_AS) if hasattr(request, "session") else None
    if not imagined:
        return ""
    return f"{gettext(ROLE_NAMES[Role(imagined['role'])])}, {imagined['owner']}"


def languages() -> list[Language]:
    now = get_language()
    return [
        Language(code, name, code not in settings.COMPLETE_LANGUAGES, code == now) for code, name in settings.LANGUAGES
    ]


def letters_otherwise(request: HttpRequest) -> bool:
    """Whether letters to whoever reads go out in another language than this page has."""
    account: Any = getattr(request, "user", None)
    return bool(account and account.is_authenticated) and account.language != get_language()


def footnotes(request: HttpRequest) -> Footnotes:
    """The footnotes of this request, the same object for whole pages and parts of them."""
    if not hasattr(request, "footnotes"):
        request.footnotes = Footnotes()  # type: ignore[attr-defined]
    notes: Footnotes = request.footnotes  # type: ignore[attr-defined]
    return notes


def note_offered(request: HttpRequest, names: Iterable[Designated]) -> None:
    """Put the notes of names that a form offers at the foot of its page: an <option> cannot remember them itself."""
    notes = footnotes(request)
    for name in names:
        notes.add(name.marker, name.note)


def chosen_country(request: HttpRequest, on: date) -> Designated | None:
    """The name of the country that the reader chose; None for the whole region."""
    try:
        code = asof.country_code(request)
    except Refusal:
        return None
    return atlas.designated(code, lang=get_language() or settings.LANGUAGE_CODE, on=on) if code else None
