"""Packages out of one node and into another: whole or not at all, and never what was edited as what was published."""

import io
import json
from dataclasses import replace
from hashlib import sha256

import pytest

from kerege.files import actions as files
from kerege.files import queries as stored
from kerege.files.rules import received
from kerege.files.words import PACKAGES, TOOLKIT, Purpose
from kerege.journal import queries as journal
from kerege.journal.rules import checking
from kerege.lib.archives import packed
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import ANONYMOUS, SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.records.viewers import PUBLIC
from kerege.training import actions, queries
from kerege.training.actions import packs
from kerege.training.models import CurriculumVersion
from kerege.training.queries.packs import incoming_file, leaving, page_of
from kerege.training.rules.curricula import read
from kerege.training.rules.packs import delta, manifest, opening, signing
from kerege.training.words.packs import Signed
from kerege.web.content.serving import disposition
from tests import ground
from tests.ground import FOCAL_KGZ
from tests.training import packed as given
from tests.training.rules.scenarios import scenario
from tests.training.rules.test_lesson_questions import of_bank
from tests.training.test_packs import PUBLIC as KEY

EDITED = given.members() | {"texts/ru/risk.md": "# Риск\n\nПо-нашему.".encode()}
HOW = {"program": "0.1.0", "known": {KEY: "REG"}}
TRAINER = Actor("trainer", "Trainer", (Grant(Role.TRAINER, "KGZ"),))
LEARNER = Actor("learner", "Learner", (Grant(Role.LEARNER, "KGZ"),))


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    """Bytes in a folder of this test."""
    default = {**settings.STORAGES["default"]}
    settings.STORAGES = {**settings.STORAGES, "default": default | {"OPTIONS": {"location": str(tmp_path)}}}


def published(**changes):
    """A curriculum of the region with its slides, and its package."""
    content = given.tree(**changes)
    row = actions.record_curriculum_version(by=SYSTEM, owner="REG", content=content)
    slides = received("slides.pdf", [given.SLIDES], kinds=TOOLKIT)
    files.keep_files(by=SYSTEM, owner="REG", about=row.uid, purpose=Purpose.TOOLKIT, received=[slides])
    actions.publish_curriculum_version(by=SYSTEM, key=row.of.key, version=row.version, today=given.DAY)
    return make(version=row.version)


def make(**changes):
    told = {"key": "spills", "version": "", "node": "REG", "program": "0.1.0", "today": given.DAY}
    told["signer"] = lambda manifest: signing.sign(given.KEY, manifest)
    return actions.make_pack(**({"by": SYSTEM} | told | changes))


def out(pack, **how):
    return io.BytesIO(b"".join(packed(leaving(page_of(pack, "en"), me=TRAINER, **how))))


def bring(file, act=None, **changes):
    """As the focal point of Kyrgyzstan."""
    told = {"by": ground.FOCAL_KGZ, "owner": "KGZ", "file": file, **HOW}
    return (act or actions.import_pack)(**(told | changes))


def code(call, *args, **how):
    with pytest.raises(Refusal) as told:
        call(*args, **how)
    return told.value.code


def acts():
    return journal.acts(owners=None, limit=1)[0].seq


def handed(files=None):
    """The package as another node made it."""
    return given.packed(files or given.members())


def attachments(row):
    return [line.name for line in stored.files_of(PUBLIC, [row.uid], purpose=Purpose.TOOLKIT)]


def test_a_package_that_came_in_leaves_byte_for_byte_as_it_came():
    whole = handed().getvalue()
    came = bring(io.BytesIO(whole))
    told = (came.owner, came.of.state, came.signed, came.made_here, came.node)
    assert told == ("KGZ", "published", "known", False, "REG")
    assert came.of.content == given.tree()
    assert attachments(came.of) == [given.NAME]
    assert out(came).getvalue() == whole
    words = {each.word for each in journal.acts(owners=None, limit=8)}
    assert {"training.pack.imported", "training.curriculum.published", "files.files.kept"} <= words
    before = acts()
    assert (bring(io.BytesIO(whole)).uid, acts()) == (came.uid, before), "the same again changes nothing"
    assert out(make(by=ground.FOCAL_KGZ)).getvalue() == whole, "nobody makes another one of the same version"


def test_a_package_is_made_once_and_opens_elsewhere():
    made = published()
    whole = out(made).getvalue()
    before = acts()
    assert (make(version="1.0").uid, acts()) == (made.uid, before)
    found = opening.opened(io.BytesIO(whole), program="0.1.0")
    assert (found.tree(), found.changed) == (given.tree(), {})
    assert signing.standing(found.manifest, found.signature, known={KEY: "REG"}).signed == Signed.KNOWN
    assert "Lesson plan" in found.archive.read(found.members["sheets/en/risk-lesson-plan.html"], most=99_999).decode()
    assert "План занятия" in found.archive.read(found.members["sheets/ru/risk-lesson-plan.html"], most=99_999).decode()


def test_a_version_is_recorded_without_being_taught():
    assert bring(handed(), publish=False).of.state == "draft"


def test_only_what_changed_comes_in_where_the_rest_is():
    base = bring(handed())
    later = given.tree(version="1.1")
    later["modules"][0]["body"]["ru"] = "# Риск\n\nНовое."
    files_of = given.members(later)
    new = given.made(later)[0]
    plan = delta.plan(new, page_of(base, "en").manifest)
    small = {name: raw for name, raw in files_of.items() if name not in plan.left_out} | {
        "delta.json": delta.written(plan)
    }
    came = bring(handed(small))
    assert (came.of.version, came.of.content, came.of.state) == ("1.1", later, "published")
    assert out(came).getvalue() == given.packed(files_of).getvalue(), "whole again, byte for byte"
    again = opening.opened(out(came, base=page_of(base, "en").manifest), program="0.1.0")
    assert again.delta == plan


def test_an_earlier_version_that_comes_after_a_later_one_is_not_taught_again():
    for number in ("1.10", "1.9", "1.11"):
        bring(handed(given.members(given.tree(version=number))))
    assert {number: version("spills", number).state for number in ("1.9", "1.10", "1.11")} == {
        "1.9": "superseded",
        "1.10": "superseded",
        "1.11": "published",
    }
    assert bring(handed(given.members(given.tree(version="1.9")))).was_here
    numbers = (("2017", "2026"), ("1.9", "1.10"), ("2", "2"), ("spring", "1"))
    assert [manifest.is_earlier(*told) for told in numbers] == [True, True, False, False]


def test_only_what_changed_is_refused_where_the_rest_is_not():
    new = given.made()[0]
    small = {name: raw for name, raw in given.members().items() if not name.startswith("attachments/")}
    plan = delta.Delta("0.9", "0" * 64, frozenset(each.path for each in new.files if each.path.startswith("att")))
    before = acts()
    assert code(bring, handed(small | {"delta.json": delta.written(plan)})) == "training.pack_base_missing"
    assert acts() == before


def test_what_was_edited_is_a_draft_of_ones_own_and_never_the_version():
    edited = given.members() | {"texts/ru/risk.md": "# Риск\n\nПо-нашему.\n".encode()}
    with pytest.raises(Refusal, match="training.pack_edited") as told:
        bring(handed(edited))
    assert told.value.data == {"count": 1, "path": "texts/ru/risk.md"}
    row = bring(handed(edited), packs.import_edited, key="our-spills")
    assert (row.content["key"], row.state, row.content["modules"][0]["body"]["ru"]) == (
        "our-spills",
        "draft",
        "# Риск\n\nПо-нашему.",
    )
    assert attachments(row) == [given.NAME]
    assert queries.packs(PUBLIC, on=given.DAY, lang="en") == []
    assert code(bring, handed(), packs.import_edited, key="other") == "training.pack_not_edited"


def version(key, number="1.0"):
    with checking():
        rows = CurriculumVersion.objects.inside_action().select_related("of", "base__of")
        return rows.get(of__key=key, version=number)


def test_an_edited_package_becomes_a_fork_of_the_version_that_it_was_made_of():
    published()
    bring(handed(EDITED), packs.import_edited, key="our-spills")
    row = version("our-spills")
    assert (row.base.of.key, row.base.version, row.of.forked_from_id) == ("spills", "1.0", row.base_id)
    later = given.tree(version="1.1")
    later["modules"][0]["minutes"] = 75
    published(**{name: later[name] for name in ("version", "modules")})
    actions.update_from_parent(by=FOCAL_KGZ, key="our-spills", version="1.0", seen=row.digest, parent_version="1.1")
    told = version("our-spills").content["modules"][0]
    assert (told["minutes"], told["body"]["ru"]) == (75, "# Риск\n\nПо-нашему.")


@pytest.mark.parametrize("there", ["draft", "other", "nothing", "hidden"])
def test_it_is_linked_to_nothing_where_that_version_is_not_here_to_read(there):
    if there == "draft":
        actions.record_curriculum_version(by=SYSTEM, owner="REG", content=given.tree())
    elif there == "other":
        published(title={"en": "Other spills"})
    elif there == "hidden":
        label = Sensitivity.RESTRICTED
        actions.record_curriculum_version(by=SYSTEM, owner="KAZ", content=given.tree(), label=label)
        actions.publish_curriculum_version(by=SYSTEM, key="spills", version="1.0", today=given.DAY)
    bring(handed(EDITED), packs.import_edited, key="our-spills")
    row = version("our-spills")
    assert (row.base_id, row.of.forked_from_id, row.label) == (None, None, Sensitivity.PUBLIC)


def test_a_link_leaves_what_stands_under_that_key_as_it_is():
    published()
    bring(handed(EDITED), packs.import_edited, key="our-spills")
    again = handed(EDITED)
    bring(again, packs.import_edited, key="our-spills")
    assert version("our-spills").base_id == version("spills").pk
    actions.record_curriculum_version(by=FOCAL_KGZ, owner="KGZ", content=given.tree(key="alone", version="0.9"))
    bring(handed(EDITED), packs.import_edited, key="alone")
    assert (version("alone").base_id, version("alone").of.forked_from_id) == (None, None)


def test_a_fork_that_another_node_made_stays_one_and_is_offered_back():
    published()
    actions.fork_curriculum(by=FOCAL_KGZ, owner="KGZ", parent="spills", parent_version="1.0", key="here")
    actions.publish_curriculum_version(by=SYSTEM, key="here", version="1", today=given.DAY)
    parent = manifest.read(make(key="here").manifest.encode()).parent
    assert (parent.key, parent.version, parent.digest) == ("spills", "1.0", version("spills").digest)
    theirs = given.tree(key="theirs")
    theirs["modules"][0]["minutes"] = 75
    bring(handed(given.members(theirs, parent=parent)))
    assert (version("theirs").base_id, version("theirs").of.forked_from_id) == (version("spills").pk,) * 2
    (offer,) = actions.offer_back(by=FOCAL_KGZ, key="theirs", version="1.0", parts=["risk"])
    assert offer.to_id == version("spills").of_id
    for key, told in {"changed": replace(parent, digest="0" * 64), "gone": replace(parent, version="9")}.items():
        bring(handed(given.members(given.tree(key=key), parent=told)))
        assert (version(key).base_id, version(key).of.forked_from_id) == (None, None)
    strange = json.loads(given.members(theirs)["manifest.json"]) | {"parent": {"key": "a", "version": "1"}}
    assert code(manifest.read, json.dumps(strange).encode()) == "training.not_a_pack"


@pytest.mark.nodb
@pytest.mark.parametrize(("path", "most"), [("curriculum.json", 20_000_000), ("texts/ru/risk.md", 2_000_000)])
def test_a_text_that_is_too_large_is_refused_before_it_is_read(path, most):
    opening.check_size(path, most)
    with pytest.raises(Refusal) as caught:
        opening.check_size(path, most + 1)
    assert caught.value.code == "training.not_a_pack"


def other_tree():
    """A package whose manifest vouches for a tree that is none."""
    told = given.tree()
    told["modules"][0]["bloom"] = "x"
    return given.members(told)


def with_attachment(name, content):
    told = given.tree()
    told["modules"][0]["attachments"][0] |= {"name": name, "sha256": sha256(content).hexdigest(), "size": len(content)}
    return given.members(told, blobs={sha256(content).hexdigest(): content})


def test_what_may_not_come_in_leaves_no_trace():
    good = given.members()
    refused = [
        ({"owner": "KAZ"}, good, "people.not_yours"),
        ({"by": LEARNER}, good, "people.not_yours"),
        ({"known": {}}, good, "training.pack_signer_unknown"),
        ({}, given.members(key=None), "training.pack_signer_unknown"),
        ({"known": {KEY: "KAZ"}}, good, "training.pack_signature_wrong"),
        ({}, other_tree(), "training.curriculum_unknown"),
        ({}, given.members(given.tree(title={"en": "Spills "})), "training.not_a_pack"),
        ({}, with_attachment("run.exe", b"MZ"), "files.not_taken"),
        ({}, with_attachment("film.mp4", b"MZ, and no film"), "files.differs"),
        ({"program": "0.0.9"}, good, "training.pack_newer"),
    ]
    before = acts()
    assert [(c, code(bring, handed(files), **c)) for c, files, _ in refused] == [(c, told) for c, _, told in refused]
    assert acts() == before
    assert queries.curricula(PUBLIC, on=given.DAY, lang="en") == []
    assert bring(handed(given.members(key=None)), unknown_signer=True).signed == "not"


def test_a_drawing_with_a_script_is_kept_and_never_shown():
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    came = bring(handed(with_attachment("plan.svg", drawing)))
    line = stored.files_of(PUBLIC, [came.of.uid], purpose=Purpose.TOOLKIT)[0]
    assert (line.name, line.media_type) == ("plan.svg", "application/octet-stream")
    assert disposition(line).startswith("attachment;")


def test_two_contents_under_one_version_are_refused():
    bring(handed())
    other = given.tree()
    other["title"]["en"] = "Other"
    assert code(bring, handed(given.members(other))) == "training.pack_other_content"
    assert code(bring, handed(given.members(node="KAZ")), known={KEY: "KAZ"}) == "training.pack_other_content"
    later = given.members(given.tree(version="1.1"))
    with pytest.raises(Refusal) as caught:
        bring(handed(later), by=SYSTEM, owner="KAZ")
    assert (caught.value.code, caught.value.data["owner"]) == ("training.pack_of_another", "KGZ")


def test_a_package_of_a_draft_or_without_its_attachments_is_not_made():
    actions.record_curriculum_version(by=SYSTEM, owner="REG", content=given.tree())
    assert code(make, version="1.0") == "training.pack_of_draft"
    assert code(make) == "records.nothing_there"
    actions.publish_curriculum_version(by=SYSTEM, key="spills", version="1.0", today=given.DAY)
    assert code(make) == "training.pack_incomplete"
    assert code(make, by=ground.FOCAL_KGZ) == "people.not_yours"
    assert code(make, key="other") == "records.nothing_there"


def test_those_who_train_take_a_package_away_and_learners_do_not():
    page = page_of(published(), "en")
    assert len(leaving(page, me=TRAINER)) == len(page.manifest.files) + 2
    for me in (LEARNER, ANONYMOUS):
        assert code(leaving, page, me=me) == "training.pack_for_trainers"
    assert code(queries.pack, PUBLIC, "00000000-0000-0000-0000-000000000000", lang="en") == "training.no_such_pack"
    files.forget_files(by=SYSTEM, about=[page.line.uid])
    assert code(leaving, page, me=TRAINER) == "training.pack_incomplete"


def test_what_was_handed_in_waits_for_those_who_keep_curricula_there():
    taken = received("x.kpack", [handed().getvalue()], kinds=PACKAGES)
    told = {"owner": "KGZ", "received": taken, "program": "0.1.0"}
    kept = actions.hand_in_pack(by=ground.FOCAL_KGZ, **told)
    assert incoming_file(ground.FOCAL_KGZ, str(kept.uid)).name == "x.kpack"
    for me in (ground.FOCAL_KAZ, TRAINER):
        assert code(incoming_file, me, str(kept.uid)) == "training.no_such_pack"
        assert code(actions.discard_pack, by=me, uid=str(kept.uid)) == "training.no_such_pack"
    assert code(actions.hand_in_pack, by=TRAINER, **told) == "people.not_yours"
    actions.discard_pack(by=ground.FOCAL_KGZ, uid=str(kept.uid))
    assert code(incoming_file, ground.FOCAL_KGZ, str(kept.uid)) == "training.no_such_pack"


def test_scenarios_questions_of_the_bank_and_marks_of_paragraphs_go_out_and_come_in_to_the_byte():
    content = given.tree()
    (module,) = content["modules"]
    module["scenarios"] = [scenario()]
    module["assessments"][0]["items"].append(of_bank("match"))
    marks = {"state": "draft", "of": "0" * 12, "parts": ["1" * 12, ""]}
    content["translations"] = {"ru": {"state": "reviewed", "texts": {"risk.body": marks}}}
    content = read(content).content
    whole = out(published(**{name: content[name] for name in ("modules", "translations")})).getvalue()
    assert opening.opened(io.BytesIO(whole), program="0.1.0").tree() == content
    with checking():
        assert CurriculumVersion.objects.inside_action().get(of__key="spills").content == content
