"""Finding facilities: by words, codes and distance; and that what is hidden moves no answer."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.cache import caches

from kerege.inventory import actions, queries
from kerege.inventory.models import Facility, Findable
from kerege.inventory.queries import Choice, texts
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.geo import Spot, Tile
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC, Viewer
from kerege.sharing import actions as sharing
from kerege.sharing.actions.shares import Terms
from kerege.sharing.queries import shared_with
from tests import ground
from tests.conftest import viewer
from tests.inventory.facts import DAY, EXACT, TOWN, lay_town, recorded

PARTNER = viewer("UZB", Sensitivity.NATIONAL)
READERS = (PUBLIC, PARTNER, ground.OFFICER_KAZ, ground.REGISTRAR_KAZ)
ASTANA = Spot(51.18, 71.446)


@pytest.fixture(autouse=True)
def _nothing_kept():
    caches["near"].clear()
    for key in ("KAZ", "UZB", "REG"):
        sharing.record_node(by=SYSTEM, key=key)


def found(text="", reader=PUBLIC, **choice) -> list[str]:
    asked = queries.find(reader, on=DAY, lang="en", choice=Choice(text=text, **choice))
    assert asked.total == len(asked.hits), "one page holds all of them"
    return [hit.line.title for hit in asked.hits]


def laboratory(name, **told):
    return recorded(names={"en": name}, sure=True, **told)


# -- by words ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "typed",
    [
        "Karaganda",
        "Қарағанды",
        "Караганда",
        "qaraghandy",
        "قراغندی",
        "Karagnada laboratory",
        "laboratory karag",
        "карагнда",
    ],
)
def test_a_name_is_found_in_any_script_begun_and_with_a_letter_wrong(typed):
    laboratory("Karaganda laboratory")
    laboratory("Almaty hospital")
    assert found(typed) == ["Karaganda laboratory"]


@pytest.mark.parametrize("typed", ["Kostanay", "hospital Karaganda", "!!!", "лаб№", "Karagandalaboratory2"])
def test_what_is_nothing_like_it_finds_nothing(typed):
    laboratory("Karaganda laboratory")
    assert found(typed) == []


def test_names_in_other_languages_and_former_ones_are_found_too():
    made = recorded(names={"en": "Central laboratory", "ru": "Опорная база"}, sure=True)
    actions.rename_facility(by=SYSTEM, facility=made.key, lang="en", text="National laboratory", on=DAY, today=DAY)
    assert found("opornaia baza") == found("central laboratory") == found("national") == [made_title(made)]


def made_title(facility) -> str:
    with checking():
        return Facility.objects.inside_action().get(id=facility.id).title


def test_a_key_is_found():
    made = laboratory("Central laboratory")
    assert found(made.key) == ["Central laboratory"]


def test_the_likest_stands_first_and_pages_go_on():
    for name in ("Osh veterinary laboratory", "Laboratory Osh", "Osh laboratory of plants and food"):
        laboratory(name)
    assert found("osh laboratory")[0] == "Osh laboratory of plants and food"
    pages = [queries.find(PUBLIC, on=DAY, lang="en", choice=Choice(text="osh"), page=n, size=2) for n in (1, 2, 3)]
    assert [len(page.hits) for page in pages] == [2, 1, 0]
    assert {(page.total, page.pages) for page in pages} == {(3, 2)}


def test_of_very_many_the_one_that_is_called_just_so_stands_first(monkeypatch):
    monkeypatch.setattr(texts, "RANKED", 3)
    monkeypatch.setattr(texts, "BEGUN", 1)
    for n in range(5):
        laboratory(f"{'Great Osh' if n else 'Osh'} laboratory {chr(65 + n)}")
    laboratory("Osh")
    asked = queries.find(PUBLIC, on=DAY, lang="en", choice=Choice(text="osh"))
    assert (asked.hits[0].line.title, asked.more, len(asked.hits)) == ("Osh", True, 4)
    assert asked.hits[1].line.title == "Osh laboratory A"
    marks = queries.tile_marks(PUBLIC, Choice(text="osh"), Tile(0, 0, 0), on=DAY, lang="en")
    assert sum(mark.count for mark in marks.areas) == 6, "the map draws all of them"


@pytest.mark.parametrize("typed", ["osh labor", "great osh", "labor osh", "gre lab"])
def test_words_may_be_begun(typed):
    laboratory("Great Osh laboratory")
    laboratory("Great Osh hospital")
    assert "Great Osh laboratory" in found(typed)


def test_a_facility_is_found_by_the_town_and_the_region_it_stands_in():
    from kerege.atlas import actions as atlas
    from kerege.atlas.models import AdminUnit, Place

    lay_town()
    laboratory("Central laboratory", place=TOWN)
    laboratory("Other laboratory")
    town, unit = Place.objects.get(key=TOWN), AdminUnit.objects.get(code="KZ-71")
    for subject, kind, lang, text in (
        (town, "place", "ru", "Астана"),
        (town, "place", "en", "Nur-Sultan"),
        (unit, "unit", "en", "Akmola Region"),
    ):
        atlas.record_name(by=SYSTEM, subject_uid=subject.uid, subject_kind=kind, lang=lang, text=text)
    for typed in ("laboratory astana", "Астана", "nur sultan", "Nur-Sultan laboratory", "akmola region"):
        assert found(typed) == ["Central laboratory"], typed
    assert found("hospital astana") == []


# -- by codes ----------------------------------------------------------------------------------------------------------
def test_filters_narrow_and_facets_count_what_is_found():
    # whole words: a letter alone may be the check letter of another one's key
    laboratory("Aksu", capabilities=["training", "repair"])
    laboratory("Balkh", capabilities=["training"], sectors=["animal", "food"])
    laboratory("C", kind="training_centre")
    assert found(capabilities=["training"]) == ["Aksu", "Balkh"]
    assert found(capabilities=["training"], sectors=["human"]) == ["Aksu"]
    assert found(kinds=["training_centre", "border_post"]) == ["C"]
    assert found("balkh", capabilities=["training"]) == ["Balkh"]
    facets = queries.facets(PUBLIC, on=DAY)
    assert facets["capabilities"] == {"repair": 1, "training": 2}
    assert facets["sectors"] == {"animal": 1, "food": 1, "human": 2}
    assert facets["territories"] == {"KAZ": 3}
    assert queries.facets(PUBLIC, on=DAY, choice=Choice(text="Aksu"))["capabilities"] == {"repair": 1, "training": 1}
    chosen = queries.facets(PUBLIC, on=DAY, choice=Choice(capabilities=["repair"]))
    assert (chosen["capabilities"], chosen["kinds"]) == ({"repair": 1, "training": 2}, {"regional_laboratory": 1})


def test_what_the_index_does_not_know_is_asked_of_the_cards():
    laboratory("A", ownership="private", languages=["ru"])
    laboratory("B", ownership="public", languages=["ru", "kk"])
    assert (found(ownerships=["private"]), found(language="kk"), found("b", language="kk")) == (["A"], ["B"], ["B"])


def test_a_box_holds_what_the_reader_may_know_to_be_there():
    laboratory("Aksu", **EXACT)  # a letter alone may be the check letter of another one's key
    laboratory("Balkh", latitude=43.25, longitude=76.95)
    assert found(box=(71.0, 51.0, 72.0, 52.0)) == ["Aksu"]
    assert found("aksu", box=(76.0, 43.0, 78.0, 44.0)) == []
    exact = (71.43, 51.12, 71.431, 51.13)
    assert (found(box=exact), found(box=exact, reader=PARTNER)) == ([], ["Aksu"])


def test_a_facility_that_is_closed_is_found_on_the_days_before():
    made = laboratory("A", opened_on=date(2020, 1, 1))
    actions.close_facility(by=SYSTEM, facility=made.key, on=date(2026, 10, 1), today=DAY)
    days = (date(2019, 12, 31), date(2020, 1, 1), date(2026, 9, 30), date(2026, 10, 1))
    assert [queries.find(PUBLIC, on=day, lang="en").total for day in days] == [0, 1, 1, 0]


# -- the index follows -------------------------------------------------------------------------------------------------
def index(facility) -> list[tuple]:
    with checking():
        rows = Findable.objects.inside_action().filter(facility_id=facility.id).order_by("label")
        return list(rows.values_list("label", "until", "at", "words", "owner"))


def test_every_row_says_what_the_query_layer_tells_a_reader_of_its_clearance():
    made = recorded(names={"en": "Laboratory"}, capabilities=["training"], sure=True, **EXACT)
    actions.record_unit(by=SYSTEM, facility=made.key, name="Virology", functions=["research"])
    for level in Sensitivity:
        reader = Viewer("x", everywhere=level)
        card = queries.facility(reader, made.key, on=DAY)
        (hit,) = queries.find(reader, on=DAY, lang="en", choice=Choice(text="laboratory")).hits
        assert hit.line.where == card.line.where
        assert found("virology", reader) == (["Laboratory"] if card.units else [])
    assert len({words for _, _, _, words, _ in index(made)}) == len(index(made)) == 2


def test_the_index_follows_every_change():
    made = laboratory("Old name", **EXACT)
    actions.change_facility(by=SYSTEM, facility=made.key, expected_version=1, today=DAY, capabilities=["repair"])
    assert found(capabilities=["repair"]) == ["Old name"]
    sharing.label_record(by=ground.FOCAL_KAZ, kind="inventory.facility", record=str(made.uid), level=2)
    assert [found("old name", reader) for reader in READERS] == [[], [], ["Old name"], ["Old name"]]
    assert [(label, until) for label, until, *_ in index(made)] == [(2, 4)]


def test_raising_a_field_closes_it_in_the_index_at_once():
    made = laboratory("Laboratory", **EXACT)
    box = {"box": (71.43, 51.12, 71.431, 51.13)}
    assert found(reader=PARTNER, **box) == ["Laboratory"]
    sharing.label_record(
        by=ground.FOCAL_KAZ, kind="inventory.facility", record=str(made.uid), field="position", level=3
    )
    assert [found(reader=reader, **box) for reader in READERS] == [[], [], [], ["Laboratory"]]


def test_what_is_deleted_leaves_nothing_in_the_index():
    made = laboratory("Laboratory")
    with act("tests.deleted", by=SYSTEM, about="facility"):
        Facility.objects.inside_action().filter(id=made.id).delete()
    assert (index(made), found("laboratory")) == ([], [])


def test_the_whole_index_can_be_made_anew():
    made = laboratory("Laboratory", **EXACT)
    before = index(made)
    with act("tests.lost", by=SYSTEM, about="index"):
        Findable.objects.inside_action().delete()
    assert found("laboratory") == []
    assert actions.index_facilities(by=SYSTEM) == 1
    assert (index(made), found("laboratory")) == (before, ["Laboratory"])


def test_not_everybody_makes_it_anew():
    from kerege.lib.refusal import Refusal

    with pytest.raises(Refusal) as refusal:
        actions.index_facilities(by=ground.FOCAL_KAZ)
    assert refusal.value.code == "people.not_yours"


# -- what is near ------------------------------------------------------------------------------------------------------
def near(reader=PUBLIC, spot=ASTANA, **asked) -> list[tuple[str, float]]:
    hits = queries.nearest(reader, spot, on=DAY, lang="en", **asked)
    return [(hit.line.title, hit.km) for hit in hits]


def test_the_nearest_come_first_with_a_distance_as_fine_as_the_position():
    lay_town()
    laboratory("In town", place=TOWN)
    laboratory("Cell", latitude=51.5001, longitude=71.9001)
    laboratory("Far", latitude=43.25, longitude=76.95)
    assert near() == [("In town", 0.0), ("Cell", 50.0), ("Far", 970.0)]
    assert near(PARTNER) == [("In town", 0.0), ("Cell", 47.6), ("Far", 974.2)]
    assert near(size=1) == [("In town", 0.0)]
    assert near(farthest_km=100) == [("In town", 0.0), ("Cell", 50.0)]


def test_only_who_can_do_it_is_near():
    laboratory("A", capabilities=["repair"], latitude=51.5, longitude=71.9)
    laboratory("B", capabilities=["training"], latitude=51.2, longitude=71.5)
    assert [name for name, _ in near(choice=Choice(capabilities=["repair"]))] == ["A"]


def test_of_what_stands_somewhere_in_a_country_no_distance_is_told():
    laboratory("Somewhere")
    assert (found("somewhere"), near()) == (["Somewhere"], [])


def test_distances_and_their_order_say_nothing_of_where_in_its_cell_a_facility_is():
    """A reader who may know the cell asks from many places; another world differs in the true position alone."""
    answers = []
    for latitude, longitude in ((51.1101, 71.4101), (51.1899, 71.4899)):
        made = laboratory("Hidden place", latitude=latitude, longitude=longitude)
        spots = [Spot(51 + n / 50, 71 + n / 40) for n in range(20)]
        answers.append([near(spot=spot) for spot in spots])
        with act("tests.deleted", by=SYSTEM, about="facility"):
            Facility.objects.inside_action().filter(id=made.id).delete()
    assert answers[0] == answers[1] != [[]] * 20
    assert near(PARTNER) == []


# -- shares, and looking as somebody else ------------------------------------------------------------------------------
TERMS = Terms(
    readers=(("UZB", "any"),), level=Sensitivity.NATIONAL, start=DAY, end=date(2027, 6, 1), purpose="Work together"
)


def partner_with_shares() -> Viewer:
    return replace(PARTNER, shared=shared_with((("UZB", "laboratory_head"),), on=DAY))


def share(facility, field="*"):
    sharing.share_record(
        by=ground.FOCAL_KAZ, kind="inventory.facility", record=str(facility.uid), terms=TERMS, on=DAY, field=field
    )


def test_what_was_shared_is_found_once_with_all_that_was_shared():
    hidden = laboratory("Hidden", label=Sensitivity.NATIONAL, **EXACT)
    laboratory("Hidden too", label=Sensitivity.NATIONAL)
    open_one = recorded(names={"en": "Open"}, sure=True, labels={"position": Sensitivity.NATIONAL}, **EXACT)
    share(hidden)
    share(open_one)
    reader, box = partner_with_shares(), (71.43, 51.12, 71.431, 51.13)
    assert found(reader=reader) == ["Hidden", "Open"]
    assert found("hidden", reader) == ["Hidden"]
    assert (found(reader=PARTNER, box=box), found(reader=reader, box=box)) == ([], ["Hidden", "Open"])
    assert queries.by_country(reader, Choice(), on=DAY, lang="en") == {"KAZ": 2}
    assert queries.facets(reader, on=DAY)["territories"] == {"KAZ": 2}


def test_a_share_of_one_field_opens_the_field_on_the_card_and_nothing_in_the_index():
    made = recorded(names={"en": "Open"}, sure=True, labels={"position": Sensitivity.NATIONAL}, **EXACT)
    share(made, field="position")
    (line,) = queries.facilities(partner_with_shares(), on=DAY).rows
    assert line.where.exact
    assert found(reader=partner_with_shares(), box=(71.43, 51.12, 71.431, 51.13)) == []


def test_an_imagined_viewer_finds_no_more_than_who_imagines_it():
    laboratory("National", label=Sensitivity.NATIONAL)
    laboratory("Regional", label=Sensitivity.REGIONAL)
    imagined = replace(ground.REGISTRAR_KAZ, within=PARTNER)
    assert found(reader=ground.REGISTRAR_KAZ) == ["National", "Regional"]
    assert found(reader=imagined) == found("regional national", imagined) + ["Regional"] == ["Regional"]
    assert found("national", imagined) == []
