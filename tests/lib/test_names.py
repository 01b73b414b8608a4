"""Names of files that somebody else chose."""

import pytest

from kerege.lib.names import clean_file_name, ending_of
from kerege.lib.refusal import Refusal

pytestmark = pytest.mark.nodb


@pytest.mark.parametrize(
    "name",
    ["report-2026.pdf", "Отчёт 2026.docx", "گزارش\u200cها.pdf", "v1.2 draft.xlsx", "a.b.pdf", "Кодекс (проект).odt"],
)
def test_plain_names_are_kept(name):
    assert clean_file_name(name) == name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../x.pdf", "names.bad_name"),
        ("C:\\x.pdf", "names.bad_name"),
        ("a/b.pdf", "names.bad_name"),
        (".htaccess", "names.bad_name"),
        ("..pdf", "names.bad_name"),
        ("con.pdf", "names.bad_name"),
        ("noending", "names.bad_name"),
        ("x.", "names.bad_name"),
        ("x.тxt", "names.bad_name"),
        ("x.pdf::$DATA", "names.bad_name"),
        ('x".pdf', "names.bad_name"),
        ("invoice.exe.pdf", "names.double_ending"),
        ("page.HTML.pdf", "names.double_ending"),
        ("shell.php.jpg", "names.double_ending"),
        ("cod\u202efdp.exe", "text.bidi_override"),
        ("x\x00.pdf", "text.control_characters"),
        ("x\r\nSet-Cookie: a.pdf", "text.control_characters"),
        ("", "text.empty"),
        ("x" * 300 + ".pdf", "text.too_long"),
    ],
)
def test_other_names_are_refused_at_the_field(name, code):
    with pytest.raises(Refusal) as told:
        clean_file_name(name, field="document")
    assert (told.value.code, told.value.field) == (code, "document")


def test_the_ending_is_small():
    assert ending_of("A.B.PDF") == "pdf"
