"""An amending draft is adopted: the measure has the revised text, the amendment is its event, and nothing closes."""

from datetime import date

import pytest

from kerege.atlas import actions as atlas
from kerege.files.rules import received
from kerege.journal.rules import checking
from kerege.law.actions import events, measures, provisions, texts
from kerege.law.models import Expression, Gap, LifecycleEvent, Measure, Provision
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from tests.law import drafted as way
from tests.law import judged as world

OLD = "/akn/kg/act/law/2020-02-02/7"
TEXT = "Law on registers\nArticle 1. Matter\nThis law keeps a register.\nArticle 2. Reports\nA laboratory reports."
NEW = TEXT.replace("A laboratory reports.", "A laboratory reports at once.")


@pytest.fixture(autouse=True)
def here(db):
    world.lay_obligations()
    atlas.record_source(by=SYSTEM, key=way.SOURCE, title="Gazette", address="https://example.org/")
    told = {"by": SYSTEM, "owner": "KGZ", "kind": "law", "titles": {"en": "Law"}, "sources": [way.SOURCE]}
    measures.record_measure(**told, uri=OLD, number="7", dates="2020-02-02", state="in_force")
    events.record_event(by=SYSTEM, uri=OLD, kind="enter", on="2020-03-01")


def brought(text=TEXT, start=date(2020, 2, 2), kind="official", **more):
    file = received("text.txt", [text.encode()], kinds=texts.KINDS)
    return texts.add_text(by=SYSTEM, uri=OLD, file=file, language="eng", start=start, source_kind=kind, **more)


def refused(code, deed, /, *given, **named):
    with pytest.raises(Refusal) as caught:
        deed(*given, **named)
    assert caught.value.code == code


def ready(gap=None):
    task = way.opened_task(gap, amends=OLD)
    way.written(task, NEW)
    for key in way.BEFORE_ADOPTION:
        way.taken(task, key)
    return task


def cite(judgement, text, eid):
    with checking():
        part = Provision.objects.inside_action().get(expression=text, eid=eid)
    told = {"judgement": str(judgement.uid), "provision": str(part.uid), "relation": "implements"}
    provisions.cite_provision(by=world.DRAFTER, **told, today=world.TODAY)


def count(model):
    with checking():
        return model.objects.inside_action().count()


def test_a_version_keeps_the_instructions_and_the_hash_of_what_it_amends():
    task = way.opened_task(amends=OLD)
    refused("law.no_base", way.written, task, NEW)
    base = brought()
    refused("law.amends_nothing", way.written, task, TEXT)
    version = way.written(task, NEW)
    assert version.base_sha256 == base.sha256
    (told,) = version.instructions
    assert told["wording"]["ru"].startswith("В статье 2")
    assert told["old_hash"]


def test_adoption_amends_the_measure_and_makes_what_cites_it_stale():
    base = brought()
    round_ = world.opened()
    gap = way.opened_gap(round_=round_)
    cited = world.drafted(round_, "OB-3", world.FULL, cite=False)
    cite(cited, base, "art_2")
    kept = world.drafted(round_, "OB-2", world.FULL, cite=False)
    cite(kept, base, "art_1")
    done = way.adopted(ready(gap), holds_from=date(2026, 12, 15))
    with checking():
        event = LifecycleEvent.objects.inside_action().get(kind="amend")
        new = Expression.objects.inside_action().get(pk=done.expression_id)
        old = Measure.objects.inside_action().get(uri=OLD)
        assert Gap.objects.inside_action().get(pk=gap.pk).state == "open"
    assert (event.measure_id, event.by_measure_id, event.wids) == (old.id, done.measure_id, ["art_2"])
    assert (new.measure_id, new.start, new.source_kind) == (old.id, date(2026, 12, 15), "consolidation")
    assert (world.stored(cited).stale, world.stored(kept).stale) == (True, False)
    assert done.measure.number == "25"


def test_another_text_is_not_amended_and_nothing_is_half_done():
    brought()
    task = ready()
    brought(TEXT.replace("keeps", "opens"), date(2026, 11, 25), "consolidation")
    before = [count(model) for model in (Measure, Expression, LifecycleEvent)]
    refused("law.base_moved", way.adopted, task)
    assert [count(model) for model in (Measure, Expression, LifecycleEvent)] == before


def test_what_is_to_come_is_not_lost_and_what_ended_is_not_amended():
    brought()
    gap = way.opened_gap()
    refused("law.amends_example", way.opened_task, gap, amends=example().uri)
    task = ready(gap)
    refused("law.amends_before", way.adopted, task, holds_from=date(2020, 2, 2))
    coming = brought(TEXT.replace("keeps", "opens"), date(2027, 1, 1), "consolidation")
    refused("law.base_moved", way.adopted, task)
    lacks = events.record_event(by=SYSTEM, uri=OLD, kind="amend", on="2026-10-01")
    texts.withdraw_text(by=SYSTEM, uid=str(coming.uid), reason="By mistake.")
    refused("law.base_behind", way.adopted, task)
    events.withdraw_event(by=SYSTEM, uid=str(lacks.uid), reason="By mistake.")
    events.record_event(by=SYSTEM, uri=OLD, kind="repeal", on="2026-11-25")
    refused("law.amends_ended", way.adopted, task)


def example():
    told = {"by": SYSTEM, "owner": "KGZ", "kind": "law", "titles": {"en": "Example"}, "synthetic": True}
    return measures.record_measure(**told, uri=f"{OLD}8", number="78", dates="2020-02-02", sources=[way.SOURCE])


def test_words_that_not_everybody_may_read_do_not_come_out_by_a_draft():
    text = brought(label=Sensitivity.RESTRICTED)
    task = way.opened_task(amends=OLD)
    refused("law.no_base", way.written, task, NEW)
    texts.withdraw_text(by=SYSTEM, uid=str(text.uid), reason="By mistake.")
    brought(label=Sensitivity.NATIONAL)
    way.written(task, NEW)
    for key in ("order", "group", "draft", "impact"):
        way.taken(task, key)
    refused("law.base_not_public", way.consulted, task, way.DAY, way.LATER)
    assert way.consulted(task, way.DAY, way.LATER, audience="bodies", bodies=["Academy"]).label == task.label
