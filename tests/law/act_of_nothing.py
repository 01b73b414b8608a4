"""A short act about nothing real, in two languages, with a version that amends it."""

from io import BytesIO
from zipfile import ZipFile

URI = "/akn/kz/act/law/2022-05-21/122-vii"
RU = """ЗАКОН РЕСПУБЛИКИ ПРИМЕР
О порядке ведения дел

Глава 1. Общие положения
Статья 1. Основные понятия
В настоящем Законе используются понятия:
1) дело – всё, что делают;
2) порядок {дел}, как *принято* [1].
Статья 2. Сфера действия
1. Закон применяется к делам.
2. Закон не применяется:
1) к другим делам;
а) по [[статье 1]];
Глава 2. Заключительные положения
Статья 3. Вступление в силу
Вводится в действие по истечении шести месяцев.
PART of the text
"""
EN = """LAW OF THE EXAMPLE REPUBLIC
On the conduct of matters

Chapter 1. General provisions
Article 1. Terms
In this Law these terms are used:
1) matter – whatever is done;
2) order of {matters}, as is *usual* [1].
Article 2. Scope
1. The Law applies to matters.
2. The Law does not apply:
1) to other matters;
а) under [[article 1]];
Chapter 2. Final provisions
Article 3. Entry into force
It enters into force after six months.
PART of the text
"""
AMENDED = RU.replace("к делам.", "ко всем делам.").replace("Статья 3. Вступ", "Статья 4. Вступ")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def docx(text, *, inside=""):
    """A document of a word processor with a paragraph for each line; `inside` stands before them as it is."""
    said = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{line[:3]}</w:t></w:r><w:r><w:t>{line[3:]}</w:t></w:r></w:p>'
        for line in text.splitlines()
    )
    out = BytesIO()
    with ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", _TYPES)
        made.writestr("word/document.xml", f'<w:document xmlns:w="{_W}"><w:body>{inside}{said}</w:body></w:document>')
    return out.getvalue()


def html(text):
    return ("<html><body>" + "".join(f"<p>{line}</p>" for line in text.splitlines()) + "</body></html>").encode()
