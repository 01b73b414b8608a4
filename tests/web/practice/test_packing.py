"""Pages for a device share what they have in common, and are the same letter by letter when they are put together."""

import json

import pytest
from django.utils import timezone

from kerege.training import actions
from kerege.web.practice import device
from kerege.web.practice.packing import CUT, Packed, unpacked
from tests.training.practised import Device, laid, station
from tests.web.signing import signed_in

pytestmark = pytest.mark.filterwarnings("error")
ONE, OTHER, EVENT = (f"01a219c1-2e29-7000-ad18-7e859895{n}c7f" for n in (1, 2, 3))


@pytest.mark.nodb
def test_what_two_pages_have_in_common_goes_once():
    packed = Packed()
    pages = {who: f'<i data-p="{who}">{CUT}<b>Same</b>{CUT}<bdi>{n}</bdi>' for n, who in enumerate((ONE, OTHER))}
    parts = {who: packed.page(html, who=who) for who, html in pages.items()}
    assert parts == {ONE: [0, 1, [2, 0]], OTHER: [0, 1, [2, 1]]}
    assert (len(packed.all()["pieces"]), packed.all()["words"]) == (3, ["0", "1"])
    assert {who: unpacked(packed.all(), part, who=who) for who, part in parts.items()} == {
        who: html.replace(CUT, "") for who, html in pages.items()
    }


@pytest.mark.nodb
def test_a_number_that_stands_twice_in_a_piece_is_told_once_and_one_of_all_pages_never():
    packed = Packed()
    html = f'<a href="/{OTHER}/" dir="auto">Айгуль &amp; Co</a><i seen="{EVENT}"><i v="{EVENT} {ONE}"><i w="{EVENT}">'
    part = packed.page(html, same={OTHER})
    assert part == [[0, 0, EVENT, f"{EVENT} {ONE}"]]
    assert unpacked(packed.all(), part) == html


def prepared(here, who="watcher"):
    return signed_in(who).get(f"/courses/{here.course}/activities/device/")


def test_every_page_is_the_same_put_together(db, monkeypatch):
    here = laid()
    activity = station(here)
    actions.divide_evenly(by=here.lead, course=here.course, session=here.session, groups=2)
    phone = Device(activity)
    actions.record_events(by=here.lead, course=here.course, events=phone.checklist(here.people[0], "helped", "done"))
    actions.record_events(by=here.watcher, course=here.course, events=[Device(activity).mark(here.people[0])])
    found = prepared(here).json()
    rendered = []
    whole = device.Packed.page
    monkeypatch.setattr(
        device.Packed, "page", lambda self, html, **more: rendered.append(html) or whole(self, html, **more)
    )
    prepared(here)
    together = [
        unpacked(found, each["parts"], who=each["path"].partition("people/")[2][:36]) for each in found["pages"]
    ]
    assert set(together[:3]) == {html.replace(CUT, "") for html in rendered[:3]}
    assert len(together) == 6
    assert [here.people[0] in page for page in together].count(True) == 2
    assert "Recorded differently" in "".join(together)
    assert CUT not in "".join(together)


def test_a_cohort_of_fourteen_fits_into_sixty_kilobytes_before_and_after(db):
    here = laid(14)
    points = "\n".join(f"!Washes hands and says why point number {n} matters" for n in range(8))
    activities = [station(here, title=f"Station {n}", checklist=points, steps="") for n in range(4)]
    sizes = [len(prepared(here).content)]
    for activity in activities:
        phone = Device(activity, timezone.now())
        marks = [phone.checklist(whom, *["done"] * 8) for whom in here.people]
        actions.record_events(by=here.watcher, course=here.course, events=[each for one in marks for each in one])
    answer = prepared(here)
    sizes.append(len(answer.content))
    assert len(json.loads(answer.content)["pages"]) == 1 + 4 * 15
    assert [size < 61_440 for size in sizes] == [True, True], sizes
