"""Questions as every page asks them: answered without a script, and never called as the bank calls them."""

import re
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string

from kerege.training.rules import items
from kerege.web.questions import asking, calling, telling
from tests.training import items_made as made
from tests.web.questions.answering import form, posted

pytestmark = pytest.mark.nodb

RIGHT = {**made.RIGHT, "extended": "Because it is so"}


def shown(body, seed="seed", lang="en"):
    return items.shown(items.read(body), lang, seed)


def page(body, given=None, **more):
    return render_to_string("questions/_question.html", {"item": asking.asked(shown(body), given or {}, **more)})


@pytest.mark.parametrize("name", made.EVERY)
def test_every_kind_is_answered_by_its_fields_and_comes_back_filled(name):
    body, right = made.EVERY[name], {"r": RIGHT[name]}
    fields = form(shown(body), "p1", right)
    html = page(body, prefix="p1")
    assert set(fields) <= set(re.findall(r'name="([^"]+)"', html))
    back = calling.sent(posted(fields), shown(body), "p1")
    assert items.checked(items.read(body), back) == items.checked(items.read(body), right)
    assert not calling.sent(posted({}), shown(body), "p1")
    again = _Filled()
    again.feed(page(body, right, prefix="p1"))
    assert calling.sent(posted(again.fields), shown(body), "p1") == back
    nothing = _Filled()
    nothing.feed(html)
    assert not calling.sent(posted(nothing.fields), shown(body), "p1"), "what nobody touched is not answered"


class _Filled(HTMLParser):
    """What a browser would send of a form as it stands."""

    def __init__(self):
        super().__init__()
        self.fields, self.select, self.area = {}, "", ""

    def handle_starttag(self, tag, told):
        has = dict(told)
        if tag == "input" and (has.get("type") not in {"radio", "checkbox"} or "checked" in has):
            self.fields.setdefault(has["name"], []).append(has.get("value", ""))
        if tag == "select":
            self.select = has["name"]
        if tag == "option" and "selected" in has:
            self.fields[self.select] = [has["value"]]
        if tag == "textarea":
            self.area = has["name"]

    def handle_endtag(self, tag):
        self.area = "" if tag == "textarea" else self.area

    def handle_data(self, data):
        if self.area:
            self.fields[self.area] = [data]


@pytest.mark.parametrize("name", made.EVERY)
def test_no_page_tells_what_the_bank_calls_anything(name):
    body = made.EVERY[name]
    renamed = _renamed(body)
    assert renamed != body, "there is something that could be told"
    html = page(renamed, prefix="p1", pictures={})
    assert not re.findall(r"secret[\w-]*", html)


def _renamed(value):
    """The same item with ids that say what they are."""
    ids = {"r", "a", "b", "c", "d", "gloves", "goggles", "hands", "eyes", "door", "tap", "bin", "room", "warn", "clean"}
    ids |= {"leave", "one", "two"}
    if isinstance(value, dict):
        texts = ("en", "ru", "format", "kind", "source", "sha256", "type", "outline", "value", "unit", "partly")
        kept = {
            name: each if name in texts and isinstance(each, str) else _renamed(each) for name, each in value.items()
        }
        if "images" in kept:
            kept["images"] = {f"secret-{name}": each for name, each in kept["images"].items()}
        if isinstance(kept.get("text"), dict):
            kept["text"] = {lang: said.replace("[[", "[[secret-") for lang, said in kept["text"].items()}
        return kept
    if isinstance(value, list | tuple):
        return [_renamed(each) for each in value]
    return f"secret-{value}" if isinstance(value, str) and value in ids else value


def test_an_area_without_a_name_of_its_own_is_called_by_its_number():
    areas = [each | {"text": made.both(each["id"], each["id"])} for each in made.AREAS]
    body = made.item(made.HOTSPOT | {"areas": areas}, **made.PICTURED)
    html = page(body, prefix="p1", pictures={made.SHA: "/picture"})
    assert "Area 2" in html
    assert "tap" not in html
    assert telling.in_words(shown(body), {"r": ["tap"]}) == ["Area 2"]
    assert [what.value for what, _ in items.notices(items.read(body))] == ["no_names"]
    assert not items.notices(items.read(made.EVERY["hotspot"]))
    assert [what.value for what, _ in items.notices(items.read(made.EVERY["point"]))] == ["only_seen"]


@pytest.mark.parametrize("kind", ["match", "associate", "gaps"])
def test_parts_never_stand_in_the_order_in_which_they_belong_together(kind):
    one = made.EVERY[kind]["interactions"][0]
    if kind == "associate":
        one = one | {"right": [["a", "b"], ["c", "d"]]}
    if kind == "gaps":
        one = one | {"choices": made.choices("warn", "clean")}
    (asked,) = shown(made.item(one)).interactions
    first, second = [each.id for each in asked.choices], [each.id for each in asked.targets]
    pairs = (
        list(zip(first[::2], first[1::2], strict=True))
        if kind == "associate"
        else list(zip(first, second, strict=True))
    )
    assert sorted(map(sorted, pairs)) != sorted(map(sorted, one["right"]))


def test_pictures_stand_in_texts_and_answers_and_lists_say_their_words():
    offered = [{"id": "a", "text": made.both("![[room]]")}, {"id": "b", "text": made.both("Or ![[room]]")}]
    match = made.MATCH | {"targets": offered, "right": [["gloves", "a"], ["goggles", "b"]]}
    body = made.item(match, text=made.both("Look: ![[room]]"), **made.PICTURED)
    html = page(body, prefix="p1", pictures={made.SHA: "/there"})
    assert html.count('<img class="item__picture" src="/there" alt="A room"') == 3
    assert re.findall(r">(A room|Or A room)</option>", html)[:2] in (["A room", "Or A room"], ["Or A room", "A room"])
    assert "print-only" not in html, "a list with pictures is shown beside its words"
    assert "[A room]" in page(body, prefix="p1")


def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_stays():
    for name, typed in (
        ("number", "many"),
        ("slider", "some"),
        ("inline", None),
        ("one", None),
        ("point", [["x", "1"]]),
    ):
        html = page(made.EVERY[name], {"r": typed} if typed else {}, prefix="p1", errors={"r": "It is wrong"})
        assert html.count("It is wrong") == 1, name
        assert re.search(r'aria-describedby="[^"]*p1-1_error"', html), name
        assert 'id="p1-1_error"' in html
        assert 'id="p1-1"' in html, "an error leads there"
    assert 'value="some"' in page(made.EVERY["slider"], {"r": "some"}, prefix="p1")


def test_a_cloze_has_its_fields_in_the_text_and_two_of_them_have_names():
    body = made.item(made.INLINE, made.NUMBER | {"id": "n"}, text=made.both("Take [[r]] for **[[n]]** min."))
    html = page(body, prefix="p1")
    assert re.search(r'<p class="item__line">Take\s+<select name="p1-1"', html)
    assert re.findall(r'aria-label="(Answer \d)"', html) == ["Answer 1", "Answer 2"]


def test_answers_in_words_are_those_of_their_own_interaction():
    second = made.ONE | {
        "id": "s",
        "choices": [{"id": "b", "text": made.both("Else")}, {"id": "c", "text": made.both("No")}],
    }
    body = made.item(made.ONE, second, made.GAPS | {"id": "g"})
    given = {"r": ["b"], "s": ["b"], "g": [["warn", "two"]]}
    assert telling.in_words(shown(body), given) == ["Answer b", "Else", "Answer warn – Gap 2"]


def test_a_page_from_before_this_release_is_still_taken():
    given = calling.sent(posted({"p1-r": "a2"}), shown(made.EVERY["one"]), "p1")
    assert given == {"r": ["b"]}


def test_two_places_of_an_order_that_are_the_same_stay_in_the_order_of_the_page():
    (asked,) = shown(made.EVERY["order"]).interactions
    back = calling.sent(posted({"p1-1-a1": "1", "p1-1-a2": "1", "p1-1-a3": ""}), shown(made.EVERY["order"]), "p1")
    assert back == {"r": [asked.choices[0].id, asked.choices[1].id]}
