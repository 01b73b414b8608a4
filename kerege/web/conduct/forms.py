"""What is asked of whoever signs, adopts or publishes a code of conduct. The actions judge every value."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kerege.web.shell.forms import Agreed, DayField, Offered, Typed

Choices = list[tuple[str, str]]
_ANSWERS = re.compile(r"\s*\[([0-9 ,]{1,40})\]\s*$", re.ASCII)


class SignForm(forms.Form):
    version = forms.CharField(required=False, widget=forms.HiddenInput)
    lang = forms.CharField(required=False, widget=forms.HiddenInput)
    has_read = Agreed(label=_("I have read this code and will follow it."))
    signed_as = Typed(
        required=False,
        label=_("Name that everybody may read"),
        help_text=_("Leave it empty, and only you see that you signed: others see numbers."),
    )


class AdoptForm(forms.Form):
    organisation = Offered(label=_("Organisation"))
    from_day = DayField(label=_("Adopted on"))

    def __init__(self, *args: Any, organisations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = organisations  # type: ignore[attr-defined]


class CodeForm(forms.Form):
    """A version in one language, and in a second one where somebody has it; others are added by the next version."""

    owner = Offered(label=_("Whose code it is"))
    key = Typed(label=_("Key"), help_text=_("Short and lasting, in plain letters; the same for a new version."))
    version = Typed(label=_("Version"), help_text=_("For example 1. A version that was published never changes."))
    lang = Offered(label=_("Language in which it was written"))
    title = Typed(label=_("Title"))
    preamble = Typed(label=_("What it is for"), widget=forms.Textarea(attrs={"rows": 4}))
    principles = Typed(
        label=_("Principles"),
        help_text=_(
            "One on each line. Behind it, in brackets, which of the ten Tianjin principles it answers: [1, 5]."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    second = Offered(required=False, label=_("Second language"))
    second_title = Typed(required=False, label=_("Title in the second language"))
    second_preamble = Typed(
        required=False, label=_("What it is for, in the second language"), widget=forms.Textarea(attrs={"rows": 4})
    )
    second_principles = Typed(
        required=False,
        label=_("Principles in the second language"),
        help_text=_("One on each line, in the same order."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    rights = Typed(required=False, label=_("Whose text it is, and what others may do with it"))

    def __init__(self, *args: Any, owners: Choices, languages: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("owner", owners), ("lang", languages), ("second", [("", "–"), *languages])):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        """The arguments of the action."""
        sent = self.cleaned_data
        tags = [sent["lang"], *([sent["second"]] if sent["second"] else [])]
        texts = {sent["lang"]: ("", _lines(sent["principles"]))}
        if sent["second"]:
            texts[sent["second"]] = ("second_", _lines(sent["second_principles"]))
        content = {
            "languages": tags,
            "title": {tag: sent[f"{mark}title"] for tag, (mark, _rows) in texts.items()},
            "preamble": {tag: sent[f"{mark}preamble"] for tag, (mark, _rows) in texts.items()},
            "principles": _principles({tag: rows for tag, (_mark, rows) in texts.items()}, sent["lang"]),
        }
        return {name: sent[name] for name in ("owner", "key", "version", "rights")} | {"content": content}


def _lines(typed: str) -> list[tuple[str, list[int]]]:
    """Each principle with the numbers in brackets behind it."""
    found = []
    for line in filter(str.strip, typed.splitlines()):
        answers = _ANSWERS.search(line)
        numbers = [int(n) for n in re.findall(r"[0-9]+", answers.group(1))] if answers else []
        found.append((_ANSWERS.sub("", line).strip(), numbers))
    return found


def _principles(by_language: dict[str, list[tuple[str, list[int]]]], source: str) -> list[dict[str, Any]]:
    """As many as the longest language has, so that what one of them lacks is told by its place."""
    most = max(len(rows) for rows in by_language.values())
    written = by_language[source]
    return [
        {
            "key": f"p{n + 1}",
            "text": {tag: rows[n][0] for tag, rows in by_language.items() if n < len(rows)},
            "tianjin": written[n][1] if n < len(written) else [],
        }
        for n in range(most)
    ]
