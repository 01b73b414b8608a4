"""The form of a phone and what comes back from it, without a node."""

import shutil
from datetime import UTC, datetime

import pytest

from kerege.capacity.rules.definitions import read
from kerege.capacity.rules.phone import Spoken, phone_sheets
from kerege.capacity.rules.submission import MOST_PROOFS, Proof, Said, filled, sent
from kerege.capacity.rules.xlsform import check_form
from kerege.lib.refusal import Refusal
from kerege.worlds import sets_loader
from tests.capacity.given import content

UID = "01a21784-f6a9-7000-92a5-52e14c56ad8b"
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
SPOKEN = Spoken(*("Why?", "Hint", "Proof", "Of which?", "Picture", "Shows"))
SET = read(content())


def sheets(found=SET, title="A place: A set"):
    return phone_sheets(found, assessment=UID, version="1", title=title, spoken=dict.fromkeys(found.languages, SPOKEN))


def form(inside="", instance="uuid:1", attributes=f'id="assessment-{UID}" version="1"', root="data"):
    meta = f"<meta><instanceID>{instance}</instanceID></meta>"
    return f"<{root} {attributes}><form-begun/>{inside}{meta}</{root}>".encode()


def came(inside):
    return filled(SET, sent(form(inside)), now=NOW)


def code(deed, *told, **more):
    with pytest.raises(Refusal) as caught:
        deed(*told, **more)
    return caught.value.code


def test_behind_each_section_stand_its_pictures_and_beside_what_may_not_apply_why():
    names = [(row["type"], row.get("name", "")) for row in sheets()["survey"]]
    assert names == [
        *(("start", "form-begun"), ("end", "form-done"), ("begin_group", "safety")),
        *(("select_one extent", "plan"), ("select_one extent", "waste"), ("select_one yes_no", "drill")),
        *(("begin_repeat", "safety-proof"), ("image", "safety-file"), ("select_one safety-of", "safety-of")),
        *(("text", "safety-says"), ("end_repeat", ""), ("end_group", ""), ("begin_group", "rest")),
        *(("select_one extent__na", "people"), ("text", "people-why"), ("decimal", "staff")),
        *(("begin_repeat", "rest-proof"), ("image", "rest-file"), ("select_one rest-of", "rest-of")),
        *(("text", "rest-says"), ("end_repeat", ""), ("end_group", "")),
    ]
    needed = {row["name"] for row in sheets()["survey"] if "required" in row}
    assert needed == {"people-why", "safety-of", "rest-of"}, "nobody is held up by a question they cannot answer yet"


def test_every_text_is_there_in_every_language_and_nothing_of_the_program():
    made = sheets()
    heads = {"label::English (en)", "label::Русский (ru)"}
    assert [row for row in made["choices"] if heads - set(row)] == []
    assert {name for rows in made.values() for row in rows for name in row if name.startswith("kerege_")} == set()
    plan = next(row for row in made["survey"] if row.get("name") == "plan")
    assert plan["label::Русский (ru)"] == plan["label::English (en)"] == "Question plan?"
    assert made["settings"][0]["form_title"] == "A place: A set"


def test_our_own_sets_are_forms_that_odk_opens(tmp_path):
    if shutil.which("java") is None:
        pytest.skip("ODK Validate needs Java")
    from pyxform.validators.odk_validate import check_xform

    found = read(sets_loader.content(sets_loader.HERE / "laboratory_safety"))
    path = tmp_path / "form.xml"
    path.write_text(check_form(sheets(found)), encoding="utf-8")
    assert check_xform(path) == []


def test_who_a_form_is_for_and_which_one_it_is():
    found = sent(form())
    assert (found.form, found.version, found.instance) == (UID, "1", "uuid:1")
    assert sent(form(attributes='id="assessment-x"')).form == ""
    assert sent(form(attributes=f'id="{UID}"')).form == ""
    assert sent(b'<d xmlns="urn:x"><y:meta xmlns:y="urn:y"><y:instanceID>a</y:instanceID></y:meta></d>').instance == "a"
    for wrong in ("", "with space", "x" * 101, "</instanceID><instanceID>2"):
        assert code(sent, form(instance=wrong)) == "capacity.no_instance"
    assert code(sent, form()[:-9]) == "xml.malformed"
    assert code(sent, b"<!DOCTYPE data []>" + form()) == "xml.doctype"
    assert code(sent, b"<data>" + b"<a/>" * 40_001 + b"</data>") == "xml.too_many"


def test_answers_as_phones_write_them():
    found = came(
        "<form-done>2026-11-26T15:00:00.000+06:00</form-done><safety><plan>2</plan><waste> </waste><drill/></safety>"
        "<rest><people>not_applicable</people><people-why>Nobody</people-why><staff>1.0E1</staff></rest>"
    )
    assert found.answers == {
        "plan": Said("2"),
        "people": Said(not_applicable=True, comment="Nobody"),
        "staff": Said("10"),
    }
    assert found.at == datetime(2026, 11, 26, 9, tzinfo=UTC)
    numbers = {
        "12.0": "12",
        "12.50": "12.5",
        "007": "7",
        "many": "many",
        "NaN": "NaN",
        "1E999": "1E999",
        "-0.5": "-0.5",
    }
    assert {each: came(f"<rest><staff>{each}</staff></rest>").answers["staff"].value for each in numbers} == numbers


def test_a_clock_that_runs_ahead_counts_as_now_and_without_a_zone_as_utc():
    assert came("<form-done>2031-01-01T00:00:00Z</form-done>").at == NOW
    assert came("").at == came("<form-done/>").at == NOW
    assert came("<form-done>2026-11-26T08:00:00</form-done>").at == datetime(2026, 11, 26, 8, tzinfo=UTC)
    assert code(came, "<form-done>26.11.2026</form-done>") == "capacity.bad_moment"


def test_pictures_name_their_question():
    inside = "<safety-file>{}</safety-file><safety-of>{}</safety-of><safety-says>{}</safety-says>"
    one = f"<safety-proof>{inside}</safety-proof>"
    found = came(f"<safety>{one.format('a.jpg', 'plan', 'The plan')}{one.format('', '', '')}</safety>")
    assert found.proofs == (Proof("plan", "a.jpg", "The plan"),)
    assert code(came, f"<safety>{one.format('a.jpg', 'people', '')}</safety>") == "capacity.unknown_question"
    many = one.format("a.jpg", "plan", "") * (MOST_PROOFS + 1)
    assert code(came, f"<safety>{many}</safety>") == "capacity.too_many_proofs"


NESTED = "<safety><plan><b>2</b></plan></safety>"


def test_what_was_never_asked_is_not_skipped():
    for wrong in ("<other/>", "<safety><people>1</people></safety>", "<safety><plan-who>x</plan-who></safety>", NESTED):
        assert code(came, wrong) == "capacity.not_in_form"
