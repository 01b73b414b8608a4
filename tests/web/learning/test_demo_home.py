"""The example learner finds on the own page what a learner of a real node would: what ends, and what was given."""

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kerege.people.queries import account


def told(client, on):
    answer = client.get(f"/learning/?on={on}")
    assert answer.status_code == 200
    return re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())


def test_the_example_learner_reads_what_ends_and_has_a_badge(demo_world):
    client = Client(headers={"accept-language": "en"})
    client.force_login(account("learner@example.org"))
    with CaptureQueriesContext(connection) as asked:
        page = re.sub(r" +", " ", told(client, "2026-11-27"))
    who = [each for each in asked.captured_queries if '"people_account"."is_active" AND' in each["sql"]]
    assert len(who) == 1, "whoever reads is looked for once, whatever many rooms tell of them"
    assert re.search(r"What expires .*4\.2 [^0-9]+ Competence Ends soon 21 December 2026", page)
    assert "First lessons for field teams in Osh (made up), Took part Badge 10 June 2026 Badge stands" in page
    for day, state in (("2026-08-01", "Counts"), ("2026-12-21", "Ended")):
        assert re.search(rf"4\.2 [^0-9]+ Competence +{state} ", told(client, day)), day
