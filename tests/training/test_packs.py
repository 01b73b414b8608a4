"""What lies in a toolkit package, what its signature is worth, and what a delta leaves out."""

import base64
import json
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kerege.lib.refusal import Refusal
from kerege.training.rules.packs import delta, editing, manifest, opening, signing
from kerege.training.words.packs import Lies, Signed
from tests.training import packed as given

pytestmark = pytest.mark.nodb
PUBLIC = base64.b64encode(given.KEY.public_key().public_bytes_raw()).decode()


def opened(files, program="0.1.0"):
    return opening.opened(given.packed(files), program=program)


def code(call, *args, **how):
    with pytest.raises(Refusal) as told:
        call(*args, **how)
    return told.value.code


def test_a_package_holds_the_tree_its_texts_and_what_a_trainer_prints():
    told, _ = given.made()
    assert [each.path for each in told.files] == [
        "attachments/risk-slides-ru/слайды-риск.pdf",
        "curriculum.json",
        *(
            f"sheets/{lang}/{name}.html"
            for lang in ("en", "ru")
            for name in ("evaluation", "risk-a1-checklist", "risk-lesson-plan", "risk-q1-key", "risk-q1-quiz", "start")
        ),
        *(f"texts/{lang}/{name}.md" for lang in ("en", "ru") for name in ("_summary", "risk-a1", "risk")),
    ]
    assert {(each.lies, each.language) for each in told.files if each.path.startswith("texts/ru")} == {
        (Lies.TEXT, "ru")
    }
    assert {each.licence for each in told.files} == {"CC-BY-4.0"}


def test_a_package_is_the_same_bytes_again_and_its_tree_the_same_tree():
    first, second = given.packed(given.members()).read(), given.packed(given.members()).read()
    assert first == second
    found = opened(given.members())
    assert (found.tree(), found.changed, found.delta) == (given.tree(), {}, None)


def test_two_parts_may_say_the_same_from_one_place():
    told = given.tree()
    told["modules"][0]["activities"][0]["body"] = told["modules"][0]["body"]
    assert opened(given.members(told)).tree() == told


def test_the_learners_sheet_has_no_key_and_what_somebody_typed_is_text():
    _, files = given.made()
    quiz, key = (files[f"sheets/en/risk-q1-{name}.html"].decode() for name in ("quiz", "key"))
    assert ("☑" in quiz, "☑" in key) == (False, True)
    assert ("<i>So</i>" in quiz, "<i>So</i>" in key) == (False, True)
    checklist = files["sheets/en/risk-a1-checklist.html"].decode()
    assert "Gloves on &lt;b&gt; (en:must be done)" in checklist
    plan = files["sheets/ru/risk-lesson-plan.html"].decode()
    assert "<li>Сначала посмотрите</li>" in plan
    assert "<title>ru:Lesson plan: Риск</title>" in plan


def test_what_has_an_attachment_is_not_made():
    told = given.tree()
    slides = told["modules"][0]["attachments"][0]
    told["modules"][0]["attachments"] = [slides | {"purpose": "lesson_plan"}]
    names = {each.path for each in given.made(told)[0].files}
    assert "sheets/ru/risk-lesson-plan.html" not in names
    assert "sheets/en/risk-lesson-plan.html" in names, "the attachment is Russian"
    for purpose, gone in (
        ("assessment", "risk-q1-quiz"),
        ("checklist", "risk-a1-checklist"),
        ("evaluation_form", "evaluation"),
    ):
        told["modules"][0]["attachments"] = [slides | {"purpose": purpose}]
        assert f"sheets/ru/{gone}.html" not in {each.path for each in given.made(told)[0].files}


def test_a_signature_is_known_unknown_absent_or_wrong():
    told, _ = given.made()
    signature = signing.sign(given.KEY, told)
    other = signing.sign(Ed25519PrivateKey.generate(), told)
    changed = given.made(node="KAZ")[0]
    broken = json.dumps(json.loads(signature) | {"key": "no key"}).encode()
    cases = [
        (told, signature, {PUBLIC: "REG"}, Signed.KNOWN),
        (told, signature, {}, Signed.UNKNOWN),
        (told, other, {PUBLIC: "REG"}, Signed.UNKNOWN),
        (told, None, {PUBLIC: "REG"}, Signed.NOT),
        (changed, signature, {PUBLIC: "REG"}, Signed.WRONG),
        (told, signature, {PUBLIC: "KAZ"}, Signed.WRONG),
        (told, broken, {PUBLIC: "REG"}, Signed.WRONG),
        (told, b"[]", {PUBLIC: "REG"}, Signed.WRONG),
    ]
    assert [signing.standing(m, s, known=known).signed for m, s, known, _ in cases] == [each[3] for each in cases]
    assert code(signing.standing, told, b"{", known={}) == "training.not_a_pack"


def test_a_delta_leaves_out_what_the_base_has_and_says_what_is_missing():
    base, _ = given.made()
    later = given.tree(version="1.1")
    later["modules"][0]["body"]["ru"] = "# Риск\n\nНовое.\n"
    new, files = given.made(later)
    plan = delta.plan(new, base)
    changed = {path for path in files if path not in plan.left_out}
    assert changed == {"curriculum.json", "texts/ru/risk.md", "sheets/ru/risk-lesson-plan.html"}
    names = {"manifest.json": new.raw, "delta.json": delta.written(plan), **{path: files[path] for path in changed}}
    found = opened(names)
    assert found.delta == plan
    assert found.tree({path: files[path] for path in plan.left_out}) == later
    have = {each.sha256 for each in base.files}
    delta.check_base(found.delta, found.manifest, have=have)
    with pytest.raises(Refusal, match="training.pack_base_missing") as told:
        delta.check_base(found.delta, found.manifest, have=set(list(have)[:-2]))
    assert (told.value.data["version"], told.value.data["count"] > 0) == ("1.0", True)


@pytest.mark.parametrize(
    "raw",
    [b"{", b"[]", b'{"format": "kerege/toolkit-delta/2"}', b'{"format": "kerege/toolkit-delta/1", "base": {}}'],
)
def test_a_delta_that_cannot_be_read_is_refused(raw):
    assert code(opened, given.members() | {"delta.json": raw}) == "training.not_a_pack"


def test_a_delta_cannot_leave_out_what_the_manifest_does_not_name():
    told = delta.written(delta.Delta("1.0", "0" * 64, frozenset({"texts/en/other.md"})))
    assert code(opened, given.members() | {"delta.json": told}) == "training.not_a_pack"


def test_a_text_edited_on_the_stick_is_seen_and_read_as_an_editor_saved_it():
    files = given.members() | {"texts/ru/risk.md": "\ufeff# Риск\r\n\r\nПо-нашему.\r\n".encode()}
    found = opened(files)
    assert list(found.changed) == ["texts/ru/risk.md"]
    expected = given.tree()
    expected["modules"][0]["body"]["ru"] = "# Риск\n\nПо-нашему.\n"
    assert editing.draft(found.tree(), found.changed) == expected


def test_slides_and_sheets_edited_on_the_stick_become_attachments_of_the_draft():
    slides, plan = "attachments/risk-slides-ru/слайды-риск.pdf", "sheets/ru/risk-lesson-plan.html"
    loose = "sheets/en/start.html"
    found = opened(given.members() | {slides: b"%PDF-1.7\nnew\n%%EOF\n", plan: b"<p>mine", loose: b"<p>start"})
    kept = editing.draft(found.tree(), found.changed)["modules"][0]["attachments"]
    told = [(each["id"], each["purpose"], each["language"], each["size"]) for each in kept]
    assert told == [
        ("risk-slides-ru", "slides", "ru", 19),
        ("start-en", "reference", "en", 8),
        ("risk-lesson-plan-ru", "lesson_plan", "ru", 7),
    ]
    assert {each["sha256"] for each in kept} == {each.sha256 for each in found.changed.values()}


def test_a_manifest_is_written_as_it_is_read():
    told, _ = given.made()
    assert manifest.read(told.raw, program="0.1.0") == told
    assert manifest.written(told) == told
    assert (told.size, told.node, told.made_on) == (sum(each.size for each in told.files), "REG", given.DAY)


def test_a_title_that_cannot_be_written_without_an_unseen_letter_is_read():
    told, _ = given.made()
    title = {"en": "Spills", "fa": "\u0622\u0632\u0645\u0627\u06cc\u0634\u06af\u0627\u0647\u200c\u0647\u0627"}
    assert manifest.written(replace(told, title=title)).title == title
    bad = replace(told, title={"en": "Spills\u202egnp"})
    assert code(manifest.written, bad) == "training.not_a_pack"
