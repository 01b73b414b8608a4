"""The steps of an import as tests take them, on small sheets and on dirty ones."""

import pytest

from kerege.files.rules import received
from kerege.files.words import SHEETS
from kerege.inventory import actions
from kerege.inventory.models import Facility, FacilityName, ImportRow, SheetImport
from kerege.journal.rules import checking as looking
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor, Grant
from kerege.people.words import Role
from tests import ground
from tests.inventory import dirty
from tests.lib.workbooks import of_rows

FOCAL = ground.FOCAL_KGZ
HEAD_OF_ONE = Actor("head", "Head", (Grant(Role.LABORATORY_HEAD, "KGZ", "CENTRE-X"),))
SENDER = "Министерство здравоохранения"
SMALL = of_rows(
    ["Код", "Наименование", "Тип", "Ведомство", "Город", "Широта", "Долгота"],
    ["1", "Таласская городская лаборатория", "районная лаборатория", "здравоохранение", "Талас", 42.52, 72.24],
    ["2", "Нарынская ветеринарная станция", "станция", "ветеринария", "Нарын", None, None],
)


def taken(content: bytes, name: str = "реестр.xlsx"):
    return received(name, [content], kinds=SHEETS)


def hand_in(content: bytes, **changes):
    given = {"by": FOCAL, "owner": "KGZ", "sender": SENDER, "synthetic": True} | changes
    return actions.hand_in(**given | {"received": given.get("received") or taken(content)})


def mapped(batch, **changes):
    """The proposal, as somebody takes it without a change."""
    fields = {c["letter"]: c["field"] for c in batch.columns}
    return actions.map_columns(**({"by": FOCAL, "uid": batch.uid, "fields": fields} | changes))


def checked(content: bytes, **changes):
    batch = mapped(hand_in(content, **changes))
    return actions.check_rows(by=FOCAL, uid=batch.uid, today=dirty.DAY)


def applied(batch):
    actions.apply_import(by=FOCAL, uid=batch.uid)
    return actions.record_rows(by=FOCAL, uid=batch.uid)


def rows(batch, **where):
    with looking():
        return list(ImportRow.objects.inside_action().filter(of__uid=batch.uid, **where).order_by("number"))


def facilities():
    with looking():
        return list(Facility.objects.inside_action().filter(owner="KGZ").order_by("id"))


def counted(batch, name="outcome"):
    found: dict[str, int] = {}
    for row in rows(batch):
        found[getattr(row, name)] = found.get(getattr(row, name), 0) + 1
    return found


def names(facility):
    with looking():
        return dict(FacilityName.objects.inside_action().filter(facility=facility).values_list("lang", "text"))


def opened(batch):
    with looking():
        return SheetImport.objects.inside_action().get(uid=batch.uid)


def code(call):
    with pytest.raises(Refusal) as told:
        call()
    return told.value.code
