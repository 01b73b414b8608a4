"""Question sets on pages: everybody reads them, an XLSForm comes in as a draft, and a published one goes out again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kerege.capacity.rules.xlsform import ORDER
from kerege.lib import workbooks
from kerege.people.queries import account

pytestmark = [pytest.mark.usefixtures("demo_world"), pytest.mark.filterwarnings("error")]


def client(name, language="en"):
    found = Client(headers={"accept-language": language})
    if name:
        found.force_login(account(f"{name}@example.org"))
    return found


def text(answer):
    return " ".join(answer.content.decode().split())


def test_everybody_reads_the_sets_and_that_they_are_ours():
    page = text(client("").get("/capacity/sets/"))
    assert "Biorisk management of a facility" in page
    assert "in its own words" in page
    whole = text(client("").get("/capacity/sets/laboratory-safety/"))
    assert "Do people wash their hands on leaving" in whole
    assert "It is no text of WHO" in whole
    assert "WHO-LBM 4th edition 3.1" in whole
    russian = text(client("", "ru").get("/capacity/sets/laboratory-safety/"))
    assert "Моют ли работники руки при выходе" in russian
    assert client("").get("/capacity/sets/nowhere/").status_code == 404


def test_a_set_leaves_as_an_xlsform():
    answer = client("").get("/capacity/sets/laboratory-safety/?format=xlsx")
    sheets = workbooks.read(answer.content, ORDER)
    assert sheets["settings"][0]["form_id"] == "laboratory-safety"
    assert len([row for row in sheets["survey"] if row["type"].startswith("select_one practice")]) > 30


def test_the_sheet_that_is_given_out_becomes_a_draft():
    sheet = client("focal.point.kaz").get("/capacity/sets/sheet.xlsx").content
    sent = SENT | {"file": SimpleUploadedFile("Mine.xlsx", sheet)}
    answer = client("focal.point.kaz").post("/capacity/sets/new/", sent)
    assert (answer.status_code, answer["Location"]) == (302, "../my-checklist/?version=1")


def form(survey, **settings):
    choices = [{"list_name": "level", "name": name, "label": name.title()} for name in ("low", "high")]
    sheets = {
        "survey": survey,
        "choices": choices,
        "settings": [{"form_id": "theirs", "form_title": "Theirs"} | settings],
    }
    return SimpleUploadedFile("theirs.xlsx", workbooks.written(sheets))


SURVEY = [
    {"type": "begin group", "name": "g", "label": "Group"},
    {"type": "select_one level", "name": "a", "label": "A?"},
    {"type": "text", "name": "b", "label": "B?", "relevant": "${a} = 'low'"},
    {"type": "end group"},
]
SENT = {"owner": "KAZ", "about": "facility", "rights": "Of somebody who allowed it", "label": "2"}


def load(survey, **changes):
    return client("focal.point.kaz").post("/capacity/sets/new/", SENT | {"file": form(survey)} | changes)


def test_an_xlsform_becomes_a_draft_and_is_published_by_its_owner():
    keeper = client("focal.point.kaz")
    noted = form([*SURVEY, {"type": "note", "name": "n", "label": "Thank you"}])
    page = text(keeper.post("/capacity/sets/new/", SENT | {"file": noted}, follow=True))
    assert "Left out, because an assessment has none: “note”, in row 6." in page
    where = "/capacity/sets/theirs/?version=1"
    assert "Publish this version" in text(client("focal.point.kaz").get(where))
    assert [client(name).get(where).status_code for name in ("", "focal.point.kgz")] == [404, 404], "it is national"
    assert client("focal.point.kgz").post("/capacity/sets/theirs/publish/", {"version": "1"}).status_code in {403, 404}
    assert client("focal.point.kaz").post("/capacity/sets/theirs/publish/", {"version": "1"}).status_code == 302
    assert "Published" in text(client("focal.point.kaz").get(where))
    changed = load([*SURVEY[:2], SURVEY[3]])
    assert (changed.status_code, "A published version never changes" in text(changed)) == (422, True)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"relevant": "${nobody} = 'low'"}, "no question has that key"),
        ({"relevant": "${b} = 'low'"}, "wait for each other"),
        ({"type": "begin_repeat"}, "asks each question once"),
        ({"type": "geopoint"}, "is not taken here"),
        ({"type": "select_one nowhere"}, "has not. Add it"),
    ],
)
def test_a_form_that_is_wrong_is_told_at_its_field(row, told):
    answer = load([*SURVEY[:2], SURVEY[2] | row, SURVEY[3]])
    assert (answer.status_code, told in text(answer)) == (422, True)
    assert 'value="Of somebody who allowed it"' in text(answer), "what was typed stays"


def test_a_file_that_is_no_workbook_is_refused():
    answer = load(SURVEY, file=SimpleUploadedFile("theirs.xlsx", b"PK nothing"))
    assert answer.status_code == 422


def test_who_may_not_load_is_told_so():
    assert [client(name).get("/capacity/sets/new/").status_code for name in ("", "laboratory.head")] == [403, 403]
