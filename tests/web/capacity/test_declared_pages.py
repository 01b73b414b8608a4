"""Published scores on pages and on the command line."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kerege.config.cli.parser import main
from kerege.lib import workbooks
from kerege.people.queries import account

pytestmark = [pytest.mark.usefixtures("demo_world"), pytest.mark.filterwarnings("error")]
PAGE, IMPORT = "/capacity/declared/", "/capacity/declared/import/"


def client(name):
    found = Client(headers={"accept-language": "en"})
    if name:
        found.force_login(account(f"{name}@example.org"))
    return found


def text(answer):
    return " ".join(answer.content.decode().split())


def file(*scores):
    rows = [
        {"Country": name, "C.5.1": "80", "C.5.2": score, "C.5.3": "60", "C.6.1": "40", "C.6.2": "0"}
        for name, score in scores
    ]
    return workbooks.written({"Scores": rows})


def sent(content, **more):
    told = {"owner": "REG", "source": "S1", "year": "2023", "file": SimpleUploadedFile("spar.xlsx", content)}
    return client("secretariat").post(IMPORT, told | more)


def test_everybody_reads_what_was_published_with_its_source():
    page = text(client("").get(PAGE))
    assert "Kazakhstan" in page
    assert "C.5.2" in page
    assert "60 %" in page
    assert 'href="/sources/DEMO/"' in page
    assert IMPORT not in page
    table = client("").get(f"{PAGE}?format=csv&country=KGZ").content.decode()
    assert table.count("C.5.2") == 2
    assert "Kazakhstan" not in table


def test_a_file_is_brought_in_and_what_was_not_taken_is_told():
    content = file(("Kazakhstan ", "40"), ("Mongolia", "37"), ("Atlantis", "20"))
    page = text(sent(content))
    assert "1 row was there already" not in page
    assert "Row 3: “37” for C.5.2 is no score of this frame" in page
    assert "Row 4: <bdi>Atlantis</bdi>" in page
    assert "2 rows were there already" in text(sent(content))
    assert "2023" in text(client("").get(f"{PAGE}?country=KAZ"))


def test_what_is_wrong_is_told_at_its_field():
    for told, field in (({"source": "NOWHERE"}, "source"), ({"file": SimpleUploadedFile("a.xlsx", b"no")}, "file")):
        answer = sent(file(("Kazakhstan", "40")), **told)
        assert (answer.status_code, f'id="id_{field}"' in text(answer)) == (422, True)
        assert [name for name, faults in answer.context["form"].errors.items() if faults] == [field]
    assert "No row of this file has the indicators" in text(sent(workbooks.written({"A": [{"Country": "Kazakhstan"}]})))


def test_who_records_no_claims_brings_nothing_in():
    assert client("laboratory.head").get(IMPORT).status_code == 403
    assert client("").get(IMPORT).status_code == 403


def test_the_command_brings_in_the_same_and_names_what_it_left(tmp_path, capsys):
    path = tmp_path / "spar.xlsx"
    path.write_bytes(file(("Kazakhstan", "40"), ("Mongolia", "37"), ("Atlantis", "20")))
    told = ["import", "scores", str(path), "--owner", "REG", "--source", "S1", "--year", "2022", "--as-node"]
    assert main(told) == 1
    out = capsys.readouterr()
    assert "row 3: capacity.score_outside “37” for C.5.2" in out.err
    assert "row 4: Atlantis" in out.out
    assert "scores: 2 new, 0 as before, 0 without a score" in out.out
    assert main(["import", "scores", "nowhere.xlsx", "--as-node"]) == 1
