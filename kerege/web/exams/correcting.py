"""Corrected keys on the page of the questions of an exam: what the bank offers, what waits, what was decided."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, gettext

from kerege.training.queries.exam_corrections import keys_of
from kerege.training.rules import items as engine
from kerege.training.rules.exam_keys import Effect
from kerege.training.words.exams import KEY_STATES, KeyState
from kerege.web.exams import forms, wording
from kerege.web.shell.figures import figure

TONES = {KeyState.PROPOSED: "warn", KeyState.CONFIRMED: "good", KeyState.REFUSED: ""}


def context_of(request: HttpRequest, exam: object, texts: Mapping[str, str], zone: str) -> dict[str, Any]:
    """What the page shows; `key_form` is None where the bank offers nothing to grade by."""
    keys = keys_of(by=request.actor, uid=exam)
    ready = [each for each in keys.offered if each.same]
    sent = forms.sent(request, forms.ProposeKeyForm, refs=[(each.ref, texts.get(each.ref, "")) for each in ready])
    return {
        "key_form": sent if ready or sent.is_bound else None,
        "offered": [_offered(each, texts) for each in keys.offered],
        "corrections": [_line(request, each, texts, zone) for each in keys.lines],
        "keys_waiting": keys.waiting,
    }


def form_sent(request: HttpRequest, context: Mapping[str, Any]) -> Any:
    """The form about a key that was sent; None where another one was, or none."""
    found = [context["key_form"], *(each["form"] for each in context["corrections"])]
    return next((each for each in found if each is not None and each.is_bound), None)


def _offered(each: Any, texts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "text": texts.get(each.ref, ""),
        "number": each.number,
        "same": each.same,
        "effect": in_words(each.effect) if each.effect is not None else "",
    }


def _line(request: HttpRequest, each: Any, texts: Mapping[str, str], zone: str) -> dict[str, Any]:
    return {
        "line": each,
        "text": texts.get(each.ref, ""),
        "state": gettext(KEY_STATES[each.state]),
        "tone": TONES[each.state],
        "proposed": wording.moment(each.proposed_at, zone),
        "decided": wording.moment(each.decided_at, zone) if each.decided_at else None,
        "effect": in_words(each.effect) if each.effect is not None else "",
        "form": _decide(request, each),
    }


def _decide(request: HttpRequest, each: Any) -> forms.DecideKeyForm | None:
    """Offered to whoever may decide; what somebody else sent all the same is judged by its action."""
    do = request.POST.get("do", "") if request.method == "POST" else ""
    mine = do in {"key_yes", "key_no"} and request.POST.get(f"{each.uid}-which") == each.uid
    if not mine and (each.own or each.state != KeyState.PROPOSED):
        return None
    form = forms.DecideKeyForm(request.POST if mine else None, prefix=each.uid, initial={"which": each.uid})
    form.confirmed = do == "key_yes"
    return form


def in_words(effect: Effect) -> str:
    """What a corrected key changes, in one line."""
    told = {"asked": effect.asked, "up": effect.up, "down": effect.down}
    shown = {name: figure(value) for name, value in (told | {"yes": effect.passed, "no": effect.failed}).items()}
    return (
        gettext(
            "Attempts that were asked it: %(asked)s. With more points: %(up)s, with fewer: %(down)s. Pass only then: "
            "%(yes)s, no longer pass: %(no)s."
        )
        % shown
    )


def texts_of(held: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """What the questions of a version ask, in the reader's language."""
    lang = get_language() or "en"
    read = {ref: engine.kept(dict(data)) for ref, data in held.items()}
    said = {ref: item.text or item.title for ref, item in read.items()}
    return {ref: (words.get(lang) or next(iter(words.values()), ""))[:120] for ref, words in said.items()}
