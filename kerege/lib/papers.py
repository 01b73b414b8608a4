"""A document for an office: title, facts, notes, parts with text and tables. One shape, written as DOCX, PDF, XLSX."""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

import typst
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from kerege.lib.tables.writers import to_book


@dataclass(frozen=True)
class Part:
    """A part of a paper; `rows` are as wide as `headings`."""

    heading: str
    text: Sequence[str] = ()
    headings: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


@dataclass(frozen=True)
class Paper:
    """`facts` are pairs above the parts, `notes` lines below the title that nobody may overlook, `foot` stands below
    every page. `made` is the moment that the file names, so that the same paper gives the same bytes.
    """

    title: str
    kicker: str
    facts: Sequence[tuple[str, str]]
    notes: Sequence[str]
    parts: Sequence[Part]
    foot: str
    lang: str
    made: datetime = field(default=datetime(2000, 1, 1, tzinfo=UTC))
    sheet: str = "Report"


_SOURCE = """
#let told = json(bytes(sys.inputs.told))
#set document(title: told.title, date: none)
#set page(paper: "a4", flipped: true, margin: 16mm, footer: context align(center)[
  #text(size: 8pt, fill: luma(90))[#told.foot · #counter(page).display("1 / 1", both: true)]])
#set text(lang: told.lang.split("-").first(), size: 9pt,
  font: ("Noto Sans", "Noto Naskh Arabic", "DejaVu Sans", "Libertinus Serif"))
#show heading.where(level: 2): set block(above: 6mm, below: 3mm)
#text(size: 8pt, fill: luma(90))[#told.kicker]
= #told.title
#table(columns: (1fr, 3fr), stroke: none, inset: (x: 0pt, y: 3pt),
  ..told.facts.map(f => ([*#f.at(0)*], [#f.at(1)])).flatten())
#for note in told.notes [#text(size: 8pt)[#note] \\ ]
#for part in told.parts {
  [== #part.heading]
  for line in part.text [#line \\ ]
  if part.rows.len() > 0 {
    set text(size: if part.headings.len() > 5 { 7.5pt } else { 9pt })
    let wide = n => if n == 0 { auto } else if n == 1 { 2fr } else { 1fr }
    table(columns: range(part.headings.len()).map(wide),
      stroke: 0.4pt + luma(180), inset: 4pt,
      table.header(..part.headings.map(h => [*#h*])), ..part.rows.flatten().map(c => [#c]))
  }
}
"""


def to_pdf(paper: Paper) -> bytes:
    """A4, across."""
    told = asdict(paper) | {"made": ""}
    return typst.compile(_SOURCE.encode(), sys_inputs={"told": json.dumps(told, ensure_ascii=False)})


def to_xlsx(paper: Paper) -> bytes:
    """One sheet: what it is, then every part below the other. Texts are typed as texts, so none runs as a formula."""
    rows: list[Sequence[str]] = [
        [paper.title],
        [paper.kicker],
        *([a, b] for a, b in paper.facts),
        *([n] for n in paper.notes),
    ]
    for part in paper.parts:
        rows += [[], [part.heading], *([line] for line in part.text)]
        if part.rows:
            rows += [part.headings, *part.rows]
    return to_book({paper.sheet: rows})


def to_docx(paper: Paper) -> bytes:
    """A4, across, with headings that a word processor knows as such and table heads that repeat."""
    made = Document()
    _across(made)
    told = made.core_properties
    told.title, told.author, told.comments, told.language = paper.title, "", "", paper.lang
    told.created = told.modified = paper.made.replace(tzinfo=None)
    made.styles["Normal"].font.size = Pt(9)
    made.add_paragraph(paper.kicker)
    made.add_heading(paper.title, level=1)
    for name, text in paper.facts:
        line = made.add_paragraph()
        line.add_run(f"{name}: ").bold = True
        line.add_run(text)
    for note in paper.notes:
        made.add_paragraph(note)
    for part in paper.parts:
        made.add_heading(part.heading, level=2)
        for text in part.text:
            made.add_paragraph(text)
        if part.rows:
            _table(made, part)
    made.sections[0].footer.paragraphs[0].text = paper.foot
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _across(made: WordDocument) -> None:
    page = made.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(1.6)


def _table(made: WordDocument, part: Part) -> None:
    table = made.add_table(rows=1, cols=len(part.headings))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, part.headings, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)  # noqa: SLF001 - python-docx has no other way
    for row in part.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


WRITERS: Mapping[str, tuple[str, Callable[[Paper], bytes]]] = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_docx),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
    "pdf": ("application/pdf", to_pdf),
}
