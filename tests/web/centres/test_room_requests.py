"""A request for a room on the page of whoever keeps the centre, and what came of it on the page of the course."""

from uuid import UUID

from kerege.inventory.actions import ask_for_room
from tests.planning.laid_plans import SECRETARIAT, TODAY
from tests.web.planning.test_plan_pages import signed_in, told

PAGE = "/inventory/centres/shymkent/keep/"


def asked(course, hour):
    times = [(f"2027-03-0{day} {hour}:00", f"2027-03-0{day} {hour + 2}:00") for day in (2, 3)]
    said = {"centre": "shymkent", "room": "Large hall", "title": f"Asked at {hour}", "people": 14, "today": TODAY}
    return ask_for_room(by=SECRETARIAT, owner="REG", course=str(UUID(int=course)), slots=times, **said)


def test_whoever_keeps_the_centre_answers_and_nobody_else(demo_world):
    first, second, third = asked(1, 14), asked(2, 15), asked(3, 17)
    client = signed_in("centre.manager@example.org")
    assert "3 requests for rooms wait for your answer" in told(client.get("/inventory/centres/shymkent/"))
    assert ("Asked at 14" in told(client.get(PAGE)), "2027-03-02 14:00" in told(client.get(PAGE))) == (True, True)

    def answer(do, request, **more):
        return told(client.post(PAGE, {"do": f"{do} {request.uid}", **more}, follow=True))

    assert "The room is booked" in answer("grant", first)
    assert "booked already from 2 March 2027, 14:00" in answer("grant", second), "none of its times is booked"
    assert "Say why, in a sentence" in answer("refuse", second)
    assert "Refused." in answer("refuse", second, reason="Another course is there")
    assert "is answered already" in answer("grant", second)
    assert "no such request" in told(client.post(PAGE, {"do": "grant x"}, follow=True))
    left = told(client.get(PAGE))
    assert (f"grant {third.uid}" in left, f"grant {first.uid}" in left) == (True, False)
    other = signed_in("focal.point.kgz@example.org")
    assert other.post(PAGE, {"do": f"grant {third.uid}"}).status_code == 403
    assert "Asked at 17" not in told(other.get("/inventory/centres/shymkent/"))
