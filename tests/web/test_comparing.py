"""The page on which two texts of law are compared."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from kerege.files.rules import received
from kerege.law.actions import measures, texts
from tests import ground
from tests.law import act_of_nothing as act

OLD, NEW = f"{act.URI}/rus@2022-05-21", f"{act.URI}/rus@2024-04-06"


@pytest.fixture
def laws(db):
    ground.lay()
    measures.record_measure(
        by=ground.FOCAL_KAZ,
        owner="KAZ",
        uri=act.URI,
        kind="law",
        titles={"en": "On matters"},
        sources=["S1"],
        state="adopted",
        dates="2022-05-21",
    )
    for text, language, start, kind, label in (
        (act.RU, "rus", date(2022, 5, 21), "official", None),
        (act.AMENDED, "rus", date(2024, 4, 6), "official", None),
        (act.EN, "eng", date(2022, 5, 21), "unofficial_translation", None),
        (act.EN.replace("Terms", "SECRET"), "eng", date(2026, 1, 5), "unofficial_translation", 2),
    ):
        file = received("law.txt", [text.encode()], kinds=texts.KINDS)
        texts.add_text(
            by=ground.FOCAL_KAZ, uri=act.URI, file=file, language=language, start=start, source_kind=kind, label=label
        )


def page(status=200, **asked):
    answer = Client().get("/law/compare/", asked)
    assert answer.status_code == status, answer.content.decode()[:800]
    return answer.content.decode()


def test_two_versions_show_what_changed_in_words(laws):
    shown = page(**{"from": OLD, "to": NEW})
    assert "<del>к</del> <ins>ко всем</ins>" in shown
    assert re.search(r'class="breadcrumb".*?href="/law/".*?href="/law/measures/"', shown, re.DOTALL)
    assert "renumbered" in shown
    assert "Основные понятия" not in shown
    assert "Основные понятия" in page(**{"from": OLD, "to": NEW, "show": "all"})


def test_a_version_leads_to_its_comparison_and_so_does_law(laws):
    for read, title in ((NEW, "<bdi>Русский</bdi>, 21 May 2022"), (OLD, "<bdi>Русский</bdi>, 6 April 2024")):
        shown = Client().get(f"/law/measures{read}/").content.decode()
        href = unescape(re.search(rf'href="(/law/compare/[^"]+)">{title}<', shown)[1])
        assert href == f"/law/compare/?from={OLD}&to={NEW}", "the older one first"
        assert "<bdi>English</bdi>, 21 May 2022" in shown
        assert "2026-01-05" not in shown
    assert "<del>к</del>" in Client().get(href).content.decode()
    assert 'href="/law/compare/"' in Client().get("/law/").content.decode()


def test_the_amending_law_is_written(laws):
    shown = page(**{"from": OLD, "to": NEW, "show": "amending"})
    assert "As an amending law" in shown
    assert "Renumber " in shown


def test_two_languages_stand_side_by_side(laws):
    shown = page(**{"from": OLD, "to": f"{act.URI}/eng@2022-05-21"})
    assert "their words are not compared" in shown
    assert "Основные" in shown or "используются" in shown


def test_a_text_that_is_not_public_is_neither_offered_nor_compared(laws):
    """On its first day the public is shown the same as on the day before."""
    assert "2026-01-05" not in page()
    days = ("2026-01-04", "2026-01-05")
    before, after = (page(**{"from": f"{act.URI}/eng@{day}", "to": OLD}).split("<h1>")[1] for day in days)
    assert "SECRET" not in after
    assert before.replace(days[0], days[1]) == after


def test_what_is_no_address_is_told_at_its_field(laws):
    assert "law.uri_malformed" in page(422, **{"from": "nonsense", "to": NEW})
    page(404, **{"from": "/akn/kz/act/law/1999/1", "to": NEW})


def test_a_table_can_be_taken_along(laws):
    answer = Client().get("/law/compare/", {"from": OLD, "to": NEW, "format": "csv"})
    assert answer.status_code == 200
    assert "changed" in answer.content.decode()
