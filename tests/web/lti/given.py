"""Tools, links and courses that tests of tools of others lay, and people who open them."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.test import Client
from django.utils import timezone

from kerege.journal.actions import act
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.training.models import LtiTool, ToolLink
from kerege.training.queries.lti_tools import DOOR
from tests.web.lti.tool import THERE, TOLD, question
from tests.web.signing import has_proved

LESSON = "/training/tools/lessons/parent/risk/"
NEW = "/training/tools/new/"


def browser(name=""):
    found = Client(headers={"host": "127.0.0.1:8000"})
    if name:
        who = account(f"{name}@example.org")
        found.force_login(who)
        has_proved(found, who)
    return found


def code(answer, status):
    """What a refusal is called."""
    assert answer.status_code == status, answer.content[:600]
    return answer.content.decode()


def past(rows):
    with act("tests.passed", by=SYSTEM, about="time"):
        rows.update(until=timezone.now() - timedelta(seconds=1))


def registered(**changes):
    answer = browser("manager").post(NEW, TOLD | changes)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return LtiTool.objects.seen_by(DOOR).filter(uid=urlsplit(answer["Location"]).path.split("/")[-2]).one()


def opened(**changes):
    row = registered(**changes)
    assert browser("focal").post(f"/training/tools/{row.uid}/", {"do": "open"}).status_code == 302
    return row


def linked(row, place=LESSON, title="Sort the waste", **more):
    told = {"do": "add", "tool": str(row.uid), "title": title, "url": f"{THERE}/tasks/1", "maximum": "10"} | more
    answer = browser("manager").post(place, told)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return ToolLink.objects.order_by("-id").first()


def begun(link, who):
    answer = who.post(f"/training/tools/links/{link.uid}/")
    assert answer.status_code == 302, answer.content.decode()[:3000]
    assert answer["Location"].startswith(f"{THERE}/login?")
    return answer["Location"]


def launched(link, name="learner"):
    who = browser(name)
    answer = who.get("/lti/authorize/", question(begun(link, who)))
    assert answer.status_code == 200, answer.content.decode()[:3000]
    return answer
