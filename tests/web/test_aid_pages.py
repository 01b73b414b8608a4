"""The pages of mutual aid in the example world: asked, taken up, promised; and nothing for a third country."""

import re

from django.test import Client

from tests.web.signing import signed_in


def body(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


def test_two_countries_go_on_with_a_case_and_others_find_nothing(demo_world):
    asker, giver = signed_in("focal.point.kgz"), signed_in("focal.point.kaz")
    first = body(asker.get("/aid/"))
    assert "Two testers of cabinets" in first
    assert "Two testers of cabinets" in body(asker.get("/aid/?format=csv"))
    address = "/aid/requests/demo-training-osh/"
    sent = {"giver": "UZB", "status": "exercise", "what": "One trainer", "start": "2027-02-01", "until": "2027-02-01"}
    wrong = body(asker.post(address, sent | {"bearer": "open"}), 422)
    assert "The last day is after the first one." in wrong
    assert "One trainer" in wrong
    case = re.search(r'href="/aid/([0-9a-f-]{36}/)"[^>]*>Two testers', body(giver.get("/aid/"))).group(1)
    page = body(giver.get(f"/aid/{case}"))
    assert "Call it back" in page
    assert asker.post(f"/aid/{case}", {"do": "release", "note": "Both cabinets hold"}).status_code == 302
    assert "Released, on its way home" in body(giver.get(f"/aid/{case}"))
    body(giver.post(f"/aid/{case}", {"do": "return", "note": ""}), 422)
    late = body(asker.post(f"/aid/{case}", {"do": "arrive", "note": "All is here"}), 422)
    assert "takes no step" in late, "what is not possible any more is refused and not passed over"
    assert "All is here" in late
    home = {"do": "return", "note": "Nothing is missing", "spent": "4000"}
    assert giver.post(f"/aid/{case}", home).status_code == 302
    assert "Back home" in body(asker.get(f"/aid/{case}"))
    assert "No case stands so." in body(asker.get("/aid/?status=withdrawn"))
    for nobody in (Client(), signed_in("secretariat")):
        body(nobody.get(f"/aid/{case}"), 404)
        assert "Two testers" not in body(nobody.get("/aid/"))
