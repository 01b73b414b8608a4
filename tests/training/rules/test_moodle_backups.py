"""Course backups of Moodle: what is taken of them, and everything else told by its name."""

import io

import pytest

from kerege.lib.refusal import Refusal
from kerege.training.rules.elearning.members import LIMITS
from kerege.training.rules.items import read
from kerege.training.rules.items.formats import moodle_backup
from kerege.training.rules.items.formats.packages import opened
from kerege.training.rules.items.formats.taking import Wishes
from tests.training import backups_made as made
from tests.training import elearning_made
from tests.training.packed import zipped

pytestmark = pytest.mark.nodb
EN = Wishes("en")


def taken(content):
    reading = opened(content, EN)
    assert reading.kind == "Moodle backup"
    return {each.body["title"]["en"]: each for each in reading.taken}, reading.left


def test_every_kind_of_question_comes_as_from_an_export():
    found, left = taken(made.backup(made.old(*made.EVERY), [("question", "questiontext", "13", "a b.png", b"picture")]))
    kinds = {
        name: [each.kind for each in read(one.body).interactions] for name, one in found.items() if not one.pictures
    }
    assert kinds == {
        "multichoice": ["choice"],
        "truefalse": ["choice"],
        "shortanswer": ["text"],
        "numerical": ["number"],
        "match": ["match"],
        "multianswer": ["text"],
        "ddwtos": ["inline_choice"],
        "gapselect": ["inline_choice"],
    }
    assert {name: one.topics for name, one in found.items()} == dict.fromkeys(found, ("Spills",))
    assert [(each.title, each.refusal.code) for each in left] == [("calculated", "training.bank_unsupported")]
    first = read(found["multichoice"].body).interactions[0]
    assert [dict(each.text) for each in first.choices if each.id in first.right[0]] == [{"en": "A"}]
    assert read(found["truefalse"].body).interactions[0].right == (("false",),)
    words = read(found["shortanswer"].body).interactions[0]
    assert (words.case, words.points, [(one.value, one.share) for one in words.accepted]) == (
        True,
        2,
        [("soap", 1), ("so*", 0.5)],
    )
    assert [(one.value, one.tolerance) for one in read(found["numerical"].body).interactions[0].numbers] == [(20, 0.5)]
    assert list(found["essay"].pictures.values()) == [b"picture"]


def test_of_a_question_the_last_version_that_is_not_hidden_is_taken_under_its_number():
    versions = [
        (n, status, made.question(n, "essay", text=f"v{n}"))
        for n, status in ((2, "ready"), (10, "draft"), (11, "hidden"))
    ]
    found, _left = taken(made.backup(made.new(*versions)))
    assert [(one.origin, one.body["text"]["en"]) for one in found.values()] == [("moodle:SP-1", "v10")]


def test_what_is_no_question_is_told_by_its_name_and_people_are_never_read():
    parts = [("page", "Rules"), ("quiz", "Test"), ("scorm", "Course")]
    package = elearning_made.scorm12().read()
    content = made.backup(files=[("mod_scorm", "package", "0", "course.zip", package)], activities=parts)
    found, left = taken(content)
    assert (found, [(each.title, each.refusal.code) for each in left]) == (
        {},
        [
            ("Rules", "training.bank_activity_left"),
            ("Test", "training.bank_questions_only"),
            ("course.zip", "training.bank_package_inside"),
        ],
    )
    backup = moodle_backup.opened(io.BytesIO(content), LIMITS)
    assert [b"".join(backup.archive.chunks(each.member)) for each in backup.packages] == [package]


def test_a_backup_as_a_zip_file_is_the_same_and_another_archive_is_none():
    about = {"moodle_backup.xml": made.ABOUT.format("").encode(), "questions.xml": made.old(made.EVERY[0]).encode()}
    found, left = taken(zipped(about).read())
    assert (list(found), left) == (["multichoice"], [])
    assert moodle_backup.opened(io.BytesIO(b"<quiz/>"), LIMITS) is None
    assert moodle_backup.opened(elearning_made.scorm12(), LIMITS) is None


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ({"questions.xml": b"<!DOCTYPE a><question_categories/>"}, "xml.doctype"),
        ({"files.xml": b"<files>"}, "xml.malformed"),
        ({"../up.xml": b"x"}, "archives.bad_path"),
        ({"Users.xml": b"x"}, "archives.clash"),
        ({"zeros": bytes(30_000_000)}, "archives.packed_too_tight"),
        ({}, "training.bank_no_questions"),
    ],
)
def test_a_hostile_backup_is_refused_whole(members, told):
    with pytest.raises(Refusal) as caught:
        opened(made.backup(more=members), EN)
    assert (caught.value.code, caught.value.field) == (told, "file")


def test_circles_of_categories_and_numbers_that_are_none_are_no_fault_of_the_program():
    circle = made.old(made.EVERY[0]).replace('id="1"><name>top</name><parent>0', 'id="1"><name>a</name><parent>2')
    versions = [("²", "ready", made.question(1, "essay")), ("9" * 5000, "ready", made.question(2, "essay"))]
    for questions in (circle, made.new(*versions), made.old(made.question(7, "multianswer", text="{#1} {#999}"))):
        reading = opened(made.backup(questions), EN)
        assert len(reading.taken) + len(reading.left) == 1
