"""The register of processing: as data, in each language, with what a country adds."""

import csv
import io
from datetime import date

import pytest
from django.test import Client

from kerege.journal import queries as journal
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM
from kerege.privacy import actions, queries
from kerege.worlds import reference_loader

ON = date(2026, 11, 26)


def told(lang="en", **other):
    texts = {
        "purpose": "Pay fees",
        "whose": "Trainers",
        "recipients": "Nobody",
        "retention": "Five years",
        "place": "Here",
    }
    return actions.Told(lang=lang, **{**texts, **other})


def entry(**other):
    said = {"owner": "KAZ", "key": "fees", "basis": "contract", "categories": ["identity"], "texts": [told()]}
    return {"by": SYSTEM, **said, **other}


def test_an_entry_is_read_in_the_readers_language_and_falls_back(db):
    actions.record_processing(**entry(texts=[told(), told("ru", purpose="Выплата гонораров")]))
    assert [queries.processings(on=ON, lang=lang)[0].purpose for lang in ("en", "ru", "ky", "fa")] == [
        "Pay fees",
        "Выплата гонораров",
        "Выплата гонораров",
        "Pay fees",
    ]
    assert [queries.processings(on=ON, lang=lang)[0].lang for lang in ("ru", "fa")] == ["ru", "en"]


def test_the_same_again_writes_nothing_and_another_text_one_act(db):
    first = actions.record_processing(**entry())
    acts = len(journal.acts(owners=None))
    assert actions.record_processing(**entry()) == first
    assert len(journal.acts(owners=None)) == acts
    actions.record_processing(**entry(texts=[told(retention="Six years")]))
    assert [line.retention for line in queries.processings(on=ON, lang="en")] == ["Six years"]
    assert len(journal.acts(owners=None)) == acts + 1


def test_an_entry_that_ended_is_read_as_on_an_earlier_day_only(db):
    actions.record_processing(**entry(end=date(2026, 1, 1)))
    assert queries.processings(on=ON, lang="en") == []
    assert len(queries.processings(on=date(2025, 12, 31), lang="en")) == 1


def test_a_country_reads_its_own_entries_beside_the_regions_and_no_others(db):
    for owner in ("KAZ", "REG", "KGZ"):
        actions.record_processing(**entry(owner=owner))
    assert [line.owner for line in queries.processings(on=ON, lang="en")] == ["REG", "KAZ", "KGZ"]
    assert [line.owner for line in queries.processings(on=ON, lang="en", owner="KAZ")] == ["REG", "KAZ"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"basis": "because"}, "people.unknown_choice"),
        ({"categories": ["shoes"]}, "privacy.unknown_category"),
        ({"categories": []}, "privacy.no_category"),
        ({"texts": [told("ru")]}, "privacy.no_english"),
        ({"texts": [told(purpose="")]}, "text.empty"),
        ({"key": "a key"}, "records.bad_key"),
        ({"texts": [told("12")]}, "atlas.bad_language"),
    ],
)
def test_what_is_refused(db, change, code):
    with pytest.raises(Refusal) as refusal:
        actions.record_processing(**entry(**change))
    assert refusal.value.code == code
    assert queries.processings(on=ON, lang="en") == []


def test_only_a_country_itself_adds_its_entries(db, by):
    with pytest.raises(Refusal) as refusal:
        actions.record_processing(**entry(by=by, owner="KGZ"))
    assert refusal.value.code == "people.not_yours"
    actions.record_processing(**entry(by=by))
    assert len(queries.processings(on=ON, lang="en")) == 1


def test_every_purpose_of_the_region_is_written_in_english_and_russian():
    rows = reference_loader.table("processing.csv")
    languages = {key: {r["lang"] for r in rows if r["key"] == key} for key in {r["key"] for r in rows}}
    assert set(map(frozenset, languages.values())) == {frozenset({"en", "ru"})}
    assert all(all(cell.strip() for cell in row.values()) for row in rows)


@pytest.mark.sqlite_alone
def test_everybody_reads_the_page_and_takes_it_along(demo_world):
    page = Client().get("/privacy/register/", headers={"accept-language": "ru"}).content.decode()
    purposes = [r["purpose"] for r in reference_loader.table("processing.csv") if r["lang"] == "ru"]
    assert [p for p in purposes if p not in page] == []
    taken = Client().get("/privacy/register/?format=csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(taken)))
    assert [r["purpose"] for r in reference_loader.table("processing.csv") if r["lang"] == "en"] == [
        row[1] for row in rows if row and row[0] == "The region"
    ]
    assert Client().get("/privacy/").status_code == 200


def test_a_node_without_entries_says_how_to_get_them(db):
    assert "Ask the node administrator to start it once more." in Client().get("/privacy/register/").content.decode()
