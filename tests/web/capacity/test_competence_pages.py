"""Competences on pages: frameworks in and out, posts of one's own laboratory, what people showed."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate

from kerege.capacity import queries
from kerege.lib.sensitivity import Sensitivity
from kerege.people.queries import account, actor_for
from kerege.records.viewers import Viewer
from kerege.web.people import finding
from tests.web.signing import has_proved

pytestmark = [pytest.mark.usefixtures("demo_world"), pytest.mark.filterwarnings("error")]
HERE = "/capacity/competences/"
LAB = "KG-F-6647120-L"
TODAY = localdate()
EVERYTHING = Viewer(everywhere=Sensitivity.RESTRICTED)


def client(name, language="en"):
    found = Client(headers={"accept-language": language})
    if name:
        found.force_login(account(f"{name}@example.org"))
        has_proved(found, account(f"{name}@example.org"))
    return found


def text(answer):
    return " ".join(answer.content.decode().split())


def post_of(role, unit=""):
    lines = queries.posts(EVERYTHING, on=TODAY, facilities=[LAB])
    return next(line for line in lines if line.role == role)


def person(name):
    page = queries.post_page(EVERYTHING, post_of("bench_worker").uid, on=TODAY)
    return next(each.person for each in page.people if name in each.name)


def test_everybody_reads_the_framework_and_only_those_who_answer_read_posts():
    page = text(client("").get(HERE))
    assert ("Regional framework of biorisk competences" in page, "Required against held" in page) == (True, False)
    whole = text(client("", "ru").get(f"{HERE}frameworks/regional-biorisk/"))
    assert "Работа в боксе биологической безопасности" in whole
    assert "Мастер-тренер" in whole
    assert client("").get(f"{HERE}frameworks/nowhere/").status_code == 404
    for name, reads in (
        ("biosafety.officer", True),
        ("laboratory.head", True),
        ("focal.point.kgz", True),
        ("focal.point.kaz", False),
        ("trainer", False),
        ("secretariat", False),
        ("", False),
    ):
        found = client(name).get(f"{HERE}posts/{post_of('bench_worker').uid}/")
        assert (name, found.status_code) == (name, 200 if reads else 404)


def test_a_post_shows_required_against_held_and_warns_of_who_is_counted_twice():
    page = text(client("biosafety.officer").get(f"{HERE}posts/{post_of('bench_worker').uid}/"))
    assert "Ainura Beishenova" in page
    assert "130 % on all posts together: counted more than once" in page
    assert "3 · Does it independently" in page
    assert '<span class="badge badge--dashed">unknown</span>' in page
    told = text(client("biosafety.officer").get(f"{HERE}?facility={LAB}"))
    assert ("somebody has more than a full week" in told, "Biosafety officer" in told) == (True, True)
    table = client("biosafety.officer").get(f"{HERE}?facility={LAB}&format=csv").content.decode()
    assert ("Working in a biological safety cabinet" in table, "Ainura" in table) == (True, False)


def test_an_officer_records_a_post_names_somebody_and_ends_it():
    by = client("biosafety.officer")
    assert LAB in text(by.get(f"{HERE}posts/new/"))
    assert [LAB in text(by.get(f"{HERE}posts/new/?text={name}")) for name in ("osh", "nowhere")] == [True, False]
    wrong = by.post(
        f"{HERE}posts/new/?facility={LAB}", {"role": "regional-biorisk:shipper", "people": "-1", "fte": "1"}
    )
    sent = {"role": "regional-biorisk:shipper", "people": "2", "fte": "1.5"}
    wrong = by.post(f"{HERE}posts/new/?facility={LAB}", sent | {"people": "-1"})
    assert (wrong.status_code, "is not possible" in text(wrong), 'value="-1"' in text(wrong)) == (422, True, True)
    done = by.post(f"{HERE}posts/new/?facility={LAB}", sent)
    assert done.status_code == 302
    here = done.headers["Location"]
    assert by.post(here, {"do": "name", "name-person": "DEMO-KGZ-B1", "name-share": "0"}).status_code == 422
    assert "Nobody is chosen" in text(by.post(here, {"do": "name", "name-share": "20"}))
    assert by.post(here, {"do": "name", "name-person": "DEMO-KGZ-B1", "name-share": "20"}).status_code == 302
    assert "120 % on all posts together" in text(by.get(here))
    (holder,) = queries.post_page(EVERYTHING, post_of("shipper").uid, on=TODAY).people
    assert by.post(here, {"do": "release", "holder": holder.uid}).status_code == 302
    assert by.post(here, {"do": "numbers", "numbers-people": "1", "numbers-fte": "2"}).status_code == 422
    assert by.post(here, {"do": "numbers", "numbers-people": "1", "numbers-fte": "1"}).status_code == 302
    assert by.post(here, {"do": "end"}).status_code == 302
    assert by.get(here).status_code == 404
    assert client("trainer").get(f"{HERE}posts/new/").status_code == 403
    assert client("successor.kaz").get(f"{HERE}posts/new/?facility={LAB}").status_code in {403, 404}


def test_somebody_is_found_by_a_name_in_any_script_before_being_named():
    by, here = client("biosafety.officer"), f"{HERE}posts/{post_of('biosafety_officer').uid}/"
    assert ('type="radio"' in text(by.get(here)), "Beishenova" in text(by.get(here))) == (False, False)
    found = text(by.get(f"{here}?who=айнура"))
    assert ("\u2068Ainura Beishenova\u2069" in found, found.count('type="radio"')) == (True, 1)
    for nobody in ("Никого", "--"):
        told = text(by.get(f"{here}?who={nobody}"))
        assert ("Nobody is called so" in told, 'type="radio"' in told) == (True, False)
    assert 'name="who"' not in text(client("focal.point.kaz").get(HERE))


def test_whom_somebody_may_record_is_found_first(monkeypatch):
    page = text(client("laboratory.head").get(f"{HERE}people/?who=tal"))
    assert f"{HERE}people/{person('Talant')}/" in page
    monkeypatch.setattr(finding, "MOST", 1)
    page = text(client("laboratory.head").get(f"{HERE}people/?who=ov"))
    assert ("Azamat Toktogonov" in page, page.count(f'<a href="{HERE}people/0')) == (False, 1), "not crowded out"
    assert "The first 1 of those who are called so" in page
    assert client("learner").get(f"{HERE}people/").status_code == 403


def test_what_somebody_shows_is_recorded_read_and_taken_back():
    by, uid = client("laboratory.head"), person("Talant")
    here = f"{HERE}people/{uid}/"
    sent = {"competence": "regional-biorisk:9.1", "kind": "exam", "level": "3", "shown_on": "2026-06-01"}
    assert by.post(here, sent | {"kind": "certificate"}).status_code == 422
    wrong = text(by.post(here, sent | {"competence": "nowhere:9.1"}))
    assert 'id="id_competence_error"' in wrong, "it is told at the field, which is of both"
    assert by.post(here, sent).status_code == 302
    page = queries.person_page(EVERYTHING, uid, on=TODAY)
    mine = page.shown[0]
    assert (mine.kind, mine.level, mine.given_by) == ("exam", 3, "Demo laboratory head")
    told = text(by.get(here))
    assert ("Recorded by mistake" in told, "2 · Does it under supervision" in told) == (True, True)
    back = {"person": uid, "reason": "Of another person"}
    assert client("focal.point.kaz").post(f"{HERE}shown/{mine.uid}/withdraw/", back).status_code == 404
    assert by.post(f"{HERE}shown/{mine.uid}/withdraw/", back).status_code == 302
    assert "Of another person" in text(by.get(here))
    assert [client(name).get(here).status_code for name in ("focal.point.kgz", "focal.point.kaz", "learner")] == [
        200,
        404,
        404,
    ]


def test_everybody_with_a_record_reads_and_judges_the_own():
    by = client("biosafety.officer")
    assert "2 · Does it under supervision" in text(by.get(f"{HERE}mine/"))
    sent = {"competence": "regional-biorisk:12.1", "level": "3"}
    assert by.post(f"{HERE}mine/", sent).status_code == 302
    actor = actor_for(account("biosafety.officer@example.org"), on=TODAY, strong=True)
    own = queries.my_page(actor, on=TODAY)
    assert [str(line.level.level) for line in own.competences if line.competence == "12.1"] == ["3.00"]
    assert by.get(f"{HERE}people/{own.uid}/").headers["Location"] == f"{HERE}mine/"
    assert by.post(f"{HERE}mine/", sent | {"level": "T"}).status_code == 422
    assert "belongs to no person" in text(client("trainer").get(f"{HERE}mine/"))


def load(name, data, **changes):
    sent = {"owner": "KAZ", "key": "theirs", "version": "", "rights": "Of somebody who allowed it", "label": "2"}
    file = SimpleUploadedFile(name, data)
    return client("focal.point.kaz").post(f"{HERE}frameworks/new/", sent | {"file": file} | changes)


def test_a_framework_says_more_for_an_area_of_work():
    here = f"{HERE}frameworks/regional-biorisk/"
    whole, field = text(client("").get(here)), text(client("").get(f"{here}?area=field"))
    animals, wind = "an order that spares the clean side", "in wind and without running water"
    assert [(animals in page, wind in page) for page in (whole, field)] == [(True, True), (False, True)]
    assert "Labels the bottle with content" in field, "what holds for everybody stands there too"
    assert text(client("").get(f"{here}?area=sea")).count("<option") == whole.count("<option")
    assert "selected" not in text(client("").get(f"{here}?area=sea")).split('name="area"')[1].split("</select>")[0]


@pytest.mark.parametrize("format", ["json", "csv"])
def test_a_framework_leaves_and_comes_in_again(format):
    out = client("").get(f"{HERE}frameworks/regional-biorisk/?format={format}")
    assert out.headers["Content-Disposition"] == f'attachment; filename="regional-biorisk-1.2.{format}"'
    if format == "json":
        assert len(json.loads(out.content)["CFRubrics"]) == 16
    done = load(f"a.{format}", out.content)
    version = "1.2" if format == "json" else "1"
    assert (done.status_code, done.headers["Location"]) == (302, f"../theirs/?version={version}")
    where = f"{HERE}frameworks/theirs/"
    assert "Publish this version" in text(client("focal.point.kaz").get(where))
    assert [client(name).get(where).status_code for name in ("", "focal.point.kgz")] == [404, 404], "it is national"
    publish = {"version": version}
    assert client("focal.point.kgz").post(f"{where}publish/", publish).status_code in {403, 404}
    assert client("focal.point.kaz").post(f"{where}publish/", publish).status_code == 302
    again = client("focal.point.kaz").get(f"{where}?format={format}").content
    if format == "csv":
        assert again == out.content
    else:
        statements = [[i["fullStatement"] for i in json.loads(each)["CFItems"]] for each in (out.content, again)]
        assert statements[0] == statements[1]
    changed = load(f"a.{format}", out.content.replace("Работа в боксе".encode(), b"X"), version=version)
    assert (changed.status_code, "A published version never changes" in text(changed)) == (422, True)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.json", b"{", "is no JSON"),
        ("a.json", b"{}", "CFDocument of the CASE package has to be"),
        ("a.csv", b"kind,code\nx,y\n", "has no column"),
        ("a.csv", b"kind,code,of,level,en\nchapter,1,,,x\n", "Row 2 is of the kind"),
        ("a.csv", b"kind,code,of,level,en\ndomain,1\n", "Row 2 has 2 cells"),
        ("a.csv", "kind,code,of,level,en\ntitle,,,,\xff\n".encode("latin-1"), "UTF-8"),
        ("a.exe", b"MZ", ""),
    ],
)
def test_a_file_that_is_wrong_is_told_at_its_field(name, data, told):
    answer = load(name, data)
    assert (answer.status_code, told in text(answer)) == (422, True)
    assert queries.framework(EVERYTHING, "theirs", on=TODAY, lang="en") is None
