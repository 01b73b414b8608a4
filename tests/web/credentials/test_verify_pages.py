"""Verifying a certificate: by its number, by a name that somebody types, and as a file."""

import io
import json
import zipfile
from datetime import date

import pytest
from django.core.cache import caches
from django.test import Client

from kerege.capacity import actions
from kerege.capacity.queries import badges as queries
from kerege.config.cli import certificates as command
from kerege.config.cli import parser
from kerege.people import actions as people
from kerege.people.rules import SYSTEM
from kerege.upkeep.actions import anchoring
from kerege.upkeep.queries import keys
from kerege.web.credentials.offline import verify as program
from tests.privacy import somebody
from tests.web.credentials.given import bring, fetched, holder, issuing, step

UNKNOWN = "7Q4M-9X2T-R5K0"


@pytest.fixture
def held(db, settings, tmp_path):
    """Somebody with a certificate on a node that issues: the account, a client of theirs, the number."""
    caches["default"].clear()
    somebody.laid()
    issuing(settings, tmp_path)
    account, number = holder()
    return account, somebody.client(account), number


def page(number, query="", client=None):
    answer = (client or Client()).get(f"/verify/{number}/{query}")
    return answer.status_code, answer.content.decode()


def compared(number, name):
    answer = Client().post(f"/verify/{number}/", {"name": name})
    return answer.content.decode()


CONFIRMED, NOT_CONFIRMED = "The holder is called so.", "That cannot be confirmed."


def test_an_employer_is_told_how_it_stands_and_what_it_is_for(held):
    _account, _client, number = held
    status, html = page(number)
    assert (status, "<h1>Valid</h1>" in html, "badge" in html.split("<main")[1]) == (200, True, False)
    menu = '<summary><span class="visually-hidden">Language: </span>English</summary>'
    for told in ("Trainer in biosafety and biosecurity", "p53 2017", "Example node", menu):
        assert told in html
    assert "Quxley" not in html


def test_it_is_told_as_on_a_day(held):
    for what, query, word in (
        (None, "?on=2025-03-02", "Unknown"),
        (None, "?on=2028-03-02", "Valid"),
        (None, "?on=2028-03-03", "Expired"),
        ("suspended", "?on=2026-06-01", "Suspended"),
        (None, "?on=2025-12-31", "Valid"),
        ("revoked", "", "Revoked"),
    ):
        if what:
            step(held[2], what)
        assert f"<h1>{word}</h1>" in page(held[2], query)[1], (what, query)


def test_of_one_suspended_to_its_end_nobody_is_told_to_ask_again(held):
    step(held[2], "suspended")
    later, newer = "Ask again later.", "Ask the holder for a newer one."
    told = {day: page(held[2], f"?on={day}")[1] for day in ("2028-03-02", "2028-03-03")}
    found = {day: [word in html for word in ("<h1>Suspended</h1>", later, newer)] for day, html in told.items()}
    assert found == {"2028-03-02": [True, True, False], "2028-03-03": [True, False, True]}


def test_a_number_is_found_however_it_is_typed(held):
    number = held[2]
    typed = number.lower().replace("-", " ")
    answer = Client().get("/verify/", {"number": typed, "on": "2026-05-01"})
    assert (answer.status_code, answer["Location"]) == (302, f"/verify/{number}/?on=2026-05-01")
    answer = Client().get("/verify/", {"number": '"><script>'})
    assert answer["Location"] == "/verify/script/"


def test_a_number_that_nobody_has_is_said_to_be_unknown(held):
    status, html = page(UNKNOWN)
    assert (status, "<h1>Unknown</h1>" in html) == (404, True)


def test_the_name_is_shown_where_its_holder_agreed_and_not_a_moment_longer(held):
    account, client, number = held
    assert client.post("/certified/me/", {"do": "show", "number": number}).status_code == 302
    assert "Zhanar Quxley" in page(number)[1]
    assert client.post("/certified/me/", {"do": "hide", "number": number}).status_code == 302
    assert "Zhanar Quxley" not in page(number)[1]


def test_a_name_that_somebody_types_is_compared_in_every_spelling_and_none_is_shown(held):
    for typed, fits in {
        "Zhanar Quxley": True,
        "quxley zhanar": True,
        "Жанар Куксли": True,
        "Zhanar": False,
        "Somebody Else": False,
        "...": False,
    }.items():
        html = compared(held[2], typed)
        assert (CONFIRMED in html, NOT_CONFIRMED in html) == (fits, not fits), typed
        assert html.count("Quxley") == (typed == "Zhanar Quxley"), "only what was typed stands in its field"


def test_a_wrong_name_an_erased_holder_and_a_number_of_nobody_are_answered_alike(held, django_assert_num_queries):
    number = held[2]
    people.erase_person(by=SYSTEM, person="HOLDER", asked_on=somebody.ON, reference="Letter 4", on=somebody.ON)
    assert [NOT_CONFIRMED in compared(each, "Zhanar Quxley") for each in (number, UNKNOWN)] == [True, True]
    assert page(number)[0] == 200


def test_the_same_is_read_for_a_wrong_name_as_for_a_number_that_nobody_has(held, django_assert_max_num_queries):
    counts = []
    for number in (held[2], UNKNOWN):
        with django_assert_max_num_queries(9) as seen:
            queries.is_holder(number, "Somebody Else", on=somebody.ON)
        counts.append(len(seen))
    assert abs(counts[0] - counts[1]) <= 1


def test_whoever_tries_names_is_stopped(held):
    answers = [Client().post(f"/verify/{held[2]}/", {"name": f"Name {n}"}) for n in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert "credentials.too_often" in answers[-1].content.decode()


# -- as a file ---------------------------------------------------------------------------------------------------------


def verdict(document, query=""):
    html = bring(document, address=f"/verify/{query}").content.decode()
    return html.partition('role="status"')[2].partition("<b>")[2].partition(".</b>")[0]


def test_a_file_as_its_holder_fetched_it_is_valid_and_says_whose_it_is(held):
    _account, client, number = held
    answer = fetched(client, number)
    assert answer["Content-Disposition"] == f'attachment; filename="{number}.json"'
    html = bring(answer.content).content.decode()
    assert all(told in html for told in ("<b>Valid.</b>", "Zhanar Quxley", number, "2028-03-03"))


def test_every_fault_of_a_file_is_named(held, tmp_path, settings):
    _account, client, number = held
    document = json.loads(fetched(client, number).content)
    assert verdict(b"no json") == "Not readable"
    assert verdict(document | {"proof": {}}) == "No certificate"
    assert verdict(document | {"issuer": "did:web:other.example.org"}) == "Another issuer"
    assert verdict(document | {"name": "Another"}) == "Changed"
    assert verdict(document, "?on=2024-01-01") == "Not in the register", "on that day there was none"
    step(number, "suspended")
    assert verdict(document) == "Suspended"
    step(number, "revoked", on=date(2026, 2, 2))
    assert verdict(document) == "Revoked"
    assert verdict(document, "?on=2025-06-01") == "Revoked", "the lists are those of today"


def test_what_a_file_says_is_repeated_only_where_it_was_signed(held):
    document = json.loads(fetched(held[1], held[2]).content)
    document["credentialSubject"]["role"] = "Zqmaster"
    assert "Zqmaster" not in bring(document).content.decode()


def test_a_file_of_a_key_that_was_replaced_stays_valid(held, settings):
    document = json.loads(fetched(held[1], held[2]).content)
    anchoring.rotate_key(by=SYSTEM, data=settings.DATA, ring=keys.ISSUING)
    newer = json.loads(fetched(held[1], held[2]).content)
    assert [d["proof"]["verificationMethod"][-5:] for d in (document, newer)] == ["key-1", "key-2"]


def test_a_badge_that_was_signed_with_a_stolen_key_is_not_in_the_register(held, settings):
    from kerege.web.credentials.issuing import sign

    document = json.loads(fetched(held[1], held[2]).content)
    forged = {name: each for name, each in document.items() if name != "proof"}
    forged["credentialSubject"]["identifier"][0]["identityHash"] = "Somebody Else"
    assert verdict(sign(forged)) == "Not in the register"


def test_a_file_of_an_erased_holder_is_told_so_and_the_register_has_the_last_word(held):
    _account, client, number = held
    document = json.loads(fetched(client, number).content)
    people.erase_person(by=SYSTEM, person="HOLDER", asked_on=somebody.ON, reference="Letter 4", on=somebody.ON)
    html = bring(document).content.decode()
    assert ("<b>Holder erased.</b>" in html, "What the register says" in html, "№" in html) == (True, True, False)
    assert verdict(document, "?on=2024-01-01") == "Not in the register"
    assert verdict(document, "?on=2028-03-03") == "Expired"
    step(number, "renewed", on=date(2026, 2, 1), until=date(2031, 3, 3))
    assert verdict(document, "?on=2028-03-03") == "Holder erased"
    step(number, "revoked", on=date(2026, 2, 2))
    assert verdict(document) == "Revoked"


def test_a_file_that_ran_out_while_the_certificate_was_renewed_is_told_so(held):
    document = json.loads(fetched(held[1], held[2]).content)
    step(held[2], "renewed", on=date(2026, 2, 1), until=date(2031, 3, 3))
    html = bring(document, address="/verify/?on=2029-01-01").content.decode()
    assert ("<b>Valid.</b>" in html, "It was renewed after the file was made" in html) == (True, True)


def test_neither_file_nor_text_is_told_at_its_field(held):
    answer = Client().post("/verify/", {"text": "  "})
    assert (answer.status_code, "Choose the file, or paste its text." in answer.content.decode()) == (422, True)


def test_the_text_of_a_file_will_do(held):
    text = fetched(held[1], held[2]).content.decode()
    assert "<b>Valid.</b>" in Client().post("/verify/", {"text": text}).content.decode()


# -- without a network -------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(held, tmp_path):
    """What a holder gives to somebody without a network, unpacked."""
    place = tmp_path / "folder"
    with zipfile.ZipFile(io.BytesIO(fetched(held[1], held[2], do="bundle").content)) as packed:
        packed.extractall(place)
    return place


def checked(folder, capsys, *more):
    status = program.main([str(folder / "certificate.json"), "--folder", str(folder), *more])
    return status, capsys.readouterr().out.partition(":")[0]


def test_the_folder_checks_its_certificate(folder, capsys):
    assert sorted(path.name for path in folder.iterdir()) == [
        *("README.txt", "certificate.json", "checking.py", "issuer.json"),
        *("status-1.json", "status-2.json", "verify.py"),
    ]
    assert checked(folder, capsys) == (0, "VALID")
    assert checked(folder, capsys, "--at", "2030-01-01") == (1, "EXPIRED")
    text = (folder / "certificate.json").read_text(encoding="utf-8")
    (folder / "certificate.json").write_text(text.replace("Trainer", "Master"), encoding="utf-8")
    assert checked(folder, capsys) == (1, "TAMPERED")
    (folder / "issuer.json").unlink()
    assert checked(folder, capsys)[0] == 2


def test_everybody_can_fetch_the_folder_without_a_certificate(held):
    answer = Client().get("/verify/offline.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        names = packed.namelist()
    assert (answer.status_code, "certificate.json" in names, "verify.py" in names) == (200, False, True)


# -- what programs ask -------------------------------------------------------------------------------------------------


def test_the_identifier_has_a_document_and_the_lists_a_mark(held):
    _account, client, number = held
    document = json.loads(fetched(client, number).content)
    did = Client().get("/.well-known/did.json").json()
    assert did["id"] == document["issuer"]["id"] == "did:web:node.example.org"
    assert did["verificationMethod"][0]["id"] == document["proof"]["verificationMethod"]
    address = document["credentialStatus"][0]["statusListCredential"].removeprefix("https://node.example.org")
    answer = Client().get(address)
    again = Client(headers={"if-none-match": answer["ETag"]}).get(address)
    assert (answer.status_code, again.status_code) == (200, 304)
    open_to_pages_of_others = {each.headers.get("Access-Control-Allow-Origin") for each in (answer, again)}
    assert open_to_pages_of_others == {"*"}, "a checker in a browser reads the lists, and what a badge was given for"
    step(number, "revoked")
    assert Client(headers={"if-none-match": answer["ETag"]}).get(address).status_code == 200


@pytest.mark.parametrize("address", ["/badges/status/other/0/", "/badges/status/revocation/1000/"])
def test_a_list_that_is_none_is_not_there(held, address):
    assert Client().get(address).status_code == 404


def test_what_a_badge_was_given_for_has_a_document(held):
    document = json.loads(fetched(held[1], held[2]).content)
    told = document["credentialSubject"]["achievement"]
    answer = Client().get(told["id"].removeprefix("https://node.example.org"))
    found = answer.json()
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert (found["name"], found["criteria"]) == (told["name"], told["criteria"])
    assert Client().get("/badges/achievements/biosafety-trainer/99/").status_code == 404


def test_a_machine_without_a_key_says_so(held, settings, tmp_path):
    settings.DATA = tmp_path / "other"
    answer = Client().get("/badges/status/revocation/0/")
    assert (answer.status_code, "capacity.no_issuing_key" in answer.content.decode()) == (503, True)


def test_the_place_in_the_lists_is_drawn_once(held):
    account, _client, number = held
    first = actions.place_badge(by=somebody.by(account), number=number)
    assert actions.place_badge(by=somebody.by(account), number=number) == first
    assert queries.last_place() == first


# -- at the machine ----------------------------------------------------------------------------------------------------


def kerege(*words):
    return command.run(parser.command_line().parse_args(["certificates", *words]))


def test_the_command_checks_a_file_with_the_nodes_own_keys_or_with_a_folder(held, folder, tmp_path, capsys):
    file = str(folder / "certificate.json")
    assert kerege("verify", file) == 0
    assert "VALID" in capsys.readouterr().out
    assert kerege("verify", file, "--at", "2030-01-01") == 1
    step(held[2], "suspended")
    assert kerege("verify", file) == 1
    assert "SUSPENDED" in capsys.readouterr().out
    assert kerege("verify", file, "--folder", str(folder)) == 0, "the folder is from before"
    assert kerege("bundle", str(tmp_path / "new.zip")) == 0
    with zipfile.ZipFile(tmp_path / "new.zip") as packed:
        packed.extractall(tmp_path / "new")
    assert kerege("verify", file, "--folder", str(tmp_path / "new")) == 1


def test_the_command_says_what_cannot_be_read(held, settings, tmp_path, capsys):
    assert kerege("verify", str(tmp_path / "none.json")) == 2
    assert kerege("verify", str(tmp_path / "none.json"), "--at", "tomorrow") == 2
    settings.DATA = tmp_path / "other"
    assert kerege("bundle", str(tmp_path / "new.zip")) == 1
    assert "kerege keys issuing" in capsys.readouterr().err
