"""The pages of toolkit packages: hand in, look, bring in, take along; and the same on the command line."""

import io
import json
from dataclasses import asdict

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kerege.config.cli import parser, toolkit
from kerege.files.models import Content
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.training import queries
from kerege.training.rules.packs import opening, signing
from kerege.training.rules.packs.layout import SIGNATURE
from kerege.upkeep.actions import anchoring
from kerege.upkeep.queries import keys
from tests import ground
from tests.capacity.given import somebody
from tests.training import packed as given

PACKS = "/training/packs/"
EDITED = given.members() | {"texts/ru/risk.md": "# Риск\n\nПо-нашему.\n".encode()}


@pytest.fixture(autouse=True)
def _here(db, settings, tmp_path):
    ground.lay()
    default = {**settings.STORAGES["default"]}
    settings.STORAGES = {**settings.STORAGES, "default": default | {"OPTIONS": {"location": str(tmp_path / "files")}}}
    settings.DATA = tmp_path / "data"
    for name, role in (("focal", "focal_point"), ("trainer", "trainer"), ("learner", "learner")):
        somebody(name, role, "KGZ")


def client(name):
    found = Client()
    if name:
        found.force_login(account(f"{name}@example.org"))
    return found


def text(answer):
    return " ".join(answer.content.decode().split())


def hand_in(files, name="spills.kpack", who="focal"):
    file = SimpleUploadedFile(name, given.packed(files).getvalue())
    return client(who).post(PACKS, {"owner": "KGZ", "file": file})


def bring(address, **sent):
    return client("focal").post(address, {"do": "bring", "unknown_signer": "on", "publish": "on", **sent})


def body(answer):
    return b"".join(answer.streaming_content)


def test_a_package_is_handed_in_looked_at_brought_in_and_taken_along():
    incoming = hand_in(given.members())["Location"]
    page = text(client("focal").get(incoming))
    assert "This would come in. Nothing is recorded yet." in page
    assert "Signed, with a key that nobody here knows" in page
    assert given.NAME in page
    assert "Проливы" in text(client("focal").get(incoming, headers={"accept-language": "ru"})), "its title in Russian"
    again = bring(incoming, unknown_signer="")
    assert again.status_code == 422
    assert "Nobody here knows who made this package" in text(again)
    there = bring(incoming)["Location"]
    assert client("focal").get(incoming).status_code == 404, "what came in waits no longer"
    page = text(client("trainer").get(there))
    address = f"{there}spills-1.0.kpack"
    assert address in page
    answer = client("trainer").get(address)
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/zip",
        'attachment; filename="spills-1.0.kpack"',
    )
    whole = body(answer)
    assert (whole, int(answer["Content-Length"])) == (given.packed(given.members()).getvalue(), len(whole))
    assert "Spills" in text(client("").get(PACKS))
    assert client("focal").get(f"{there}other.zip").status_code == 404


def test_what_may_not_be_taken_is_not_offered():
    there = bring(hand_in(given.members())["Location"])["Location"]
    for name in ("learner", ""):
        page = text(client(name).get(there))
        assert "those take it along who train others" in page
        assert ".kpack" not in page
        assert client(name).get(f"{there}spills-1.0.kpack").status_code == 403
    assert client("focal").get(f"{PACKS}00000000-0000-0000-0000-000000000000/").status_code == 404


def test_only_what_changed_since_another_version_is_offered_with_its_size():
    bring(hand_in(given.members())["Location"])
    later = given.tree(version="1.1")
    later["modules"][0]["body"]["ru"] = "# Риск"
    there = bring(hand_in(given.members(later))["Location"])["Location"]
    first = next(
        line.uid
        for line in queries.packs(PUBLIC, on=ground.TODAY.replace(year=2099), lang="en")
        if line.version == "1.0"
    )
    address = f"{there}spills-1.1-since-1.0.kpack?since={first}"
    assert address in text(client("trainer").get(there))
    answer = client("trainer").get(address)
    assert answer["Content-Disposition"] == 'attachment; filename="spills-1.1-since-1.0.kpack"', (
        "never taken for the whole"
    )
    small = opening.opened(io.BytesIO(body(answer)), program="0.1.0")
    assert (small.delta.version, sorted(small.members)) == (
        "1.0",
        ["curriculum.json", "sheets/ru/risk-lesson-plan.html", "texts/ru/risk.md"],
    )


def test_an_edited_package_becomes_a_draft_under_a_key_of_ones_own():
    incoming = hand_in(EDITED)["Location"]
    page = text(client("focal").get(incoming))
    assert "texts/ru/risk.md" in page
    assert "never the version that was published" in page
    wrong = bring(incoming, key="no key")
    assert (wrong.status_code, 'value="no key"' in text(wrong)) == (422, True)
    answer = bring(incoming, key="our-spills")
    assert answer["Location"] == "/training/curricula/our-spills/?version=1.0"
    (told,) = map(str, get_messages(answer.wsgi_request))
    assert told == "The draft is recorded. The version from which the package was made is not here to compare."
    found = queries.curriculum(ground.REGISTRAR_KAZ, "our-spills", on=given.DAY, lang="en")
    assert (found.shown.state, found.programme.modules[0].body["ru"]) == ("draft", "# Риск\n\nПо-нашему.")


def test_a_hostile_package_says_what_is_wrong_and_is_forgotten():
    broken = hand_in(given.members() | {"curriculum.json": b"{}"})
    assert (broken.status_code, "“curriculum.json” is not what the manifest says" in text(broken)) == (422, True)
    assert not Content.objects.exists(), "what cannot be opened is not kept"
    incoming = hand_in(given.members() | {SIGNATURE: b"x" * 64})["Location"]
    answer = client("focal").get(incoming)
    assert answer.status_code == 422
    page = text(answer)
    assert "error-summary" not in page, "it is no form that was filled in wrongly"
    assert client("focal").post(incoming, {"do": "discard"})["Location"] == PACKS
    assert client("focal").get(incoming).status_code == 404
    refused = hand_in(given.members(), name="spills.exe")
    assert (refused.status_code, "is of a kind that is not taken here" in text(refused)) == (422, True)


def test_who_keeps_no_curricula_hands_nothing_in():
    for who in ("trainer", "learner"):
        assert hand_in(given.members(), who=who).status_code == 403
        assert client(who).get(f"{PACKS}new/").status_code == 403
    incoming = hand_in(given.members())["Location"]
    for who in ("trainer", ""):
        assert client(who).get(incoming).status_code == 404
        assert client(who).post(incoming, {"do": "discard"}).status_code == 404


def test_a_package_is_made_of_a_curriculum_that_one_keeps():
    assert "You keep no published curriculum" in text(client("focal").get(f"{PACKS}new/"))
    bring(hand_in(given.members())["Location"])
    answer = client("focal").post(f"{PACKS}new/", {"curriculum": "spills"})
    assert text(client("focal").get(answer["Location"])).count("Take it along") == 1
    assert client("focal").post(f"{PACKS}new/", {"curriculum": "other"}).status_code == 422


# -- on the command line -----------------------------------------------------------------------------------------------


def command(*words):
    return toolkit.run(parser.command_line().parse_args(["toolkit", *words]))


def test_the_same_on_the_command_line(tmp_path, capsys, settings):
    place = tmp_path / "in.kpack"
    place.write_bytes(given.packed(given.members()).getvalue())
    assert command("check", str(place), "--owner", "REG") == 0
    assert "spills 1.0: Spills" in capsys.readouterr().out
    bring_it = ("import", str(place), "--owner", "REG", "--as-node")
    assert command(*bring_it) == 1
    refused = capsys.readouterr().err
    assert all(each in refused for each in ("training.pack_signer_unknown", "--unknown-signer", "kerege toolkit trust"))
    assert command(*bring_it, "--unknown-signer") == 0
    told = capsys.readouterr().out
    assert ("spills 1.0: 20 files" in told, told.endswith("are in\n")) == (True, True)
    assert command(*bring_it, "--unknown-signer") == 0
    assert "were here already" in capsys.readouterr().out
    assert command("export", "spills", "-o", str(tmp_path / "out.kpack"), "--as-node") == 0
    assert (tmp_path / "out.kpack").read_bytes() == place.read_bytes()
    assert command("export", "spills", "-o", str(tmp_path / "d.kpack"), "--as-node", "--since", str(place)) == 0
    with (tmp_path / "d.kpack").open("rb") as file:
        assert opening.opened(file, program="0.1.0").members == {}
    place.write_bytes(given.packed(EDITED).getvalue())
    assert command(*bring_it, "--unknown-signer") == 1
    assert command(*bring_it, "--unknown-signer", "--draft-as", "ours") == 0
    assert command("check", str(tmp_path / "nowhere"), "--owner", "REG") == 1
    assert command("export", "spills", "-o", str(tmp_path / "x.kpack")) == 1
    assert "cli.no_actor" in capsys.readouterr().err


def test_another_node_is_believed_once_its_keys_are_here(tmp_path, settings, capsys):
    settings.KEREGE_NODE = "KAZ"
    key = anchoring.have_key(by=SYSTEM, data=tmp_path / "kaz", ring=keys.ISSUING)
    told = [asdict(each) for each in keys.public_keys(tmp_path / "kaz", keys.ISSUING)]
    (tmp_path / "kaz.json").write_text(json.dumps({"keys": told}))
    assert command("trust", str(tmp_path / "kaz.json")) == 1, "its own keys are no news"
    assert "upkeep.key_of_this_name" in capsys.readouterr().err
    settings.KEREGE_NODE = "REG"
    assert command("trust", str(tmp_path / "kaz.json")) == 0
    manifest = given.made(node="KAZ")[0]
    found = signing.standing(manifest, signing.sign(key, manifest), known=keys.known_issuers(settings.DATA))
    assert (found.signed, found.node) == ("known", "KAZ")
    (tmp_path / "kaz.json").write_text(json.dumps({"keys": [told[0] | {"node": "UZB"}]}))
    assert command("trust", str(tmp_path / "kaz.json")) == 1, "its own first key does not vouch for that"
