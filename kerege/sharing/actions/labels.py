"""How sensitive a record and its fields are, after they were recorded."""

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.labels import LABEL_SUFFIX, labelled_fields
from kerege.records.owned import OwnedModel
from kerege.records.recording import NOTHING_THERE, rows
from kerege.records.shares import WHOLE
from kerege.sharing import words
from kerege.sharing.queries import shareable


def label_record(*, by: Actor, kind: str, record: str, level: int, field: str = WHOLE) -> OwnedModel:
    """Say anew how sensitive a record is (WHOLE), or one labelled field of it. It holds with the next read, for shares
    too: what is labelled above a share's reach is closed by that. The same level again changes nothing.

    Figures and other parts that belong to a record follow it up: none stays more open than the record. They do not
    follow it down. The spellings of a name have the label of the name.

    Refuses sharing.unknown_kind, sharing.unknown_field, sharing.unknown_level and
    records.nothing_there, also where the record is not the actor's to label.
    """
    model = shareable(kind)
    if field != WHOLE and field not in labelled_fields(model):
        raise Refusal(words.UNKNOWN_FIELD, field="field", name=field[:60])
    if level not in list(Sensitivity):
        raise Refusal(words.UNKNOWN_LEVEL, field="level")
    with checking():
        found: OwnedModel | None = rows(model).filter(uid=uid_or_none(record)).first()
    if found is None or not may(by, Deed.LABEL, found.owner):
        raise Refusal(NOTHING_THERE, field="record", what=model._meta.verbose_name, key=record)
    column = "label" if field == WHOLE else field + LABEL_SUFFIX
    old = int(getattr(found, column))
    if old == level:
        return found
    word = "sharing.label.raised" if level > old else "sharing.label.lowered"
    with act(word, by=by, about=found.uid, owner=found.owner, kind=kind, field=field, old=old, new=int(level)):
        setattr(found, column, Sensitivity(level))
        found.save(update_fields=[column])
        if field == WHOLE and level > old:
            _raise_parts(found, Sensitivity(level))
        if field != WHOLE:
            _label_alike(found, field, Sensitivity(level))
    return found


def _label_alike(record: OwnedModel, field: str, level: Sensitivity) -> None:
    """What says the same in other words (the spellings of a name) has the label of the field, up and down."""
    for relation in record._meta.related_objects:
        part = relation.related_model
        if issubclass(part, OwnedModel) and part.labelled_as == (relation.field.name, field):
            level = max(level, Sensitivity(record.label))
            part.objects.inside_action().filter(**{relation.field.name: record}).update(label=level)


def _raise_parts(record: OwnedModel, level: Sensitivity) -> None:
    for relation in record._meta.related_objects:
        part = relation.related_model
        # what follows its records (records.following) is made anew at the end of the act, from what it was before it
        made = hasattr(part, "stands_aside") or hasattr(part, "follows")
        if issubclass(part, OwnedModel) and relation.field.name in part.part_of and not made:
            part.objects.inside_action().filter(**{relation.field.name: record}, label__lt=level).update(label=level)
