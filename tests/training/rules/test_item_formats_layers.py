"""What Moodle, GIFT and Common Cartridge say beside the question: languages, tags, and what is said afterwards."""

import pytest

from kerege.training.rules.items.formats.packages import opened
from kerege.training.rules.items.formats.taking import Wishes
from tests.training.rules.test_item_formats import EN, answer, left, moodle, taken, worth

pytestmark = pytest.mark.nodb
RU = Wishes("ru")
SPANS = '<span lang="ru" class="multilang">{}</span> <span class="multilang" lang="en">{}</span>'
WHICH = "<p>" + SPANS.format("Куда <b>их</b>?", "Where <b>to</b>?") + "</p>"
ONE = "<single>true</single>"


def data(text, wishes=RU):
    (one,) = opened(text.encode(), wishes).taken
    return one


def test_marked_languages_are_layers_of_one_question_with_one_key():
    inside = ONE + answer("{mlang ru}Бак{mlang}{mlang kk}Жәшік{mlang}{mlang other}Bin{mlang}", 100) + answer("7", 0)
    one = taken(moodle("multichoice", inside, WHICH), RU)
    assert (one.source, one.languages) == ("ru", ("ru", "en", "kk"))
    assert one.text == {"ru": "Куда **их**?", "en": "Where **to**?"}
    first, second = one.interactions[0].choices
    assert (first.text, second.text) == ({"ru": "Бак", "en": "Bin", "kk": "Жәшік"}, dict.fromkeys(one.languages, "7"))
    assert worth(one, [first.id], [second.id]) == [2, 0]


@pytest.mark.parametrize(
    ("text", "wishes", "found"),
    [
        (SPANS.format("да", "yes"), "ru", {"ru": "да", "en": "yes"}),
        (SPANS.format("да", "yes"), "kk", {"ru": "да", "en": "yes"}),  # nothing of it is Kazakh: its own first is
        ("{mlang ru}да{mlang}", "ru", {"ru": "да"}),
        (
            "A {mlang uz_cyrl}ҳа{mlang}{mlang ru,kk}да{mlang} B",
            "ru",
            {"ru": "A да B", "kk": "A да B", "uz-Cyrl": "A ҳа B"},
        ),
        ("{mlang en}yes{mlang} one {mlang ru}да{mlang}", "ru", {"ru": "one да", "en": "yes one"}),
        ('<span class="multilang" lang="ru">open', "ru", {"ru": "open"}),
        ("{mlang ru}open", "ru", {"ru": "{mlang ru}open"}),
        ('<span class="other" lang="ru">да</span>', "en", {"en": "да"}),
        ("{mlang nonsense!}да{mlang}", "en", {"en": "{mlang nonsense!}да{mlang}"}),
        ("x\ue300en\ue301y\ue302", "en", {"en": "xeny"}),  # signs of ours in a file mean nothing
    ],
    ids=["spans", "none-of-it", "one", "tags", "other-text", "open-span", "open-mlang", "class", "no-tag", "signs"],
)
def test_what_each_language_reads(text, wishes, found):
    assert taken(moodle("essay", "", text), Wishes(wishes)).text == found


def test_a_word_counts_in_every_language_and_pairs_stay_pairs():
    word = taken(moodle("shortanswer", answer("{mlang ru}бак{mlang}{mlang en}bin{mlang}", 100), WHICH), RU)
    assert worth(word, "бак", "bin", "x") == [2, 2, 0]
    pairs = "".join(
        f"<subquestion><text>{{mlang ru}}{a}{{mlang}}{{mlang en}}{b}{{mlang}}</text>"
        f"<answer><text>{{mlang ru}}{c}{{mlang}}{{mlang en}}{d}{{mlang}}</text></answer></subquestion>"
        for a, b, c, d in (("один", "one", "раз", "first"), ("два", "two", "два", "second"))
    )
    (asked,) = taken(moodle("matching", pairs), RU).interactions
    said = {each.id: each.text for each in (*asked.choices, *asked.targets)}
    assert {(said[a]["en"], said[b]["en"]) for a, b in asked.right} == {("one", "first"), ("two", "second")}


def test_gaps_that_every_language_has_are_layers_and_others_stay_in_one():
    gap = "{1:MULTICHOICE:=II~I}"
    one = data(moodle("cloze", "", SPANS.format("Шкаф", "Cabinet") + f" {gap}"))
    assert (one.body["text"], one.lost) == ({"ru": "Шкаф [[g1]]", "en": "Cabinet [[g1]]"}, ())
    two = data(moodle("cloze", "", SPANS.format(f"Шкаф {gap}", f"Cabinet {gap}")))
    assert (two.body["text"], len(two.body["interactions"])) == ({"ru": "Шкаф [[g1]]"}, 1)
    assert two.lost == ("languages",)


def test_what_is_said_to_every_wrong_word_is_kept_and_the_rest_is_told_lost():
    said = "<feedback><text>No.</text></feedback>"
    one = data(moodle("shortanswer", answer("a", 100) + answer("b", 0, said) + answer("*", 0, said)), EN)
    assert (one.body["after"], one.lost) == ({"wrong": {"en": "No."}}, ("why",))
    number = data("When? {#=1822:0 ~#Not then}", EN)
    assert (number.body["after"], number.lost) == ({"wrong": {"en": "Not then"}}, ())
    cloze = data(moodle("cloze", "", "{1:SHORTANSWER:=a~*#No.}"), EN)
    assert cloze.lost == ("why",)


@pytest.mark.parametrize(
    ("kind", "inside", "text", "lost"),
    [
        (
            "essay",
            "<responsetemplate><text>1.</text></responsetemplate><maxwordlimit>9</maxwordlimit>",
            "x",
            "limits template",
        ),
        ("essay", "", '<a href="@@PLUGINFILE@@/a.pdf">a</a><a href="https://b.example">b</a>', "link"),
        ("essay", "", "<table><tr><td>1</td></tr></table> $$x^2$$", "formula table"),
        ("ordering", "<selecttype>SUBSET</selecttype>" + answer("a", 1) + answer("b", 2), "x", "subset"),
    ],
    ids=["essay", "link", "table", "subset"],
)
def test_what_is_not_taken_along_is_named(kind, inside, text, lost):
    assert " ".join(data(moodle(kind, inside, text), EN).lost) == lost


def test_a_hidden_question_is_left_and_text_that_nobody_wrapped_up_is_whole():
    hidden = moodle("multichoice", "<hidden>1</hidden>" + ONE + answer("a", 100) + answer("b", 0))
    assert (left(hidden).code, left(hidden).data) == ("training.bank_hidden", {"name": "Name"})
    bare = moodle("essay", "").replace("<![CDATA[What?]]>", "What <b>is</b> it?")
    assert taken(bare).text["en"] == "What **is** it?"
    typed = moodle("essay", "", "One\ntwo").replace('format="html"', 'format="moodle_auto_format"')
    assert taken(typed).text["en"] == "One\\\ntwo"


def test_gift_has_the_number_and_the_tags_that_moodle_writes_before_a_question():
    reading = opened(b"// [id:q-1] [tag:waste]\n::A::Why? {=a ~b}\n\n::B::Why not? {=a ~b}", EN)
    assert [(each.origin, each.topics) for each in reading.taken] == [("gift:#q-1", ("waste",)), ("gift:/B", ())]


WORD = """<questestinterop><assessment><section><item ident="i" title="W"><itemmetadata><qtimetadata><qtimetadatafield>
<fieldlabel>cc_profile</fieldlabel><fieldentry>{}</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation>
<material><mattext>Which?</mattext></material><response_str ident="r"/></presentation><resprocessing><respcondition>
<conditionvar><{} respident="r"{}>pH</{}></conditionvar><setvar varname="SCORE">100</setvar></respcondition>
</resprocessing><itemfeedback ident="correct_fb"><material><mattext>Yes</mattext></material></itemfeedback>
<itemfeedback ident="solution"><material><mattext>A model</mattext></material></itemfeedback>
</item></section></assessment></questestinterop>"""


def test_a_cartridge_says_where_a_word_counts_and_what_is_said_afterwards():
    inside = taken(WORD.format("cc.pattern_match.v0p1", "varsubstring", "", "varsubstring"))
    assert worth(inside, "the ph of it", "acid") == [1, 0]
    assert inside.after == {"right": {"en": "Yes"}}
    whole = taken(WORD.format("cc.fib.v0p1", "varequal", ' case="Yes"', "varequal"))
    assert worth(whole, "pH", "ph") == [1, 0]
    essay = taken(WORD.format("cc.essay.v0p1", "varequal", "", "varequal"))
    assert essay.interactions[0].guide == {"en": "A model"}
