"""What is shared is read by exactly those it is shared with, as far and as long as the share says."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kerege.journal.actions import act
from kerege.lib.sensitivity import ANY_ROLE, Sensitivity
from kerege.outreach import queries as outreach
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.sharing import actions, queries
from kerege.sharing.actions.shares import Terms
from kerege.sharing.models import Share
from tests.house import canaries, readers
from tests.house.crawling import crawl, found_in, share, signed_in
from tests.house.readers import EVERYBODY, FOCAL_POINT, NEIGHBOUR, clearance_of

FOCAL, DEPUTY = (Actor(uid, uid, (Grant(Role.FOCAL_POINT, canaries.OWNER),)) for uid in ("first", "second"))
SHARED_LIST = "training.curriculumadoption"


def terms(today: date, *, level: Sensitivity = Sensitivity.NATIONAL, **changes) -> Terms:
    said = {
        "readers": [("KGZ", "focal_point")],
        "start": today,
        "end": today + timedelta(days=30),
        "purpose": "A trial",
    }
    return Terms(level=level, **{**said, **changes})


@pytest.fixture
def laid(laid):
    """National records: one shared with a neighbour, and others by shares that are over, to come, withdrawn, waiting,
    for somebody else, or for nobody."""
    today = timezone.localdate()
    several = {kind: uids for kind, uids in laid.uids.items() if len(uids) > 1}
    uid = {kind: uids[2] if len(uids) > 3 else uids[1] for kind, uids in several.items()}  # the whole, national one
    long_ago = today - timedelta(days=400)

    def share(kind: str, record: str, on: date = today, **said) -> Share:
        return actions.share_record(by=FOCAL, kind=kind, record=uid[record], terms=terms(today, **said), on=on)

    share("outreach.event", "event")
    share("training.course", "course", on=long_ago, start=long_ago, end=today)
    share("training.coursegroup", "group", start=today + timedelta(days=1))
    actions.withdraw_share(by=FOCAL, share=str(share("inventory.handover", "handover").uid), on=today)
    share("indicators.claim", "claim", level=Sensitivity.RESTRICTED)
    share("law.milestone", "milestone", readers=[("UZB", ANY_ROLE)])
    with act("tests.share.for_nobody", by=SYSTEM, about="share"):
        Share.objects.create(
            owner=canaries.OWNER, kind=SHARED_LIST, field="*", project="*", start=long_ago, end=date(2099, 1, 1),
            level=Sensitivity.RESTRICTED, state="standing", made_on=today, made_by="first",
        )  # fmt: skip
    return laid


ASKED = (
    "/events/",
    "/events/?format=csv",
    "/api/v1/events?size=200",
    "/search/?q=zq",
    "/courses/",
    "/api/v1/courses?size=200",
    "/resources/handovers/",
    "/resources/curricula/",
    "/claims/",
    "/law/",
    "/api/v1/milestones?size=200",
    "/api/feeds/events.atom",
    "/countries/KAZ/",
    "/sources/S1/",
    "/journal/",
)
SHARED = {"zqeventnationalqz", "zqeventcountnationalqz", "zqagendanationalqz"}
FURTHER = {NEIGHBOUR: SHARED, "trainer.uzb@example.org": {"zqstepnationalqz"}}
"""What readers read beyond their clearance."""
UZBEK = {"exercise.director@example.org", "of.two.countries@example.org", "expert.uzb@example.org"}


@pytest.mark.slow
def test_a_share_is_read_by_exactly_those_it_is_shared_with(laid):
    """Those whom some share names ask at every address; the others each at a quarter, by turns."""
    pages = [f"/{kind}s/{laid.uids[kind][n]}/" for kind in ("event", "course") for n in (2, 4)]  # national, restricted
    for turn, email in enumerate(EVERYBODY):
        asked = [*ASKED, *pages]
        read = crawl(signed_in(email), asked if email in {*FURTHER, *UZBEK} else share(asked, turn, 4))
        beyond = FURTHER["trainer.uzb@example.org"] if email in UZBEK else FURTHER.get(email, set())
        hidden = [c.word for c in laid.words if c.level > clearance_of(email) and c.word not in beyond]
        assert found_in(read, hidden) == [], email
        text = "\n".join(read.values())
        assert [word for word in beyond if word not in text] == [], email


@pytest.mark.parametrize(("days", "words"), [(-1, False), (0, True), (29, True), (30, False), (31, False)])
def test_a_share_opens_on_its_first_day_and_is_over_on_its_last(laid, days, words):
    day = timezone.localdate() + timedelta(days=days)
    viewer = queries.viewer_for(readers.account(NEIGHBOUR), on=day, strong=True)
    titles = {line.title for line in outreach.events(viewer, on=timezone.localdate())}
    assert ("zqeventnationalqz" in titles) == words
    assert "zqeventrestrictedqz" not in titles


def test_with_whom_something_is_shared_is_known_to_the_owner_and_the_reader(laid):
    today = timezone.localdate()
    for email in EVERYBODY[1:]:
        viewer = queries.viewer_for(readers.account(email), on=today, strong=True)
        told = queries.given(viewer, owner=canaries.OWNER)
        highest = clearance_of(email)
        assert bool(told) == (highest >= Sensitivity.NATIONAL), email
        assert [share for share in told if share.level > highest] == []
        received = [share for share in queries.received(viewer) if share.made_by != "system"]  # the example world's own
        assert len(received) == (1 if email in FURTHER or email in UZBEK else 0), email


def test_who_looks_as_the_reader_of_a_share_reads_no_more_than_both(laid):
    client = signed_in(NEIGHBOUR)
    client.post("/view-as/", {"role": "learner", "owner": "KGZ"})
    assert found_in(crawl(client, ASKED), SHARED) == []
    client = signed_in(FOCAL_POINT)
    client.post("/view-as/", {"role": "focal_point", "owner": "KGZ"})
    read = crawl(client, ASKED)
    assert "zqeventregionalqz" in "\n".join(read.values())
    assert found_in(read, ["zqcoursenationalqz", "zqeventrestrictedqz", "zqhandovernationalqz"]) == []


def test_a_share_of_restricted_content_opens_when_a_second_person_confirms(laid):
    waiting = Share.objects.get(kind="indicators.claim")
    before = crawl(signed_in(NEIGHBOUR), ["/claims/"])
    assert found_in(before, ["zqclaimnationalqz"]) == []
    actions.confirm_share(by=DEPUTY, share=str(waiting.uid))
    assert found_in(crawl(signed_in(NEIGHBOUR), ["/claims/"]), ["zqclaimnationalqz"]) == [
        "zqclaimnationalqz at /claims/"
    ]
    assert found_in(crawl(signed_in("learner@example.org"), ["/claims/"]), ["zqclaimnationalqz"]) == []
