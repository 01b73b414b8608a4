"""The catalogue tool on small trees of its own."""

import gettext as gettext_module
import os

import pytest

from tools.translations import Message, check, compile_all, extract, messages, po_file

PYTHON = """
from kerege.lib.refusal import N_, RefusalWord
NAMES = {1: N_("Trainer")}
WORD = RefusalWord("x.y", N_("The end (%(end)s) is "
    "not after the start."))
def told(n):
    return ngettext("%(n)s course", "%(n)s courses", n), pgettext("month", "May"), _("May")
"""
TEMPLATE = """{% load i18n %}
  <h1>{% translate "Courses" %}</h1>
    <p>{% blocktranslate count n=rows|length %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}</p>
 {% blocktranslate trimmed with name=who %}
   Written by
   {{ name }}
 {% endblocktranslate %}
"""


@pytest.fixture
def tree(tmp_path):
    package = tmp_path / "kerege" / "room"
    (package / "templates" / "room").mkdir(parents=True)
    (package / "migrations").mkdir()
    (package / "words.py").write_text(PYTHON)
    (package / "migrations" / "0001_initial.py").write_text('N_("Never a message")')
    (package / "templates" / "room" / "page.html").write_text(TEMPLATE)
    (tmp_path / "frontend").mkdir()
    (tmp_path / "frontend" / "map.js").write_text('label(gettext("Close the map"));')
    return tmp_path


def translate(locale, folder, original, *forms):
    """Fill in one message by hand, as a translator does."""
    from babel.messages.pofile import read_po, write_po

    path = po_file(folder, locale)
    catalog = read_po(path.open("rb"), locale=folder)
    catalog[original].string = forms[0] if len(forms) == 1 else forms
    with path.open("wb") as out:
        write_po(out, catalog)


def test_messages_come_from_python_templates_and_scripts(tree):
    found = {(m.text, m.context) for m in messages(tree)}
    assert found == {
        (("Trainer",), None),
        (("The end (%(end)s) is not after the start.",), None),
        (("%(n)s course", "%(n)s courses"), None),
        (("May",), "month"),
        (("May",), None),
        (("Courses",), None),
        (("%(n)s row", "%(n)s rows"), None),
        (("Written by %(name)s",), None),
        (("Close the map",), None),
    }


def test_extract_twice_changes_nothing(tree, tmp_path):
    locale = tmp_path / "locale"
    extract(messages(tree), ["ru"], locale)
    first = po_file("ru", locale).read_bytes()
    extract(messages(tree), ["ru"], locale)
    assert po_file("ru", locale).read_bytes() == first


def test_extract_keeps_translations_and_drops_messages_that_are_gone(tmp_path):
    extract([Message(("Trainer",), None), Message(("Reviewer",), None)], ["ru"], tmp_path)
    translate(tmp_path, "ru", "Trainer", "Тренер")
    extract([Message(("Trainer",), None), Message(("Trainers",), None)], ["ru"], tmp_path)
    text = po_file("ru", tmp_path).read_text()
    assert 'msgid "Trainer"\nmsgstr "Тренер"' in text
    assert 'msgid "Trainers"\nmsgstr ""' in text  # near is not the same: nothing is guessed
    assert "Reviewer" not in text
    assert "fuzzy" not in text


def test_compile_writes_only_what_changed_and_never_a_fuzzy_entry(tmp_path):
    extract([Message(("Trainer",), None), Message(("Donor",), None)], ["ru"], tmp_path)
    translate(tmp_path, "ru", "Trainer", "Тренер")
    po = po_file("ru", tmp_path)
    po.write_text(po.read_text().replace('msgid "Donor"\nmsgstr ""', '#, fuzzy\nmsgid "Donor"\nmsgstr "Дарение"'))
    assert compile_all(tmp_path) == [po.with_suffix(".mo")]
    with po.with_suffix(".mo").open("rb") as file:
        catalogue = gettext_module.GNUTranslations(file)
    assert (catalogue.gettext("Trainer"), catalogue.gettext("Donor")) == ("Тренер", "Donor")
    assert compile_all(tmp_path) == []
    later = po.stat().st_mtime + 5
    os.utime(po, (later, later))
    assert compile_all(tmp_path) == [po.with_suffix(".mo")]


def faults(tmp_path, original, *forms, complete=True):
    text = original if isinstance(original, tuple) else (original,)
    found = [Message(text, None)]
    extract(found, ["ru"], tmp_path)
    translate(tmp_path, "ru", text[0], *forms)
    return [f.split(":")[0] for f in check(found, "ru", complete=complete, locale=tmp_path).faults]


ENDS = "It ends on %(end)s."
ROWS = ("%(n)s row", "%(n)s rows")


@pytest.mark.parametrize(
    ("original", "forms", "expected"),
    [
        (ENDS, ["Кончается %(end)s."], []),
        (ENDS, ["Кончается."], ["placeholders differ"]),
        (ENDS, ["Кончается %(конец)s."], ["placeholders differ"]),
        (ENDS, ["Кончается %(end)."], ["placeholders differ"]),
        (ENDS, ["Кончается на 100% %(end)s."], ["placeholders differ"]),
        (ENDS, [""], ["not translated"]),
        ("100 % of it", ["100 % этого"], []),
        (ROWS, ["%(n)s строка", "%(n)s строки", "%(n)s строк"], []),
        (ROWS, ["одна строка", "%(n)s строки", "%(n)s строк"], []),
        (ROWS, ["%(n)s строка", "%(n)s строки", "много строк"], ["placeholders differ"]),
        (ROWS, ["%(n)s строка", "", "%(n)s строк"], ["not translated"]),
    ],
)
def test_check_names_what_is_wrong_with_a_translation(tmp_path, original, forms, expected):
    assert faults(tmp_path, original, *forms) == expected


def test_check_lets_an_incomplete_language_be_incomplete_but_not_wrong(tmp_path):
    assert faults(tmp_path, ENDS, "", complete=False) == []
    assert faults(tmp_path, ENDS, "Кончается.", complete=False) == ["placeholders differ"]


def test_check_finds_missing_and_stale_messages_in_a_complete_language(tmp_path):
    extract([Message(("Old",), None)], ["ru"], tmp_path)
    report = check([Message(("New",), None)], "ru", complete=True, locale=tmp_path)
    assert report.faults == ["stale: 'Old'", "missing: 'New'"]


def test_check_refuses_a_fuzzy_entry(tmp_path):
    extract([Message(("Donor",), None)], ["ru"], tmp_path)
    po = po_file("ru", tmp_path)
    po.write_text(po.read_text().replace('msgid "Donor"\nmsgstr ""', '#, fuzzy\nmsgid "Donor"\nmsgstr "Донор"'))
    assert check([Message(("Donor",), None)], "ru", complete=True, locale=tmp_path).faults == ["fuzzy: 'Donor'"]
