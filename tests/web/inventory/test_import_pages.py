"""The pages of an import: what is chosen is kept, errors stand by kind and cell, and others find nothing there."""

import re
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from kerege.inventory import actions
from kerege.inventory.actions.importing import progress
from kerege.inventory.models import Facility, SheetImport
from kerege.inventory.rules.import_states import progress_key
from kerege.inventory.words.importing import ImportState
from kerege.journal.rules import checking
from kerege.people.rules import SYSTEM
from tests.house.texts import of_html
from tests.lib.workbooks import of_rows
from tests.web.inventory.readers import signed_in

CONTENT = of_rows(
    ["Код", "Наименование", "Тип", "Ведомство", "Дата проверки", "Штаммы"],
    ["1", "Первая лаборатория", "районная лаборатория", "здравоохранение", "05.03.2024", None],
    ["2", "Вторая больница", "дворец", "здравоохранение", "весной", None],
    ["3", "Третья станция", "станция", "ветеринария", "2024-03-05", None],
)


@pytest.fixture
def focal():
    return signed_in("focal")


def handed_in(client: Client, content: bytes = CONTENT, name: str = "список.xlsx", **changes):
    sent = {"owner": "KAZ", "sender": "Ministry", "level": "0", "file": SimpleUploadedFile(name, content)}
    return client.post("/imports/", {**sent, **changes})


def the_import() -> SheetImport:
    with checking():
        return SheetImport.objects.inside_action().order_by("-id").first()


def proposal() -> dict[str, str]:
    return {f"column_{c['letter']}": c["field"] for c in the_import().columns if not c["excluded"]}


def checked(client: Client, content: bytes = CONTENT) -> str:
    """The address of an import whose rows were looked at."""
    handed_in(client, content)
    address = f"/imports/{the_import().uid}/"
    client.post(address, proposal())
    actions.check_rows(by=SYSTEM, uid=the_import().uid)
    return address


def text(client: Client, address: str) -> str:
    return " ".join(of_html(client.get(address).content).split())


def facilities() -> list[str]:
    with checking():
        return list(Facility.objects.inside_action().order_by("id").values_list("title", flat=True))


def test_a_list_goes_the_whole_way_on_pages(focal):
    answer = handed_in(focal)
    address = f"/imports/{the_import().uid}/"
    assert (answer.status_code, answer["Location"]) == (302, address)
    choosing = text(focal, address)
    assert "F: Штаммы is never imported" in choosing
    assert "Strains or agents that somebody keeps are not taken." in choosing
    assert focal.post(address, proposal()).status_code == 302
    moving = focal.get(address).content.decode()
    assert 'hx-trigger="every 2s"' in moving
    assert "0 of 3 rows are checked." in moving
    actions.check_rows(by=SYSTEM, uid=the_import().uid)
    found = text(focal, address)
    assert "“дворец” is not known here. Write one of these: National reference laboratory," in found
    assert "C3" in found
    assert "“весной” is no day." in found
    assert "What was found Checked" in found
    assert "Record 2 rows" in found
    assert focal.post(f"{address}do/", {"do": "apply"}).status_code == 302
    assert "all of it, or nothing" in text(focal, address)
    actions.record_rows(by=SYSTEM, uid=the_import().uid)
    assert facilities() == ["Первая лаборатория", "Третья станция"]
    assert "Undo the whole import" in text(focal, address)
    assert focal.post(f"{address}do/", {"do": "undo"}).status_code == 302
    actions.take_back_rows(by=SYSTEM, uid=the_import().uid)
    assert facilities() == []
    assert "What became of it Undone" in text(focal, address)


def test_recording_tells_how_far_it_is_to_everybody_who_looks_also_without_a_script(focal):
    address = checked(focal)
    focal.post(f"{address}do/", {"do": "apply"})
    key, shown = progress_key(the_import().uid), []
    for ready in (None, 1, 2):
        if ready is not None:
            cache.set(key, ready)
        page = focal.get(address).content.decode()
        assert "Look again" in page
        shown.append((page.count(f"{ready or 0} of 2 rows are ready"), page.split("<progress")[1].split(">")[0]))
    assert shown == [
        (1, ' id="progress" max="100" value="0"'),
        (1, ' id="progress" max="100" value="50"'),
        (0, ' id="progress"'),
    ]


def test_a_page_that_looks_again_gets_what_changes_and_nothing_that_the_browser_lets_no_script_put_in(focal):
    """frontend/src/js/trusted.js refuses markup that loads or runs something, and a whole page is such."""
    refused = re.compile(r"<\s*(?:script|iframe|frame|object|embed|base|link|meta)\b", re.IGNORECASE)
    handed_in(focal)
    address = f"/imports/{the_import().uid}/"
    focal.post(address, proposal())
    assert refused.search(focal.get(address).content.decode())
    shown = []
    for step in ("map", "check"):
        if step == "check":
            actions.check_rows(by=SYSTEM, uid=the_import().uid)
        answer = focal.get(address, headers={"HX-Request": "true"})
        part = answer.content.decode()
        assert not refused.search(part)
        assert part.split()[:2] == ["<div", 'id="state"' + (">" if step == "check" else "")]
        assert "HX-Request" in answer["Vary"]
        shown.append(('hx-trigger="every 2s"' in part, part.split('aria-current="step">')[1].split("<")[0]))
    assert shown == [(True, "Check"), (False, "Look and decide")]


def test_what_is_ready_is_counted_while_it_is_made_ready(focal, monkeypatch):
    address, seen = checked(focal), []
    focal.post(f"{address}do/", {"do": "apply"})
    monkeypatch.setattr(progress.cache, "set", lambda key, count, timeout: seen.append((key, count)))
    actions.record_rows(by=SYSTEM, uid=the_import().uid)
    assert seen == [(progress_key(the_import().uid), count) for count in (0, 2)]


def test_errors_are_told_in_the_language_of_the_reader(focal):
    address = checked(focal)
    focal.post("/language/", {"language": "ru"})
    assert "«весной» — не дата." in text(focal, address)
    assert "«дворец» здесь неизвестно. Напишите одно из: " in text(focal, address)


def test_the_report_has_every_error_with_its_cell_and_every_row(focal):
    address = checked(focal)
    answer = focal.get(f"{address}report.xlsx")
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    at = next(n for n, row in enumerate(rows) if row[0] == "Row")
    told = rows[at + 1 :]
    assert [(r[0], r[1], r[2], r[3]) for r in told] == [
        (2, "Первая лаборатория", "New", None),
        (3, "Вторая больница", "Has errors", "C3"),
        (3, "Вторая больница", "Has errors", "E3"),
        (4, "Третья станция", "New", None),
    ]
    assert told[2][5].startswith("“весной” is no day.")


def test_a_word_that_is_not_known_is_explained_on_the_page(focal):
    address = checked(focal)
    page = focal.get(address).content.decode()
    key = page.split('name="key_0" value="')[1].split('"')[0]
    assert "“дворец” (Kind of facility)" in text(focal, address)
    answer = focal.post(f"{address}do/", {"do": "words", "key_0": key, "code_0": ""})
    assert "Choose for at least one word what it means, from its list." in of_html(answer.content)
    assert (
        focal.post(f"{address}do/", {"do": "words", "key_0": key, "code_0": "hospital_laboratory"}).status_code == 302
    )
    actions.check_rows(by=SYSTEM, uid=the_import().uid)
    assert "“дворец”" not in text(focal, address)
    assert 'name="key_0"' not in focal.get(address).content.decode()


def test_rows_that_may_be_there_already_are_decided_on_their_page(focal):
    address = checked(focal)
    focal.post(f"{address}do/", {"do": "apply"})
    actions.record_rows(by=SYSTEM, uid=the_import().uid)
    again = of_rows(
        ["Name", "Type", "Sector"],
        ["Третья станция", "station", "animal"],
        ["Первая лаборатория", "district", "health"],
    )
    second = handed_in(focal, again, sender="Another ministry")["Location"]
    focal.post(second, proposal())
    actions.check_rows(by=SYSTEM, uid=the_import().uid)
    assert "2 rows may be cards that are there already." in text(focal, second)
    page = focal.get(f"{second}rows/?outcome=asked").content.decode()
    assert page.count("It is this one") == 2
    uid = page.split('value="same ')[1].split('"')[0]
    answer = focal.post(f"{second}rows/2/", {"decision": f"same {uid}"})
    assert answer["Location"] == f"{second}rows/?outcome=asked"
    assert focal.get(answer["Location"]).content.decode().count("It is this one") == 1
    assert "Rows decided: 1." in of_html(focal.post(f"{second}do/", {"do": "skip"}, follow=True).content)
    assert "may be" not in text(focal, second)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"sender": " "}, "Something has to stand here."),
        ({"name": "list.xlsm"}, "is of a kind that is not taken here"),
        ({"content": of_rows(["Name", "City"])}, "There is no row of data in this file."),
        ({"content": b"PK\x03\x04 nothing"}, "This is no ZIP file, or it is damaged."),
    ],
)
def test_what_is_wrong_with_a_file_is_told_at_its_field_and_the_rest_is_kept(focal, changes, sentence):
    answer = handed_in(focal, **{"sender": "Ministry of Health", **changes})
    assert answer.status_code == 422
    assert sentence in of_html(answer.content)
    assert ("Ministry of Health" in answer.content.decode()) == ("sender" not in changes)
    assert the_import() is None


def test_a_wrong_choice_of_columns_is_told_at_its_column_and_kept(focal):
    handed_in(focal)
    address = f"/imports/{the_import().uid}/"
    answer = focal.post(address, {**proposal(), "column_C": "name:ru"})
    assert answer.status_code == 422
    assert "Two columns were chosen for" in of_html(answer.content)
    assert '<option value="name:ru" selected>' in answer.content.decode().split('name="column_C"')[1]
    assert the_import().state == ImportState.UPLOADED


@pytest.mark.parametrize("reader", ["", "neighbour"])
def test_to_others_there_is_nothing(reader, focal):
    address = checked(focal)
    other = signed_in(reader)
    assert "список.xlsx" in text(focal, "/imports/")
    assert "список.xlsx" not in text(other, "/imports/")
    for page in (address, f"{address}rows/", f"{address}report.csv"):
        assert other.get(page).status_code == 404
    for page in (f"{address}do/", f"{address}rows/2/", address):
        assert other.post(page, {"do": "apply", "decision": "other"}).status_code in {404, 403}
    assert the_import().state == ImportState.CHECKED


def test_whoever_reads_the_countrys_records_sees_the_import_and_can_do_nothing_with_it(focal):
    address = checked(focal)
    officer = signed_in("officer")
    assert "“весной” is no day." in text(officer, address)
    assert "Record 2 rows" not in text(officer, address)
    assert officer.post(f"{address}do/", {"do": "apply"}).status_code == 404
    assert officer.post(address, proposal()).status_code == 404
    assert handed_in(officer).status_code == 422
