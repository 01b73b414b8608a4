"""Letters for whom no mail reaches, and the page to which their address leads."""

from datetime import timedelta

import pytest
from django.test import Client

from kerege.journal.models import Act
from kerege.training import actions
from kerege.web.enrolment import by_letter
from tests.house.texts import of_pdf
from tests.training.cohort import BEFORE
from tests.web.enrolment.reading import client, cohort, text

pytestmark = [pytest.mark.usefixtures("db"), pytest.mark.filterwarnings("error")]


def test_whom_no_mail_reaches_the_organiser_sees_and_gets_a_letter_for(given):
    manager = client(given, "manager")
    letters = f"{cohort(given)}letters.pdf"
    given.accept(given.nominate("P-learner"))
    assert "no mail reaches" not in text(manager.get(cohort(given)))
    assert manager.get(letters).status_code == 409, "everybody has an account"
    given.accept(given.nominate(0))
    actions.decline_participant(
        by=given.by("lead"), enrolment=str(given.nominate(1).uid), reason="Too early", now=BEFORE
    )
    page = text(manager.get(cohort(given)))
    assert "2 people have no account, and no mail reaches them" in page
    told = of_pdf(manager.get(letters).content)
    for line in ("Person UZB-P0", "You have a place in this course.", "09:00–11:00", "not accepted", "Too early"):
        assert line in told, line
    assert "Person P-learner" not in told
    theirs = of_pdf(manager.get(f"{letters}?language=ru").content)
    assert ("Person UZB-P0" in theirs, "You have a place" in theirs, "место" in theirs) == (True, False, True)
    assert manager.get(f"{letters}?language=xx").status_code == 422
    assert "always shows how your place stands" in told
    assert client(given, "head").get(letters).status_code == 403
    assert client(given, "").get(letters).status_code == 403


def test_somebody_without_an_account_reads_how_their_place_stands_by_the_address_of_a_letter(given, monkeypatch):
    row = given.accept(given.nominate(0))
    of_place = f"{cohort(given)}{row.uid}/"
    manager = client(given, "manager")
    path = manager.get(of_place).context["letter"].removeprefix("http://testserver")
    assert client(given, "head").get(of_place).context["letter"] == "", "whoever nominated keeps no list"
    visitor = Client()
    page = visitor.get(path)
    assert (page.status_code, page["X-Robots-Tag"], "no-store" in page["Cache-Control"]) == (200, "noindex", True)
    assert "Come to the next session" in text(page)
    assert "Person UZB-P0" not in text(page)
    assert visitor.get(f"{path}course.ics").content.count(b"BEGIN:VEVENT") == 2
    token = path.rstrip("/").split("/")[-1]
    assert visitor.get(path.replace(token, f"{token}x")).status_code == 404
    assert visitor.get(path.replace(token, str(row.uid))).status_code == 404
    assert manager.post(of_place, {"do": "replace_letter"}).headers["Location"] == of_place
    assert visitor.get(path).status_code == visitor.get(f"{path}course.ics").status_code == 404, "it was lost"
    assert "Ask the organiser for another letter" in text(visitor.get(path))
    path = manager.get(of_place).context["letter"].removeprefix("http://testserver")
    assert visitor.get(path).status_code == 200
    assert manager.post(of_place, {"do": "withdraw_letter"}).status_code == 302
    shown = manager.get(of_place)
    assert (shown.context["letter"], "The address was withdrawn" in text(shown)) == ("", True)
    assert (visitor.get(path).status_code, manager.get(f"{cohort(given)}letters.pdf").status_code) == (404, 200)
    assert client(given, "head").post(of_place, {"do": "replace_letter"}).status_code == 422, "keeps no list"
    manager.post(of_place, {"do": "replace_letter"})
    acts = Act.objects.filter(word__startswith="training.enrolment.letter_").order_by("id")
    assert [each.word.rpartition("_")[2] for each in acts] == ["replaced", "withdrawn", "replaced"]
    path = manager.get(of_place).context["letter"].removeprefix("http://testserver")
    given.withdraw(row)
    assert "Withdrawn" in text(visitor.get(path))
    assert b"BEGIN:VEVENT" not in visitor.get(f"{path}course.ics").content
    monkeypatch.setattr(by_letter, "LASTS", timedelta(days=-9999))
    assert visitor.get(path).status_code == 404
