"""The files of a curriculum: the form with which one is added or replaced, and how each is shown to its readers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kerege.files.rules import received
from kerege.files.words import TOOLKIT
from kerege.lib.refusal import Refusal
from kerege.people.rules import check_may
from kerege.people.words import Deed
from kerege.training import actions, queries
from kerege.training.queries import CurriculumPage
from kerege.training.rules.curricula.editing import free_id, part_of
from kerege.training.rules.curricula.files import id_for
from kerege.training.rules.curricula.tree import Attachment, Module
from kerege.training.rules.curricula.walking import ROOT, Placed
from kerege.training.words import curricula_refused as refused
from kerege.training.words.curricula import PURPOSES, Node, Purpose
from kerege.web.content.addresses import address_past_clearance
from kerege.web.content.taking import accept, scan
from kerege.web.curricula import wording
from kerege.web.shell.forms import Offered, Typed, attempt
from kerege.web.shell.wording import language_name, word_of

MOST = 25_000_000
"""Bytes of a file that a browser sends."""


class FileForm(forms.Form):
    """A file that takes the place of another one."""

    seen = forms.CharField(widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "At most 25 MB: slides, documents, tables, pictures, sound, film, captions or pages. Captions are called "
            "like their film, with their language before the ending: spill.mp4 has spill.ru.vtt or spill.ru.srt. "
            "Larger files are attached by whoever looks after the node: kerege toolkit attach."
        ),
        widget=forms.FileInput(attrs={"accept": accept(TOOLKIT)}),
    )

    def __init__(self, *args: Any, page: CurriculumPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = page.digest

    def told(self) -> dict[str, str]:
        """What is said of the file besides the file."""
        return {name: self.cleaned_data[name] for name in ("purpose", "language", "licence") if name in self.fields}


class NewFileForm(FileForm):
    purpose = Offered(label=_("Purpose"))
    language = Offered(label=_("Language"), required=False)
    licence = Typed(label=_("Licence"), required=False, widget=forms.TextInput(attrs={"maxlength": 60, "dir": "ltr"}))

    def __init__(self, *args: Any, page: CurriculumPage, **kwargs: Any) -> None:
        super().__init__(*args, page=page, **kwargs)
        purposes = [(each.value, gettext(PURPOSES[each])) for each in Purpose]
        self.fields["purpose"].choices = purposes  # type: ignore[attr-defined]
        self.fields["language"].choices = languages(page)  # type: ignore[attr-defined]
        self.fields["licence"].help_text = licence_hint(page)


def languages(page: CurriculumPage) -> list[tuple[str, str]]:
    """The languages in which a file may be; none says that it serves in each."""
    return [("", gettext("for every language")), *((tag, language_name(tag)) for tag in page.programme.languages)]


def licence_hint(page: CurriculumPage) -> str:
    return gettext("Left empty: the licence of the curriculum, %(licence)s.") % {"licence": page.programme.licence}


@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, key: str) -> HttpResponse:
    """Add a file to a module of a draft, or put another one in the place of one that is there."""
    page, choice = wording.shown_page(request, key)
    check_may(request.actor, Deed.KEEP_CURRICULA, page.line.owner)
    here = _place(page, request.GET.get("part", "")[:130])
    new, sent = here.node == Node.MODULE, request.method == "POST"
    kind = NewFileForm if new else FileForm
    form = kind(request.POST if sent else None, request.FILES if sent else None, page=page)
    back = f"{reverse('curriculum_part', args=[key])}?{_at(page, here.address)}"
    if form.is_valid():
        name = free_id(page.programme.content, id_for(form.cleaned_data["file"].name))
        called = {f"{name}.{field}": field for field in form.fields}
        if attempt(form, lambda: _kept(request, page, here, form), called=called, otherwise="file") is not None:
            return redirect(back)
    names = wording.titles(page, choice.lang)
    context = {
        "page": page,
        "title": names[here.address],
        "root_title": names[ROOT],
        "form": form,
        "new": new,
        "may_change": wording.is_draft(page),
        "back": back,
    }
    return render(request, "curricula/file.html", context, status=422 if form.errors else 200)


def _place(page: CurriculumPage, address: str) -> Placed:
    """A module or an attachment. Refuses training.curriculum_no_part."""
    here = part_of(page.programme.content, address)
    if here.node not in {Node.MODULE, Node.ATTACHMENT}:
        raise Refusal(refused.CURRICULUM_NO_PART, field="part", part=address or "–")
    return here


def _at(page: CurriculumPage, address: str) -> str:
    return urlencode({"version": page.shown.version, "part": address})


def _kept(request: HttpRequest, page: CurriculumPage, here: Placed, form: FileForm) -> Any:
    """A new file takes nothing from whoever changed the draft meanwhile; one in the place of another might."""
    told = form.cleaned_data
    taken = received(told["file"].name, told["file"].chunks(), kinds=TOOLKIT, most=MOST, scan=scan())
    named: dict[str, Any] = {"by": request.actor, "key": page.line.key, "version": page.shown.version}
    if here.node == Node.MODULE:
        named |= {"seen": page.digest, "told": form.told()}
        return actions.attach_file(**named, module=here.address, received=taken)
    return actions.replace_file(**named, seen=told["seen"], part=here.address, received=taken)


# -- shown -------------------------------------------------------------------------------------------------------------


def files_shown(request: HttpRequest, page: CurriculumPage) -> dict[str, dict[str, Any]]:
    """Every attachment of a version by its id, with its address where it is here and may be given."""
    return {each.id: told for each, told in _told(request, page, page.programme.attachments())}


def files_to_learn_from(request: HttpRequest, page: CurriculumPage, module: Module, lang: str) -> list[dict[str, Any]]:
    """The attachments of a module for whoever takes it as a lesson: those in the language read, or in none, come
    first. What only those who train may open is not named to others.
    """
    told = _told(request, page, module.attachments)
    offered = [(each, shown) for each, shown in told if shown["kept"] or not shown["held_back"]]
    return [shown for _each, shown in sorted(offered, key=lambda pair: pair[0].language not in ("", lang))]


def _told(
    request: HttpRequest, page: CurriculumPage, attachments: Iterable[Attachment]
) -> list[tuple[Attachment, dict[str, Any]]]:
    found = tuple(attachments)
    there = queries.attached(page, me=request.actor) if found else {}
    return [(each, _shown(request, page, each, there.get(each.id))) for each in found]


def _shown(request: HttpRequest, page: CurriculumPage, each: Attachment, line: Any) -> dict[str, Any]:
    parts = [
        word_of(PURPOSES, each.purpose),
        language_name(each.language) if each.language else "",
        filesizeformat(each.size),
        each.licence or page.programme.licence,
    ]
    return {
        "id": each.id,
        "sha256": each.sha256,
        "name": each.name,
        "about": [part for part in parts if part],
        "kept": line is not None,
        "address": address_past_clearance(request, line) if line is not None else "",
        "held_back": each.purpose == Purpose.ASSESSMENT,
    }
