"""Backing up and restoring, as the tests call it."""

import pytest

from kerege.journal.actions import act
from kerege.lib.ids import new_uid
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM
from kerege.upkeep.actions import backup, restoring
from kerege.upkeep.queries import keys, sealing


def back_up(data, to, **options):
    return backup.back_up(by=SYSTEM, data=data, to=to, **options)


def key_of(data):
    return sealing.identities(keys.folder(data) / sealing.IDENTITY)


def opened(data, archive, identities=None):
    return restoring.open_backup(by=SYSTEM, data=data, archive=archive, identities=identities or key_of(data))


def restored(data, archive, **options):
    return restoring.restore(by=SYSTEM, data=data, archive=archive, identities=key_of(data), **options)


def refusal(call, *arguments, **options) -> str:
    with pytest.raises(Refusal) as refused:
        call(*arguments, **options)
    return refused.value.code


def one_more_act():
    with act("test.thing.done", by=SYSTEM, about=new_uid()):
        pass
