"""One direct check for each seeded leak: it passes on the program as it is, and fails where that leak was seeded.

No part of the tests of the program; tools/mutants.py runs it.
"""

from datetime import date, timedelta

import pytest
from django.core import mail as outbox
from django.core.cache import caches
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.utils import timezone

from kerege.api import feeds, mail
from kerege.inventory import queries as inventory
from kerege.inventory.queries import statistics
from kerege.inventory.words.statistics import Dimension
from kerege.journal import queries as journal
from kerege.lib.geo import Spot
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.outreach import actions as outreach_actions
from kerege.outreach import queries as outreach
from kerege.people import queries as people
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.records.viewers import PUBLIC, Viewer
from kerege.sharing import queries
from kerege.training import actions as training_actions
from kerege.training import queries as training
from kerege.web.shell.middleware import ReaderMiddleware
from tests.house import canaries, readers, texts
from tests.house.crawling import signed_in
from tests.house.readers import FOCAL_POINT, NEIGHBOUR
from tests.house.test_leaks_shared import laid as shared_world

TODAY = timezone.localdate()
OWNER_READS = Viewer("owner", "owner", by_owner=(("KAZ", Sensitivity.RESTRICTED),))
laid_with_shares = shared_world


@pytest.fixture
def laid(demo_world):
    caches["near"].clear()
    readers.open_accounts()
    return canaries.lay()


def titles(viewer):
    return {line.title for line in outreach.events(viewer, on=TODAY)}


def viewer(email, on=TODAY):
    return queries.viewer_for(people.account(email), on=on, strong=True)


def test_rows_unfiltered(laid):
    assert "zqeventrestrictedqz" not in titles(PUBLIC)


def test_label_off_by_one(laid):
    assert "zqeventregionalqz" not in titles(PUBLIC)


def test_field_label_ignored(laid):
    uid = next(line.uid for line in outreach.events(PUBLIC, on=TODAY) if line.key == "PUBLIC-RESTRICTED")
    assert not outreach.event(PUBLIC, uid, on=TODAY).note


def test_others_one_level_up(laid):
    assert "zqeventnationalqz" not in titles(viewer("trainer.uzb@example.org"))


def test_expired_role_holds(laid):
    assert "zqeventrestrictedqz" not in titles(viewer("former.focal.point.kaz@example.org"))


def test_roles_do_not_rest(laid):
    weak = queries.viewer_for(people.account(FOCAL_POINT), on=TODAY, strong=False)
    assert titles(weak) == titles(PUBLIC)


def test_coming_role_holds(laid):
    assert "zqeventrestrictedqz" not in titles(viewer("coming.focal.point.kaz@example.org"))


def test_view_as_widens(laid):
    as_donor = queries.viewer_as(viewer(FOCAL_POINT), role="donor", owner="REG", on=TODAY)
    assert "zqeventregionalqz" not in titles(as_donor)


def test_ended_share_opens(laid_with_shares):
    assert "zqeventnationalqz" not in titles(viewer(NEIGHBOUR, on=TODAY + timedelta(days=60)))


def test_waiting_share_opens(laid_with_shares):
    assert "zqclaimnationalqz" not in Client().get("/claims/").content.decode()
    assert "zqclaimnationalqz" not in signed_in(NEIGHBOUR).get("/claims/").content.decode()


def test_no_readers_is_everybody(laid_with_shares):
    assert "zqprogrammenationalqz" not in signed_in(NEIGHBOUR).get("/resources/curricula/").content.decode()


def test_share_of_any_owner(laid_with_shares):
    assert "zqstepnationalqz" not in signed_in(NEIGHBOUR).get("/law/").content.decode()


def test_shares_told_to_all(laid_with_shares):
    assert queries.given(viewer("trainer.uzb@example.org"), owner="KAZ") == []


def test_export_reads_everything(laid):
    assert "zqcourserestrictedqz" not in Client().get("/courses/?format=csv").content.decode()


def test_print_has_notes(laid):
    assert "zqnoterestrictedqz" not in texts.of_pdf(Client().get("/courses/?format=pdf").content)


def test_search_reads_notes(laid):
    assert training.courses(PUBLIC, on=TODAY, text="zqnoterestrictedqz").total == 0


def test_count_of_all_rows(laid):
    assert training.courses(PUBLIC, on=TODAY, size=1).total < training.courses(OWNER_READS, on=TODAY, size=1).total


def test_order_by_withheld(laid):
    def order():
        return [line.key for line in training.courses(PUBLIC, on=TODAY, size=200).rows]

    before = order()
    canaries.lay_more(laid)
    assert order() == before


def test_api_forgets_reader(laid):
    assert Client().get(f"/api/v1/events/{laid.uids['event'][-2]}").status_code == 404


def test_kept_for_another(laid):
    asked = "/api/v1/indicators/awareness.events.national?country=KAZ"
    cold = Client().get(asked).content
    caches["near"].clear()
    assert signed_in(FOCAL_POINT).get(asked).content != cold
    assert Client().get(asked).content == cold


def test_letter_to_all(laid):
    mail.send(mail.letter_for(people.account(FOCAL_POINT), on=TODAY), by=SYSTEM)
    assert outbox.outbox[0].recipients() == [FOCAL_POINT]


def test_refusal_tells_title(laid):
    assert "zqeventrestrictedqz" not in Client().get(f"/events/{laid.uids['event'][-2]}/").content.decode()


def test_fault_is_repeated(laid):
    request = RequestFactory().get("/api/v1/claims")
    request.session = {}
    answer = ReaderMiddleware(lambda r: None).process_exception(request, OperationalError("a secret"))
    assert "a secret" not in answer.content.decode()


def test_log_names_people(laid, caplog):
    signed_in(FOCAL_POINT).get(f"/courses/{laid.uids['course'][-1]}/")
    assert "zqnamerestrictedqz" not in caplog.text


def test_feed_reads_national(laid):
    assert b"zqeventnationalqz" not in feeds.feed(TODAY, "en", address="http://testserver/")


def test_small_cells_open(laid):
    for sex, number in (("female", 9), ("male", 1)):
        entries = [training_actions.Entry(sex=sex) for _ in range(number)]
        training_actions.register_participants(
            by=SYSTEM, course="PUBLIC-REGIONAL", entries=entries, registered_on=date(2018, 6, 7)
        )
    training_actions.close_register(by=SYSTEM, course="PUBLIC-REGIONAL", on=date(2018, 6, 8))
    found = training.breakdown(PUBLIC, on=TODAY, dimension="sex", kinds=("seminar",), territories=("KAZ",))
    assert [n for _, n in found.cells if 0 < n < found.least_cell] == []


def test_figures_as_they_are(laid):
    asked = statistics.Asked(PUBLIC, TODAY, TODAY, Dimension.COUNTRY, Dimension.CLAIMED)
    found = statistics.counted(asked)
    assert found.protected
    assert [n for n in found.cells.values() if n is not None and n % found.least_cell] == []


def test_features_read_everything(laid):
    told = Client().get("/api/ogc/collections/facilities/items?limit=1000").content.decode()
    assert [canary.word for canary in laid.words if canary.word in told] == []


def test_filter_reads_withheld(laid):
    def total(viewer):
        asked = inventory.Choice(text="zqunitrestrictedqz")
        return inventory.find(viewer, on=TODAY, lang="en", choice=asked).total

    assert (total(PUBLIC), total(OWNER_READS)) == (0, 1)


def test_index_ignores_field_label(laid):
    there = Spot(43.27133, 76.88881)
    seen = [inventory.nearest(viewer, there, on=TODAY, lang="en", size=100) for viewer in (PUBLIC, OWNER_READS)]
    assert ["Open facility RESTRICTED" in {hit.line.name for hit in hits} for hits in seen] == [False, True]


def test_journal_keeps_values(laid):
    told = [str(act.facts) for act in journal.acts(owners=["KAZ"], limit=200, word_prefix="outreach.event.recorded")]
    assert [facts for facts in told if "zqeventrestrictedqz" in facts] == []


def test_tag_of_everything(laid):
    before = told_about_the_answer()
    canaries.lay_more(laid)
    assert told_about_the_answer() == before


def told_about_the_answer():
    """Every header but the number of the request, which is another each time."""
    return {name: value for name, value in Client().get("/api/v1/events").items() if name != "X-Request-ID"}


def test_figure_of_another(laid):
    neighbour = Actor("n", "n", (Grant(Role.FOCAL_POINT, "KGZ"),))
    with pytest.raises(Refusal):
        outreach_actions.record_event_count(
            by=neighbour, event="PUBLIC-REGIONAL", measure="participants", value=3, qualifier="exact", source="S1"
        )


def test_the_owner_does_read_it(laid):
    assert "zqeventrestrictedqz" in titles(OWNER_READS)
