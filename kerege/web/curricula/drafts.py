"""Making one's own of a curriculum, beginning the next version of one, and publishing a draft."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kerege.capacity import queries as capacity
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.versions import text_in
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed
from kerege.sharing.words import SENSITIVITIES
from kerege.training import actions, queries
from kerege.training.queries import CurriculumPage
from kerege.training.words.scenarios import SCENARIO_UNFINISHED
from kerege.web.activities.lists import Choice
from kerege.web.capacity.drafts import offered_owners
from kerege.web.curricula import wording
from kerege.web.curricula.reading import told_losses
from kerege.web.inventory.details import Choices
from kerege.web.sharing.forms import chosen_level
from kerege.web.shell.forms import Offered, Typed, attempt
from kerege.web.shell.middleware import note_refused, told


class ForkForm(forms.Form):
    """Whose the fork is and what it is called in addresses."""

    owner = Offered(label=_("Whose record it is"))
    key = Typed(
        label=_("Key"),
        help_text=_(
            "Small Latin letters and digits, between them hyphens or underscores, for example "
            "kgz-train-the-trainers. It stays."
        ),
    )
    version = Typed(label=_("Version"), initial="1")
    label = Offered(label=_("Who may read it"), initial=str(int(Sensitivity.PUBLIC)))

    def __init__(self, *args: Any, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [(str(int(level)), gettext(SENSITIVITIES[level])) for level in Sensitivity]
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]
        self.fields["label"].choices = levels  # type: ignore[attr-defined]

    def clean_label(self) -> int:
        return chosen_level(self.cleaned_data["label"])

    def run(self, *, by: Actor, parent: str, parent_version: str) -> Any:
        told = self.cleaned_data
        return actions.fork_curriculum(by=by, parent=parent, parent_version=parent_version, **told)


@require_http_methods(["GET", "POST"])
def fork(request: HttpRequest, key: str) -> HttpResponse:
    """The form with which a published version becomes one's own draft. An older version is taken too, and told."""
    owners = offered_owners(request, Deed.KEEP_CURRICULA)
    page, choice = wording.shown_page(request, key)
    number = page.shown.version
    form = ForkForm(request.POST if request.method == "POST" else None, owners=owners)
    if form.is_valid():
        row = attempt(form, lambda: form.run(by=request.actor, parent=key, parent_version=number), otherwise="key")
        if row is not None:
            return redirect("curriculum", key=form.cleaned_data["key"].strip())
    context = {
        "page": page,
        "title": text_in(page.programme.title, choice.lang, page.programme.source),
        "form": form,
        "outdated": page.line.version not in ("", number),
    }
    return render(request, "curricula/fork.html", context, status=422 if form.errors else 200)


class BeginForm(forms.Form):
    version = Typed(label=_("Version"), help_text=_("A new one: a published version never changes."))


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, key: str) -> HttpResponse:
    """Begin the next version, which says what the published one says until it is changed."""
    page, choice = wording.shown_page(request, key)
    check_may(request.actor, Deed.KEEP_CURRICULA, page.line.owner)
    sent = request.POST if request.method == "POST" else None
    form = BeginForm(sent, initial={"version": _next([each.version for each in page.versions])})
    if form.is_valid():
        told = dict(form.cleaned_data)
        row = attempt(form, lambda: actions.begin_version(by=request.actor, key=key, **told), otherwise="version")
        if row is not None:
            return redirect(f"../?version={row.version}")
    title = text_in(page.programme.title, choice.lang, page.programme.source)
    context = {"page": page, "title": title, "form": form}
    return render(request, "curricula/begin.html", context, status=422 if form.errors else 200)


def _next(versions: list[str]) -> str:
    """The number after the highest; nothing where versions are no numbers."""
    numbers = [int(each) for each in versions if each.isascii() and each.isdigit()]
    return str(max(numbers) + 1) if numbers else ""


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, key: str) -> HttpResponse:
    """What publishing means, with what the fork loses by it, what is not finished, and the button."""
    number = (request.POST if request.method == "POST" else request.GET).get("version", "")[:20]
    refused: Refusal | None = None
    if request.method == "POST":
        try:
            actions.publish_curriculum_version(by=request.actor, key=key, version=number)
            return redirect("curriculum", key=key)
        except Refusal as refusal:
            if refusal.status in {403, 404}:
                raise
            refused = refusal
            note_refused(refusal)
    page, choice = wording.shown_page(request, key, version=number)
    check_may(request.actor, Deed.KEEP_CURRICULA, page.line.owner)
    parent = queries.ancestry(request.viewer, page, on=choice.on, lang=choice.lang)
    context = {
        "page": page,
        "title": text_in(page.programme.title, choice.lang, page.programme.source),
        "losses": told_losses(page, parent, choice.lang),
        "certificate": parent is not None and parent.programme.certificate,
        "languages": wording.languages(page),
        "schemes": _named_otherwise(request, page, choice),
        "unreviewed": wording.unreviewed(request, page),
        "unfinished": wording.unfinished(page, choice.lang),
        "errors": [{"sentence": told(_in_words_of(page, refused, choice.lang))}] if refused else [],
    }
    return render(request, "curricula/publish.html", context, status=refused.status if refused else 200)


def _in_words_of(page: CurriculumPage, refused: Refusal, lang: str) -> Refusal:
    """A refusal names a scenario in the source language of its curriculum; here it is called as on the whole page."""
    lines = wording.unfinished(page, lang)
    if refused.code != SCENARIO_UNFINISHED.code or not lines:
        return refused
    return Refusal(SCENARIO_UNFINISHED, field=refused.field, **refused.data | {"scenario": lines[0][1][:80]})


def _named_otherwise(request: HttpRequest, page: CurriculumPage, choice: Choice) -> list[tuple[str, str]]:
    """The schemes of certificates that ask for this curriculum in another version, with that version: deliveries of
    the one that is published here count in none of them.
    """
    return [
        (each.title, ", ".join(wanted))
        for each in capacity.schemes.schemes(request.viewer, on=choice.on, lang=choice.lang)
        if each.current and (wanted := each.scheme.versions(page.line.key)) and page.shown.version not in wanted
    ]
