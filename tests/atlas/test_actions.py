"""Recording: what is kept, what is refused, and one act for each."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from kerege.atlas import actions as atlas
from kerege.atlas import queries
from kerege.atlas.actions import NameRow, PlaceRow, SourceRow, TerritoryRow, UnitRow
from kerege.atlas.models import Name, Territory
from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.records.guarded import GuardError

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def ground(secretariat):
    """Two territories, a region, a project, a source or two."""
    for key in ("S1", "S2"):
        atlas.record_source(by=secretariat, key=key, title=f"Page {key}")
    for code, alpha2 in (("KAZ", "KZ"), ("UZB", "UZ")):
        atlas.record_territory(by=secretariat, code=code, alpha2=alpha2)
    atlas.record_region(by=secretariat, code="CA", position=1)
    atlas.record_project(by=secretariat, key="P53", source="S1", start="2015-12")
    return secretariat


def acts() -> list[str]:
    return [line.word for line in journal.acts(owners=None, limit=200)]


def code(call, **kwargs) -> str:
    before = acts()
    with pytest.raises(Refusal) as refused:
        call(**kwargs)
    assert refused.value.sentence % refused.value.data
    assert acts() == before
    return refused.value.code


def uid(territory: str):
    return queries.territory(territory).uid


def test_recording_the_same_again_writes_nothing(ground) -> None:
    before = acts()
    again = atlas.record_territory(by=ground, code="KAZ", alpha2="KZ")
    assert again.uid == atlas.uid_of("territory", "KAZ")
    atlas.record_source(by=ground, key="S1", title="Page S1")
    assert acts() == before


def test_other_content_under_the_same_key_is_refused(ground) -> None:
    assert code(atlas.record_source, by=ground, key="S1", title="Another page") == "records.key_taken"


def test_who_does_not_keep_reference_data_is_refused_everywhere(by, ground) -> None:
    deeds = [
        (atlas.record_sources, {"rows": []}),
        (atlas.record_territory, {"code": "MNG", "alpha2": "MN"}),
        (atlas.record_region, {"code": "SEA"}),
        (atlas.add_membership, {"territory": "KAZ", "region": "CA", "source": "S2"}),
        (atlas.end_membership, {"territory": "KAZ", "region": "CA", "on": TODAY}),
        (atlas.add_participation, {"territory": "KAZ", "project": "P53", "source": "S1"}),
        (atlas.record_term, {"scheme": "cbrn_area", "code": "x"}),
        (atlas.record_standard, {"key": "ISO-1", "issuer": "ISO", "title": "t"}),
        (atlas.record_territories, {"rows": [TerritoryRow("MNG", "MN")]}),
        (atlas.record_names, {"rows": []}),
        (
            atlas.record_name,
            {"subject_uid": uid("KAZ"), "subject_kind": "territory", "lang": "en", "text": "Mine"},
        ),
    ]
    for action, facts in deeds:
        assert code(action, by=by, **facts) == "atlas.not_yours", action


def test_the_table_has_no_way_around_the_actions(ground) -> None:
    with pytest.raises(GuardError):
        Territory.objects.create(code="MNG", alpha2="MN")


def test_a_rename_ends_the_old_name_and_keeps_it(ground) -> None:
    who = {"by": ground, "subject_uid": uid("KAZ"), "subject_kind": "territory", "lang": "en"}
    atlas.record_name(**who, text="Kazakh SSR", end=date(1991, 12, 10))
    atlas.record_name(**who, text="Kazakhstan", start=date(1991, 12, 10))
    assert code(atlas.record_name, **who, text="Qazaqstan") == "atlas.two_current_names"
    atlas.rename(**who, text="Qazaqstan", on=date(2026, 1, 1))
    names = {
        on.year: str(queries.designated("KAZ", lang="en", on=on)) for on in (date(1980, 1, 1), date(2018, 1, 1), TODAY)
    }
    assert names == {1980: "Kazakh SSR", 2018: "Kazakhstan", 2026: "Qazaqstan"}
    assert acts()[0] == "atlas.name.replaced"


def test_two_current_names_are_refused_by_the_database_too(ground) -> None:
    row = {"subject_uid": uid("KAZ"), "subject_kind": "territory", "lang": "en", "kind": "preferred"}
    two = [Name(**row, text=text, folded=text, bones=text) for text in ("one", "two")]
    with act("test", by=SYSTEM, about=uid("KAZ")), pytest.raises(IntegrityError), transaction.atomic():
        Name.objects.bulk_create(two)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"text": "x" * 10_000_000}, "text.too_long"),
        ({"text": "a\u202eb"}, "text.bidi_override"),
        ({"text": "a\x00b"}, "text.control_characters"),
        ({"text": b"\xff"}, "text.not_utf8"),
        ({"lang": "klingon!"}, "atlas.bad_language"),
        ({"kind": "nickname"}, "atlas.unknown_choice"),
        ({"subject_kind": "planet"}, "atlas.unknown_choice"),
        ({"subject_uid": uuid4()}, "atlas.unknown_subject"),
        ({"source": "S404"}, "atlas.unknown_code"),
        ({"start": "2018", "end": "2017"}, "periods.end_before_start"),
    ],
)
def test_bad_names_are_refused(ground, change: dict, expected: str) -> None:
    name = {"subject_uid": uid("KAZ"), "subject_kind": "territory", "lang": "en", "text": "Kazakhstan"}
    assert code(atlas.record_name, by=ground, **{**name, **change}) == expected


def test_a_rename_without_a_name_is_refused(ground) -> None:
    who = {"subject_uid": uid("KAZ"), "subject_kind": "territory", "lang": "en"}
    assert code(atlas.rename, by=ground, **who, text="New", on=TODAY) == "atlas.no_current_name"


def test_a_mistyped_name_can_be_withdrawn(ground) -> None:
    who = {"subject_uid": uid("KAZ"), "subject_kind": "territory", "lang": "en"}
    name = atlas.record_name(by=ground, **who, text="Kazahkstan")
    atlas.withdraw_name(by=ground, name_uid=name.uid)
    assert str(queries.designated("KAZ", lang="en", on=TODAY)) == "KAZ"
    assert code(atlas.withdraw_name, by=ground, name_uid=name.uid) == "atlas.no_such_name"


def test_many_names_come_in_with_one_act_or_not_at_all(ground) -> None:
    good = NameRow(uid("KAZ"), "territory", "en", "Kazakhstan")
    assert code(atlas.record_names, by=ground, rows=[good, NameRow(uid("KAZ"), "territory", "en", "Other")]) == (
        "atlas.two_current_names"
    )
    assert Name.objects.count() == 0
    rows = [good, NameRow(uid("UZB"), "territory", "en", "Uzbekistan")]
    assert atlas.record_names(by=ground, rows=rows) == 2
    before = acts()
    assert (before[0], before.count("atlas.names.recorded")) == ("atlas.names.recorded", 1)
    assert atlas.record_names(by=ground, rows=rows) == 0
    assert acts() == before


def test_lists_come_in_with_one_act_and_are_corrected_by_the_next(ground) -> None:
    assert atlas.record_sources(by=ground, rows=[SourceRow("S1", "Better title"), SourceRow("S3", "New")]) == 2
    newest = journal.acts(owners=None, limit=1)[0]
    assert (newest.word, newest.facts["created"], newest.facts["corrected"]) == ("atlas.sources.recorded", 1, 1)
    assert queries.source("S1").title == "Better title"


def test_a_partnership_is_never_inferred_from_taking_part(ground) -> None:
    atlas.add_participation(by=ground, territory="KAZ", project="P53", source="S1", start="2017-01")
    facts = {"territory": "KAZ", "region": "CA"}
    assert code(atlas.add_membership, by=ground, **facts, source="") == "atlas.partnership_inferred"
    assert code(atlas.add_membership, by=ground, **facts, source="S1") == "atlas.partnership_inferred"
    assert queries.relations("KAZ", on=TODAY) == queries.Relations("KAZ", ("P53",), ())
    atlas.add_membership(by=ground, **facts, source="S2", start=date(2020, 11, 20))
    assert queries.relations("KAZ", on=date(2020, 11, 19)).is_partner is False
    assert queries.relations("KAZ", on=date(2020, 11, 20)).is_partner is True


def test_a_membership_ends_on_a_day_and_may_begin_again(ground) -> None:
    facts = {"territory": "UZB", "region": "CA"}
    atlas.add_membership(by=ground, **facts, source="S2", start="2012")
    assert code(atlas.add_membership, by=ground, **facts, source="S2", start="2014") == "atlas.overlapping"
    assert code(atlas.end_membership, by=ground, **facts, on=date(2011, 1, 1)) == "periods.end_before_start"
    atlas.end_membership(by=ground, **facts, on=date(2020, 1, 1))
    assert code(atlas.end_membership, by=ground, **facts, on=date(2021, 1, 1)) == "atlas.not_open"
    atlas.add_membership(by=ground, **facts, source="S2", start="2012")  # as the loader does on every start
    atlas.add_membership(by=ground, **facts, source="S2", start="2022")
    held = [bool(queries.partners(on=date(year, 6, 1))) for year in (2011, 2013, 2020, 2022)]
    assert held == [False, True, False, True]


def test_unknown_codes_are_refused(ground) -> None:
    for action, facts in (
        (atlas.add_participation, {"territory": "XYZ", "project": "P53", "source": "S1"}),
        (atlas.add_participation, {"territory": "KAZ", "project": "P99", "source": "S1"}),
        (atlas.add_participation, {"territory": "KAZ", "project": "P53", "source": "S99"}),
        (atlas.add_membership, {"territory": "KAZ", "region": "XX", "source": "S2"}),
        (atlas.tag_project, {"project": "P53", "scheme": "cbrn_area", "code": "magic", "source": "S1"}),
    ):
        assert code(action, by=ground, **facts) == "atlas.unknown_code", facts


def test_a_tag_is_stated_by_a_page_or_marked_as_a_suggestion(ground) -> None:
    atlas.record_term(by=ground, scheme="cbrn_category", code="biological")
    tag = {"project": "P53", "scheme": "cbrn_category", "code": "biological"}
    assert code(atlas.tag_project, by=ground, **tag) == "atlas.tag_without_source"
    atlas.tag_project(by=ground, **tag, suggested=True)
    [shown] = queries.project_page("P53", on=TODAY, lang="en").categories
    assert (shown.code, shown.suggested, shown.source) == ("biological", True, "")


def test_places_are_on_earth_and_in_a_unit_of_their_territory(ground) -> None:
    atlas.record_unit(by=ground, territory="KAZ", code="KZ-10", kind="Region", start="2022-06-08")
    place = {"key": "KZ-1", "territory": "KAZ", "unit": "KZ-10", "latitude": 50.42064, "longitude": 80.25}
    assert code(atlas.record_place, by=ground, **{**place, "latitude": 95}) == "atlas.coordinates"
    assert code(atlas.record_place, by=ground, **{**place, "territory": "UZB"}) == "atlas.unit_elsewhere"
    assert code(atlas.record_place, by=ground, **{**place, "population": -1}) == "figures.not_a_figure"
    atlas.record_place(by=ground, **place)
    [line] = queries.places(on=TODAY, lang="en", unit="KZ-10")
    assert (line.latitude, line.longitude) == (50.421, 80.25)
    assert [u.code for u in queries.units("KAZ", on=date(2022, 6, 7), lang="en")] == []
    assert [u.code for u in queries.units("KAZ", on=date(2022, 6, 8), lang="en")] == ["KZ-10"]
    rows = [PlaceRow("KZ-2", "KAZ", "KZ-99", 1, 1)]
    assert code(atlas.record_places, by=ground, rows=rows) == "atlas.unknown_code"
    assert code(atlas.record_units, by=ground, rows=[UnitRow("KAZ", "UZ-1", "Region")]) == "atlas.bad_code"


def test_a_designation_is_laid_down_once_for_a_time(ground) -> None:
    atlas.record_territory(by=ground, code="XKX", alpha2="XK", kind="territory")
    ruling = {"territory": "XKX", "lang": "en", "display_name": "Kosovo", "marker": "**", "authority": "EU usage"}
    atlas.designate(by=ground, **ruling, note="Without prejudice.")
    later = {**ruling, "authority": "UN usage", "marker": "*", "start": date(2027, 1, 1)}
    assert code(atlas.designate, by=ground, **later, note="n") == "atlas.overlapping"
    atlas.end_designation(by=ground, territory="XKX", lang="en", on=date(2027, 1, 1))
    atlas.designate(by=ground, **later, note="n")
    shown = [str(queries.designated("XKX", lang="ru", on=on)) for on in (TODAY, date(2027, 1, 1))]
    assert shown == ["Kosovo**", "Kosovo*"]


@pytest.fixture
def standard(ground):
    atlas.record_standard(by=ground, key="ISO-15190", issuer="ISO", title="Safety")
    for year in ("2003", "2020"):
        atlas.record_edition(by=ground, standard="ISO-15190", edition=year, start=year)
    return {"by": ground, "standard": "ISO-15190"}


def test_a_superseded_edition_lists_what_cites_it_and_changes_nothing(standard, by) -> None:
    course = uuid4()
    citation = {"standard": "ISO-15190", "cited_by_uid": course, "cited_by_kind": "course", "cited_by_key": "C-1"}
    assert code(atlas.cite_edition, by=by, **citation, edition="2020", on=date(2018, 1, 1)) == (
        "atlas.cited_before_edition"
    )
    atlas.cite_edition(by=by, **citation, edition="2003", on=date(2018, 1, 1))
    assert queries.superseded_citations(on=date(2019, 1, 1)) == []
    atlas.replace_edition(**standard, edition="2003", newer_standard="ISO-15190", newer_edition="2020", on="2020")
    assert queries.superseded_citations(on=date(2019, 1, 1)) == []
    [listed] = queries.superseded_citations(on=date(2020, 1, 1))
    assert (listed.cited_by_key, listed.edition, listed.replaced_by) == ("C-1", "2003", "ISO-15190 2020")
    assert code(atlas.delete_edition, **standard, edition="2003") == "atlas.edition_in_use"
    assert code(atlas.delete_edition, **standard, edition="2020") == "atlas.edition_in_use"
    atlas.end_citation(by=by, standard="ISO-15190", edition="2003", cited_by_uid=course, on=date(2021, 1, 1))
    assert queries.superseded_citations(on=date(2021, 1, 1)) == []
    assert len(queries.superseded_citations(on=date(2020, 12, 31))) == 1


def test_an_unused_edition_can_be_deleted_and_a_ring_is_refused(standard) -> None:
    newer = {"newer_standard": "ISO-15190", "on": "2020"}
    atlas.replace_edition(**standard, edition="2003", newer_edition="2020", **newer)
    assert code(atlas.replace_edition, **standard, edition="2020", newer_edition="2003", **newer) == (
        "atlas.cyclic_editions"
    )
    atlas.record_edition(**standard, edition="2099", start="2099")
    atlas.delete_edition(**standard, edition="2099")
    assert [line.edition for line in queries.editions(on=TODAY)] == ["2003", "2020"]
    assert [line.current for line in queries.editions(on=TODAY)] == [False, True]


def test_every_action_here_left_a_whole_chain(ground) -> None:
    assert journal.verify().whole
    assert len(acts()) == 6


@pytest.mark.parametrize("role", list(Role))
def test_whoever_has_to_cite_records_the_source(ground, role) -> None:
    citing = {"secretariat", "node_administrator", "focal_point", "legal_drafter", "laboratory_head"}
    actor = Actor("u", "U", (Grant(role, "KAZ"),))
    if role in citing | {"training_centre_manager"}:
        assert atlas.record_source(by=actor, key="S9", title="x").key == "S9"
    else:
        assert code(atlas.record_source, by=actor, key="S9", title="x") == "atlas.not_yours"
