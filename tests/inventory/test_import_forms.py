"""The form for ODK and its submissions: one or an archive of them come through the door of all lists."""

import pytest

from kerege.inventory import actions
from kerege.inventory.models import Containment
from kerege.inventory.rules.facility_form import QUESTIONS, fields_of_form
from kerege.inventory.rules.import_columns import FIELDS
from kerege.inventory.rules.mapping import memory_key
from kerege.inventory.words.importing import ImportState, Outcome
from kerege.journal.rules import checking as looking
from kerege.lib.refusal import Refusal
from kerege.lib.sheets import Noticed, read_book
from tests.inventory import dirty
from tests.inventory.imported import FOCAL, applied, code, counted, facilities, mapped, names, rows, taken
from tests.inventory.submissions import number, packed, submission


@pytest.fixture(autouse=True)
def _towns(_ground):
    dirty.lay()


def handed_in(content: bytes, name: str = "answers.zip", **changes):
    given = {"by": FOCAL, "owner": "KGZ", "sender": "Field team", "received": taken(content, name), "synthetic": True}
    return actions.hand_in(**(given | changes))


def checked(content: bytes, name: str = "answers.zip", **changes):
    batch = mapped(handed_in(content, name, **changes))
    return actions.check_rows(by=FOCAL, uid=batch.uid, today=dirty.DAY)


# -- what becomes of submissions ---------------------------------------------------------------------------------------


def test_a_submission_is_a_card_without_a_choice_of_columns():
    batch = checked(submission().encode(), "answers.xml")
    assert {c["reasons"][0][0] for c in batch.columns} == {"form"}
    assert counted(batch) == {Outcome.NEW: 1}, [r.faults for r in rows(batch)]
    assert applied(batch).state == ImportState.APPLIED
    (card,) = facilities()
    assert names(card) == {"en": "Talas field laboratory", "ru": "Таласская полевая лаборатория"}
    assert (card.kind, card.sectors, card.languages) == ("district_laboratory", " human animal ", " ky ru uz-Cyrl ")
    assert (card.position, card.place.key, card.staff) == ("42.52280,72.24270", "KG-KG-T-1", "technician 3")
    assert card.verified_by == "Regional team"


def test_the_same_submission_again_changes_nothing_whoever_hands_it_in():
    content = packed(submission(1), submission(2, names={"name_en": "Osh post", "name_ru": "Пост Ош"}))
    applied(checked(content))
    for again in (content, packed(submission(1))):
        batch = checked(again, sender="The ministry itself")
        assert set(counted(batch)) == {Outcome.SAME}
        assert code(lambda batch=batch: actions.apply_import(by=FOCAL, uid=batch.uid)) == "inventory.nothing_to_apply"
    assert len(facilities()) == 2


def test_a_submission_that_is_in_the_archive_twice_is_one_and_other_files_are_counted():
    empty = b'<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head/></h:html>'
    content = packed(submission(1), submission(1), **{"uuid0__photo.jpg": b"\xff\xd8\xff", "forms__form.xml": empty})
    book = read_book("answers.zip", content)
    assert [(notice.word, dict(notice.data)) for notice in book.notices] == [(Noticed.OTHER_FILES, {"count": 2})]
    assert [row.cells[0].address for row in book.best.rows] == ["uuid0/submission.xml.names/name_en"]
    assert (book.best.form, book.best.versions) == ("kerege_facility", ["1"])


def test_submissions_of_two_forms_stand_on_two_sheets():
    book = read_book("answers.zip", packed(submission(1), submission(2, form="survey"), submission(3)))
    assert [(s.name, s.form, len(s.rows)) for s in book.sheets] == [
        ("kerege_facility", "kerege_facility", 2),
        ("survey", "survey", 1),
    ]


def test_an_error_in_an_answer_stands_at_its_file():
    batch = checked(packed(submission(1), submission(2, what={"kind": "palace"})))
    assert [r.outcome for r in rows(batch)] == [Outcome.NEW, Outcome.FAULTY]
    assert rows(batch)[1].faults[0][:3] == ["uuid1/submission.xml.what/kind", "kind", "inventory.unknown_word"]


# -- what is refused ---------------------------------------------------------------------------------------------------

CUT = submission(2)[:-40]


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (submission(version="7").encode(), "a.xml", "inventory.other_form_version"),
        (packed(submission(1), submission(2, version="0.9")), "a.zip", "inventory.other_form_version"),
        (CUT.encode(), "a.xml", "xml.malformed"),
        (packed(submission(1), CUT), "a.zip", "sheets.broken_submission"),
        (packed(submission(1), b""), "a.zip", "sheets.broken_submission"),
        (packed(submission(1), b"<list><a/></list>"), "a.zip", "sheets.broken_submission"),
        (packed(submission(1), b'<!DOCTYPE a [<!ENTITY b "c">]><data id="a">&b;</data>'), "a.zip",
         "sheets.broken_submission"),
        (packed(submission(1))[:-30], "a.zip", "archives.unreadable"),
        (packed(notes__txt=b"x"), "a.zip", "sheets.unreadable"),
    ],
    ids=["version", "version in an archive", "cut off", "cut off in an archive", "empty", "none", "document type",
         "archive cut off", "no submission"],
)  # fmt: skip
def test_what_is_refused_leaves_nothing_behind(content, name, expected):
    assert code(lambda: handed_in(content, name)) == expected
    assert facilities() == []


def test_the_refusal_names_the_file_that_is_cut_off():
    with pytest.raises(Refusal) as told:
        handed_in(packed(submission(1), CUT))
    assert told.value.data == {"name": "uuid1/submission.xml", "why": "xml.malformed"}


# -- the form ----------------------------------------------------------------------------------------------------------


def test_every_question_is_a_field_of_imports_and_every_field_has_its_question():
    asked = {target for target in fields_of_form().values() if target}
    elsewhere = {"territory", "point", "sources"}  # the list's owner; two columns of its own; pages are cited at a desk
    assert asked == set(FIELDS) - elsewhere
    assert len({q.name for q in QUESTIONS}) == len(QUESTIONS)
    assert fields_of_form()[memory_key("where/position/latitude")] == "latitude"


def test_nothing_of_a_submission_tells_of_containment_or_takes_a_note():
    applied(checked(packed(submission(1, what={"containment": "3"}, verified={"note": "3 vials in freezer 2"}))))
    (card,) = facilities()
    with looking():
        assert not Containment.objects.inside_action().exists()
    assert card.note == ""
    assert card.origin.startswith("import:")
    assert number(1) not in card.origin
