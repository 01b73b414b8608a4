"""The pages of country reports: from the first passage to a published text, and what a stranger finds there."""

import re

import pytest
from django.test import Client

from kerege.outreach.queries import regional_texts
from kerege.people import queries as people
from kerege.people.rules import ANONYMOUS

LIST = "/country-reports/"


@pytest.fixture
def as_(demo_world):
    def signed_in(email):
        client = Client()
        client.force_login(people.account(email))
        return client

    return signed_in


def sent(client, address, **told):
    """Where a form that was sent leads."""
    answer = client.post(address, told)
    assert answer.status_code == 302, answer.content.decode()[:4000]
    return answer["Location"]


def field(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode()).group(1)


def test_from_the_first_passage_to_a_text_that_everybody_reads(as_):
    author, kgz = as_("reviewer@example.org"), as_("focal.point.kgz@example.org")
    home = sent(author, f"{LIST}new/", country="KGZ", title="What was found", lang="en")
    assert kgz.get(home).status_code == 404, "the country reads it once it is sent"
    sent(author, home, do="write", text="Rules are missing.")
    sent(author, home, do="send")
    assert "Read the report about your country: What was found" in kgz.get("/").content.decode()
    sent(kgz, home, **{"do": "remark-1", "text": "Two are published."})
    assert author.post(home, {"do": "reword-1", "text": " "}).status_code == 422
    sent(author, home, **{"do": "reword-1", "text": "Some rules are missing."})
    assert kgz.post(home, {"do": "agree", "digest": "old"}).status_code == 422
    sent(kgz, home, do="agree", digest=field(kgz.get(home), "digest"))
    assert "Agree for the country" not in kgz.get(home).content.decode()
    assert kgz.post(home, {"do": "agree", "digest": "old"}).status_code == 409, "pressed twice, it says why not"
    late = author.post(home, {"do": "reword-1", "text": "Typed while the country agreed."})
    assert (late.status_code, "Typed while the country agreed." in late.content.decode()) == (409, True)
    assert "outreach.report_not_now" in late.content.decode()

    text = sent(author, f"{LIST}regional/new/", title="The region", lang="en")
    source = re.search(
        r'name="sources" value="([^"]+)"[^>]*>\s*[^<]*Some rules are missing', author.get(text).content.decode()
    )
    named = {"text": "Rules of Kyrgyzstan are missing.", "do": "write"}
    wrong = author.post(text, named)
    assert wrong.status_code == 422
    assert "without asking them" in wrong.content.decode()
    sent(author, text, **named, sources=source.group(1))
    assert re.search(rf'name="sources" value="{source.group(1)}"[^>]*checked', author.get(text).content.decode())
    sent(author, text, do="ask")
    secretariat = as_("secretariat@example.org")
    assert "Publish it" not in secretariat.get(text).content.decode(), "Kyrgyzstan has not said anything"
    assert as_("focal.point.kaz@example.org").get(text).status_code == 404, "it does not speak of Kazakhstan"
    sent(kgz, text, **{"do": "decide-1-KGZ", "decision": "approved", "digest": field(kgz.get(text), "digest")})
    assert "Publish what every country has approved: The region" in secretariat.get("/").content.decode()
    assert secretariat.post(text, {"do": "publish", "digest": "old"}).status_code == 422
    sent(secretariat, text, do="publish", digest=field(secretariat.get(text), "digest"))
    nobody = Client()
    assert "Rules of Kyrgyzstan are missing." in nobody.get(text).content.decode()
    assert b"Rules of Kyrgyzstan are missing." in nobody.get(f"{text}?format=csv").content
    told = {"do": "decide-1-KGZ", "decision": "withdrawn", "digest": field(kgz.get(text), "digest")}
    assert kgz.post(text, told | {"why": ""}).status_code == 422
    sent(kgz, text, **told, why="They are published now.")
    for address in (text, f"{text}?format=csv", f"{text}?format=json", LIST, "/search/?q=rules"):
        assert b"Rules of Kyrgyzstan" not in nobody.get(address).content
    assert "This passage was withdrawn." in nobody.get(text).content.decode()
    assert "Kyrgyzstan" not in re.sub(r"(?s)<nav.*?</nav>|<footer.*?</footer>", "", nobody.get(text).content.decode())


@pytest.mark.parametrize(
    ("email", "may"),
    [
        ("reviewer@example.org", (200, 200)),
        ("secretariat@example.org", (200, 200)),
        ("legal.drafter@example.org", (200, 403)),
        ("focal.point.kgz@example.org", (403, 403)),
        ("learner@example.org", (403, 403)),
    ],
)
def test_who_may_begin_one(as_, email, may):
    client = as_(email)
    assert tuple(client.get(f"{LIST}{rest}new/").status_code for rest in ("", "regional/")) == may


def test_the_list_of_the_example_shows_everybody_what_is_published_and_nobody_more(as_):
    found = {line.title for line in regional_texts.regional_texts(ANONYMOUS)}
    assert found == {"Biosafety in the region: what was found (example)"}
    for email, reports in (("focal.point.kaz@example.org", 1), ("reviewer@example.org", 2), ("donor@example.org", 0)):
        page = as_(email).get(LIST).content.decode()
        assert len(re.findall(r'href="/country-reports/[0-9a-f-]{36}/"', page)) == reports, email
        assert "Biosafety in the region" in page
    anybody = Client()
    for asked, there in (
        ("text=BIOSAFETY", True),
        ("text=zebra", False),
        ("status=published", True),
        ("status=draft", False),
    ):
        for address in (f"{LIST}?{asked}", f"{LIST}?{asked}&format=csv"):
            assert ("Biosafety in the region" in anybody.get(address).content.decode()) is there, address
    assert "Kazakhstan: law" not in anybody.get(f"{LIST}?format=csv").content.decode()
    assert anybody.get(f"{LIST}?status=lost").status_code == 422
