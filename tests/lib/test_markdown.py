"""Markdown as HTML: what it shows, and that nothing in it runs or asks another host."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kerege.lib.markdown import to_html, to_line, to_words

pytestmark = pytest.mark.nodb

HOSTILE = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    "[x]( data:text/html;base64,PHNjcmlwdD4= )",
    "[x](vbscript:x)",
    "<javascript:alert(1)>",
    "![x](https://elsewhere.example/pixel.png)",
    "<svg/onload=alert(1)>",
    '[x](https://a.example "\\" onmouseover=alert(1)")',
    "| a |\n| :-: |\n| <b onclick=x>b</b> |",
    "```\n</code></pre><script>x</script>\n```",
    "[a]: javascript:alert(1)\n\n[a]",
)
OURS = re.compile(
    r"</?(?:h[1-6]|p|ul|ol|li|em|strong|s|code|pre|blockquote|hr|br|table|thead|tbody|tr|td|div|a)(?: /)?>"
    r'|<div class="table-wrap" tabindex="0">|<table class="table">|<th scope="col">|</th>|<ol start="\d+">'
    r'|<code class="language-[^"<>]*">'
    r'|<a href="(?:https?://|mailto:)[^"<>]*" rel="noopener noreferrer nofollow">'
)


def only_ours(html: str) -> bool:
    """Whether every mark that opens something is one that the renderer may make."""
    return "<" not in OURS.sub("", html)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_could_run_or_ask_another_host_stays_text(text):
    assert only_ours(to_html(text)), to_html(text)


def test_what_people_write_is_shown():
    told = to_html("# Spill\n\nTell **others** and [read](https://example.org/a?b=1&c=2).\n\n3. Wait\n4. Return\n")
    assert told == (
        "<h3>Spill</h3>\n<p>Tell <strong>others</strong> and "
        '<a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer nofollow">read</a>.</p>\n'
        '<ol start="3">\n<li>Wait</li>\n<li>Return</li>\n</ol>\n'
    )


def test_headings_begin_below_those_of_the_page_and_end_at_the_lowest():
    assert [to_html("# a", top=2), to_html("### a"), to_html("###### a")] == [
        "<h2>a</h2>\n",
        "<h5>a</h5>\n",
        "<h6>a</h6>\n",
    ]


def test_a_table_has_headings_and_no_style_of_its_own():
    told = to_html("| Hazard | Control |\n|:--|--:|\n| Aerosol | Cabinet |")
    assert "".join(told.split("\n")) == (
        '<div class="table-wrap" tabindex="0"><table class="table"><thead><tr><th scope="col">Hazard</th>'
        '<th scope="col">Control</th></tr></thead><tbody><tr><td>Aerosol</td><td>Cabinet</td></tr></tbody>'
        "</table></div>"
    )


def test_a_picture_is_told_by_its_words():
    assert to_html("See ![a cabinet & fan](https://elsewhere.example/p.png).") == "<p>See a cabinet &amp; fan.</p>\n"


def test_what_is_nested_without_end_is_read_in_time():
    assert only_ours(to_html("> " * 3_000 + "deep"))
    assert only_ours(to_html("[" * 5_000 + "a" + "](x)" * 5_000))


@given(st.text(alphabet="<>[]()!`*_#|-\n :/ajsvcript\"'&;=x", max_size=80))
@settings(max_examples=150, deadline=None)
def test_no_text_brings_a_mark_that_is_not_ours(text):
    assert only_ours(to_html(text))


def test_a_picture_of_the_node_is_shown_by_its_name_with_its_words_and_no_other_is():
    shown = {"flask": "/content/x?a=1&b=2", "https://elsewhere.example/p.png": ""}
    made = to_html('![a "flask" <b>](picture:flask) ![other](picture:other) ![](picture:flask)', pictures=shown)
    assert made == (
        '<p><img src="/content/x?a=1&amp;b=2" alt="a &quot;flask&quot; &lt;b&gt;" loading="lazy"> other </p>\n'
    )
    assert to_html("![a flask](picture:flask)") == "<p>a flask</p>\n"
    assert to_html("![x](https://elsewhere.example/p.png)", pictures=shown) == "<p>x</p>\n"


def test_the_name_of_a_picture_is_no_address_to_follow():
    assert to_html("[a flask](picture:flask)", pictures={"flask": "/x"}) == "<p><a>a flask</a></p>\n"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_line_is_as_safe_as_a_text_and_has_no_paragraph(text):
    line = to_line(text)
    assert only_ours(line), line
    assert "<p>" not in line


def test_words_alone_have_no_markup():
    assert to_line("Tell **others**") == "Tell <strong>others</strong>"
    assert to_words("Tell **others**,\nand `wait` \\*") == "Tell others, and wait *"
