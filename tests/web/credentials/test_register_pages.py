"""My certificates, the public register with consent, all certificates of an owner, and those of other bodies."""

import io
from datetime import date

import pypdf
import pypdfium2
import pytest
import zxingcpp
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from kerege.capacity import actions
from kerege.capacity.queries import badges as queries
from kerege.journal import queries as journal
from kerege.people import actions as people
from kerege.people.rules import SYSTEM
from kerege.privacy import actions as privacy
from kerege.privacy.words import CERTIFIED_REGISTER
from tests.capacity.given import code_of
from tests.capacity.skilled import competence, content
from tests.privacy import somebody
from tests.privacy.somebody import AT, ON
from tests.web.credentials.given import holder, issuing, step
from tests.web.signing import has_proved


@pytest.fixture
def held(db, settings, tmp_path):
    caches["default"].clear()
    somebody.laid()
    somebody.publish(CERTIFIED_REGISTER)
    issuing(settings, tmp_path)
    account, number = holder()
    return account, number


def entered(account, reserve=""):
    somebody.agree(account, CERTIFIED_REGISTER)
    return actions.enter_register(by=somebody.by(account), account=account, reserve=reserve, at=AT)


def listed(query=""):
    return Client().get(f"/certified/{query}").content.decode()


def test_nobody_is_listed_without_consent(held):
    account, _number = held
    told = {"by": somebody.by(account), "account": account, "at": AT}
    assert code_of(actions.enter_register, **told) == "privacy.no_consent"
    somebody.agree(account, CERTIFIED_REGISTER)
    assert "Quxley" not in listed(), "agreeing alone lists nobody"
    actions.enter_register(**told, reserve="at_once")
    assert all(told in listed() for told in ("Zhanar Quxley", "Trainer in biosafety", "Within two days"))
    (line,) = Client().get("/api/v1/certified?reserve=any").json()["items"]
    assert (line["name"], line["reserve"], len(line["certificates"])) == ("Zhanar Quxley", "at_once", 1)
    assert Client().get("/api/v1/certified?text=nobody").json()["items"] == []


def test_a_withdrawal_removes_at_once_on_either_page(held):
    account, _number = held
    entered(account)
    client = somebody.client(account)
    assert client.post("/certified/me/", {"do": "leave"}).status_code == 302
    assert ("Quxley" in listed(), queries.my_entry(account)) == (False, None)
    entered(account)
    client.post(f"/privacy/mine/consents/{CERTIFIED_REGISTER}/", {"do": "withdraw"})
    assert ("Quxley" in listed(), queries.my_entry(account)) == (False, None)
    assert code_of(actions.leave_register, by=somebody.by(account), account=account, at=AT) == "privacy.no_consent"


def test_the_same_again_changes_nothing_and_another_reserve_is_kept(held):
    account, _number = held
    entered(account, "at_once")
    acts = len(journal.acts(owners=None, limit=1000))
    entered(account, "at_once")
    assert len(journal.acts(owners=None, limit=1000)) == acts
    assert entered(account, "from_afar").reserve == queries.my_entry(account) == "from_afar"


def test_who_may_not_stand_in_it(held):
    account, number = held
    other = somebody.account(email="other@example.org", key="OTHER", name="Other")
    nobody = somebody.account(email="nobody@example.org", key="", name="Nobody")
    for each in (other, nobody):
        somebody.agree(each, CERTIFIED_REGISTER)
    told = {"at": AT}
    code = {
        "other": code_of(actions.enter_register, by=somebody.by(other), account=other, **told),
        "nobody": code_of(actions.enter_register, by=somebody.by(nobody), account=nobody, **told),
        "for another": code_of(actions.enter_register, by=somebody.by(other), account=account, **told),
    }
    assert code == {
        "other": "capacity.nothing_to_register",
        "nobody": "privacy.not_a_person",
        "for another": "privacy.not_your_consent",
    }
    somebody.agree(account, CERTIFIED_REGISTER)
    told |= {"by": somebody.by(account), "account": account}
    assert code_of(actions.enter_register, **told, reserve="soon") == "privacy.unknown_code"
    step(number, "revoked")
    assert code_of(actions.enter_register, **told) == "capacity.nothing_to_register"


FILTERS = {
    "?scheme=biosafety-trainer&country=KAZ&text=Жанар": True,
    "?reserve=any": True,
    "?reserve=at_once": True,
    "?language=ky": True,
    "?level=L1": True,
    "?country=KGZ": False,
    "?scheme=other": False,
    "?reserve=from_afar": False,
    "?language=tg": False,
    "?level=L2": False,
    "?text=quxley+other": False,
    "?on=2028-03-03": False,
}
"""What can be asked of the register, and whether the one who stands in it is found."""


def test_filters(held):
    entered(held[0], "at_once")
    assert {query: "Quxley" in listed(query) for query in FILTERS} == FILTERS


def test_a_wrong_filter_is_told_at_its_field(held):
    answer = Client().get("/certified/?reserve=soon")
    assert (answer.status_code, "shell.not_offered" in answer.content.decode()) == (422, True)


def test_a_certificate_that_holds_no_longer_takes_its_holder_out(held):
    entered(held[0])
    step(held[1], "suspended")
    assert "Quxley" not in listed()


def test_the_register_is_taken_along_by_everybody_and_formulas_stay_text(held):
    entered(held[0])
    text = Client().get("/certified/?format=csv").content.decode("utf-8-sig")
    assert ("Zhanar Quxley" in text, "agreed to stand in it" in text) == (True, True)


def test_the_focal_point_takes_all_certificates_out_and_the_journal_says_so(held):
    _account, number = held
    focal = somebody.account(email="focal@example.org", key="", name="Focal", role="focal_point")
    answer = somebody.client(focal).get("/certified/export/KAZ/?format=xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert any(number in row and "Zhanar Quxley" in row for row in rows)
    (act,) = journal.acts(owners=None, word_prefix="capacity.register.taken")
    assert act.facts == {"count": 1, "format": "xlsx"}


def test_nobody_else_takes_them_out_and_not_without_a_fresh_proof(held):
    account, _number = held
    focal = somebody.account(email="focal@example.org", key="", name="Focal", role="focal_point", owner="KGZ")
    codes = {
        "visitor": Client().get("/certified/export/KAZ/").status_code,
        "holder": somebody.client(account).get("/certified/export/KAZ/").status_code,
        "neighbour": somebody.client(focal).get("/certified/export/KAZ/").status_code,
    }
    assert codes == {"visitor": 403, "holder": 403, "neighbour": 403}
    own = somebody.account(email="own@example.org", key="", name="Own", role="focal_point")
    client = somebody.client(own)
    has_proved(client, own, minutes_ago=20)
    assert "Confirm that it is you" in client.get("/certified/export/KAZ/?format=csv").content.decode()
    assert journal.acts(owners=None, word_prefix="capacity.register.taken") == []


# -- my certificates ---------------------------------------------------------------------------------------------------


def test_the_page_says_what_one_holds_and_nobody_elses(held):
    account, number = held
    mine = somebody.client(account).get("/certified/me/").content.decode()
    other = somebody.account(email="other@example.org", key="OTHER", name="Other")
    theirs = somebody.client(other).get("/certified/me/").content.decode()
    assert (number in mine, number in theirs, "No certificate of this node yet" in theirs) == (True, False, True)
    assert Client().get("/certified/me/").status_code == 302


@pytest.mark.parametrize(("do", "address"), [("show", ""), ("badge", "badge/"), ("bundle", "badge/")])
def test_what_belongs_to_somebody_else_is_not_given_out(held, do, address):
    other = somebody.account(email="other@example.org", key="OTHER", name="Other")
    client, number = somebody.client(other), held[1]
    path = f"/certified/me/{number}/{address}" if address else "/certified/me/"
    answer = client.post(path, {"do": do, "number": number})
    assert (answer.status_code, "capacity.not_your_certificate" in answer.content.decode()) == (404, True)
    assert client.get(f"/certified/me/{number}/paper/").status_code == 404


@pytest.mark.parametrize(("lang", "word"), [("en", "Certificate of competence"), ("ru", "Сертификат компетентности")])
def test_the_paper_has_what_the_page_has_and_a_code(held, lang, word, settings):
    account, number = held
    client = somebody.client(account)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = lang
    answer = client.get(f"/certified/me/{number}/paper/")
    (page,) = pypdf.PdfReader(io.BytesIO(answer.content)).pages
    text = page.extract_text()
    address = f"https://node.example.org/verify/{number}/"
    assert all(told in text for told in (word, "Zhanar Quxley", number, address))
    assert scanned(answer.content) == [address]


def scanned(paper):
    """What a reader of codes, which others wrote, sees on the paper as it is printed."""
    (drawn,) = pypdfium2.PdfDocument(paper)
    return [code.text for code in zxingcpp.read_barcodes(drawn.render(scale=2).to_pil())]


# -- certificates of other bodies --------------------------------------------------------------------------------------


def send(client, **changes):
    told = {"body": "IFBA", "title": "Biorisk", "number": "BRM-17", "valid_from": "2025-05-01"} | changes
    return client.post("/certified/others/new/", told)


def test_one_is_recorded_and_verified_on_the_pages(held):
    account, _number = held
    client = somebody.client(account)
    assert send(client).status_code == 422
    answer = send(client, file=SimpleUploadedFile("letter.txt", b"A letter."))
    page = answer["Location"]
    told = client.get(page).content.decode()
    assert answer.status_code == 302
    assert [word in told for word in ("It is what it says", "another focal point", "the only one")] == [
        False,
        True,
        False,
    ]
    focal = somebody.account(email="focal@example.org", key="", name="Focal", role="focal_point")
    other = somebody.client(focal)
    assert "BRM" in other.get("/certified/others/").content.decode() + other.get(page).content.decode()
    refused = other.post(page, {"do": "reject", "note": ""})
    assert (refused.status_code, "Say why it is not accepted" in refused.content.decode()) == (422, True)
    assert other.post(page, {"do": "accept"}).status_code == 302
    assert "Verified" in client.get(page).content.decode()
    assert client.post(page, {"do": "withdraw"}).status_code == 302
    learner = somebody.account(email="learner@example.org", key="", name="Learner", role="learner")
    assert somebody.client(learner).get(page).status_code == 404


def test_whoever_looks_after_people_names_the_person(held):
    focal = somebody.account(email="focal@example.org", key="", name="Focal", role="focal_point")
    client = somebody.client(focal)
    answer = send(client, person="NOBODY", file=SimpleUploadedFile("letter.txt", b"A letter."))
    assert (answer.status_code, "NOBODY" in answer.content.decode()) == (422, True)
    answer = send(client, person="HOLDER", file=SimpleUploadedFile("letter.txt", b"A letter."))
    page = client.get(answer["Location"]).content.decode()
    found = [told in page for told in ("It is what it says", "another focal point of this country", "the only one")]
    assert found == [False, True, True], (
        "whoever recorded it is told who may verify it, and what to do where nobody else may"
    )


def test_an_erased_holder_leaves_the_register(held):
    entered(held[0])
    people.erase_person(by=SYSTEM, person="HOLDER", asked_on=date(2026, 1, 1), reference="Letter 4", on=ON)
    assert queries.certified(on=ON, lang="en") == []


def test_what_rests_on_another_consent_stays(held):
    account, _number = held
    entered(account)
    somebody.agree(account)
    privacy.withdraw_consent(by=somebody.by(account), account=account, key="regional_listing", at=AT)
    assert "Quxley" in listed()


def test_one_is_counted_for_a_competence_on_its_page_and_its_holder_reads_for_which(held):
    kinds = ["certificate", "observed"]
    asked = [competence("B1", title={"en": "Cabinets"}, evidence=kinds), competence("B2", title={"en": "Plans"})]
    told = content(domains=[{"code": "D1", "title": {"en": "Bench"}, "competences": asked}], roles=[], teaching="B1")
    actions.record_framework(by=SYSTEM, owner="REG", key="frame", version="1", content=told)
    actions.publish_framework(by=SYSTEM, key="frame", version="1", today=date(2026, 1, 1))
    account, _number = held
    client = somebody.client(account)
    page = send(client, file=SimpleUploadedFile("letter.txt", b"A letter."))["Location"]
    focal = somebody.client(somebody.account(email="focal@example.org", key="", name="Focal", role="focal_point"))
    count = {"do": "count", "competence": "frame:B1", "level": "3"}
    offered = [('value="count"' in each.get(page).content.decode()) for each in (client, focal)]
    assert offered == [False, False], "nobody has verified it"
    assert focal.post(page, {"do": "accept"}).status_code == 302
    html = focal.get(page).content.decode()
    assert ("frame:B1" in html, "frame:B2" in html) == (True, False), "only where certificates are taken"
    wrong = focal.post(page, count | {"level": "9"})
    assert (wrong.status_code, "Counts as evidence of" in wrong.content.decode()) == (422, False)
    assert focal.post(page, count).status_code == 302
    assert focal.post(page, count).status_code == 422, "counted already"
    mine = client.get(page).content.decode()
    assert ("Counts as evidence of" in mine, "Cabinets" in mine, 'value="count"' in mine) == (True, True, False)
