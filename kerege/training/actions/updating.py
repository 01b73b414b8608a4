"""Updates from the parent, and improvements offered back to whoever keeps it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_text
from kerege.lib.versions import VersionState
from kerege.people.rules import Actor, choice
from kerege.records.recording import NOTHING_THERE, named
from kerege.training.actions.adapting import kept_curriculum, open_draft, readable, rewrite
from kerege.training.models import Curriculum, CurriculumOffer, CurriculumVersion
from kerege.training.rules.curricula.difference import difference
from kerege.training.rules.curricula.editing import decide
from kerege.training.rules.curricula.merging import Conflict, merge
from kerege.training.rules.curricula.offering import only
from kerege.training.rules.curricula.offering import put_back as part_again
from kerege.training.rules.curricula.settling import say_own, settle
from kerege.training.words import curricula_refused as refused
from kerege.training.words.curricula import Decision, Side


def update_from_parent(*, by: Actor, key: str, version: str, seen: str, parent_version: str) -> CurriculumVersion:
    """Bring into a draft what became of its parent up to this version of it. What only one side changed is taken; what
    both changed stays as it is here and stands as a conflict until decide_conflict. The draft is then no more open than
    that version of the parent.

    Refuses people.not_yours, records.nothing_there, training.curriculum_stands, .curriculum_behind,
    .curriculum_no_parent, .curriculum_undecided while conflicts of an update before are left, and .curriculum_a_draft
    for a version of the parent that is none yet or that the draft has already.
    """
    of, row = open_draft(by=by, key=key, version=version, seen=seen)
    if of.forked_from_id is None or row.base_id is None:
        raise Refusal(refused.CURRICULUM_NO_PARENT, field="parent_version")
    if row.conflicts:
        raise Refusal(refused.CURRICULUM_UNDECIDED, field="conflicts", left=len(row.conflicts))
    base = _base(row)
    parent = readable(by=by, key=base.of.key, version=parent_version)
    there = parent.shown
    if there.state == VersionState.DRAFT or there.id == base.pk:
        raise Refusal(refused.CURRICULUM_A_DRAFT, field="parent_version", version=there.version)
    found = merge(base.content, row.content, there.content)
    columns = {
        "base_id": there.id,
        "conflicts": [each.kept() for each in found.conflicts],
        "label": max(row.label, parent.whole.label, there.label),
    }
    return rewrite(
        by=by,
        key=key,
        version=version,
        seen=seen,
        change=lambda _: found.content,
        word="training.curriculum.updated",
        columns=columns,
        source=base.of.key,
    )


def put_back(*, by: Actor, key: str, version: str, seen: str, part: str) -> CurriculumVersion:
    """Put a part that a draft took out back as its parent has it, with all that is in it and the links to it. Its id is
    what a certificate asks for: the same text written anew is another outcome.

    Refuses what adapting.change_part refuses, and training.curriculum_no_parent.
    """
    of, row = open_draft(by=by, key=key, version=version, seen=seen)
    if of.forked_from_id is None or row.base_id is None:
        raise Refusal(refused.CURRICULUM_NO_PARENT, field="part")
    base = _base(row)
    return rewrite(
        by=by,
        key=key,
        version=version,
        seen=seen,
        change=lambda content: part_again(content, base.content, part),
        source=base.of.key,
    )


def decide_conflict(
    *,
    by: Actor,
    key: str,
    version: str,
    seen: str,
    conflict: str,
    side: str,
    text: str = "",
    value: Any = None,
    today: date | None = None,
) -> CurriculumVersion:
    """Decide one conflict of an update: for what stands here, for what the parent says, for this text, or for this
    value (`side` is a word of words.curricula.Side): a number, a word or ids in a field, an order, a place. What was
    decided, and how, stays with the draft and the version that it becomes.

    Refuses people.not_yours, people.unknown_choice, records.nothing_there, also of a conflict that is decided already,
    training.curriculum_stands, .curriculum_behind, .curriculum_no_part where the part has gone since,
    .curriculum_no_text for a text and .curriculum_no_value for a value where the conflict takes none,
    .curriculum_unknown for a wrong order or place, and what rules.curricula.read refuses.
    """
    chosen = Side(choice(side, Side, "side"))
    _, row = open_draft(by=by, key=key, version=version, seen=seen)
    left = [Conflict.read(each) for each in row.conflicts]
    here = next((each for each in left if each.name == conflict), None)
    if here is None:
        raise Refusal(NOTHING_THERE, field="conflict", what="conflict", key=conflict[:60])
    kept = {**here.kept(), "side": chosen.value, "on": (today or localdate()).isoformat()}
    own = {Side.TEXT: {"text": text}, Side.VALUE: {"value": value}}.get(chosen, {})
    columns = {
        "conflicts": [each.kept() for each in left if each is not here],
        "decided": [*row.decided, {**kept, **own}],
    }
    return rewrite(
        by=by,
        key=key,
        version=version,
        seen=seen,
        change=lambda content: _as_chosen(content, here, chosen, text if chosen == Side.TEXT else value),
        word="training.curriculum.decided",
        columns=columns,
    )


def _as_chosen(content: dict[str, Any], conflict: Conflict, side: Side, own: Any) -> dict[str, Any]:
    if side == Side.TEXT:
        return say_own(content, conflict, str(own))
    if side == Side.VALUE:
        return settle(content, conflict, own)
    return decide(content, conflict, parents_side=side == Side.PARENT)


def offer_back(
    *, by: Actor, key: str, version: str, parts: Iterable[str], note: str = "", today: date | None = None
) -> list[CurriculumOffer]:
    """Offer what a published version of a fork did to these parts to whoever keeps the parent. What was offered from
    this version already stays as it was.

    Refuses people.not_yours, records.nothing_there, training.curriculum_a_draft, .curriculum_no_parent, text.*,
    .offer_of_nothing, and .curriculum_no_part for a part that is as it is in the parent.
    """
    of = kept_curriculum(by=by, key=key)
    row = named(CurriculumVersion, of=of, version=version)
    if row.state == VersionState.DRAFT:
        raise Refusal(refused.CURRICULUM_A_DRAFT, field="version", version=row.version)
    if of.forked_from_id is None or row.base_id is None:
        raise Refusal(refused.CURRICULUM_NO_PARENT, field="version")
    said = clean_text(note, field="note", max_length=500) if note else ""
    base = _base(row)
    with checking():
        known = {each.node: each for each in CurriculumOffer.objects.inside_action().filter(to=base.of, origin=row)}
    changes = {each.address: each for each in difference(base.content, row.content) if not each.within}
    wanted = list(dict.fromkeys(parts))
    if not wanted:
        raise Refusal(refused.OFFER_OF_NOTHING, field="parts")
    for address in wanted:
        if address not in changes:
            raise Refusal(refused.CURRICULUM_NO_PART, field="parts", part=address[:130] or "–")
    if all(address in known for address in wanted):
        return [known[address] for address in wanted]
    with act("training.curriculum.offered", by=by, owner=of.owner, about=of.uid, key=of.key):
        for address in (each for each in wanted if each not in known):
            known[address] = CurriculumOffer.objects.create(
                owner=base.of.owner,
                label=max(base.of.label, row.label),
                to=base.of,
                origin=row,
                node=address,
                change=changes[address].changes[0].value,
                note=said,
                offered_on=today or localdate(),
            )
    return [known[address] for address in wanted]


def accept_offer(*, by: Actor, offer: str, version: str, seen: str, today: date | None = None) -> CurriculumVersion:
    """Take one offered change into a draft of the parent, as a merge: what the parent changed there since stays, and
    where both changed the same it is a conflict. The draft is then no more open than what was offered.

    Refuses people.not_yours, records.nothing_there, training.curriculum_stands, .curriculum_behind,
    .curriculum_undecided, .offer_decided, and .curriculum_no_part where the parent has no place for it any more.
    """
    row, to = _offered(by, offer)
    _, draft = open_draft(by=by, key=to.key, version=version, seen=seen)
    if draft.conflicts:
        raise Refusal(refused.CURRICULUM_UNDECIDED, field="conflicts", left=len(draft.conflicts))
    with checking():
        rows: Any = CurriculumVersion.objects.inside_action()
        origin = rows.select_related("base", "of").get(pk=row.origin_id)
    base = origin.base.content
    found = merge(base, draft.content, only(base, origin.content, row.node))
    columns = {
        "conflicts": [each.kept() for each in found.conflicts],
        "label": max(draft.label, origin.label, origin.of.label),
    }
    made = rewrite(
        by=by,
        key=to.key,
        version=version,
        seen=seen,
        change=lambda _: found.content,
        word="training.curriculum.offer_accepted",
        columns=columns,
        source=origin.of.key,
    )
    _decided(by, row, Decision.ACCEPTED, "", today)
    return made


def decline_offer(*, by: Actor, offer: str, reason: str, today: date | None = None) -> CurriculumOffer:
    """Leave one offered change out, and say why to those who offered it.

    Refuses people.not_yours, records.nothing_there, training.offer_decided and text.empty.
    """
    row, _ = _offered(by, offer)
    why = clean_text(reason, field="reason", max_length=500)
    return _decided(by, row, Decision.DECLINED, why, today)


def _base(row: CurriculumVersion) -> CurriculumVersion:
    """The version of the parent with which a version was last brought together."""
    with checking():
        rows = CurriculumVersion.objects.inside_action().select_related("of")
        found: CurriculumVersion = rows.get(pk=row.base_id)
    return found


def _offered(by: Actor, offer: str) -> tuple[CurriculumOffer, Curriculum]:
    number = uid_or_none(offer)
    with checking():
        rows: Any = CurriculumOffer.objects.inside_action().select_related("to")
        row = rows.filter(uid=number).first() if number else None
    if row is None:
        raise Refusal(NOTHING_THERE, field="offer", what=CurriculumOffer._meta.verbose_name, key=str(offer)[:40])
    to = kept_curriculum(by=by, key=row.to.key)
    if row.decision:
        raise Refusal(refused.OFFER_DECIDED, field="offer")
    return row, to


def _decided(by: Actor, row: CurriculumOffer, decision: Decision, reason: str, today: date | None) -> CurriculumOffer:
    with act("training.curriculum.offer_decided", by=by, owner=row.owner, about=row.uid):
        row.decision, row.reason, row.decided_on = decision, reason, today or localdate()
        row.save()
    return row
