"""Files with questions coming into a collection: looked at first, then taken, and twice the same changes nothing."""

import base64
import io

import pytest
from PIL import Image

from kerege.files import queries as files
from kerege.files.words import Purpose
from kerege.journal.models import Act
from kerege.lib.refusal import Refusal
from kerege.training.actions import bank as actions
from kerege.training.actions.bank_importing import import_items
from kerege.training.queries import bank as queries
from kerege.training.rules.items.formats.judging import check_file
from kerege.training.rules.items.formats.taking import Wishes
from tests.training.rules.test_item_formats import moodle
from tests.training.test_bank import DAY, LEARNER, NEIGHBOUR, ONE, OTHER, sees

EN = Wishes("en")
GIFT = b"::One::Where? {=Box ~Bag}\n\n::Two::How long? {#30:5}\n\nOnly words.\n"


@pytest.fixture(autouse=True)
def _here(db, settings, tmp_path):
    default = {**settings.STORAGES["default"]}
    settings.STORAGES = {**settings.STORAGES, "default": default | {"OPTIONS": {"location": str(tmp_path / "files")}}}
    actions.keep_collection(by=ONE, owner="KAZ", key="basics", title="Basics")


def bring(content=GIFT, by=ONE, **more):
    return import_items(by=by, collection="basics", content=content, wishes=EN, today=DAY, **more)


def lines():
    return queries.entries(sees(ONE), ONE, "basics")


def test_a_file_is_looked_at_without_keeping_anything():
    before = Act.objects.count()
    found = check_file(GIFT, EN)
    assert [each.title for each in found.taken] == ["One", "Two"]
    assert [(each.where, each.refusal.code) for each in found.left] == [("5", "training.bank_not_a_question")]
    assert (Act.objects.count(), lines()) == (before, [])


def test_questions_come_as_drafts_and_the_same_file_again_changes_nothing():
    done = bring(licence="CC-BY-4.0")
    assert (done.new, done.changed, done.same, len(done.left)) == (2, 0, 0, 1)
    told = [(each.version.title, each.version.state, each.version.source, each.version.licence) for each in lines()]
    assert told == [("One", "draft", "GIFT", "CC-BY-4.0"), ("Two", "draft", "GIFT", "CC-BY-4.0")]
    before = Act.objects.count()
    again = bring()
    assert (again.new, again.changed, again.same) == (0, 0, 2)
    assert Act.objects.count() == before


def test_a_question_that_differs_gets_another_draft_and_what_was_changed_here_stays():
    bring()
    one = lines()[0]
    actions.review_item(by=OTHER, version=one.version.uid, today=DAY)
    actions.release_item(by=OTHER, version=one.version.uid, today=DAY)
    done = bring(GIFT.replace(b"Bag", b"Sink"))
    assert (done.new, done.changed, done.same) == (0, 1, 1)
    assert [(each.version.number, each.version.state) for each in lines()] == [(2, "draft"), (1, "draft")]
    assert bring().changed == 0  # what came first is known still


def test_two_questions_of_one_name_in_a_file_are_two():
    done = bring(b"::A::One? {=x ~y}\n\n::A::Two? {=x ~y}\n")
    assert done.new == 2
    assert bring(b"::A::One? {=x ~y}\n\n::A::Two? {=x ~y}\n").same == 2


@pytest.mark.parametrize("actor", [NEIGHBOUR, LEARNER])
def test_nobody_else_brings_questions_in(actor):
    with pytest.raises(Refusal) as caught:
        bring(by=actor)
    assert caught.value.code == "records.nothing_there"


def test_a_file_that_is_refused_as_a_whole_leaves_nothing():
    with pytest.raises(Refusal) as caught:
        bring(b"<!DOCTYPE quiz><quiz/>")
    assert (caught.value.code, lines()) == ("xml.doctype", [])


def picture(kind="PNG"):
    made = io.BytesIO()
    Image.new("RGB", (8, 4), "red").save(made, kind)
    return base64.b64encode(made.getvalue()).decode()


def pictured(content):
    file = f'<file name="a.png" path="/" encoding="base64">{content}</file>'
    return moodle("essay", "", '<img src="@@PLUGINFILE@@/a.png" alt="A door">', file).encode()


def test_pictures_are_drawn_anew_and_kept_by_their_content():
    assert bring(pictured(picture())).new == 1
    (line,) = lines()
    (image,) = queries.entry(sees(ONE), ONE, line.uid).item.images
    assert (image.type, image.width, image.height, image.alt) == ("image/png", 8, 4, {"en": "A door"})
    about = queries.collection(sees(ONE), ONE, "basics").uid
    (file,) = files.files_of(sees(ONE), [about], purpose=Purpose.BANK)
    assert file.sha256 == image.sha256
    assert bring(pictured(picture())).same == 1


def test_a_picture_that_is_none_leaves_its_question_out():
    for content, code in (
        (picture("GIF"), "training.bank_picture_not_taken"),
        (base64.b64encode(b"\x89PNG\r\n\x1a\nno").decode(), "images.unreadable"),
    ):
        (left,) = bring(pictured(content)).left
        assert left.refusal.code == code
