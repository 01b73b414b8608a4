"""A designated country that warns, as its document names it."""

from kerege.people.words import Role
from kerege.response.actions import alerts
from kerege.response.rules.alerts.placing import Place
from kerege.response.rules.cap import reading
from tests.response.alerting import NOW, SEAL, approved, person, told


def test_the_name_of_a_designated_country_has_its_note_in_the_document(demo_world):
    by, second = person("x", owner="XKX"), person("y", Role.REVIEWER, owner="XKX")
    around = {"recipients": ("ALB", "SRB", "MKD", "MNE"), "places": (Place("Around", circle="42.66,21.16 5"),)}
    row = alerts.write_alert(by=by, owner="XKX", told=told(**around), now=NOW)
    approved(row, by=by, second=second)
    said = reading.read(alerts.issue_alert(by=second, alert=row.uid, seal=SEAL, now=NOW).xml)
    assert said.infos[0].sender_name.startswith("Kosovo*")
    assert "1244" in said.note
