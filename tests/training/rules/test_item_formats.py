"""Questions of other programs: what is taken from GIFT, Moodle XML, QTI and Common Cartridge, and what is refused."""

import base64
import io
import zipfile

import pytest

from kerege.lib.refusal import Refusal
from kerege.training.rules.items import grade, read
from kerege.training.rules.items.formats.packages import opened
from kerege.training.rules.items.formats.taking import Wishes

pytestmark = pytest.mark.nodb
EN = Wishes("en")


def taken(text, wishes=EN):
    """The one question of a file, as an item (pictures apart)."""
    reading = opened(text.encode() if isinstance(text, str) else text, wishes)
    assert [str(each.refusal) for each in reading.left] == []
    (one,) = reading.taken
    return read(one.body)


def left(text, wishes=EN):
    """The code with which the one question of a file is left out."""
    reading = opened(text.encode() if isinstance(text, str) else text, wishes)
    assert reading.taken == []
    return reading.left[0].refusal


def worth(item, *answers):
    name = item.interactions[0].id
    return [grade(item, {name: answer}).points for answer in answers]


def chosen(item, *texts):
    """The ids of answers by their words."""
    return [each.id for each in item.interactions[0].choices if each.text["en"] in texts]


# -- GIFT --------------------------------------------------------------------------------------------------------------


def test_gift_choices():
    one = taken("::Waste::Where do sharps go? {~Bag #No. =Sharps container #Yes. ~Sink ####See 4.2}")
    assert (one.title["en"], one.after["always"]["en"]) == ("Waste", "See 4.2")
    assert worth(one, chosen(one, "Sharps container"), chosen(one, "Bag")) == [1, 0]
    assert [each.why.get("en") for each in one.interactions[0].choices] == ["No.", "Yes.", None]
    many = taken("What is worn? {~%50%Gloves ~%50%Goggles ~%-50%Sandals}")
    said = [chosen(many, *each) for each in (("Gloves", "Goggles"), ("Gloves",), ("Gloves", "Sandals"))]
    assert worth(many, *said) == [1, 0.5, 0]


def test_gift_words_numbers_truth_pairs_and_texts():
    word = taken("Put on {=gloves =%50%glove}.")
    assert (word.text["en"], worth(word, "Gloves", "glove", "hat")) == ("Put on [[r]] .", [1, 0.5, 0])
    assert worth(taken("How long? {#30:2}"), 28, 32, "32,5") == [1, 1, 0]
    assert worth(taken("How long? {#10..20}"), 9.9, 10, 20) == [0, 1, 1]
    assert worth(taken("How long? {#=30:0 =%50%30:10}"), 30, 25, 45) == [1, 0.5, 0]
    truth = taken("Gloves are worn once. {T#It is.#It is not.}")
    assert worth(truth, ["true"], ["false"]) == [1, 0]
    assert [each.why["en"] for each in truth.interactions[0].choices] == ["It is not.", "It is."]
    pairs = taken("Match. {=gloves -> hands =goggles -> eyes = -> feet}")
    asked = pairs.interactions[0]
    right = [list(key) for key in asked.right]
    assert (worth(pairs, right, right[:1]), len(asked.targets)) == ([1, 0.5], 3)
    assert taken("Say why. {}").waits_for_a_person


def test_gift_signs_are_meant_and_blank_lines_in_braces_end_nothing():
    one = taken("// a note\n$CATEGORY: top/Labels\n\nIs 2 \\= 2 and \\{a\\}? *not bold* {\n\n=yes\n\n~no\n}\n")
    assert one.text["en"] == "Is 2 = 2 and {a}? \\*not bold\\*"
    assert worth(one, chosen(one, "yes")) == [1]


def test_gift_tells_the_line_and_takes_the_others():
    reading = opened(b"Only words.\n\nWhy? {=a ~b}\n\nBroken {=a {b}\n", EN)
    assert [(each.where, each.refusal.code) for each in reading.left] == [
        ("1", "training.bank_not_a_question"),
        ("5", "training.bank_bad_question"),
    ]
    assert [(each.where, each.topics) for each in reading.taken] == [("3", ())]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_gift_in_the_encodings_of_unicode(encoding):
    assert taken("Что это? {=да ~нет}".encode(encoding), Wishes("ru")).text == {"ru": "Что это?"}


def test_gift_in_an_old_encoding_is_refused_with_what_to_do():
    with pytest.raises(Refusal) as caught:
        opened("Что это? {=да ~нет}".encode("cp1251"), EN)
    assert (caught.value.code, caught.value.field) == ("text.not_utf8", "file")


# -- Moodle XML --------------------------------------------------------------------------------------------------------


def moodle(kind, inside, text="What?", files="", head='<?xml version="1.0" encoding="UTF-8"?>'):
    return (
        f'{head}<quiz><question type="category"><category><text>$course$/top/Waste</text></category></question>'
        f'<question type="{kind}"><name><text>Name</text></name><questiontext format="html">'
        f"<text><![CDATA[{text}]]></text>{files}</questiontext><defaultgrade>2</defaultgrade>{inside}</question></quiz>"
    )


def answer(text, fraction, more=""):
    return f'<answer fraction="{fraction}"><text>{text}</text>{more}</answer>'


def test_moodle_choices_and_words():
    one = taken(moodle("multichoice", "<single>true</single>" + answer("a", 100) + answer("b", 25) + answer("c", 0)))
    assert worth(one, chosen(one, "a"), chosen(one, "b"), chosen(one, "c")) == [2, 0.5, 0]
    several = "<single>false</single>" + answer("a", 50) + answer("b", 50) + answer("c", -100)
    many = taken(moodle("multichoice", several))
    assert worth(many, chosen(many, "a", "b"), chosen(many, "a"), chosen(many, "a", "c")) == [2, 1, 0]
    word = taken(moodle("shortanswer", "<usecase>1</usecase>" + answer("pH*", 100) + answer("*", 0)))
    assert worth(word, "pH 7", "PH 7") == [2, 0]
    assert worth(taken(moodle("truefalse", answer("true", 0) + answer("false", 100))), ["false"], ["true"]) == [2, 0]
    number = answer("30", 100, "<tolerance>5</tolerance>") + answer("*", 0)
    assert worth(taken(moodle("numerical", number)), 35, 36) == [2, 0]
    assert taken(moodle("essay", "<responsefieldlines>10</responsefieldlines>")).interactions[0].lines == 10


def test_moodle_pairs_orders_and_gaps():
    sub = '<subquestion format="html"><text>{}</text><answer><text>{}</text></answer></subquestion>'
    pairs = taken(moodle("matching", sub.format("gloves", "hands") + sub.format("goggles", "eyes")))
    assert worth(pairs, [list(key) for key in pairs.interactions[0].right]) == [2]
    order = taken(moodle("ordering", answer("warn", 100) + answer("clean", 100) + answer("report", 100)))
    right = [key[0] for key in order.interactions[0].right]
    assert (worth(order, right), chosen(order, "warn")) == ([2], right[:1])
    words = "".join(f"<selectoption><text>{each}</text><group>1</group></selectoption>" for each in ("warn", "clean"))
    gaps = taken(moodle("gapselect", words, "First [[1]], then [[2]]."))
    assert gaps.text["en"] == "First [[g1]], then [[g2]]."
    assert grade(gaps, {"g1": chosen(gaps, "warn")}).points == 1


def test_moodle_cloze_is_several_questions_in_one_text():
    text = "Wear {1:SHORTANSWER:=gloves~%50%glove}, {2:MC:~sandals~=boots}, for {1:NUMERICAL:=30:5} min."
    one = taken(moodle("cloze", "", text))
    assert one.text["en"] == "Wear [[g1]], [[g2]], for [[g3]] min."
    boots = [each.id for each in one.interactions[1].choices if each.text["en"] == "boots"]
    found = grade(one, {"g1": "glove", "g2": boots, "g3": 33})
    assert (found.points, found.of) == (3.5, 4)


PNG = base64.b64encode(b"\x89PNG not really").decode()


def test_pictures_of_moodle_lie_in_the_file_or_in_the_text():
    file = f'<file name="a b.png" path="/" encoding="base64">{PNG}</file>'
    for source, files in (("@@PLUGINFILE@@/a%20b.png", file), (f"data:image/png;base64,{PNG}", "")):
        text = moodle("essay", "", f'<p>See <img src="{source}" alt="A door"/></p>', files)
        (one,) = opened(text.encode(), EN).taken
        ((name, content),) = one.pictures.items()
        assert (content, one.alts[name]) == (b"\x89PNG not really", "A door")
        assert one.body["text"]["en"] == f"See ![[{name}]]"
    assert (
        left(moodle("essay", "", '<img src="https://elsewhere.example/a.png">')).code == "training.bank_picture_missing"
    )


def test_html_becomes_what_a_question_needs_of_it():
    text = '<p style="color:red">Is <b>this</b> a_b &amp; 1 &lt; 2?</p><ul><li>one</li><li>two</li></ul>'
    assert taken(moodle("essay", "", text)).text["en"] == "Is **this** a\\_b & 1 \\< 2?\n\n- one\n- two"
    link = taken(moodle("essay", "", '<a href="javascript:alert(1)" onclick="x()">here</a> [[r]]'))
    assert link.text["en"] == "here \\[\\[r\\]\\]"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<script>alert(1)</script>", "training.bank_script_inside"),
        ("<p><iframe src='x'></iframe></p>", "training.bank_script_inside"),
        ("<svg onload='x()'></svg>", "training.bank_script_inside"),
        ("<math><mi>x</mi></math>", "training.bank_formula"),
        ("<audio src='a.mp3'></audio>", "training.bank_unsupported"),
    ],
)
def test_programs_in_questions_are_refused(text, code):
    assert left(moodle("essay", "", text)).code == code


@pytest.mark.parametrize("kind", ["calculated", "ddmarker", "random"])
def test_kinds_that_are_not_taken_are_named(kind):
    assert (left(moodle(kind, "")).code, left(moodle(kind, "")).data) == ("training.bank_unsupported", {"name": kind})


def test_an_old_encoding_that_the_file_names_is_read():
    text = moodle("essay", "", "Что?", head='<?xml version="1.0" encoding="windows-1251"?>')
    assert taken(text.encode("cp1251"), Wishes("ru")).text == {"ru": "Что?"}
    assert taken(b"\xef\xbb\xbf" + moodle("essay", "").encode()).waits_for_a_person


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<!DOCTYPE quiz><quiz/>", "xml.doctype"),
        (b"<quiz><question>", "xml.malformed"),
        (b"<html/>", "training.bank_not_a_bank"),
        (b"<quiz/>", "training.bank_no_questions"),
        (b"Only a text.", "training.bank_not_a_bank"),
        (b"\x00\x01\x02", "training.bank_not_a_bank"),
        (b"PK\x03\x04broken", "archives.unreadable"),
    ],
)
def test_a_file_that_is_none_is_refused_as_a_whole(content, code):
    with pytest.raises(Refusal) as caught:
        opened(content, EN)
    assert (caught.value.code, caught.value.field) == (code, "file")


# -- QTI ---------------------------------------------------------------------------------------------------------------

TEMPLATE = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"
DECLARED = """<responseDeclaration identifier="R" cardinality="single" baseType="identifier">
  <correctResponse><value>b</value></correctResponse></responseDeclaration>"""
ASKED = """<itemBody><p>Where to?</p><choiceInteraction responseIdentifier="R" shuffle="true" maxChoices="1">
  <prompt>Choose.</prompt><simpleChoice identifier="a" fixed="true">Bag</simpleChoice>
  <simpleChoice identifier="b">Box<feedbackInline identifier="b" outcomeIdentifier="F">Yes.</feedbackInline>
  </simpleChoice></choiceInteraction></itemBody>"""


def qti(
    declared=DECLARED, asked=ASKED, processing=f'<responseProcessing template="{TEMPLATE}match_correct"/>', more=""
):
    return (
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i1" title="Waste" '
        f'adaptive="false" timeDependent="false">{declared}'
        '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
        f"{more}{asked}{processing}</assessmentItem>"
    )


def test_qti_2_and_3_are_the_same_item():
    two = taken(qti())
    three = taken(
        """<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i1" title="Waste">
        <qti-response-declaration identifier="R" cardinality="single" base-type="identifier">
        <qti-correct-response><qti-value>b</qti-value></qti-correct-response></qti-response-declaration>
        <qti-item-body><p>Where to?</p><qti-choice-interaction response-identifier="R" shuffle="true" max-choices="1">
        <qti-prompt>Choose.</qti-prompt><qti-simple-choice identifier="a" fixed="true">Bag</qti-simple-choice>
        <qti-simple-choice identifier="b">Box<qti-feedback-inline identifier="b">Yes.</qti-feedback-inline>
        </qti-simple-choice></qti-choice-interaction></qti-item-body>
        <qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct"/>
        </qti-assessment-item>"""
    )
    assert two.data == three.data
    assert (two.text["en"], two.interactions[0].prompt["en"], worth(two, ["b"], ["a"])) == (
        "Where to?",
        "Choose.",
        [1, 0],
    )


def test_a_table_of_qti_makes_the_points():
    declared = """<responseDeclaration identifier="R" cardinality="multiple" baseType="identifier"><correctResponse>
    <value>b</value></correctResponse><mapping lowerBound="0" upperBound="2" defaultValue="-1"><mapEntry mapKey="b"
    mappedValue="3"/></mapping></responseDeclaration>"""
    processing = f'<responseProcessing template="{TEMPLATE}map_response"/>'
    many = taken(qti(declared, ASKED.replace('maxChoices="1"', 'maxChoices="0"'), processing))
    assert (worth(many, ["b"], ["a", "b"], ["a"]), grade(many, {}).of) == ([2, 2, 0], 2)


RULES = """<responseProcessing><responseCondition>
  <responseIf><and><not><isNull><variable identifier="R"/></isNull></not>
   <match><variable identifier="R"/><correct identifier="R"/></match></and>
   <setOutcomeValue identifier="SCORE"><sum><baseValue baseType="float">1.5</baseValue>
    <product><baseValue baseType="float">0.5</baseValue><baseValue baseType="float">1</baseValue></product></sum>
   </setOutcomeValue>
   <setOutcomeValue identifier="F"><baseValue baseType="identifier">good</baseValue></setOutcomeValue></responseIf>
  <responseElse><setOutcomeValue identifier="SCORE"><baseValue baseType="float">0</baseValue></setOutcomeValue>
  </responseElse></responseCondition></responseProcessing>"""
FEEDBACK = '<outcomeDeclaration identifier="F" cardinality="single" baseType="identifier"/>'


def test_a_program_of_qti_is_run_and_says_how_much_there_is_to_get():
    one = taken(qti(processing=RULES, more=FEEDBACK))
    found = grade(one, {"R": ["b"]})
    assert (found.points, found.of, found.outcomes["F"]) == (2, 2, "good")
    assert worth(one, ["a"], []) == [0, 0]


@pytest.mark.parametrize("name", ["patternMatch", "customOperator", "randomInteger", "fieldValue"])
def test_what_a_program_needs_and_is_not_there_is_named_or_a_person_marks_it(name):
    processing = (
        f'<responseProcessing><setOutcomeValue identifier="SCORE"><{name}/></setOutcomeValue></responseProcessing>'
    )
    refusal = left(qti(processing=processing))
    assert (refusal.code, refusal.data) == ("training.processing_unknown", {"name": name})
    assert taken(qti(processing=processing), Wishes("en", by_person=True)).by_hand


def test_a_program_has_limits():
    deep = "<not>" * 35 + '<isNull><variable identifier="R"/></isNull>' + "</not>" * 35
    long = '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue>' * 1100
    test = f"<responseCondition><responseIf>{deep}</responseIf></responseCondition>"
    one = f"<responseProcessing>{test}</responseProcessing>"
    assert left(qti(processing=one)).code == "training.processing_wrong"
    assert (
        left(qti(processing=f"<responseProcessing>{long}</responseProcessing>")).code == "training.processing_too_large"
    )


def zipped(**files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def test_a_package_brings_its_pictures_and_one_bad_file_leaves_the_others():
    asked = ASKED.replace("<p>Where to?</p>", '<p><img src="../img/door.png" alt="A door"/></p>')
    content = zipped(
        **{"imsmanifest.xml": "<manifest/>", "items__a.xml": qti(asked=asked), "img__door.png": b"\x89PNG"}
    )
    (one,) = opened(content, EN).taken
    assert list(one.pictures.values()) == [b"\x89PNG"]
    bad = zipped(**{"a.xml": qti(), "b.xml": "<!DOCTYPE x><assessmentItem/>"})
    reading = opened(bad, EN)
    assert [each.where for each in reading.taken] == ["a.xml"]
    assert [(each.where, each.refusal.code) for each in reading.left] == [("b.xml", "xml.doctype")]


# -- Common Cartridge --------------------------------------------------------------------------------------------------


def cartridge(profile, presentation, conditions):
    return f"""<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment><section>
    <item ident="i1" title="Waste"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>cc_profile</fieldlabel>
    <fieldentry>{profile}</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation><material>
    <mattext texttype="text/html">&lt;p&gt;Where to?&lt;/p&gt;</mattext></material>{presentation}</presentation>
    <resprocessing>{conditions}</resprocessing></item></section></assessment></questestinterop>"""


LABELS = "".join(
    f'<response_label ident="{n}"><material><mattext>{text}</mattext></material></response_label>'
    for n, text in (("1", "Bag"), ("2", "Box"), ("3", "Sink"))
)


def right(*names, denied=()):
    looked = "".join(f'<varequal respident="R">{n}</varequal>' for n in names)
    looked += "".join(f'<not><varequal respident="R">{n}</varequal></not>' for n in denied)
    score = '<setvar varname="SCORE">100</setvar>'
    return f"<respcondition><conditionvar><and>{looked}</and></conditionvar>{score}</respcondition>"


def test_common_cartridge():
    lid = f'<response_lid ident="R" rcardinality="Single"><render_choice>{LABELS}</render_choice></response_lid>'
    one = taken(cartridge("cc.multiple_choice.v0p1", lid, right("2")))
    assert one.text["en"] == "Where to?"
    assert worth(one, chosen(one, "Box"), chosen(one, "Bag")) == [1, 0]
    many = taken(cartridge("cc.multiple_response.v0p1", lid, right("1", "2", denied=("3",))))
    assert worth(many, chosen(many, "Bag", "Box"), chosen(many, "Bag"), chosen(many, "Bag", "Box", "Sink")) == [1, 0, 0]
    word = taken(cartridge("cc.fib.v0p1", "<response_str ident='R'/>", right("gloves")))
    assert worth(word, "Gloves", "hat") == [1, 0]
    assert taken(cartridge("cc.essay.v0p1", "<response_str ident='R'/>", "")).waits_for_a_person
    assert left(cartridge("cc.unknown", lid, right("2"))).code == "training.bank_unsupported"
