"""Packages out of a course backup of Moodle."""

import io

import pytest

from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM
from kerege.training.actions.elearning_backups import hand_in_any
from kerege.training.queries import elearning as queries
from tests.training import backups_made
from tests.training import elearning_made as made
from tests.training.test_elearning import DAY, ONE
from tests.training.test_elearning import _here as _here
from tests.training.test_lessons import sees


def test_a_course_backup_brings_every_package_and_one_that_is_refused_leaves_the_others_alone():
    def file(*packages):
        listed = [("mod_scorm", "package", n, name, raw) for n, (name, raw) in enumerate(packages)]
        return io.BytesIO(backups_made.backup(files=listed))

    good, bad = made.scorm12(title="From Moodle").read(), made.scorm12(more={"run.exe": b"x"}).read()
    told = {"by": SYSTEM, "owner": "KAZ", "today": DAY}
    one, two = hand_in_any(file=file(("good.zip", good), ("bad.zip", bad)), **told)
    assert (one.row.title, one.row.state, two.name, two.refusal.code) == (
        "From Moodle",
        "handed_in",
        "bad.zip",
        "training.elearning_program_inside",
    )
    for packages, code_ in (
        ([], "training.elearning_empty_backup"),
        ([("bad.zip", bad)], "training.elearning_program_inside"),
        ([("good.zip", good)], "training.elearning_there_already"),
    ):
        with pytest.raises(Refusal, match=code_):
            hand_in_any(file=file(*packages), **told)
    assert len(queries.packages(sees(ONE), ONE)) == 1
