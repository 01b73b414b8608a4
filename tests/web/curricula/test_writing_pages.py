"""The editor of a lesson: two languages, saving, two windows, the preview, and what is told at its field."""

import re
from html import unescape

import pytest

from kerege.journal.models import Act
from kerege.people.rules import Actor, Grant
from kerege.people.words import Role
from kerege.training import actions
from tests import ground
from tests.training import reviewed
from tests.training.rules.lessons import part, two
from tests.training.rules.scenarios import scenario, scene, told, way
from tests.web.lessons.test_lesson_pages import text

HERE = "/training/curricula/parent/part/write/?version=1&part=risk&beside=ru"
AUTHOR = Actor("author", "Author", (Grant(Role.TRAINING_CENTRE_MANAGER, "KAZ"),))


@pytest.fixture(autouse=True)
def _ground(db, client):
    ground.lay()
    made, _ = reviewed.account("anna", role=Role.TRAINING_CENTRE_MANAGER)
    client.force_login(made)
    reviewed.laid()


def boxes(answer):
    """What stands in the fields, by their names, as a browser would send it."""
    page = answer.content.decode()
    found = {"seen": [re.search(r'name="seen" value="(\w+)"', page)[1]]}
    for name, value in re.findall(r'<textarea[^>]* name="([^"]+\|[^"]+)"[^>]*>(.*?)</textarea>', page, re.DOTALL):
        found.setdefault(name, []).append(unescape(value))
    for name in re.findall(r'<input type="hidden" name="([^"]+\|is)"', page):
        found[name] = ["1"]
    for name in re.findall(r'<input type="checkbox" name="([^"]+\|right)" checked', page):
        found[name] = ["on"]
    for name, options in re.findall(r'<select[^>]* name="([^"]+\|to)">(.*?)</select>', page, re.DOTALL):
        found[name] = [(re.search(r'value="([^"]*)" selected', options) or [None, ""])[1]]
    return found


def save(client, do="save", **changes):
    given = boxes(client.get(HERE)) | {"do": do}
    return client.post(HERE, given | {name.replace("__", "|"): value for name, value in changes.items()})


def content():
    return reviewed.row().content


def test_what_stands_there_is_shown_side_by_side_and_saving_it_changes_nothing(client):
    given, before, acts = boxes(client.get(HERE)), reviewed.row().digest, Act.objects.count()
    assert given["risk.body|en"] == ["# risk", "First line.\nSecond line.\nThird line.\nFourth line.", ""]
    assert len(given["risk.body|ru"]) == 3
    assert (given["w-run|to"], given["risk-q1-i1/a|right"]) == (["bench"], ["on"])
    assert "risk-q1-i1/b|right" not in given
    answer = save(client)
    assert (answer.status_code, answer["Location"]) == (302, f"{HERE}#saved")
    assert (reviewed.row().digest, Act.objects.count()) == (before, acts)


def test_a_change_of_the_source_marks_the_paragraph_and_its_translation_mends_it(client):
    body = boxes(client.get(HERE))["risk.body|en"]
    save(client, **{"risk.body|en": ["# risks", *body[1:]]})
    page = client.get(HERE)
    assert part(content(), "risk")["body"]["en"].startswith("# risks\n\nFirst line.")
    assert ("outdated: 1" in text(page), page.content.decode().count("it is still right")) == (True, 1)
    assert save(client, **{"risk.body|ok": ["0"]}).status_code == 302
    assert "every paragraph is translated as it stands" in text(client.get(HERE))


def test_what_a_browser_keeps_of_a_text_is_its_authors_alone(client):
    def key():
        return re.search(r'kerege-writing data-key="([^"]+)"', client.get(HERE).content.decode())[1]

    hers = key()
    other, _ = reviewed.account("berik", role=Role.TRAINING_CENTRE_MANAGER)
    client.force_login(other)
    assert hers != key()
    assert hers.split()[1:] == key().split()[1:] == ["parent", "1", "risk", "ru"]


def test_answers_and_ways_are_set_beside_their_texts(client):
    right = {"risk-q1-i1/a|right": [], "risk-q1-i1/b|right": ["on"]}
    save(client, **right, **{"w-run|to": ["good"], "w-call|to": ["bench"]})
    assert [each.get("right", False) for each in part(content(), "risk-q1-i1")["choices"]] == [False, True]
    assert (part(content(), "w-run")["to"], part(content(), "w-call")["to"]) == ("good", "bench")


def test_of_two_windows_nothing_is_overwritten_and_both_are_shown(client):
    mine = boxes(client.get(HERE))
    save(client, **{"door.text|en": ["Written in the other window."]})
    answer = client.post(HERE, mine | {"do": "save", "door.text|en": ["Written here."], "door.title|ru": ["Дверь"]})
    found = text(answer, 409)
    assert "Somebody changed this draft" in found
    assert "At door · Text · English Written in the other window." in found
    again = boxes(answer)
    assert (again["door.text|en"], again["door.title|ru"]) == (["Written here.", ""], ["Дверь"])
    assert part(content(), "door")["text"]["en"] == "Written in the other window."
    assert client.post(HERE, again | {"do": "save"}).status_code == 302
    assert part(content(), "door")["text"]["en"] == "Written here."


def test_it_is_kept_by_itself_and_two_windows_are_told_by_their_code(client):
    first = save(client, "autosave", **{"door.text|en": ["Half a sentence"]})
    assert (first.status_code, first.json()) == (200, {"seen": reviewed.row().digest})
    late = client.post(HERE, boxes(client.get(HERE)) | {"do": "autosave", "seen": "before", "door.text|en": ["x"]})
    assert (late.status_code, late.json()["code"]) == (409, "training.curriculum_behind")
    assert part(content(), "door")["text"]["en"] == "Half a sentence"


def test_the_preview_is_the_page_of_the_lesson_and_keeps_nothing(client):
    before = reviewed.row().digest
    shown = save(client, "preview", **{"risk.body|en": ["# Typed now", "*Here*", ""]})
    page = shown.content.decode()
    assert ("Typed now" in text(shown), "<em>Here</em>" in page, 'data-key="lesson' in page) == (True, True, False)
    assert (reviewed.row().digest, 'name="risk-q1-i1" value="a"' in page) == (before, True)
    live = save(client, "live", **{"risk.body|en": ["<script>x</script>", "", ""]})
    assert ("<html" in live.content.decode(), "&lt;script&gt;" in live.content.decode()) == (False, True)
    assert 'value="a" checked' not in page


def test_a_module_that_is_no_lesson_yet_says_so_in_its_preview(client):
    left = told()
    part(left, "risk")["assessments"] = []
    reviewed.laid(left)
    assert "Learners see it once it has a text and a quiz with a question." in text(save(client, "preview"))


def test_a_question_an_answer_a_scene_and_a_choice_are_added_after_what_was_typed_is_kept(client):
    for deed in ("add|risk-q1|items", "add|risk-q1-i1|choices", "add|spill-s|scenes", "add|bad|ways"):
        assert save(client, deed).status_code == 302, deed
    save(client, "add|risk-q1|items", **{"door.title|en": ["Kept as well"]})
    assert len(part(content(), "risk-q1")["items"]) == 3
    assert [len(part(content(), name)[field]) for name, field in (("risk-q1-i1", "choices"), ("bad", "ways"))] == [3, 1]
    assert part(content(), "door")["title"]["en"] == "Kept as well"
    assert save(client, "add|risk-q1|nothing").status_code == 409


def test_what_is_wrong_is_told_at_its_field_and_stays_typed(client):
    answer = save(client, **{"risk.body|en": ["# A", "![](picture:photo)", ""], "door.title|en": ["Typed"]})
    assert "The picture “photo” has no words for those who do not see it." in text(answer, 422)
    assert 'href="#at-risk-body"' in answer.content.decode()
    assert boxes(answer)["door.title|en"] == ["Typed"]
    for place, field in (("door.title", "at-door-title"), ("risk-q1-i1/b.text", "at-risk-q1-i1-b-text")):
        answer = save(client, **{f"{place}|en": [""], f"{place}|ru": [""]})
        assert re.search(r"Something is missing at “[^”]+ · [^”]+ · English”\.", text(answer, 422)), (
            "no technical place"
        )
        assert f'href="#{field}"' in answer.content.decode()
    alone = text(save(client, **{"door.alt|en": [""], "door.alt|ru": ["Дверь"]}), 422)
    assert "“Дверь” is a translation, but the text that it translates is empty." in alone


def test_flaws_of_a_scenario_stand_at_their_fields(client):
    reviewed.laid(told(scenario(scene("hall", way("w-out")), scene("end", learnt=two("This")))))
    page = text(client.get(HERE))
    assert "It leads to This choice leads nowhere. Choose the scene to which it leads." in page
    assert "No choice leads to this scene. Let one lead here, or take it out." in page


def test_a_published_version_another_part_and_other_people_have_no_editor(client):
    assert client.get(HERE.replace("part=risk", "part=door")).status_code == 409
    client.force_login(reviewed.account("ben", role=Role.REVIEWER)[0])
    assert client.get(HERE).status_code == 403
    client.force_login(reviewed.account("cem", role=Role.TRAINING_CENTRE_MANAGER)[0])
    assert client.get(HERE).status_code == 200
    reviewed.asks()
    reviewed.approves()
    actions.publish_curriculum_version(by=AUTHOR, key="parent", version="1")
    assert "is published and never changes" in text(client.get(HERE), 409)
