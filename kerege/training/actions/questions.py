"""Taking a released question of the question bank into a lesson: its version is kept with the lesson."""

from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed
from kerege.sharing.rules import viewer_of
from kerege.training.actions.adapting import add_part
from kerege.training.models import CurriculumVersion
from kerege.training.queries.bank import released
from kerege.training.rules.items import Item
from kerege.training.words import bank as words
from kerege.training.words.curricula import ItemKind


def take_question(
    *, by: Actor, owner: str, key: str, version: str, seen: str, quiz: str, source: str, bank: str, question: str
) -> CurriculumVersion:
    """Put a released version of a question (its uid) at the end of a quiz of a draft, whose texts are in `source`. It
    stays what it is there, whatever becomes of it in the bank.

    Refuses people.not_yours, training.no_such_bank, training.no_such_bank_item, training.curriculum_no_question for one
    that a person marks or that has pictures, and what add_part refuses.
    """
    check_may(by, Deed.KEEP_CURRICULA, owner)
    viewer = viewer_of(uid=by.uid, name=by.name, grants=by.grants)
    found = next((each for each in released(viewer, by, bank) if each.uid == question), None)
    if found is None:
        raise Refusal(words.NO_SUCH_BANK_ITEM, field="question")
    told = {
        "id": f"{quiz[:40]}-bank1",
        "kind": ItemKind.BANK.value,
        "stem": {source: _stem(found.item, source)},
        "question": dict(found.item.data),
        "origin": found.uid,
    }
    return add_part(by=by, key=key, version=version, seen=seen, parent=quiz, field="items", told=told)


def _stem(item: Item, source: str) -> str:
    texts = item.title or item.text
    text = texts.get(source) or next(iter(texts.values()), "") or "?"
    return text.splitlines()[0][:200]
