"""Files of curricula on pages, and conflicts that are settled in a way of one's own."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kerege.config.cli import parser, toolkit
from kerege.training import actions
from tests.training.rules.lessons import module, outcome, part
from tests.training.test_adapting_curricula import on, row, said, second
from tests.web.curricula.test_curriculum_pages import OWN, PARENT, client, text
from tests.web.curricula.test_curriculum_pages import _ground as _ground

# -- files -------------------------------------------------------------------------------------------------------------

PDF = b"%PDF-1.7\nslides\n%%EOF\n"
FILE = f"{OWN}part/file/?version=1&part="


@pytest.fixture
def stored(settings, tmp_path):
    """Bytes in a folder of this test."""
    default = {**settings.STORAGES["default"]}
    settings.STORAGES = {**settings.STORAGES, "default": default | {"OPTIONS": {"location": str(tmp_path)}}}


def hand_in(name="slides.pdf", raw=PDF, part="risk", **changes):
    sent = {"seen": row().digest, "purpose": "slides", "language": "ru", "licence": "CC0-1.0"} | changes
    return client("keeper").post(f"{FILE}{part}", sent | {"file": SimpleUploadedFile(name, raw)})


@pytest.mark.usefixtures("stored")
def test_a_file_is_added_on_a_page_of_its_own_and_opened_by_whoever_reads_the_version():
    keeper = client("keeper")
    assert "Add a file" in text(keeper.get(f"{OWN}part/?version=1&part=risk"))
    form = text(keeper.get(f"{FILE}risk"))
    assert "At most 25 MB" in form
    assert "Left empty: the licence of the curriculum, CC-BY-4.0." in form
    assert hand_in()["Location"] == f"{OWN}part/?version=1&part=risk"
    page = client().get(OWN, headers={"host": "127.0.0.1:8000"})
    assert "slides.pdf Slides · Русский · 22 bytes · CC0-1.0" in text(page)
    address = re.search(r'href="http://localhost:8000(/c/[^"]+/slides\.pdf)"', page.content.decode())[1]
    assert b"".join(client().get(address, headers={"host": "localhost:8000"}).streaming_content) == PDF


@pytest.mark.usefixtures("stored")
def test_a_file_is_described_anew_and_another_one_takes_its_place():
    hand_in()
    keeper, there = client("keeper"), f"{OWN}part/?version=1&part=slides"
    page = keeper.get(there)
    assert sorted(page.context["form"].fields) == ["language", "licence", "purpose", "seen"]
    sent = {"seen": row().digest, "purpose": "workbook", "language": "", "licence": ""}
    assert keeper.post(there, sent).status_code == 302
    assert hand_in("deck.pdf", PDF + b"\n", part="slides")["Location"] == there
    file = part(row().content, "slides")
    assert (file["name"], file["purpose"], file["size"], "language" in file) == ("deck.pdf", "workbook", 23, False)
    answer = hand_in("late.pdf", part="slides", seen="old")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])
    assert part(row().content, "slides")["name"] == "deck.pdf"


WRONG = (
    ("run.exe", b"MZ", {}, "file", "of a kind that is not taken here"),
    ("slides.pdf", b"<html>", {}, "file", "is not what its ending says"),
    ("slides.html.pdf", PDF, {}, "file", "has two endings"),
    ("slides.pdf", b"", {}, "file", "empty"),
    ("slides.pdf", PDF, {"purpose": "joke"}, "purpose", "is not known"),
    ("slides.pdf", PDF, {"language": "x" * 13}, "language", "at most 12 fit here"),
    ("slides.pdf", PDF, {"licence": "x" * 61}, "licence", "at most 60 fit here"),
)


@pytest.mark.usefixtures("stored")
def test_a_wrong_file_is_told_at_its_field_and_nothing_is_kept():
    before = row().digest
    for name, raw, changes, field, told in WRONG:
        answer = hand_in(name, raw, **changes)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
        assert told in text(answer, 422)
        typed = answer.context["form"]["licence"].value()
        assert typed == changes.get("licence", "CC0-1.0"), "what was typed stays"
    assert row().digest == before


@pytest.mark.usefixtures("stored")
def test_who_keeps_it_not_adds_nothing_and_nothing_is_added_to_what_is_published_or_is_no_module():
    sent = {"seen": row().digest, "purpose": "slides", "file": SimpleUploadedFile("slides.pdf", PDF)}
    assert client("other").post(f"{FILE}risk", sent).status_code == 403
    assert client("keeper").get(f"{FILE}risk-o1").status_code == 409
    assert client("keeper").get(f"{FILE}gone").status_code == 409
    page = text(client("other").get(f"{PARENT}part/file/?part=risk"))
    assert "This version is published and never changes." in page
    assert client("other").post(f"{PARENT}part/file/?part=risk", sent).status_code == 422


@pytest.mark.usefixtures("stored")
def test_a_file_of_any_size_is_attached_on_the_command_line(tmp_path, capsys):
    place = tmp_path / "film.mp4"
    place.write_bytes(b"\0\0\0\x18ftypmp42" + b"\0" * 64)
    told = ("attach", "own", str(place), "--module", "risk", "--purpose", "media")
    assert toolkit.run(parser.command_line().parse_args(["toolkit", *told, "--as-node"])) == 0
    assert capsys.readouterr().out == "film.mp4: 76 bytes, with risk of own 1\n"
    assert part(row().content, "film")["type"] == "video/mp4"
    again = (*told[:1], "gone", *told[2:], "--as-node")
    assert toolkit.run(parser.command_line().parse_args(["toolkit", *again])) == 1
    assert "records.nothing_there" in capsys.readouterr().err


# -- a text of one's own -----------------------------------------------------------------------------------------------


def test_a_conflict_is_settled_with_a_text_of_ones_own_and_what_was_typed_stays_where_it_is_refused():
    said("risk", {"title": {"en": "Ours", "ru": "Наш"}})
    second(lambda told: part(told, "risk").update(title={"en": "Theirs", "ru": "Наш"}))
    keeper, there = client("keeper"), f"{OWN}update/?version=1"
    keeper.post(there, {"seen": row().digest, "parent_version": "2"})
    page = keeper.get(there)
    assert page.context["conflicts"][0]["form"]["text"].value() == "Ours", "it begins with what stands here"
    assert "Of this one side or the other stands" not in page.content.decode()
    sent = {"seen": row().digest, "conflict": "field|risk|title|en", "side": "text"}
    wrong = keeper.post(there, sent | {"text": "x" * 2_001})
    form = wrong.context["conflicts"][0]["form"]
    assert (wrong.status_code, list(form.errors), form["text"].value()) == (422, ["text"], "x" * 2_001)
    null = keeper.post(there, sent | {"text": "x\x00"}).context["conflicts"][0]["form"]
    assert len(null.errors["text"]) == 1, "what is wrong is told once"
    behind = keeper.post(there, sent | {"seen": "old", "text": "Both"})
    assert (behind.status_code, behind.context["conflicts"][0]["form"]["seen"].value()) == (422, row().digest)
    assert keeper.post(there, sent | {"text": "Both of us"})["Location"] == there
    assert part(row().content, "risk")["title"]["en"] == "Both of us"
    told = text(keeper.get(there))
    assert "Decided Module: Both of us · Title · English . Settled with a text of one's own" in told
    assert "Here Ours In the parent Theirs Text of your own Both of us" in told


def conflict(form):
    """What the form of a conflict sends as it stands."""
    return {name: form[name].value() for name in form.fields} | {"side": form.side}


def test_hours_orders_and_what_one_side_removed_are_decided_on_the_page():
    said("risk", {"minutes": 60})
    actions.move_part(**on(part="spill", parent="", position=0))
    actions.remove_part(**on(part="spill-a1"))

    def theirs(told):
        part(told, "risk").update(minutes=45)
        part(told, "spill-a1").update(title={"en": "Pouring", "ru": "Doing spill-a1 (ru)"})
        told["modules"].append(told["modules"].pop(0))
        told["modules"].append(module("waste"))

    second(theirs)
    keeper, there = client("keeper"), f"{OWN}update/?version=1"
    keeper.post(there, {"seen": row().digest, "parent_version": "2"})
    page = keeper.get(there)
    found = {each["name"]: each for each in page.context["conflicts"]}
    assert list(found) == ["gone_here|spill-a1||", "field|risk|minutes|"]
    gone = found["gone_here|spill-a1||"]
    assert (gone["form"], gone["buttons"]) == (None, ("Leave it removed", "Keep it as the parent has it"))
    told = text(page)
    assert "What was changed in it Title · English Doing spill-a1 Pouring" in told
    assert "Of this one side or the other stands." in told
    sent = conflict(found["field|risk|minutes|"]["form"])
    assert (sent["value"], sent["side"]) == (60, "value")
    text_for_a_number = keeper.post(there, sent | {"side": "text", "text": "50"})
    assert "training.curriculum_no_text" in text(text_for_a_number, 409)
    for wrong, field in (("", "value"), ("x", "value"), ("0", "value")):
        answer = keeper.post(there, sent | {"value": wrong})
        form = next(each for each in answer.context["conflicts"] if each["form"])["form"]
        assert (answer.status_code, list(form.errors), form["value"].value()) == (422, [field], wrong)
    assert keeper.post(there, sent | {"value": "50"})["Location"] == there
    assert part(row().content, "risk")["minutes"] == 50
    assert "In the parent 45 What was chosen instead 50" in text(keeper.get(there))


def test_an_order_of_ones_own_is_given_by_numbers():
    for name in ("new-1", "new-2"):
        actions.add_part(**on(parent="risk", field="outcomes", told=outcome(name)))
    second(lambda told: part(told, "risk")["outcomes"].extend([outcome("new-2"), outcome("new-1")]))
    keeper, there = client("keeper"), f"{OWN}update/?version=1"
    keeper.post(there, {"seen": row().digest, "parent_version": "2"})
    page = keeper.get(there)
    assert "Give each its number in the list." in text(page)
    sent = conflict(page.context["conflicts"][0]["form"])
    assert [sent[f"place-{number}"] for number in (1, 2, 3)] == [1, 2, 3]
    wrong = keeper.post(there, sent | {"place-1": "4"})
    assert (wrong.status_code, list(wrong.context["conflicts"][0]["form"].errors)) == (422, ["place-1"])
    assert keeper.post(there, sent | {"place-1": "3", "place-3": "1"})["Location"] == there
    assert [each["id"] for each in part(row().content, "risk")["outcomes"]] == ["new-2", "new-1", "risk-o1"]
    told = text(keeper.get(there))
    assert "What was chosen instead Can do new-2 → Can do new-1 → Can do risk-o1" in told
