"""No designated name without its marker and, once, its note."""

import pytest
from django.template import Context, Template, TemplateSyntaxError

from kerege.records.labels import WITHHELD
from kerege.web.shell.footnotes import Footnote, Footnotes
from tests.web.shell_gallery.urls import Designated

pytestmark = pytest.mark.nodb
KOSOVO_LIKE = Designated("Sampleland", "**", "** Without prejudice.", "XKX")


def printed(source, **context):
    notes = Footnotes()
    page = Template("{% load kerege %}" + source).render(Context({"footnotes": notes, **context}))
    return page, list(notes)


def test_the_marker_follows_the_name_and_the_note_is_kept_once():
    page, notes = printed("{% designated d %}, {% designated d %}", d=KOSOVO_LIKE)
    assert page.count('<bdi>Sampleland<span class="marker">**</span></bdi>') == 2
    assert notes == [Footnote("**", "Without prejudice.")]


def test_plain_text_for_options_and_titles_has_the_marker_too():
    page, notes = printed("{% designated_text d %}", d=KOSOVO_LIKE)
    assert page == "Sampleland**"
    assert len(notes) == 1


def test_notes_stand_in_the_order_of_their_markers_on_the_page():
    other = Designated("Elsewhere", "***", "*** Not a recognition.", "PSE")
    _page, notes = printed("{% designated b %}{% designated a %}{% designated b %}", a=KOSOVO_LIKE, b=other)
    assert [n.marker for n in notes] == ["***", "**"]


def test_a_name_without_marker_has_no_note():
    assert printed("{% designated d %}", d=Designated("Kazakhstan")) == ("<bdi>Kazakhstan</bdi>", [])


def test_a_name_in_another_language_than_the_page_says_so():
    class Foreign(Designated):
        lang = "ru"
        note_lang = "en"

    page, notes = printed("{% designated d %}", d=Foreign("Казахстан", "*", "Note."))
    assert 'lang="ru"' in page
    assert notes == [Footnote("*", "Note.", "en")]


def test_names_are_escaped():
    page, _notes = printed("{% designated d %}", d="<script>")
    assert page == "<bdi>&lt;script&gt;</bdi>"


def test_a_template_without_footnotes_cannot_print_a_designated_name():
    with pytest.raises(TemplateSyntaxError):
        Template("{% load kerege %}{% designated d %}").render(Context({"d": KOSOVO_LIKE}))


def test_what_is_withheld_says_so_and_never_shows_a_value():
    page, _ = printed("{% withheld x %}|{{ x|shown }}|{% stated x 'about' %}|{% designated x %}", x=WITHHELD)
    assert set(page.split("|")) == {'<span class="withheld">withheld</span>'}


def test_nothing_recorded_is_neither_zero_nor_empty():
    assert printed("{{ x|shown }}", x=0)[0] == "0"
    assert "not recorded" in printed("{{ x|shown }}", x=None)[0]
