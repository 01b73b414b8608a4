"""What lasts: centres by who paid, and who could follow, for whoever may list certificates."""

import pytest
from django.test import Client

from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")
LASTING = "/training/cascade/lasting/?project=&on=2026-11-01"
NAMED = "/training/cascade/lasting/?project=&on=2026-11-20"


def test_a_host_whose_course_had_no_money_from_outside_runs_alone():
    page = Client().get(LASTING)
    told = [(str(land), held.held, held.alone, word) for _, land, held, word, _href in page.context["centres"]]
    assert told == [("Kazakhstan", 1, 1, "runs without it"), ("Kyrgyzstan", 2, 1, "in part, or not said")]


def test_as_on_a_day_the_centre_in_dushanbe_ran_with_money_from_outside_alone():
    page = Client().get("/training/cascade/lasting/?on=2018-11-01")
    told = [(str(land), held.held, held.helped, word) for _, land, held, word, _href in page.context["centres"]]
    assert told == [("Tajikistan", 2, 2, "runs with it alone")]


def test_certificates_are_counted_for_whoever_may_list_them():
    assert Client().get(LASTING).context["levels"] == []
    levels = signed_in("focal.point.kaz").get(LASTING).context["levels"]
    assert levels
    for _, line in levels:
        said = line.succession
        assert said.leaving <= said.holding
        assert said.missing == max(0, said.leaving - said.following)


def test_centres_tell_the_focal_point_who_leads_and_others_that_it_is_withheld():
    page = signed_in("focal.point.kaz").get(NAMED)
    plans = {line.key: line.plan for line, _, _ in page.context["plans"]}
    assert [key for key, plan in plans.items() if plan is not None] == ["shymkent"]
    (name,) = plans["shymkent"].leads.names
    assert f"<bdi>{name}</bdi>" in page.content.decode()
    hidden = page.content.decode().count('class="withheld"')
    assert hidden == 5 * (len(plans) - 1), "of other countries it is withheld, and not missing"
    page = Client().get(NAMED)
    assert {(line.plan, line.told) for line, _, _ in page.context["plans"]} == {(None, None)}
    assert name not in page.content.decode()
    assert "withheld, because it would tell of few people" in page.content.decode()


def test_a_choice_without_anything_says_what_to_do():
    text = Client().get("/training/cascade/lasting/?on=2016-01-01").content.decode()
    assert "then this table makes itself" in text
    assert "No course of this choice with a known host" in text


def test_trained_trainers_are_named_to_their_focal_point_with_what_can_be_done():
    path = "/training/cascade/trainers/?on=2026-11-20"
    page = signed_in("focal.point.kgz").get(path)
    names = [line.name for line, *_ in page.context["rows"]]
    assert (len(names), page.context["found"].page.total) == (8, 8)
    shown = page.content.decode()
    assert all(name in shown for name in names)
    assert 'name="side" value="trainer"' in shown, "whoever did not answer can be asked"
    for client in (Client(), signed_in("focal.point.kaz")):
        other = client.get(path).content.decode()
        assert "Names are listed for whoever answers" in other
        assert not any(name in other for name in names)
        assert not any(name in client.get(f"{path}&format=csv").content.decode() for name in names)
    assert signed_in("focal.point.kgz").get(f"{path}&standing=dormant").context["rows"] == []
    assert Client().get(f"{path}&standing=asleep").status_code == 422
