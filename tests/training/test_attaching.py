"""Files of drafts: added, replaced and taken out, and how they come along to forks and packages."""

from hashlib import sha256

import pytest

from kerege.files import actions as files
from kerege.files import queries as stored
from kerege.files.rules import received, received_from
from kerege.files.words import TOOLKIT, Purpose
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import ANONYMOUS, SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.records.viewers import PUBLIC
from kerege.training import actions, queries
from kerege.training.queries.attachments import kept_with
from kerege.training.queries.packs import page_of
from kerege.training.rules.curricula.files import digests_in, digests_named, id_for
from kerege.training.words.packs import Lies
from tests.capacity.given import code_of
from tests.ground import FOCAL_KAZ, FOCAL_KGZ
from tests.training.rules.lessons import content, part
from tests.training.test_adapting_curricula import DAY, forked, on, publish, row

ONE, TWO, THREE = (f"%PDF-1.7\n{name}\n%%EOF\n".encode() for name in ("one", "two", "three"))
TRAINER = Actor("trainer", "Trainer", (Grant(Role.TRAINER, "KGZ"),))
SLIDES = {"purpose": "slides", "language": "ru", "licence": "CC0-1.0"}


@pytest.fixture(autouse=True)
def _draft(db, settings, tmp_path):
    """A draft of Kyrgyzstan, a fork of a published one of Kazakhstan; bytes lie in a folder of this test."""
    default = {**settings.STORAGES["default"]}
    settings.STORAGES = {**settings.STORAGES, "default": default | {"OPTIONS": {"location": str(tmp_path)}}}
    publish(content())
    forked()


def taken(raw=ONE, name="Слайды о риске.pdf"):
    return received(name, [raw], kinds=TOOLKIT)


def attach(raw=ONE, name="Слайды о риске.pdf", module="risk", told=SLIDES, **where):
    return actions.attach_file(**on(**where), module=module, received=taken(raw, name), told=told)


def names(key="own"):
    return sorted(line.name for line in kept_with(key))


def test_a_file_is_added_with_what_it_is_for_and_whoever_reads_the_version_has_it():
    made = attach()
    assert part(made.content, "risk")["attachments"] == [
        {
            "id": "file",
            "name": "Слайды о риске.pdf",
            "sha256": sha256(ONE).hexdigest(),
            "size": len(ONE),
            "type": "application/pdf",
            **SLIDES,
        }
    ]
    page = queries.curriculum(PUBLIC, "own", on=DAY, lang="en", version="1")
    (line,) = queries.attached(page, me=ANONYMOUS).values()
    with stored.opened(line) as file:
        assert file.read() == ONE


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"by": FOCAL_KAZ}, "people.not_yours"),
        ({"module": "gone"}, "training.curriculum_no_part"),
        ({"module": "risk-o1"}, "training.curriculum_no_part"),
        ({"told": {"purpose": "joke"}}, "training.curriculum_unknown"),
        ({"told": {}}, "training.curriculum_lacks"),
        ({"told": {"purpose": "slides", "licence": "x" * 61}}, "text.too_long"),
        ({"seen": "old"}, "training.curriculum_behind"),
    ],
)
def test_what_is_refused_keeps_no_file(changes, code):
    told = on() | {"module": "risk", "received": taken(), "told": SLIDES} | changes
    assert code_of(actions.attach_file, **told) == code
    assert names() == []


def test_a_second_file_of_that_name_gets_an_id_of_its_own():
    attach()
    made = attach(TWO)
    ids = [each["id"] for each in part(made.content, "risk")["attachments"]]
    assert ids == ["file", "file-2"]


@pytest.mark.parametrize(
    ("name", "wanted"), [("Risk & PPÉ (2).pdf", "risk-ppe-2"), ("فیلم.mp4", "file"), ("x" * 99 + ".md", "x" * 40)]
)
def test_an_id_is_made_of_plain_letters(name, wanted):
    assert id_for(name) == wanted


def test_another_file_takes_its_place_and_the_first_goes():
    attach()
    made = actions.replace_file(**on(), part="file", received=taken(TWO, "deck.pdf"))
    file = part(made.content, "file")
    assert (file["name"], file["sha256"], file["licence"]) == ("deck.pdf", sha256(TWO).hexdigest(), "CC0-1.0")
    assert names() == ["deck.pdf"]
    assert code_of(actions.replace_file, **on(), part="risk", received=taken()) == "training.curriculum_no_part"
    assert (
        code_of(actions.replace_file, **on(seen="old"), part="deck", received=taken()) == "training.curriculum_behind"
    )
    assert names() == ["deck.pdf"]


def test_which_file_it_is_cannot_be_said_without_the_file():
    attach()
    told = {"sha256": "a" * 64, "name": "other.pdf", "size": 1, "type": "x", "purpose": "workbook", "licence": ""}
    file = part(actions.change_part(**on(), part="file", told=told, states={}).content, "file")
    assert (file["sha256"], file["name"], file["purpose"]) == (
        sha256(ONE).hexdigest(),
        "Слайды о риске.pdf",
        "workbook",
    )
    assert "licence" not in file


def test_captions_are_kept_as_webvtt_whatever_they_came_as(tmp_path):
    subrip = "1\r\n00:00:01,000 --> 00:00:02,000\r\n<b>Разлив</b>\r\n".encode("cp1251")
    told = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nРазлив воды\n".encode()
    attach(subrip, "spill.ru.srt", told={"purpose": "media"})
    (tmp_path / "x").write_bytes(b"WEBVTT\n\nSTYLE\n::cue{}\n\n" + told[8:])
    lying = received_from(tmp_path / "x", "other.vtt", kinds=TOOLKIT)
    made = actions.replace_file(**on(), part="spill-ru", received=lying)
    file = part(made.content, "spill-ru")
    assert (file["name"], file["type"], file["size"]) == ("other.vtt", "text/vtt; charset=utf-8", len(told))
    assert file["sha256"] == sha256(told).hexdigest()
    assert code_of(lambda: attach(b"WEBVTT\n\nno time\n", "bad.vtt")) == "training.captions_no_time"
    assert names() == ["other.vtt"]


@pytest.mark.parametrize("gone", ["file", "risk"])
def test_a_file_that_is_taken_out_goes_with_the_last_version_that_names_it(gone):
    attach()
    actions.publish_curriculum_version(by=FOCAL_KGZ, key="own", version="1", today=DAY)
    actions.begin_version(by=FOCAL_KGZ, key="own", version="2")
    attach(TWO, "deck.pdf", version="2")
    actions.remove_part(**on(version="2"), part=gone)
    published = queries.curriculum(PUBLIC, "own", on=DAY, lang="en", version="1")
    assert list(queries.attached(published, me=ANONYMOUS)) == ["file"]
    assert names() == sorted(["Слайды о риске.pdf"] + ["deck.pdf"] * (gone != "risk"))


def test_what_proves_a_result_is_for_those_who_train():
    attach(told={"purpose": "assessment"})
    page = queries.curriculum(PUBLIC, "own", on=DAY, lang="en", version="1")
    assert [list(queries.attached(page, me=who)) for who in (ANONYMOUS, TRAINER)] == [[], ["file"]]


def test_a_fork_has_the_files_of_its_parent_as_its_own():
    attach()
    actions.publish_curriculum_version(by=FOCAL_KGZ, key="own", version="1", today=DAY)
    told = {"by": FOCAL_KAZ, "owner": "KAZ", "parent": "own", "parent_version": "1", "key": "third"}
    actions.fork_curriculum(**told, label=Sensitivity.NATIONAL)
    (line,) = kept_with("third")
    assert (line.owner, line.label, line.name) == ("KAZ", Sensitivity.NATIONAL, "Слайды о риске.pdf")
    assert queries.curriculum(PUBLIC, "third", on=DAY, lang="en") is None
    actions.remove_part(by=FOCAL_KAZ, key="third", version="1", seen=row("third").digest, part="file")
    assert (names("third"), names()) == ([], ["Слайды о риске.pdf"])


def parents(raw, version):
    """The parent's next version with this file in the place of its own, or a first one."""
    seen = {"key": "parent", "version": version, "by": FOCAL_KAZ}
    actions.begin_version(by=FOCAL_KAZ, key="parent", version=version)
    here = part(row("parent", version).content, "risk").get("attachments")
    if here:
        actions.replace_file(**on(**seen), part="deck", received=taken(raw, "deck.pdf"))
    else:
        attach(raw, "deck.pdf", **seen)
    actions.publish_curriculum_version(by=FOCAL_KAZ, key="parent", version=version, today=DAY)


@pytest.mark.parametrize(("side", "left"), [("parent", THREE), ("own", TWO)])
def test_an_update_brings_files_and_one_of_two_is_kept(side, left):
    parents(ONE, "2")
    actions.update_from_parent(**on(), parent_version="2")
    assert [line.sha256 for line in kept_with("own")] == [sha256(ONE).hexdigest()]
    actions.replace_file(**on(), part="deck", received=taken(TWO, "ours.pdf"))
    parents(THREE, "3")
    actions.update_from_parent(**on(), parent_version="3")
    assert {line.sha256 for line in kept_with("own")} == {sha256(each).hexdigest() for each in (TWO, THREE)}
    actions.decide_conflict(**on(), conflict="field|deck|sha256|", side=side)
    assert [line.sha256 for line in kept_with("own")] == [sha256(left).hexdigest()]
    assert part(row().content, "deck")["sha256"] == sha256(left).hexdigest()


def test_an_accepted_offer_brings_its_file():
    attach()
    actions.publish_curriculum_version(by=FOCAL_KGZ, key="own", version="1", today=DAY)
    (offer,) = actions.offer_back(by=FOCAL_KGZ, key="own", version="1", parts=["file"])
    actions.begin_version(by=FOCAL_KAZ, key="parent", version="2")
    seen = row("parent", "2").digest
    actions.accept_offer(by=FOCAL_KAZ, offer=str(offer.uid), version="2", seen=seen)
    assert [(line.owner, line.name) for line in kept_with("parent")] == [("KAZ", "Слайды о риске.pdf")]


def test_it_goes_along_in_the_package():
    attach()
    actions.publish_curriculum_version(by=FOCAL_KGZ, key="own", version="1", today=DAY)
    told = {"key": "own", "version": "", "node": "KGZ", "program": "0.1.0", "today": DAY}
    manifest = page_of(actions.make_pack(by=SYSTEM, **told), "en").manifest
    (file,) = [each for each in manifest.files if each.lies == Lies.ATTACHMENT]
    assert (file.path, file.sha256) == ("attachments/file/Слайды о риске.pdf", sha256(ONE).hexdigest())
    assert (file.language, file.licence) == ("ru", "CC0-1.0")


def test_a_space_that_is_full_keeps_neither_the_file_nor_the_part(settings):
    settings.KEREGE_FILES_MB = 0
    assert code_of(attach) == "files.full"
    assert ("attachments" in part(row().content, "risk"), names()) == (False, [])


def test_what_was_withdrawn_meanwhile_is_not_kept_again():
    attach()
    (line,) = kept_with("own")
    files.withdraw_file(by=SYSTEM, uid=line.uid, about=line.about, purpose=Purpose.TOOLKIT)
    told = {"owner": "KAZ", "about": row("parent").uid, "purpose": Purpose.TOOLKIT, "lines": [line]}
    with pytest.raises(Refusal) as caught:
        files.keep_again(by=SYSTEM, **told)
    assert caught.value.code == "files.nothing_there"
    assert kept_with("parent") == []


@pytest.mark.nodb
def test_digests_are_found_wherever_they_stand():
    told = {"modules": [{"attachments": [{"sha256": "a"}]}], "conflicts": [{"own": {"sha256": "b"}, "base": None}]}
    assert digests_in(told) == {"a", "b"}
    conflicts = [{"base": {"sha256": "c"}, "own": None, "theirs": {"told": {"sha256": "d"}}}]
    assert digests_named(told, conflicts) == {"a", "b", "d"}, "nobody goes back to what stood before"
