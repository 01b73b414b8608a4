"""The reference data as loaded, and what is read from them."""

import csv
import unicodedata
from datetime import date
from pathlib import Path

import pytest

import kerege.worlds
from kerege.atlas import queries
from kerege.atlas.models import Designation, Name, Place, Territory
from kerege.atlas.queries import Designated
from kerege.atlas.rules import Called, chosen_name
from kerege.journal import queries as journal
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM
from kerege.worlds.reference_loader import load_reference

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

NAMESAKES = {
    "Talas": "KG-1527299",
    "Талас": "KG-1527299",
    "Naryn": "KG-1527592",
    "Нарын": "KG-1527592",
    "Balkh": "AF-1147290",
    "بلخ": "AF-1147290",
}
TODAY = date(2026, 11, 23)
HERE = Path(kerege.worlds.__path__[0]) / "reference"
PARTICIPANTS = ["AFG", "KAZ", "KGZ", "MNG", "PAK", "TJK", "UZB"]
SEEE = ["ALB", "ARM", "AZE", "BIH", "GEO", "MDA", "MKD", "MNE", "SRB", "UKR"]
KOSOVO = (
    "** This designation is without prejudice to positions on status, and is in line with UNSCR 1244/1999 and the ICJ "
    "Opinion on the Kosovo declaration of independence."
)
PALESTINE = (
    "*** This designation shall not be construed as recognition of a State of Palestine and is without prejudice to "
    "the individual positions of the Member States on this issue."
)


def test_a_second_load_changes_nothing_and_writes_no_act(reference) -> None:
    assert all(reference.values())
    before = journal.acts(owners=None, limit=1)[0].seq
    assert set(load_reference(by=SYSTEM).values()) == {0}
    assert journal.acts(owners=None, limit=1)[0].seq == before


def test_every_table_is_described() -> None:
    told = (HERE / "README.md").read_text(encoding="utf-8")
    for file in HERE.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as rows:
            header = next(csv.reader(rows))
        described = next(line for line in told.splitlines() if line.startswith(f"| `{file.name}`"))
        assert [column for column in header if f"`{column}`" not in described] == [], file.name


def test_everything_has_a_source() -> None:
    known = {row["key"] for row in csv.DictReader((HERE / "sources.csv").open(encoding="utf-8"))}
    for file in HERE.glob("*.csv"):
        for row in csv.DictReader(file.open(encoding="utf-8")):
            assert row.get("source", "S1") in known, (file.name, row)


def test_kazakhstan_took_part_before_it_was_a_partner() -> None:
    assert queries.relations("KAZ", on=date(2018, 4, 4)) == queries.Relations("KAZ", ("P53",), ())
    assert queries.relations("KAZ", on=date(2020, 12, 1)) == queries.Relations("KAZ", ("P53",), ("CA",))
    six = [p.code for p in queries.partners(on=date(2018, 4, 4), region="CA")]
    assert six == [code for code in PARTICIPANTS if code != "KAZ"]
    assert all(p.certain for p in queries.partners(on=date(2018, 4, 4), region="CA"))
    assert not any(p.certain for p in queries.partners(on=date(2018, 4, 3), region="CA"))
    assert [p.code for p in queries.partners(on=TODAY, region="CA")] == PARTICIPANTS


def test_partners_and_participants_are_those_of_the_record() -> None:
    assert [p.code for p in queries.partners(on=TODAY, region="SEEE")] == SEEE
    assert [p.code for p in queries.participants("P53", on=TODAY)] == PARTICIPANTS
    assert [p.code for p in queries.participants("P53", on=date(2016, 10, 1))] == ["AFG", "KGZ", "MNG", "TJK", "UZB"]
    assert [p.code for p in queries.participants("P53", on=date(2015, 11, 30))] == []
    assert {p.start_precision for p in queries.participants("P53", on=TODAY)} == {"month", "year"}


def test_a_project_or_region_that_is_not_there_is_refused() -> None:
    for call in (
        lambda: queries.participants("P0", on=TODAY),
        lambda: queries.partners(on=TODAY, region="XX"),
        lambda: queries.project_page("P0", on=TODAY, lang="en"),
        lambda: queries.territory("ZZZ"),
        lambda: queries.unit("KZ-00"),
        lambda: queries.source("S0"),
        lambda: queries.place("KZ-0", on=TODAY, lang="en"),
    ):
        with pytest.raises(Refusal) as refused:
            call()
        assert refused.value.code == "atlas.unknown_code"


@pytest.mark.parametrize("lang", ["en", "ru", "kk", "ky", "uz-Latn", "uz-Cyrl", "tg", "mn", "fa", "prs", "ps", "ur"])
def test_a_designated_name_is_never_bare_in_any_language(lang: str) -> None:
    lines = {line.code: line.name for line in queries.territories(on=TODAY, lang=lang)}
    assert len(lines) == 250
    assert all(isinstance(name, Designated) and name.name for name in lines.values())
    assert {code: name.marker for code, name in lines.items() if name.marker} == {"XKX": "**", "PSE": "***"}
    assert str(lines["XKX"]).endswith("**")
    assert lines["PSE"].note


def test_the_notes_are_verbatim_in_english() -> None:
    shown = queries.standing_notes(lang="en", on=TODAY)
    assert [d.footnote for d in shown] == [KOSOVO, PALESTINE]
    assert [str(d) for d in shown] == ["Kosovo**", "Palestine***"]


def test_the_name_of_a_designated_territory_is_in_no_other_query() -> None:
    uid = queries.territory("PSE").uid
    assert queries.names_of([uid], on=TODAY, lang="en") == {}
    assert queries.spellings_of(uid) == []
    assert not Name.objects.filter(subject_uid=uid, text__icontains="state of").exists()
    [hit] = queries.search_names("Палестина", on=TODAY, lang="en", limit=1)
    assert (str(hit.display), str(hit.matched), hit.display.footnote) == ("Palestine***", "Палестина***", PALESTINE)


def test_names_of_the_seven_in_their_languages() -> None:
    wanted = {
        ("KAZ", "kk"): "Қазақстан",
        ("KGZ", "ky"): "Кыргызстан",
        ("KGZ", "ru"): "Кыргызстан",
        ("UZB", "uz-Latn"): "Oʻzbekiston",
        ("UZB", "uz-Cyrl"): "Ўзбекистон",
        ("TJK", "tg"): "Тоҷикистон",
        ("MNG", "mn"): "Монгол",
        ("AFG", "prs"): "افغانستان",
        ("PAK", "ur"): "پاکستان",
    }
    got = {(code, lang): str(queries.designated(code, lang=lang, on=TODAY)) for code, lang in wanted}
    assert got == wanted


def test_regions_and_terms_with_synonyms() -> None:
    regions = queries.regions(on=TODAY, lang="en")
    assert [r.code for r in regions] == ["AAF", "CA", "ECA", "GCC", "MIE", "NAS", "SEA", "SEEE"]
    assert {r.code: r.synonyms for r in regions if r.synonyms} == {"SEA": ("South East Asia",)}
    assert [t.name for t in queries.terms("cbrn_category", on=TODAY, lang="en")] == [
        "Chemical",
        "Biological",
        "Radiological",
        "Nuclear",
    ]
    assert len(queries.terms("cbrn_area", on=TODAY, lang="ru")) == 13


def test_the_projects_page_is_the_seed() -> None:
    page = queries.project_page("P53", on=TODAY, lang="en")
    assert page.title == (
        "Project 053: Strengthening the National Legal Framework and Provision of Specialised Training on Biosafety "
        "and Biosecurity in Central Asian Countries"
    )
    assert [(p.source, p.quoted) for p in page.later_titles] == [("S2", True)]
    assert [len(page.part(part)) for part in ("introduction", "objective_lead", "objective", "origin_note")] == [
        1,
        1,
        4,
        1,
    ]
    assert [a.name for a in page.areas] == [
        "Bio-safety/bio-security",
        "Crisis management",
        "Legal framework",
        "Public health impact mitigation",
    ]
    assert page.categories == ()
    assert [r.label for r in page.regions] == ["CA - Central Asia", "SEEE - South East and Eastern Europe"]
    assert [d.footnote for d in page.footnotes] == [KOSOVO, PALESTINE]
    assert all(p.quoted and p.lang == "en" for p in page.texts)


def test_the_page_in_russian_says_that_it_is_a_translation() -> None:
    page = queries.project_page("P53", on=TODAY, lang="ru")
    assert {(p.lang, p.state) for p in page.texts} == {("ru", "draft")}
    assert len(page.texts) == len(queries.project_page("P53", on=TODAY, lang="en").texts)


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("Ташкент", "UZ-1512569"),
        ("Toshkent", "UZ-1512569"),
        ("Tashkent", "UZ-1512569"),
        ("Тошкент", "UZ-1512569"),
        ("تاشکند", "UZ-1512569"),
        ("Қарағанды", "KZ-609655"),
        ("Karaganda", "KZ-609655"),
        ("qaraghandy", "KZ-609655"),
        ("Семей", "KZ-1519422"),
        ("Semipalatinsk", "KZ-1519422"),
        ("Семипалатинск", "KZ-1519422"),
        ("Khudzhand", "TJ-1514879"),
        ("Frunze", "KG-1528675"),
        ("Курган-Тюбе", "TJ-1220747"),
        ("Xoʻjand", "TJ-1514879"),
        ("Nur Sultan", "KZ-1526273"),
        ("Ust-Kamenogorsk", "KZ-1520316"),
        ("Улан-Батор", "MN-2028462"),
        ("كابل", "AF-1138958"),
    ],
)
def test_search_finds_towns_by_any_script_and_spelling(asked: str, key: str) -> None:
    assert queries.search_names(asked, on=TODAY, lang="en", kinds=["place"])[0].key == key


def test_who_is_called_so_comes_before_who_is_spelled_so_elsewhere() -> None:
    """GeoNames spells Taraz, the larger town, Talas too, and Haqqulobod, Naryn."""
    for limit in (1, 5):
        found = [
            queries.search_names(asked, on=TODAY, lang="en", kinds=["place"], limit=limit)[0] for asked in NAMESAKES
        ]
        assert [hit.key for hit in found] == list(NAMESAKES.values())
        assert [hit.display.name for hit in found] == ["Talas", "Talas", "Naryn", "Naryn", "Balkh", "Balkh"]


def test_towns_have_english_names_and_where_russian_is_read_russian_ones() -> None:
    places = dict(Place.objects.values_list("uid", "key"))
    in_latin, in_cyrillic = (
        {key for uid, key in places.items() if any(script in unicodedata.name(c, "") for c in names[uid])}
        for names, script in (
            (queries.names_of(places, on=TODAY, lang="en"), "LATIN"),
            (queries.names_of(places, on=TODAY, lang="ru"), "CYRILLIC"),
        )
    )
    assert set(places.values()) - in_latin == set()
    of_land = [key for key in places.values() if key[:2] in ("KG", "KZ", "MN", "TJ", "UZ")]
    assert len(in_cyrillic.intersection(of_land)) / len(of_land) > 0.9, sorted(set(of_land) - in_cyrillic)


def test_a_former_name_leads_to_todays_with_its_time() -> None:
    [hit] = queries.search_names("Semipalatinsk", on=TODAY, lang="en", limit=1)
    assert (str(hit.display), str(hit.matched), hit.former) == ("Semey", "Semipalatinsk", True)
    assert (hit.start, hit.end, hit.territory) == (None, date(2007, 1, 1), "KAZ")
    [then] = queries.search_names("Semipalatinsk", on=date(2000, 1, 1), lang="en", limit=1)
    assert (str(then.display), then.former) == ("Semipalatinsk", False)
    [early] = queries.search_names("Semey", on=date(2000, 1, 1), lang="en", limit=1)
    assert str(early.display) == "Semipalatinsk"


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(1950, 1, 1), "Akmolinsk"),
        (date(1970, 1, 1), "Tselinograd"),
        (date(1995, 1, 1), "Akmola"),
        (date(2018, 4, 4), "Astana"),
        (date(2020, 12, 1), "Nur-Sultan"),
        (TODAY, "Astana"),
    ],
)
def test_a_capital_has_the_name_of_the_day(on: date, name: str) -> None:
    assert queries.place("KZ-1526273", on=on, lang="en").name == name


def test_search_finds_territories_regions_and_units() -> None:
    found = {hit.kind: hit.key for hit in queries.search_names("Казахстан", on=TODAY, lang="en")}
    assert found["territory"] == "KAZ"
    assert queries.search_names("South East Asia", on=TODAY, lang="en")[0].key == "SEA"
    assert queries.search_names("Khatlon", on=TODAY, lang="ru")[0].key == "TJ-KT"


@pytest.mark.parametrize("asked", ["", "   ", "!!!", "\x00", "x" * 100_000, "%", "' OR 1=1 --"])
def test_search_survives_anything(asked: str) -> None:
    assert queries.search_names(asked, on=TODAY, lang="en") is not None


def test_units_of_the_seven() -> None:
    lands = ("KAZ", "KGZ", "TJK", "UZB", "MNG", "AFG", "PAK")
    assert [len(queries.units(c, on=TODAY, lang="ru")) for c in lands] == [20, 9, 5, 14, 22, 34, 7]
    assert len(queries.units("KAZ", on=date(2022, 6, 7), lang="en")) == 17


def test_towns_stand_in_units_and_on_earth() -> None:
    towns = queries.places(on=TODAY, lang="en")
    assert len(towns) > 1000
    assert [t.name for t in towns if not t.unit] == ["Zhumysker"]
    assert [t.name for t in towns if not (23 < t.latitude < 56 and 46 < t.longitude < 120)] == []


def test_standards_know_what_replaced_them() -> None:
    lines = {(line.standard, line.edition): line for line in queries.editions(on=TODAY)}
    assert lines["CWA-15793", "2011"].replaced_by == "ISO-35001 2019"
    assert lines["WHO-LBM", "3rd edition"].current is False
    assert lines["ISO-35001", "2019"].current is True


@pytest.mark.parametrize("lang", ["en", "ru", "fa", "uz-cyrl", "fr", "qqq"])
@pytest.mark.parametrize("on", [TODAY, date(1950, 1, 1), date(1995, 6, 1)])
def test_the_name_shown_is_the_one_chosen_among_all_names(lang, on) -> None:
    """Few of them are read; here all are."""
    names = list(Name.objects.filter(subject_kind="territory"))
    shown = queries.display_names(Territory.objects.values_list("code", flat=True), lang=lang, on=on)
    assert len(shown) > 200
    for territory in Territory.objects.exclude(code__in=Designation.objects.values("territory_id")):
        own = [Called(n.lang, n.text, n.kind, n.start, n.end) for n in names if n.subject_uid == territory.uid]
        assert shown[territory.code].name == chosen_name(own, lang=lang, on=on).text


def test_reading_many_names_costs_as_many_queries_as_reading_one(django_assert_num_queries) -> None:
    queries.display_names([], lang="ru", on=TODAY)
    for codes in (["KAZ"], ["KAZ", "UZB", "XKX", "PSE"]):
        with django_assert_num_queries(1):
            queries.display_names(codes, lang="ru", on=TODAY)
    with django_assert_num_queries(3):
        queries.regions(on=TODAY, lang="ru")
    with django_assert_num_queries(3):
        towns = queries.places(on=TODAY, lang="ru", territory="KAZ")
    with django_assert_num_queries(1):
        assert queries.places(on=TODAY, lang="ru", territory="KAZ") == towns
