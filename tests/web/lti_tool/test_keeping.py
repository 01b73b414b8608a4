"""Registering a platform: our values, theirs, another person who opens it, and what it may open."""

from dataclasses import asdict

from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.training.actions import elearning
from kerege.training.models import LtiPlatform
from tests.capacity.given import somebody
from tests.training import elearning_made as made
from tests.web.lti_tool.elsewhere import HERE, TOLD, browser, entered
from tests.web.lti_tool.test_launching import text
from tests.web.signing import has_proved

NEW, LIST = "/training/platforms/new/", "/training/platforms/"


def client(name):
    found = browser()
    who = account(f"{name}@example.org")
    found.force_login(who)
    has_proved(found, who)
    return found


def test_one_person_registers_and_another_opens(elsewhere):
    manager, focal = client("manager"), client("focal")
    shown = text(manager.get(NEW))
    for address in ("/lti/tool/login/", "/lti/tool/launch/", "/lti/tool/pick/", "/lti/keys/"):
        assert HERE + address in shown
    told = asdict(TOLD) | {"owner": "KAZ", "client_id": "client-2"}
    wrong = manager.post(NEW, told | {"auth_url": "http://lms.example.org/auth"})
    assert "is no address of a platform" in text(wrong, 422)
    assert "one a line" not in text(wrong, 422)
    assert "as the platform shows it" in text(manager.post(NEW, told | {"issuer": "", "auth_url": ""}), 422)
    assert "at least one deployment id" in text(manager.post(NEW, told | {"deployments": ""}), 422)
    assert "registered already" in text(manager.post(NEW, told | {"client_id": "client-1"}), 422)
    page = manager.post(NEW, told)["Location"]
    assert "another person who keeps curricula here opens it" in text(manager.get(page))
    assert "This node may not ask lms.example.org" in text(manager.get(page))
    assert "training.platform_own" in manager.post(page, {"do": "open"}).content.decode()
    assert focal.post(page, {"do": "open"}).status_code == 302
    assert "training.platform_not_that_state" in focal.post(page, {"do": "open"}).content.decode()
    assert "The academy's Moodle" in text(focal.get(LIST))
    assert manager.post(page, asdict(TOLD) | {"client_id": "client-2", "do": "change"}).status_code == 302
    assert LtiPlatform.objects.get(client_id="client-2").state == "open", "the same again changes nothing"
    change = asdict(TOLD) | {"client_id": "client-2", "keys_url": "https://lms.example.org/other", "do": "change"}
    assert manager.post(page, change).status_code == 302
    assert LtiPlatform.objects.get(client_id="client-2").state == "proposed"
    assert focal.post(page, {"do": "open"}).status_code == 302
    assert "Say why the platform is suspended" in text(manager.post(page, {"do": "suspend", "reason": "  "}), 422)
    assert LtiPlatform.objects.get(client_id="client-2").state == "open"
    suspended = {"do": "suspend", "reason": "It moves to another host."}
    assert manager.post(page, suspended).status_code == 302
    assert LtiPlatform.objects.get(client_id="client-2").state == "suspended"
    assert "It moves to another host." in text(focal.get(page))
    assert "does not stand as the page said" in text(manager.post(page, suspended), 422)
    assert focal.post(page, {"do": "open"}).status_code == 302
    assert "It moves to another host." not in text(focal.get(page))


def test_nobody_else_learns_that_it_is_there(elsewhere):
    page = f"{LIST}{elsewhere.row.uid}/"
    somebody("neighbour", "training_centre_manager", "KGZ")
    somebody("learner", "learner")
    neighbour, learner = client("neighbour"), client("learner")
    assert "The academy" not in text(neighbour.get(LIST))
    assert neighbour.get(page).status_code == 404
    assert neighbour.post(page, {"do": "suspend", "reason": "Ours now."}).status_code == 404
    assert [learner.get(each).status_code for each in (LIST, NEW, page)] == [403, 403, 404]
    assert neighbour.post(NEW, asdict(TOLD) | {"owner": "KAZ", "client_id": "c"}).status_code == 422
    assert browser().get(LIST).status_code == 302
    assert LtiPlatform.objects.get().state == "open"


def test_a_package_is_opened_for_a_platform_and_then_played_from_there(elsewhere, settings, tmp_path):
    default = {**settings.STORAGES["default"]}
    settings.STORAGES = {**settings.STORAGES, "default": default | {"OPTIONS": {"location": str(tmp_path / "files")}}}
    row = elearning.hand_in_package(by=SYSTEM, owner="KAZ", file=made.scorm12())
    elearning.publish_package(by=SYSTEM, uid=str(row.uid))
    there, page = f"{HERE}/training/elearning/{row.uid}/", f"{LIST}{elsewhere.row.uid}/"
    manager = client("manager")
    assert "Tiny SCORM 1.2" in text(manager.get(page)) or str(row.uid) in manager.get(page).content.decode()
    foreign = manager.post(page, {"do": "allow", "packages": ["00000000-0000-7000-8000-000000000000"]})
    assert "Only published packages" in text(foreign, 422)
    assert manager.post(page, {"do": "allow", "packages": [str(row.uid)], "exams": "on"}).status_code == 302
    guest = browser()
    assert entered(guest, there)["Location"] == there.removeprefix(HERE)
    begun = guest.post(there.removeprefix(HERE), {"do": "begin"})
    assert begun.status_code == 302
    assert guest.get(begun["Location"]).status_code == 200
    assert manager.post(page, {"do": "allow"}).status_code == 302
    from tests.web.lti_tool.elsewhere import begun as begins
    from tests.web.lti_tool.elsewhere import claims, sent, token

    asked = begins(guest, there)
    answer = sent(guest, asked, token(claims(asked, there)))
    assert "training.launch_not_allowed" in text(answer, 403)
