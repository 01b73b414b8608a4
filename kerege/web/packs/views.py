"""The pages of toolkit packages."""

import re
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege import __version__
from kerege.files import queries as files
from kerege.files.rules import received
from kerege.files.words import PACKAGES
from kerege.lib.archives import packed, packed_size
from kerege.lib.refusal import Refusal
from kerege.lib.versions import VersionState, text_in
from kerege.people.rules import may, owners_for
from kerege.people.words import Deed
from kerege.training import actions, queries
from kerege.training.actions.packs import Checked
from kerege.training.queries.curriculum_exams import exams_of_version
from kerege.training.queries.packs import PackLine, PackPage, incoming_file, leaving, takes
from kerege.training.rules.packs.manifest import Manifest
from kerege.training.words.packs import LIES, NO_SUCH_PACK, SIGNED, Lies, Signed
from kerege.upkeep.queries import keys
from kerege.web.activities import lists
from kerege.web.capacity.drafts import offered_owners
from kerege.web.content.taking import scan
from kerege.web.packs.forms import BringForm, DraftForm, HandInForm, MakeForm
from kerege.web.packs.signing import signer
from kerege.web.shell.forms import attempt
from kerege.web.shell.middleware import told as refused_as

MOST = 25_000_000
"""Bytes of a package that a browser sends."""
_MARKS = {Signed.KNOWN: "good", Signed.UNKNOWN: "warn", Signed.NOT: "warn", Signed.WRONG: "bad"}


@require_http_methods(["GET", "POST"])
def packs(request: HttpRequest) -> HttpResponse:
    """The packages that are here, and for whoever keeps curricula the form to hand one in."""
    keeps, sent = bool(owners_for(request.actor, Deed.KEEP_CURRICULA)), request.method == "POST"
    form = None
    if keeps or sent:
        form = HandInForm(
            request.POST if sent else None,
            request.FILES if sent else None,
            owners=offered_owners(request, Deed.KEEP_CURRICULA),
        )
    if form is not None and form.is_valid():
        kept = attempt(form, lambda: _handed_in(request, form.cleaned_data), otherwise="file")
        if kept is not None:
            return redirect("incoming_pack", uid=kept.uid)
    choice = lists.chosen(request)
    lines = queries.packs(request.viewer, on=choice.on, lang=choice.lang)
    context = {"lines": [_shown(line) for line in lines], "form": form, "keeps": keeps}
    return render(request, "packs/packs.html", context, status=422 if form is not None and form.errors else 200)


def _handed_in(request: HttpRequest, told: dict[str, Any]) -> Any:
    taken = received(told["file"].name, told["file"].chunks(), kinds=PACKAGES, most=MOST, scan=scan())
    return actions.hand_in_pack(by=request.actor, owner=told["owner"], received=taken, program=__version__)


@require_http_methods(["GET", "POST"])
def new_pack(request: HttpRequest) -> HttpResponse:
    """Make the package of a curriculum that one keeps."""
    offered_owners(request, Deed.KEEP_CURRICULA)
    choice = lists.chosen(request)
    lines = queries.curricula(request.viewer, on=choice.on, lang=choice.lang)
    there = {line.key for line in queries.packs(request.viewer, on=choice.on, lang=choice.lang)}
    offered = [
        (line.key, f"{line.title} ({line.key})")
        for line in lines
        if line.modules and may(request.actor, Deed.KEEP_CURRICULA, line.owner)
    ]
    form = MakeForm(request.POST if request.method == "POST" else None, curricula=offered)
    if form.is_valid():
        made = attempt(form, lambda: _made(request, form.cleaned_data["curriculum"]), otherwise="curriculum")
        if made is not None:
            return redirect("pack", uid=made.uid)
    context = {"form": form, "offered": bool(offered), "there": there}
    return render(request, "packs/new_pack.html", context, status=422 if form.errors else 200)


def _made(request: HttpRequest, key: str) -> Any:
    node = settings.KEREGE_NODE
    return actions.make_pack(by=request.actor, key=key, version="", node=node, program=__version__, signer=signer())


@require_GET
def pack(request: HttpRequest, uid: object) -> HttpResponse:
    """One package: who made it, what is in it, and the ways to take it along."""
    choice = lists.chosen(request)
    page = queries.pack(request.viewer, str(uid), lang=choice.lang)
    may_take, others = takes(request.actor), []
    if may_take:
        lines = queries.packs(request.viewer, on=choice.on, lang=choice.lang)
        others = [line for line in lines if line.key == page.line.key and line.uid != page.line.uid]
    context = {
        **_shown(page.line),
        "page": page,
        "takes": may_take,
        "whole": _way(request, page) if may_take else None,
        "deltas": [(line.version, _way(request, page, line)) for line in others],
        "parts": _parts(page.manifest),
        "exams": _exams(request, page, choice),
        "attachments": [each for each in page.manifest.files if each.lies == Lies.ATTACHMENT],
    }
    return render(request, "packs/pack.html", context)


def _exams(request: HttpRequest, page: PackPage, choice: lists.Choice) -> list[str]:
    """The exams that the version has and a package never holds."""
    line = page.line
    whole = queries.curriculum(request.viewer, line.key, on=choice.on, lang=choice.lang, version=line.version)
    found = exams_of_version(request.viewer, whole) if whole is not None else []
    return [text_in(each.title, choice.lang, next(iter(each.title))) for each in found]


def _way(request: HttpRequest, page: PackPage, since: PackLine | None = None) -> tuple[str, int]:
    """The address of a package with its size, whole or since another version."""
    base = queries.pack(request.viewer, since.uid, lang="en").manifest if since else None
    size = packed_size(leaving(page, me=request.actor, base=base))
    address = reverse("pack_file", args=[page.line.uid, _file_name(page.line, since)])
    return address + (f"?since={since.uid}" if since else ""), size


def _file_name(line: PackLine, since: PackLine | None = None) -> str:
    """Plain letters for every file system; versions may have others."""
    named = f"{line.key}-{line.version}{f'-since-{since.version}' if since else ''}"
    return f"{re.sub(r'[^A-Za-z0-9._-]+', '-', named)}.kpack"


@require_GET
def pack_file(request: HttpRequest, uid: object, name: str) -> HttpResponseBase:
    """The package as it leaves, piece by piece; `?since=` another one of the same curriculum: what changed."""
    page = queries.pack(request.viewer, str(uid), lang="en")
    since = request.GET.get("since", "")[:40]
    base = queries.pack(request.viewer, since, lang="en") if since else None
    parts = leaving(page, me=request.actor, base=base.manifest if base else None)
    if not name.endswith(".kpack"):
        raise Refusal(NO_SUCH_PACK)
    answer = StreamingHttpResponse(packed(parts), content_type="application/zip")
    answer.headers["Content-Length"] = str(packed_size(parts))
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="{_file_name(page.line, base.line if base else None)}"'
    )
    return answer


@require_http_methods(["GET", "POST"])
def incoming(request: HttpRequest, uid: object) -> HttpResponse:
    """What would come in with a package that was handed in; then it comes in, as a draft, or not at all."""
    line = incoming_file(request.actor, str(uid))
    if request.POST.get("do") == "discard":
        actions.discard_pack(by=request.actor, uid=str(uid))
        return redirect("packs")
    told: dict[str, Any] = {"by": request.actor, "owner": line.owner, "program": __version__}
    told["known"] = keys.known_issuers(settings.DATA)
    try:
        with files.opened(line) as file:
            found = actions.check_pack(file=file, **told)
            return _decided(request, found, file, told, str(uid))
    except Refusal as refusal:
        context = {"why": refused_as(refusal), "name": line.name}
        return render(request, "packs/incoming.html", context, status=refusal.status)


def _decided(request: HttpRequest, found: Checked, file: Any, told: dict[str, Any], uid: str) -> HttpResponse:
    edited, sent = bool(found.pack.changed), request.method == "POST"
    kind = DraftForm if edited else BringForm
    form = kind(request.POST if sent else None, signed=found.standing.signed)
    if form.is_valid():
        bring = actions.import_edited if edited else actions.import_pack
        done = attempt(form, lambda: bring(file=file, scan=scan(), **told, **form.cleaned_data))
        if done is not None:
            actions.discard_pack(by=request.actor, uid=uid)
            return _after(request, done, edited=edited)
    context = {**_preview(found, lists.chosen(request).lang), "form": form, "edited": edited}
    return render(request, "packs/incoming.html", context, status=422 if form.errors else 200)


def _after(request: HttpRequest, done: Any, *, edited: bool) -> HttpResponse:
    if edited:
        told = gettext("The draft is recorded, as a fork of the version from which the package was made.")
        if done.base_id is None:
            told = gettext("The draft is recorded. The version from which the package was made is not here to compare.")
        messages.success(request, told)
        return redirect(f"{reverse('curriculum', args=[done.of.key])}?{urlencode({'version': done.version})}")
    if not done.was_here and done.of.state == VersionState.SUPERSEDED:
        messages.info(request, gettext("A later version is taught here, and stays what is taught."))
    return redirect("pack", uid=done.uid)


def _preview(found: Checked, lang: str) -> dict[str, Any]:
    told = found.pack.manifest
    return {
        "manifest": told,
        "title": text_in(told.title, lang, "en"),
        "signed": gettext(SIGNED[found.standing.signed]),
        "signed_mark": _MARKS[found.standing.signed],
        "parts": _parts(told),
        "attachments": [each for each in told.files if each.lies == Lies.ATTACHMENT],
        "changed": sorted(found.pack.changed),
        "delta": found.pack.delta,
        "here": found.here,
    }


def _parts(told: Manifest) -> list[tuple[str, int, int]]:
    """What lies in a package, by kind: how many files, how many bytes."""
    by_kind = [(gettext(word), [each for each in told.files if each.lies == lies]) for lies, word in LIES.items()]
    return [(word, len(each), sum(file.size for file in each)) for word, each in by_kind if each]


def _shown(line: PackLine) -> dict[str, Any]:
    signed = Signed(line.signed)
    return {"line": line, "signed": gettext(SIGNED[signed]), "signed_mark": _MARKS[signed]}
