"""Who was erased stays erased when an older backup comes back."""

from datetime import date

from kerege.config.cli import erased
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.people import actions
from kerege.people.models import Person
from kerege.people.rules import SYSTEM

ON = date(2026, 11, 26)


def recorded(key):
    return actions.record_person(by=SYSTEM, owner="KAZ", key=key, name="Zhanar Quxley")


def erase(key):
    actions.erase_person(by=SYSTEM, person=key, asked_on=ON, reference="letter", on=ON)


def names():
    with checking():
        return sorted(person.name[:2] for person in Person.objects.inside_action())


def test_a_list_without_names_lies_beside_the_backups_and_grows(db, tmp_path):
    archive = tmp_path / "node.kerege"
    erased.write_beside(archive)
    assert not (tmp_path / erased.LIST).exists()
    (tmp_path / erased.LIST).write_text("a" * 64 + "\nno digest\n")
    recorded("EXPERT")
    erase("EXPERT")
    erased.write_beside(archive)
    lines = (tmp_path / erased.LIST).read_text().split()
    assert len(lines) == 2
    assert "a" * 64 in lines
    assert "Quxley" not in (tmp_path / erased.LIST).read_text()
    assert erased.digests(archive) == set(lines)


def test_what_a_backup_brought_back_is_erased_again_and_others_stay(db, tmp_path):
    uid = recorded("EXPERT").uid
    erase("EXPERT")
    gone = erased.digests(tmp_path / "node.kerege")
    back = recorded("BACK")
    with act("tests.backup.restored", by=SYSTEM, about="x"):
        Person.objects.inside_action().filter(id=back.id).update(uid=uid)
    recorded("OTHER")
    assert names() == ["Zh", "Zh", "№ "]
    assert actions.replay_erasures(by=SYSTEM, digests=gone, on=ON) == 1
    assert names() == ["Zh", "№ ", "№ "]
    assert actions.replay_erasures(by=SYSTEM, digests=gone, on=ON) == 0
    assert actions.replay_erasures(by=SYSTEM, digests=set(), on=ON) == 0
