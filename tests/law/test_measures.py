"""Measures, their texts and what happens to them: recorded, read as on a day, and kept from whoever may not read."""

from datetime import date

import pytest

from kerege.files.rules import received
from kerege.law.actions import events, measures, texts
from kerege.law.queries import measures as queries
from kerege.law.queries import texts as reading
from kerege.law.words.measures import LineageKind
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from tests import ground
from tests.law import act_of_nothing as act

URI, ON = act.URI, date(2026, 1, 1)
BY = ground.FOCAL_KAZ


def record(**changes):
    told = {"owner": "KAZ", "uri": URI, "kind": "law", "titles": {"en": "On matters", "ru": "О делах"}}
    told |= {"dates": "2022-05-21", "number": "122-VII", "sources": ["S1"], "state": "adopted"}
    return measures.record_measure(by=BY, **(told | changes))


def bring(text=act.RU, *, name="law.txt", **changes):
    told = {"uri": URI, "language": "rus", "start": date(2022, 5, 21), "source_kind": "official"} | changes
    content = text if isinstance(text, bytes) else text.encode()
    return texts.add_text(by=told.pop("by", BY), file=received(name, [content], kinds=texts.KINDS), **told)


def refused(action, *args, **kwargs):
    with pytest.raises(Refusal) as refusal:
        action(*args, **kwargs)
    return refusal.value.code, refusal.value.field


def read_on(on, *, viewer=PUBLIC, language="rus"):
    return reading.reading(viewer, queries.measure(viewer, URI, on=on), language=language, on=on)


def test_a_law_is_read_as_on_a_day():
    record()
    bring()
    bring(act.AMENDED, start=date(2024, 4, 6))
    events.record_event(by=BY, uri=URI, kind="enter", on="2022-11-22")
    events.record_event(by=BY, uri=URI, kind="enter", on="2025", parts=["chp_1__art_2"])
    events.record_event(by=BY, uri=URI, kind="amend", on="2023-03-01")
    shown = {
        on: read_on(date.fromisoformat(on))
        for on in ("2022-05-20", "2022-06-01", "2023-06-01", "2024-06-01", "2026-01-01")
    }
    assert [each.line and str(each.line.start) for each in shown.values()] == [
        None, "2022-05-21", "2022-05-21", "2024-04-06", "2024-04-06",
    ]  # fmt: skip
    assert [len(each.at.pending) for each in shown.values()] == [0, 0, 1, 0, 0]
    assert [[part.eid for part in each.not_in_force] for each in list(shown.values())[2:]] == [
        ["chp_1__art_2"], ["chp_1__art_2"], [],
    ]  # fmt: skip
    assert all(not part.holds for part in shown["2022-06-01"].provisions)
    assert [queries.measure(PUBLIC, URI, on=day).state for day in (date(2022, 6, 1), date(2024, 1, 1), ON)] == [
        "adopted", "partly", "in_force",
    ]  # fmt: skip


def test_what_became_of_each_part_is_kept():
    from kerege.journal.rules import checking
    from kerege.law.models import ProvisionLineage

    record()
    bring()
    later = bring(act.AMENDED, start=date(2024, 4, 6))
    with checking():
        found = {
            (each.before and each.before.eid, each.after and each.after.eid): each.kind
            for each in ProvisionLineage.objects.inside_action().filter(later=later).select_related("before", "after")
        }
    changed = {pair: kind for pair, kind in found.items() if kind != LineageKind.SAME}
    assert changed == {
        ("chp_1", "chp_1"): "replaced",
        ("chp_1__art_2", "chp_1__art_2"): "replaced",
        ("chp_1__art_2__para_1", "chp_1__art_2__para_1"): "replaced",
        ("chp_2__art_3", "chp_2__art_4"): "renumbered",
    }


def test_what_came_as_akoma_ntoso_leaves_as_the_same_bytes():
    record()
    made = bring()
    _line, content = reading.content(PUBLIC, str(made.uid))
    foreign = content.replace(b"<akomaNtoso", b"<!-- as it came -->\n<akomaNtoso").replace(
        b'eId="chp_2"', b'class="x" eId="chp_2"'
    )
    texts.withdraw_text(by=BY, uid=str(made.uid), reason="Brought as text first.")
    again = bring(foreign, name="law.xml")
    line, kept = reading.content(PUBLIC, str(again.uid))
    assert kept == foreign
    assert (line.schema, line.file_kind) == ("strict", "akn")
    assert refused(reading.content, PUBLIC, str(made.uid)) == ("law.no_text", None)


def test_the_languages_stand_side_by_side_by_the_names_of_their_parts():
    record()
    original = bring()
    bring(act.EN.replace("1) matter", "3) new\n1) matter"), language="eng", source_kind="unofficial_translation",
          translation_of=str(original.uid))  # fmt: skip
    rows = reading.side_by_side(read_on(ON).provisions, read_on(ON, language="eng").provisions)
    pairs = [(row.first and row.first.eid, row.second and row.second.eid) for row in rows]
    assert (None, "chp_1__art_1__subpara_3") in pairs
    assert all(first == second for first, second in pairs if first and second)
    assert [first for first, _ in pairs if first] == [part.eid for part in read_on(ON).provisions]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"uri": "law on matters"}, "law.uri_malformed"),
        ({"uri": "/akn/kg/act/law/2022-05-21/122-vii"}, "law.other_country"),
        ({"uri": f"{URI}/rus@2022-05-21"}, "law.uri_malformed"),
        ({"titles": {"en": " "}}, "law.no_title"),
        ({"sources": []}, "figures.no_source"),
        ({"kind": "rumour"}, "people.unknown_choice"),
        ({"owner": "KGZ"}, "people.not_yours"),
        ({"delegated_from": "/akn/kz/act/law/1999/1"}, "law.no_measure"),
        ({"dates": "2030"}, "dates.held_in_future"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_measure_that_is_none(changes, code):
    assert refused(record, **changes)[0] == code


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"start": date(2022, 5, 20)}, "law.before_act", "start"),
        ({"start": date(2023, 1, 1), "until": date(2023, 1, 1)}, "law.ends_before", "until"),
        ({"language": "xxx"}, "law.bad_language", "language"),
        ({"machine": True}, "law.machine_is_unofficial", "source_kind"),
        ({"source_kind": "authentic_translation", "machine": True}, "law.machine_is_unofficial", "source_kind"),
        ({"start": date(2022, 6, 1), "until": date(2022, 7, 1)}, "law.two_official", "start"),
        ({}, "law.text_there", "start"),
        ({"uri": "/akn/kz/act/law/1999/1"}, "law.no_measure", "uri"),
        ({"translation_of": "0"}, "law.not_of_it", "translation_of"),
        ({"by": ground.FOCAL_KGZ}, "people.not_yours", None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_text_that_cannot_be(changes, code, field):
    record()
    bring(until=date(2022, 12, 31))
    if "translation_of" in changes:
        changes |= {"language": "eng", "source_kind": "unofficial_translation"}
    assert refused(bring, **changes) == (code, field)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"/122-vii", b"/999", "law.other_work"),
        (b'language="rus"', b'language="kaz"', "law.other_language"),
        (b"akn/3.0", b"akn/3.0/CSD13", "law.akn_namespace"),
        (b'eId="chp_2"', b'eId="chp_1"', "law.akn_eid_twice"),
        (b"<akomaNtoso", b'<!DOCTYPE x [<!ENTITY a "b">]><akomaNtoso', "files.differs"),
    ],
    ids=["work", "language", "namespace", "eids", "doctype"],
)
def test_a_file_that_is_not_this_law(old, new, code):
    record()
    made = bring()
    _line, content = reading.content(PUBLIC, str(made.uid))
    texts.withdraw_text(by=BY, uid=str(made.uid), reason="Only for its bytes.")
    assert refused(bring, content.replace(old, new), name="law.xml")[0] == code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"on": "2021"}, "law.before_act"),
        ({}, "law.event_no_day"),
        ({"on": "soon"}, "dates.not_a_date"),
        ({"on": "2024", "parts": ["art_99"]}, "law.no_part"),
        ({"on": "2024", "by_measure": URI}, "law.by_itself"),
        ({"on": "2024", "kind": "burn"}, "people.unknown_choice"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_event_that_cannot_be(changes, code):
    record()
    bring()
    assert refused(events.record_event, by=BY, uri=URI, **({"kind": "repeal"} | changes))[0] == code


def test_a_draft_is_for_its_country_alone_and_leaves_no_trace():
    """The draft would show by its title, its text, as what amends a law, and as what an order is issued under."""
    law, draft = record(), "/akn/kz/act/law/2026/draft-1"
    record(uri=draft, state="draft", dates="2026-03", titles={"en": "SECRET draft"}, number="", delegated_from=URI)
    bring(uri=draft, start=date(2026, 3, 1))
    events.record_event(by=BY, uri=URI, kind="amend", condition="when SECRET is adopted", by_measure=draft)
    record(uri="/akn/kz/act/order/2026/1", kind="order", dates="2026", titles={"en": "Order"}, delegated_from=draft)
    seen = queries.measures(PUBLIC, on=ON)
    assert [line.uri for line in seen] == ["/akn/kz/act/order/2026/1", law.uri]
    assert (seen[0].delegated_from, seen[1].events) == ("", ())
    assert refused(queries.measure, PUBLIC, draft, on=ON) == ("law.no_measure", None)
    inside = queries.measures(ground.OFFICER_KAZ, on=ON)
    assert [line.uri for line in inside] == [draft, "/akn/kz/act/order/2026/1", law.uri]
    held = inside[0].texts[0].uid
    assert reading.provisions(ground.OFFICER_KAZ, held) != () == reading.provisions(PUBLIC, held)
    assert refused(reading.content, PUBLIC, held) == ("law.no_text", None)
    assert refused(queries.holding, PUBLIC, held, on=ON) == ("law.no_text", None)
    assert inside[2].events[0].label == Sensitivity.NATIONAL
    assert queries.changed_by(ground.OFFICER_KAZ, inside[0]) == {URI: law.titles}
    assert queries.changed_by(PUBLIC, inside[0]) == {}
    assert refused(measures.own_measure, by=ground.FOCAL_KGZ, uri=draft) == ("law.no_measure", "uri")


def test_a_text_that_few_may_read_ends_none_that_more_read():
    """The hidden text would show as the end of the public one, and as an empty page from its first day on."""
    record()
    changes = {"text": act.AMENDED, "source_kind": "consolidation"}
    bring(source_kind="consolidation")
    bring(start=date(2024, 4, 6), label=Sensitivity.NATIONAL, **changes)
    shown = [read_on(ON, viewer=viewer).line for viewer in (PUBLIC, ground.OFFICER_KAZ)]
    assert [(str(line.start), line.until) for line in shown] == [("2022-05-21", None), ("2024-04-06", None)]
    assert len(queries.measure(PUBLIC, URI, on=ON).texts) == 1
    bring(start=date(2025, 1, 1), **changes)
    held = queries.measure(ground.OFFICER_KAZ, URI, on=ON).texts
    assert [str(line.until) for line in held] == ["2025-01-01", "2025-01-01", "None"]


def test_an_official_text_that_few_may_read_is_refused_where_it_would_end_a_public_one():
    record()
    bring()
    changes = {"text": act.AMENDED, "start": date(2024, 4, 6)}
    assert refused(bring, label=Sensitivity.NATIONAL, **changes) == ("law.end_would_tell", "label")
    assert read_on(ON).line.until is None
    bring(**changes)
    assert str(read_on(ON).line.start) == "2024-04-06"


def test_a_measure_counts_as_confirmed_for_two_years():
    record()
    measures.confirm_measure(by=BY, uri=URI, today=date(2024, 2, 29))
    days = (date(2024, 2, 28), date(2024, 2, 29), date(2026, 2, 28), date(2026, 3, 1))
    assert [queries.measure(PUBLIC, URI, on=day).confirmed for day in days] == [False, True, True, False]


def test_the_same_again_changes_nothing_and_what_was_wrong_is_withdrawn():
    assert record().pk == record().pk
    bring()
    first = events.record_event(by=BY, uri=URI, kind="enter", on="2022-11-22")
    assert events.record_event(by=BY, uri=URI, kind="enter", on="2022-11-22").pk == first.pk
    assert refused(events.withdraw_event, by=BY, uid=str(first.uid), reason=" ") == (
        "law.no_why",
        "reason",
    )
    events.withdraw_event(by=BY, uid=str(first.uid), reason="Another day.")
    assert queries.measure(PUBLIC, URI, on=ON).events == ()
    assert refused(events.withdraw_event, by=BY, uid=str(first.uid), reason="Again.") == ("law.no_event", None)


def test_ranks_and_authorities():
    measures.record_rank(by=SYSTEM, territory="KAZ", key="law", level=3, names={"en": "Law"})
    measures.record_authority(by=BY, owner="KAZ", key="KAZ-PARLIAMENT", titles={"en": "Parliament"})
    record(rank="law", authority="KAZ-PARLIAMENT")
    line = queries.measure(PUBLIC, URI, on=ON)
    assert (line.rank, line.authority) == ((3, {"en": "Law"}), {"en": "Parliament"})
