"""The Content API v3 shape: what a foreign client reads here, and that it reads no draft."""

import json
import os
import subprocess
from datetime import date

import pytest
from django.test import Client

from kerege.files.rules import received
from kerege.law.actions import events, measures, texts
from kerege.law.queries import measures as queries
from kerege.lib.sensitivity import Sensitivity
from kerege.records.viewers import Viewer
from tests import ground
from tests.law import act_of_nothing as act

WORK, DRAFT = act.URI, "/akn/kz/act/law/2026/secret-7"
LATEST = f"{WORK}/rus@2024-04-06"
CLIENT = os.environ.get("KEREGE_LAWSAFRICA", "")
"""The program `lawsafrica` of the package lawsafrica-cli, in an environment of its own."""


@pytest.fixture
def laws(db):
    """A law with two Russian texts and an English one, and a draft of which nothing may be seen."""
    ground.lay()
    told = {"by": ground.FOCAL_KAZ, "owner": "KAZ", "kind": "law", "sources": ["S1"]}
    titles = {"en": "On matters", "ru": "О делах"}
    measures.record_measure(
        **told, uri=WORK, titles=titles, state="adopted", dates="2022-05-21", number="122-VII", gazette="Gazette 7"
    )
    measures.record_measure(**told, uri=DRAFT, titles={"en": "SECRET"}, state="draft", dates="2026-03")
    for uri, text, language, start, kind in (
        (WORK, act.RU, "rus", date(2022, 5, 21), "official"),
        (WORK, act.AMENDED, "rus", date(2024, 4, 6), "official"),
        (WORK, act.EN, "eng", date(2022, 5, 21), "unofficial_translation"),
        (DRAFT, act.EN.replace("matters", "SECRETS"), "eng", date(2026, 3, 1), "official"),
    ):
        file = received("law.txt", [text.encode()], kinds=texts.KINDS)
        texts.add_text(by=ground.FOCAL_KAZ, uri=uri, file=file, language=language, start=start, source_kind=kind)
    events.record_event(by=ground.FOCAL_KAZ, uri=WORK, kind="enter", on="2022-11-22")
    events.record_event(by=ground.FOCAL_KAZ, uri=WORK, kind="amend", on="2024-04-06")


def get(path, status=200, **headers):
    answer = Client().get(f"/api/v3/{path}", headers=headers)
    assert answer.status_code == status, answer.content.decode()
    return answer


def test_places_and_texts_are_listed_in_pages(laws):
    page = get("places").json()
    assert (page["count"], page["next"], page["results"][0]["code"]) == (1, None, "kz")
    assert get("places/kz").json()["name"]
    first = get("work-expressions?page_size=1").json()
    assert (first["count"], first["previous"], len(first["results"])) == (2, None, 1)
    assert first["next"].endswith("page_size=1&page=2")
    found = get("places/kz/work-expressions").json()["results"]
    assert {each["expression_frbr_uri"] for each in found} == {LATEST, f"{WORK}/eng@2022-05-21"}
    assert get("work-expressions?commenced=false").json()["count"] == 0
    assert get("work-expressions?commenced=true&repealed=false&principal=true").json()["count"] == 2


def test_a_text_says_what_it_is_and_of_which_work(laws):
    told = get(f"{WORK.lstrip('/')}.json").json()
    assert (told["expression_frbr_uri"], told["frbr_uri"], told["title"]) == (LATEST, WORK, "О делах")
    assert (told["country"], told["nature"], told["subtype"], told["number"]) == ("kz", "act", "law", "122-vii")
    assert (told["commenced"], told["commencement_date"], told["repeal"]) == (True, "2022-11-22", None)
    assert (told["stub"], told["publication_name"]) == (False, "Gazette 7")
    assert [point["date"] for point in told["points_in_time"]] == ["2022-05-21", "2024-04-06"]
    assert {each["language"] for each in told["points_in_time"][0]["expressions"]} == {"rus", "eng"}
    early = get(f"{WORK.lstrip('/')}/rus@2023-01-01").json()
    assert early["expression_date"] == "2022-05-21"


def test_content_contents_and_what_happened(laws):
    uri = LATEST.lstrip("/")
    assert get(f"{uri}?format=xml").content.startswith(b"<")
    assert get(f"{uri}.xml").headers["Content-Type"] == "application/akn+xml"
    page = get(f"{uri}?format=html").content.decode()
    assert 'lang="ru"' in page
    assert "ко всем делам" in page
    toc = get(f"{uri}/toc.json").json()["toc"]
    assert (toc[0]["id"], toc[0]["children"][0]["basic_unit"]) == ("chp_1", True)
    part = get(f"{uri}/~{toc[0]['children'][0]['id']}.html").content.decode()
    assert "ко всем делам" not in part
    timeline = get(f"{uri}/timeline.json").json()["timeline"]
    assert [(day["date"], day["events"][0]["type"]) for day in timeline] == [
        ("2022-11-22", "enter"),
        ("2024-04-06", "amend"),
    ]
    assert get(f"{uri}/commencements.json").json()["commencements"][0]["all_provisions"] is True


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        (DRAFT.lstrip("/"), 404, "law.no_measure"),
        (f"{DRAFT.lstrip('/')}/eng@2026-03-01.xml", 404, "law.no_measure"),
        (f"{DRAFT.lstrip('/')}/timeline.json", 404, "law.no_measure"),
        (f"{WORK.lstrip('/')}/rus@2019-01-01", 404, "api.no_expression"),
        (f"{WORK.lstrip('/')}/kaz", 404, "api.no_expression"),
        (f"{WORK.lstrip('/')}?format=pdf", 406, "api.format_not_offered"),
        ("akn/int/act/1972/bwc", 400, "law.uri_malformed"),
        ("places/xx", 404, "api.no_place"),
        ("work-expressions?created_at=2026", 400, "api.unknown_parameter"),
    ],
)
def test_what_is_not_here_is_told(laws, path, status, code):
    assert get(path, status).json()["code"] == code


def test_a_draft_leaves_no_trace_and_its_country_reads_it(laws):
    for path in ("places", "work-expressions?page_size=200", "places/kz/work-expressions", WORK.lstrip("/")):
        assert "secret" not in get(path).content.decode().casefold()
    insider = Viewer(uid="somebody", by_owner=(("KAZ", Sensitivity.RESTRICTED),))
    assert {line.uri for line in queries.measures(insider, on=date(2026, 6, 1))} == {WORK, DRAFT}


def test_a_key_that_is_none_is_refused_and_not_passed_over(laws):
    assert get("places", 401, Authorization="Bearer 12345").json()["code"] == "api.no_keys"
    assert get("places", Authorization="Bearer public").json()["count"] == 1


@pytest.mark.skipif(not CLIENT, reason="KEREGE_LAWSAFRICA names no program of lawsafrica-cli")
def test_a_client_that_others_keep_works_unchanged(laws, served):
    def run(*asked, code=0):
        command = [CLIENT, "--legislation-api-base-url", f"{served}/api/v3", *asked]
        environment = {**os.environ, "LAWSAFRICA_API_KEY": "public"}
        done = subprocess.run(command, capture_output=True, env=environment, timeout=60)
        assert done.returncode == code, done.stderr.decode()
        return done.stdout

    of_one = ["legislation", "expression"]
    assert json.loads(run("places", "list"))["count"] == 1
    assert json.loads(run("places", "get", "kz"))["code"] == "kz"
    listed = run("legislation", "expressions", "list", "--place", "kz", "--commenced", "--page-size", "1", "--all")
    assert len(json.loads(listed)["results"]) == 2
    assert json.loads(run(*of_one, "get", WORK))["expression_frbr_uri"] == LATEST
    assert len(json.loads(run(*of_one, "versions", WORK))["expressions"]) == 3
    for sheet in ("toc", "timeline", "commencements"):
        assert json.loads(run(*of_one, sheet, LATEST))[sheet]
    assert b"akomaNtoso" in run(*of_one, "content", LATEST, "--format", "xml")
    assert "ко всем делам" in run(*of_one, "content", LATEST, "--format", "html").decode()
    run(*of_one, "get", DRAFT, code=1)
