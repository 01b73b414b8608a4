"""The pages of units of cmi5: begun, opened in a frame or in a window of their own, and seen by nobody else."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.test import Client

from kerege.training.actions import elearning
from kerege.training.models import Cmi5Session
from tests.api.cmi5.unit import Unit
from tests.training import elearning_made as made
from tests.web.packages.test_package_pages import LIST, client, hand_in, text
from tests.web.packages.test_package_pages import _here as _here

OWN = 'launchMethod="OwnWindow" moveOn="Completed"'


def package(*units):
    from kerege.people.rules import SYSTEM

    file = made.cmi5(made.cmi5_of(*units)) if units else made.cmi5()
    row = elearning.hand_in_package(by=SYSTEM, owner="KGZ", file=file)
    return f"{LIST}{elearning.publish_package(by=SYSTEM, uid=str(row.uid)).uid}/"


def begin(her, page):
    answer = her.post(page, {"do": "begin"})
    assert answer.status_code == 302
    return answer["Location"]


def frame_of(answer):
    return unescape(re.search(r'<iframe[^>]* src="([^"]+)"', answer.content.decode()).group(1))


def test_a_unit_runs_in_a_frame_of_the_other_host_and_its_result_stands_on_the_page():
    her, page = client("learner"), package()
    units = begin(her, page)
    shown = text(her.get(units))
    assert "What comes next: Unit Begin this unit" in shown
    assert "Section Unit Not begun" in shown
    answer = her.post(units, {"part": "au-0"})
    here = Unit(frame_of(answer)).start()
    assert 'sandbox="allow-scripts allow-same-origin allow-forms allow-modals"' in answer.content.decode()
    assert here.data["returnURL"] == "http://localhost/r/over/en"
    ended = Client().get("/r/over/en", headers={"host": "localhost"})
    assert "frame-ancestors *" in ended["Content-Security-Policy"], "it is shown in the frame of the page"
    again = her.post(f"{units}?tier=light", {"part": "au-0"})
    assert f'href="{units}?tier=light"' in again.content.decode(), "who goes without films goes on so"
    here = Unit(frame_of(again)).start()
    assert here.say("http://adlnet.gov/expapi/verbs/passed").status_code == 204
    assert here.say("http://adlnet.gov/expapi/verbs/completed").status_code == 204
    assert here.say("http://adlnet.gov/expapi/verbs/terminated").status_code == 204
    shown = text(her.get(units))
    assert "You have done all units of this course" in shown
    assert "Unit Done · 90 % of the points" in shown
    assert "Completed Passed" in text(her.get(page))
    assert her.get(units.replace("/units/", "/play/"))["Location"] == units


def test_what_is_done_is_looked_at_again_without_a_result():
    her = client("learner")
    units = begin(her, package(("one", "")))
    first = Unit(frame_of(her.post(units, {"part": "au-0"}))).start()
    assert first.data["launchMode"] == "Normal"
    answer = her.post(units, {"part": "au-0"})
    assert "You look at this unit: it tells no result." in text(answer)
    assert Unit(frame_of(answer)).start().data["launchMode"] == "Review"


def test_a_unit_that_wants_the_window_is_led_to_by_a_link_and_leads_back():
    her = client("learner")
    units = begin(her, package(("one", OWN)))
    answer = her.post(units, {"part": "au-0"})
    assert "<iframe" not in answer.content.decode()
    here = Unit(unescape(re.search(r'href="(http://localhost/e/[^"]+)"', answer.content.decode()).group(1)))
    assert here.start().data["returnURL"] == f"http://127.0.0.1{units}"


def test_the_files_of_a_unit_may_ask_the_address_for_units_and_no_other():
    her = client("learner")
    here = Unit(frame_of(her.post(begin(her, package()), {"part": "au-0"})))
    answer = Client().get(urlsplit(here.address).path, headers={"host": "localhost"})
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"<p>A unit.")
    policy = answer["Content-Security-Policy"]
    assert "connect-src 'self' http://127.0.0.1/xapi/au/;" in policy
    assert "frame-ancestors 'self' http://127.0.0.1;" in policy
    over = Client().get("/r/over/ru", headers={"host": "localhost"})
    assert "Блок закончен" in text(over)
    assert Client().get("/r/over/xx", headers={"host": "localhost"}).status_code == 404


def test_nobody_opens_somebody_elses_units_and_an_unknown_unit_is_refused():
    her = client("learner")
    units = begin(her, package())
    assert client("focal").get(units).status_code == 404
    assert client("focal").post(units, {"part": "au-0"}).status_code == 404
    assert client().get(units).status_code == 302
    assert her.post(units, {"part": "au-9"}).status_code == 404
    assert Cmi5Session.objects.count() == 0


def test_whoever_reviews_a_package_looks_at_its_units_and_opens_it():
    page = hand_in(made.cmi5())["Location"]
    focal = client("focal")
    assert "Look at its units" in text(focal.get(page))
    units = begin(focal, page)
    assert "The package waits for its review" in text(focal.get(units))
    assert Unit(frame_of(focal.post(units, {"part": "au-0"}))).start().data["launchMode"] == "Browse"
    assert focal.post(page, {"do": "publish"}).status_code == 302
    assert client("learner").get(page).status_code == 200


@pytest.mark.parametrize(("language", "told"), [("ru", "Часть"), ("kk", "Unit")])
def test_units_are_called_by_the_language_of_the_page(language, told):
    her = client("learner")
    units = begin(her, package())
    shown = her.get(units, headers={"accept-language": language}).content.decode()
    assert f"<bdi>{told}</bdi>" in shown
