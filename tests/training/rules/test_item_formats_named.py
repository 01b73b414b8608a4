"""What files of other programs hold and an item has not is told by its name, with what to do instead."""

import pytest

from kerege.lib.refusal import Refusal
from kerege.training.rules.items.formats.packages import opened
from tests.training.rules.test_item_formats import ASKED, EN, cartridge, left, moodle, qti, taken, zipped

pytestmark = pytest.mark.nodb

MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>x</mi><mn>2</mn></msup></math>'
BEFORE = ASKED.replace("<p>Where to?</p>", "<p>Where {}to?</p>")


@pytest.mark.parametrize(
    ("told", "code", "name"),
    [
        ({"more": "<templateDeclaration/>"}, "varies", "templateDeclaration"),
        ({"more": "<templateProcessing/>"}, "varies", "templateProcessing"),
        ({"asked": BEFORE.format("<printedVariable/>")}, "varies", "printedVariable"),
        ({"asked": BEFORE.format("<templateInline>x</templateInline>")}, "varies", "templateInline"),
        ({"asked": BEFORE.format(MATH)}, "formula", "math"),
        ({"asked": ASKED.replace("Bag", MATH)}, "formula", "math"),
        ({"asked": BEFORE.format("<include href='a.xml'/>")}, "unsupported", "include"),
        ({"asked": BEFORE.format("<object data='a.mp3' type='audio/mpeg'/>")}, "unsupported", "audio/mpeg"),
        *(
            ({"asked": f"<itemBody><{name} responseIdentifier='R'/></itemBody>"}, "way_not_taken", name)
            for name in ("uploadInteraction", "customInteraction", "drawingInteraction", "endAttemptInteraction")
        ),
    ],
)
def test_what_qti_has_and_an_item_has_not_is_named(told, code, name):
    refusal = left(qti(**told))
    assert (refusal.code, refusal.data) == (f"training.bank_{code}", {"name": name})


def test_an_adaptive_item_is_named():
    refusal = left(qti().replace('adaptive="false"', 'adaptive="true"'))
    assert (refusal.code, refusal.data) == ("training.bank_adaptive", {"name": "adaptive"})


def test_what_is_told_after_an_answer_stands_in_no_question_and_what_stands_above_the_line_stays_there():
    (one,) = opened(
        qti(asked=BEFORE.format("<feedbackInline>The box. </feedbackInline>10<sup>5</sup> H<sub>2</sub>O ")).encode(),
        EN,
    ).taken
    assert (one.body["text"]["en"], one.lost) == ("Where 10⁵ H₂O to?", ("feedbackInline",))
    assert taken(moodle("essay", "", "<p>x<sup>a_1</sup></p>")).text["en"] == "x^(a\\_1)"


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        ({"h5p.json": "{}"}, "H5P"),
        ({"cmi5.xml": "<courseStructure/>"}, "cmi5"),
        ({"imsmanifest.xml": "<manifest xmlns:adlcp='http://www.adlnet.org/xsd/adlcp_rootv1p2'/>"}, "SCORM"),
    ],
)
def test_a_package_that_is_played_is_sent_to_the_packages(files, kind):
    with pytest.raises(Refusal) as caught:
        opened(zipped(**files), EN)
    assert (caught.value.code, caught.value.data) == ("training.bank_is_a_package", {"name": kind})


def test_a_brace_that_was_left_open_takes_no_other_question_with_it():
    reading = opened(b"::A::One?{=1 ~2}\n\n::B::Two?{=1 ~2\n\n::C::Three?{=3 ~4}\n\nFour?{=4", EN)
    assert [each.where for each in reading.taken] == ["1", "5"]
    assert [(each.where, each.refusal.code, each.refusal.data["near"]) for each in reading.left] == [
        ("3", "training.bank_bad_question", "{=1 ~2"),
        ("7", "training.bank_bad_question", "{=4"),
    ]


def test_a_cartridge_tells_what_it_holds_beside_questions():
    kinds = {
        "p": ("webcontent", "pages/risk.html"),
        "d": ("imsdt_xmlv1p1", "d.xml"),
        "l": ("imswl_xmlv1p1", "l.xml"),
        "q": ("imsqti_xmlv1p2/imscc_xmlv1p1/assessment", "q.xml"),
        "b": ("imsqti_xmlv1p2/imscc_xmlv1p1/question-bank", "b.xml"),
        "f": ("webcontent", "img/door.png"),
    }
    rows = "".join(
        f'<resource identifier="{n}" type="{k}"><file href="{f}"/></resource>' for n, (k, f) in kinds.items()
    )
    title = '<item identifierref="p"><title>Risk at  the door</title></item>'
    manifest = f"<manifest><organizations>{title}</organizations><resources>{rows}</resources></manifest>"
    found = opened(zipped(**{"imsmanifest.xml": manifest, "q.xml": cartridge("cc.essay.v0p1", "", "")}), EN)
    assert len(found.taken) == 1
    assert [(each.where, each.title, each.refusal.code) for each in found.left] == [
        ("pages/risk.html", "Risk at the door", "training.bank_part_stays"),
        ("d.xml", "d.xml", "training.bank_discussion_stays"),
        ("l.xml", "l.xml", "training.bank_link_stays"),
        ("q.xml", "q.xml", "training.bank_questions_only"),
    ]
    other = manifest.replace("imscc_xmlv1p1/", "").replace("imsdt", "x").replace("imswl", "x")
    assert opened(zipped(**{"imsmanifest.xml": other, "a.xml": qti()}), EN).left == []
    broken = opened(zipped(**{"imsmanifest.xml": "<manifest", "a.xml": qti()}), EN)
    assert (len(broken.taken), [each.refusal.code for each in broken.left]) == (1, ["xml.malformed"])
