"""Nobody reads a word above the own clearance, at any address and in any format, and those who may do read it."""

import csv

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from kerege.api import mail
from kerege.people import queries as people
from kerege.records.viewers import PUBLIC
from kerege.sharing import queries as sharing
from tests.house import canaries, texts
from tests.house.outlets import ROUTES
from tests.house.rule import ROOT

FOCAL_POINT = "focal.point.kaz@example.org"
ACCOUNTS = ROOT / "kerege" / "worlds" / "demo" / "accounts.csv"
EVERYBODY = ["", *(row["email"] for row in csv.DictReader(ACCOUNTS.open(encoding="utf-8")))]
SEARCHES = ("/search/?q={}", "/api/v1/search?q={}", "/api/v1/courses?text={}", "/api/v1/events?text={}")


@pytest.fixture
def laid(demo_world):
    return canaries.lay()


def signed_in(email: str) -> Client:
    client = Client()
    if email:
        client.force_login(people.account(email))
    return client


def addresses(laid: canaries.Laid) -> list[str]:
    """Every address of the register of outlets, asked for each record that was laid, and searches without the end."""
    patterns = [address for outlet in ROUTES.values() for address in outlet.all_addresses()]
    texts_only = [each for each in patterns if not each.endswith(("pdf", "xlsx"))]  # test_outlets reads those
    found = [each for each in texts_only if "{" not in each]
    for kind, uids in laid.uids.items():
        found += [each.format(**{kind: uid}) for each in texts_only if f"{{{kind}}}" in each for uid in uids]
    found += [f"/people/seats/{key}/" for key in laid.uids["seat"]]
    return found + [search.format(begun) for begun in begun_words(laid) for search in SEARCHES[:2]]


def begun_words(laid: canaries.Laid) -> set[str]:
    return {canary.word[: canary.word.index(canary.level.name.lower())] for canary in laid.words}


def crawl(client: Client, laid: canaries.Laid) -> dict[str, str]:
    """All that can be read, by address: texts, attributes, addresses of links, headers."""
    read = {}
    for address in addresses(laid):
        answer = client.get(address)
        assert answer.status_code < 500, address
        headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
        page = answer.content.decode() if answer["Content-Type"].startswith("text/html") else ""
        read[address] = f"{texts.of_answer(answer)}\n{page}\n{headers}"
    return read


@pytest.mark.slow
@pytest.mark.parametrize("email", EVERYBODY)
def test_no_word_is_read_above_the_clearance_for_it(laid, email):
    account = people.account(email) if email else None
    viewer = sharing.viewer_for(account, on=timezone.localdate()) if account else PUBLIC
    clearance = viewer.clearance_for(canaries.OWNER)
    read = crawl(signed_in(email), laid)
    hidden = [canary for canary in laid.words if canary.level > clearance]
    assert [f"{c.word} at {address}" for c in hidden for address, text in read.items() if c.word in text] == []
    everything = "\n".join(read.values())
    unread = [c.word for c in laid.words if c.level <= clearance and c.word not in everything]
    assert unread == [] or email != FOCAL_POINT, "nobody could have leaked these"


def test_every_demo_account_reads(laid):
    assert set(EVERYBODY) == {"", *(account.email for account in people.demo_accounts(on=timezone.localdate()))}


def test_a_search_tells_nobody_that_a_hidden_record_is_there(laid):
    """Asking for a word finds it for its owner, and for others gives the very answer of a word that is nowhere."""
    for canary in laid.words:
        for search in SEARCHES[2:]:
            hidden, nowhere = (Client().get(search.format(word)).json() for word in (canary.word, "zqnowhereqz"))
            assert hidden == nowhere
    course = next(c for c in laid.words if "course" in c.word)
    assert signed_in(FOCAL_POINT).get(SEARCHES[2].format(course.word)).json()["total"] == 1


def test_who_looks_as_somebody_else_reads_no_more_than_that_one(laid):
    client = signed_in(FOCAL_POINT)
    assert client.post("/view-as/", {"role": "donor", "owner": "REG"}).status_code == 302
    everything = "\n".join(crawl(client, laid).values())
    assert [c.word for c in laid.words if c.word in everything] == []


def test_a_letter_holds_what_its_reader_may_see_and_no_more(laid):
    on = timezone.localdate()
    own = mail.letter_for(people.account(FOCAL_POINT), on=on)
    other = mail.letter_for(people.account("focal.point.kgz@example.org"), on=on)
    told = [c for c in laid.words if c.word in own.body]
    assert len(told) >= len([c for c in laid.words if "event" in c.word])
    assert [c.word for c in laid.words if c.word in other.body] == []


def test_logs_and_caches_hold_no_word_of_a_record(laid, caplog):
    """What is refused is logged by address; what is kept is kept by clearance, and never under a reader's own name."""
    for email in ("", FOCAL_POINT, ""):
        signed_in(email).get("/api/v1/courses?size=200")
        signed_in(email).get("/indicators/")
    public = Client().get("/api/v1/courses?size=200").content.decode()
    assert [c.word for c in laid.words if c.word in caplog.text + public] == []
    assert settings.CACHES["default"]["BACKEND"].endswith("LocMemCache")
