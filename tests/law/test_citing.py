"""Evidence is bound to the text that it cites: what changes there makes exactly those judgements stale."""

from datetime import date

import pytest

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.law.actions import events, judging, provisions, reviewing, staling
from kerege.law.models import Evidence, Expression, LifecycleEvent, Measure, NormRank, Provision
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from tests.law import judged as world
from tests.law.judged import stored

LAW = "/akn/kg/act/2025-01-02/25"
CHANGED = date(2026, 10, 15)


def text(measure, start, *, label=0, **articles):
    """A text of the measure with these articles, in one act; the one before it ends on its day."""
    with act("tests.text.laid", by=SYSTEM, about="law"):
        Expression.objects.inside_action().filter(measure=measure, until=None).update(until=start)
        row = Expression.objects.create(
            owner="KGZ",
            label=label,
            measure=measure,
            language="rus",
            start=start,
            source_kind="official",
            content=b"<akomaNtoso/>",
            sha256=str(start),
            file_kind="xml",
            file_sha256="",
        )
        for n, (eid, words) in enumerate(articles.items()):
            Provision.objects.create(
                **{"owner": "KGZ", "expression": row, "eid": eid, "wid": eid, "kind": "article", "num": eid},
                text=words,
                content_hash=str(hash(words))[:60],
                ordinal=n,
            )
    return row


@pytest.fixture
def measure(_ground):
    world.lay_obligations()
    with act("tests.measure.laid", by=SYSTEM, about="law"):
        rank = NormRank.objects.create(territory_id="KGZ", key="law", level=3)
        row = Measure.objects.create(
            **{"owner": "KGZ", "territory_id": "KGZ", "uri": LAW, "kind": "act", "rank": rank},
            titles={"en": "Law on biosafety"},
            precision="day",
        )
    text(row, date(2025, 1, 2), art_4="The operator shall report  at once.", art_5="Who does not is fined.")
    return row


@pytest.fixture
def here(measure):
    return world.opened()


def part(eid="art_4"):
    with checking():
        return str(Provision.objects.inside_action().filter(eid=eid).order_by("-id").first().uid)


def cited(here, obligation="OB-1", eid="art_4", **given):
    row = world.drafted(here, obligation, cite=False)
    given = {"relation": "implements"} | given
    found = provisions.cite_provision(by=world.DRAFTER, judgement=str(row.uid), provision=part(eid), **given)
    return stored(row), found


def approved(here, obligation, eid):
    row, _found = cited(here, obligation, eid)
    judging.submit_judgement(by=world.DRAFTER, judgement=str(row.uid))
    return reviewing.approve_judgement(by=world.REVIEWER, judgement=str(row.uid))


def code(deed, *args, **given):
    with pytest.raises(Refusal) as refusal:
        deed(*args, **given)
    return refusal.value.code


def happens(measure, kind, on, *wids, label=0):
    with act("tests.event.laid", by=SYSTEM, about="law"):
        LifecycleEvent.objects.create(
            **{"owner": "KGZ", "measure": measure, "kind": kind, "wids": list(wids), "counts_from": on, "label": label},
            precision="day",
        )
        return staling._see_to_judgements(measure, today=world.TODAY)


def test_a_provision_is_cited_with_its_words_its_rank_and_its_hash(here):
    row, found = cited(here, "OB-3", exact="shall report", prefix="operator ", suffix=" at")
    assert (found.work, found.eid, found.rank, found.exact) == (LAW, "art_4", 3, "shall report")
    assert found.content_hash
    assert judging.submit_judgement(by=world.DRAFTER, judgement=str(row.uid)).state == "submitted"


def test_what_cannot_be_cited(here, measure):
    row = world.drafted(here, cite=False)
    given = {"by": world.DRAFTER, "judgement": str(row.uid), "relation": "implements"}
    deed = provisions.cite_provision
    assert code(deed, **given, provision="nothing") == "records.nothing_there"
    assert code(deed, **given, provision=part(), exact="may report") == "law.no_such_selection"
    assert code(deed, **(given | {"relation": "likes"}), provision=part()) == "people.unknown_choice"
    text(measure, date(2026, 10, 15), art_6="Later.")
    assert code(deed, **given, provision=part("art_6")) == "law.not_in_force_then"
    happens(measure, "repeal", date(2026, 9, 1), "art_5")
    assert code(deed, **given, provision=part("art_5")) == "law.not_in_force_then"
    assert deed(**given, provision=part()).wid == "art_4"
    assert code(deed, **given, provision=part()) == "law.evidence_twice"


def test_a_new_text_makes_stale_exactly_what_cites_what_changed(here, measure):
    first, second = approved(here, "OB-1", "art_4"), approved(here, "OB-3", "art_5")
    text(measure, CHANGED, art_4="The operator shall report within a day.", art_5="Who does not is fined.")
    with act("tests.law.changed", by=SYSTEM, about="law"):
        assert staling._see_to_judgements(measure, today=world.TODAY) == 1
        assert staling._see_to_judgements(measure, today=world.TODAY) == 0
    assert (stored(first).stale, stored(first).stale_reason) == (True, "text_changed")
    assert (stored(first).state, stored(first).status) == ("approved", "full")
    assert not stored(second).stale
    with checking():
        assert Evidence.objects.inside_action().filter(judgement=first).count() == 1


def test_what_fewer_may_read_than_the_judgement_marks_nothing(here, measure):
    row = approved(here, "OB-1", "art_4")
    assert row.label == Sensitivity.NATIONAL
    text(measure, CHANGED, label=Sensitivity.RESTRICTED, art_4="Something else.", art_5="Who does not is fined.")
    with act("tests.law.changed", by=SYSTEM, about="law"):
        assert staling._see_to_judgements(measure, today=world.TODAY) == 0
    assert happens(measure, "repeal", date(2026, 10, 18), "art_4", label=Sensitivity.RESTRICTED) == 0
    text(measure, date(2026, 10, 20), label=Sensitivity.NATIONAL, art_4="Something new.")
    with act("tests.law.changed", by=SYSTEM, about="law"):
        assert staling._see_to_judgements(measure, today=world.TODAY) == 1


def test_what_is_repealed_makes_stale_what_cites_it_and_it_is_not_approved(here, measure):
    row, found = cited(here, "OB-1", "art_4")
    other = approved(here, "OB-3", "art_5")
    judging.submit_judgement(by=world.DRAFTER, judgement=str(row.uid))
    events.record_event(by=SYSTEM, uri=LAW, kind="repeal", on="2026-10-20", parts=["art_4"])
    assert stored(row).stale_reason == "not_in_force"
    assert not stored(other).stale
    assert code(reviewing.approve_judgement, by=world.REVIEWER, judgement=str(row.uid)) == "law.evidence_changed"
    reviewing.return_judgement(by=world.REVIEWER, judgement=str(row.uid), reason="Article 4 is repealed.")
    staling.drop_evidence(by=world.DRAFTER, evidence=str(found.uid))
    assert not stored(row).stale
