"""What names, designations, relations and editions allow."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.atlas import rules
from kerege.atlas.rules import Called, Designated, Ruling, chosen_name, designate
from kerege.atlas.words import TerritoryKind
from kerege.lib.periods import Period
from kerege.lib.refusal import Refusal
from kerege.people.rules import ANONYMOUS, SYSTEM, Actor, Grant
from kerege.people.words import Role

pytestmark = pytest.mark.nodb

TODAY = date(2026, 11, 23)
SEMEY = [
    Called("en", "Semipalatinsk", "preferred", None, date(2007, 1, 1)),
    Called("en", "Semey", "preferred", date(2007, 1, 1), None),
    Called("ru", "Семей", "preferred", date(2007, 1, 1), None),
    Called("en", "Alash-kala", "former"),
]
NOTE = Ruling("en", "Kosovo", "**", "Without prejudice.")


def code(call, *args, **kwargs) -> str:
    with pytest.raises(Refusal) as refused:
        call(*args, **kwargs)
    assert refused.value.sentence % refused.value.data
    return refused.value.code


@pytest.mark.parametrize("owner", ["REG", "KAZ"])
@pytest.mark.parametrize("role", list(Role))
def test_only_those_who_keep_reference_data_for_the_region_may_write_them(role: Role, owner: str) -> None:
    actor = Actor("u", "U", (Grant(role, owner),))
    if role in {Role.SECRETARIAT, Role.NODE_ADMINISTRATOR} and owner == "REG":
        rules.check_may_record(actor)
    else:
        assert code(rules.check_may_record, actor) == "atlas.not_yours"


def test_the_node_itself_may_write_and_a_visitor_may_not() -> None:
    rules.check_may_record(SYSTEM)
    assert code(rules.check_may_record, ANONYMOUS) == "atlas.not_yours"


@pytest.mark.parametrize(
    ("given_tag", "stored"),
    [("EN", "en"), ("uz", "uz-Latn"), ("uz-cyrl", "uz-Cyrl"), ("fa-af", "prs"), ("und_arab", "und-Arab")],
)
def test_language_tags_are_stored_in_one_spelling(given_tag: str, stored: str) -> None:
    assert rules.language_tag(given_tag) == stored


@pytest.mark.parametrize("bad", ["", "english", "e", "en-", "en US", "<b>"])
def test_what_is_no_language_tag_is_refused(bad: str) -> None:
    assert code(rules.language_tag, bad) == "atlas.bad_language"


@pytest.mark.parametrize(
    ("lang", "chain"),
    [
        ("uz-Cyrl", ("uz-Cyrl", "uz-Latn", "ru", "en")),
        ("prs", ("prs", "fa", "en")),
        ("kk", ("kk", "ru", "en")),
        ("ur", ("ur", "en")),
        ("en", ("en",)),
    ],
)
def test_a_reader_gets_the_nearest_language(lang: str, chain: tuple[str, ...]) -> None:
    assert rules.language_chain(lang) == chain


@pytest.mark.parametrize(
    ("lang", "on", "text"),
    [
        ("en", date(2000, 1, 1), "Semipalatinsk"),
        ("en", date(2006, 12, 31), "Semipalatinsk"),
        ("en", date(2007, 1, 1), "Semey"),
        ("ru", TODAY, "Семей"),
        ("ru", date(2000, 1, 1), "Semipalatinsk"),  # the name of that day before the reader's language
        ("kk", TODAY, "Семей"),
    ],
)
def test_the_name_of_the_day_is_chosen(lang: str, on: date, text: str) -> None:
    chosen = chosen_name(SEMEY, lang=lang, on=on)
    assert chosen is not None
    assert chosen.text == text


def test_without_names_nothing_is_chosen() -> None:
    assert chosen_name([], lang="en", on=TODAY) is None


def test_two_preferred_names_of_one_language_may_not_share_a_day() -> None:
    second = Called("en", "Other", "preferred", date(2006, 1, 1), date(2008, 1, 1))
    assert code(rules.check_preferred, second, SEMEY) == "atlas.two_current_names"
    rules.check_preferred(Called("kk", "Семей"), SEMEY)
    rules.check_preferred(Called("en", "Other", "alternative"), SEMEY)


days = st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1))


@given(days, days, days, days)
def test_a_second_name_is_refused_exactly_when_a_day_is_shared(a, b, c, d) -> None:
    if (a and b and b <= a) or (c and d and d <= c):
        return
    shared = Period(a, b).overlaps(Period(c, d))
    try:
        rules.check_preferred(Called("en", "x", "preferred", c, d), [Called("en", "y", "preferred", a, b)])
    except Refusal:
        assert shared
    else:
        assert not shared


def test_a_designation_in_one_language_marks_the_name_in_every_language() -> None:
    names = [Called("en", "Kosovo"), Called("kk", "Косово")]
    for lang, name, spoken in (("en", "Kosovo", "en"), ("kk", "Косово", "kk"), ("ur", "Kosovo", "en")):
        got = designate("XKX", names=names, rulings=[NOTE], lang=lang, on=TODAY)
        assert got == Designated(name, "**", "Without prejudice.", "XKX", spoken, "en")
        assert str(got) == f"{got}" == got.plain_with_marker == f"{name}**"
        assert got.footnote == "** Without prejudice."


def test_a_designation_in_the_readers_language_wins() -> None:
    russian = Ruling("ru", "Косово", "**", "Не предрешает.")
    got = designate("XKX", names=[Called("ru", "Край")], rulings=[NOTE, russian], lang="ru", on=TODAY)
    assert (got.name, got.note, got.note_lang) == ("Косово", "Не предрешает.", "ru")


def test_a_designation_holds_in_its_time_only() -> None:
    later = Ruling("en", "Kosovo", "**", "n", date(2020, 1, 1))
    got = designate("XKX", names=[Called("en", "Kosovo")], rulings=[later], lang="en", on=date(2019, 1, 1))
    assert (got.marker, got.note) == ("", "")


def test_a_territory_without_any_name_shows_its_code() -> None:
    assert str(designate("XXX", names=[], rulings=[], lang="en", on=TODAY)) == "XXX"


def test_the_foot_of_an_output_says_every_note_once_in_the_order_of_the_markers() -> None:
    shown = [Designated("P", "***", "p"), Designated("K", "**", "k"), Designated("K", "**", "k"), Designated("A")]
    assert [d.footnote for d in rules.notes(shown)] == ["** k", "*** p"]


def test_a_span_keeps_how_exactly_it_is_known() -> None:
    got = rules.span("2016/2017")
    assert (got.start, got.start_precision.value, got.end, got.end_precision.value) == (
        date(2016, 1, 1),
        "year",
        None,
        "none",
    )
    assert code(rules.span, "2017-13") == "dates.not_a_date"
    assert code(rules.span, "2018", "2017") == "periods.end_before_start"


def test_a_relation_without_known_start_is_uncertain_until_a_source_shows_it() -> None:
    shown = date(2018, 4, 4)
    assert not rules.is_certain(None, None, TODAY)
    assert not rules.is_certain(None, shown, date(2018, 4, 3))
    assert rules.is_certain(None, shown, shown)


def test_a_partnership_needs_a_source_of_its_own() -> None:
    assert code(rules.check_partnership_source, "KAZ", "", set()) == "atlas.partnership_inferred"
    assert code(rules.check_partnership_source, "KAZ", "S37", {"S37"}) == "atlas.partnership_inferred"
    rules.check_partnership_source("KAZ", "S46", {"S37"})


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(90.1, 0), (-91, 0), (0, 181), (0, -180.5), (float("nan"), 0), (float("inf"), 0)]
)
def test_positions_off_the_earth_are_refused(latitude: float, longitude: float) -> None:
    assert code(rules.check_position, latitude, longitude) == "atlas.coordinates"


def test_codes_and_choices() -> None:
    assert code(rules.check_known, "nuclear-x", {"nuclear"}, scheme="cbrn_category") == "atlas.unknown_code"
    assert code(rules.choice, "kingdom", TerritoryKind, "kind") == "atlas.unknown_choice"
    assert code(rules.check_shape, "KAZ\n", "[A-Z]{3}", "KAZ") == "atlas.bad_code"


def test_an_edition_is_cited_from_its_day_on() -> None:
    rules.check_citation(standard="ISO-35001", edition="2019", start=date(2019, 11, 1), on=date(2019, 11, 1))
    early = {"standard": "ISO-35001", "edition": "2019", "start": date(2019, 11, 1), "on": date(2019, 10, 31)}
    assert code(rules.check_citation, **early) == "atlas.cited_before_edition"


def test_an_edition_in_use_stays_and_editions_do_not_replace_each_other_in_a_ring() -> None:
    assert code(rules.check_deletion, standard="S", edition="1", citations=1) == "atlas.edition_in_use"
    assert code(rules.check_replacement, "1", "1", {}) == "atlas.cyclic_editions"
    assert code(rules.check_replacement, "1", "3", {"3": "2", "2": "1"}) == "atlas.cyclic_editions"
    rules.check_replacement("1", "2", {"2": "3"})
