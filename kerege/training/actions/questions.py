"""Taking a released question of the question bank into a lesson, which keeps its version and its pictures."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from kerege.files import queries as files
from kerege.files.queries import FileLine
from kerege.files.rules import Received
from kerege.files.words import FORMATS, Purpose
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed
from kerege.sharing.rules import viewer_of
from kerege.training.actions.adapting import rewrite
from kerege.training.actions.attaching import _keep
from kerege.training.models import CurriculumVersion
from kerege.training.queries.bank import released
from kerege.training.rules.curricula import editing
from kerege.training.rules.curricula.files import part_of_file
from kerege.training.rules.items import Item
from kerege.training.words import bank as words
from kerege.training.words.curricula import ItemKind
from kerege.training.words.curricula import Purpose as For


def take_question(
    *, by: Actor, owner: str, key: str, version: str, seen: str, quiz: str, source: str, bank: str, question: str
) -> CurriculumVersion:
    """Put a released version of a question (its uid) at the end of a quiz of a draft, whose texts are in `source`. It
    stays what it is there, whatever becomes of it in the bank; its pictures become files of the lesson, so that they
    go where it goes.

    Refuses people.not_yours, training.no_such_bank, training.no_such_bank_item, training.curriculum_no_question for one
    that a person marks, files.full, and what add_part refuses.
    """
    check_may(by, Deed.KEEP_CURRICULA, owner)
    viewer = viewer_of(uid=by.uid, name=by.name, grants=by.grants)
    found = next((each for each in released(viewer, by, bank) if each.uid == question), None)
    if found is None:
        raise Refusal(words.NO_SUCH_BANK_ITEM, field="question")
    told = {
        "kind": ItemKind.BANK.value,
        "stem": {source: _stem(found.item, source)},
        "question": dict(found.item.data),
        "origin": found.uid,
    }
    lines = files.with_digest(viewer, [each.sha256 for each in found.item.images], purpose=Purpose.BANK)
    pictures, new = _pictures(quiz, lines.values()), list[Received]()

    def added(content: dict[str, Any]) -> dict[str, Any]:
        made = editing.add(content, quiz, "items", {**told, "id": editing.free_id(content, f"{quiz[:40]}-bank1")})
        module = editing.part_of(made, quiz).parent
        there = {each.get("sha256") for each in editing.part_of(made, module).told.get("attachments", ())}
        for each in (each for each in pictures if each.sha256 not in there):
            made = editing.add(made, module, "attachments", _attachment(each, made))
            new.append(each)
        return made

    with transaction.atomic():
        row = rewrite(by=by, key=key, version=version, seen=seen, change=added)
        for each in new:
            _keep(by, row, each)
    return row


def _pictures(quiz: str, lines: Iterable[FileLine]) -> list[Received]:
    """The pictures under names that tell nothing: that of a file may say what is right."""
    found = []
    for line in lines:
        with files.opened(line) as stream:
            content = stream.read()
        name = f"{quiz[:40]}-picture-{line.sha256[:6]}.{line.kind.value}"
        found.append(Received(name, line.kind, content, line.width, line.height))
    return found


def _attachment(each: Received, content: dict[str, Any]) -> dict[str, Any]:
    said = part_of_file(each.name, sha256=each.sha256, size=each.size, media_type=FORMATS[each.kind].media_type)
    return {"id": editing.free_id(content, each.name.rpartition(".")[0]), "purpose": For.MEDIA.value, **said}


def _stem(item: Item, source: str) -> str:
    texts = item.title or item.text
    text = texts.get(source) or next(iter(texts.values()), "") or "?"
    return text.splitlines()[0][:200]
