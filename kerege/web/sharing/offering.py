"""A share is offered before it is made: each reader is shown with what they would see, and nothing has happened yet."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate

from kerege.lib.sensitivity import Sensitivity
from kerege.sharing import actions, queries
from kerege.sharing.actions.shares import Terms
from kerege.sharing.queries import Asked
from kerege.web.sharing.forms import CALLED, MOST_READERS, TermsForm, field_name, role_name
from kerege.web.sharing.views import owner_choices
from kerege.web.shell.forms import attempt


def filled(request: HttpRequest, form: type[Any], *, initial: dict[str, Any], **more: Any) -> Any:
    """The form as it was sent, or as it begins; with one row more where another reader was asked for."""
    typed = request.POST.get("rows", "")
    rows = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 3 else 1
    more |= {"owners": owner_choices(request)}
    if "more" in request.POST:
        return form(None, rows=rows + 1, initial={**initial, **request.POST.dict()}, **more)
    return form(request.POST or None, rows=rows, initial=initial, **more)


def offered(
    request: HttpRequest, form: TermsForm, ask: Callable[[dict[str, Any]], tuple[Asked, Any]]
) -> tuple[bool, dict[str, Any] | None]:
    """Whether it was shared, and else the preview where there is one; refusals stand at their fields.

    `ask` turns what the form says into what is shared and up to which level.
    """
    if not form.is_valid():
        return False, None
    said, today = form.cleaned_data, localdate()
    asked, level = ask(said)
    terms = Terms(form.readers(), level, said["start"], said["end"], said["purpose"])
    to: dict[str, Any] = {"by": request.actor, "asked": asked, "terms": terms, "on": today}
    if "sure" in request.POST:
        return attempt(form, lambda: actions.make_share(**to), called=CALLED) is not None, None
    sights = attempt(form, lambda: actions.rehearse_share(**to, viewer=request.viewer), called=CALLED)
    return False, _preview(request, asked, terms, sights) if sights is not None else None


def _preview(request: HttpRequest, asked: Asked, terms: Terms, sights: list[Any]) -> dict[str, Any]:
    names = dict(owner_choices(request))
    counts = queries.readers_today(tuple(after.reader for _, after in sights), on=max(terms.start, localdate()))
    return {
        "single": bool(asked.record),
        "sights": sights,
        "readers": [
            {
                "owner": names.get(after.reader[0], after.reader[0]),
                "role": role_name(after.reader[1]),
                "accounts": counts[after.reader],
                "sight": after,
                "new": after.records - before.records,
                "more": after.records - len(after.titles),
                "fields": [(field_name(name), value) for name, value in after.open_fields],
                "closed": [field_name(name) for name in after.closed_fields],
                "readable": [
                    (field_name(name), now, now - then)
                    for (name, now), (_, then) in zip(after.readable, before.readable, strict=True)
                ],
            }
            for before, after in sights
        ],
        "start": terms.start,
        "end": terms.end,
        "second": terms.level >= Sensitivity.RESTRICTED,
        "full": MOST_READERS,
    }
