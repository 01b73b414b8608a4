"""What of a report leaves, as one structure from which every file is written. Plain Python."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from kerege.law.rules.forms.filling import Value
from kerege.law.rules.forms.template import Field, Form
from kerege.law.words.reports import FieldType
from kerege.lib.papers import Paper, Part
from kerege.lib.versions import text_in


def said(cell: Any, lang: str) -> str:
    """A cell in a language; some say the same in several, and those in English where they have none."""
    return text_in(cell, lang, "en") if isinstance(cell, Mapping) else str(cell)


def content(
    form: Form,
    values: Mapping[str, Value],
    *,
    lang: str,
    columns: Mapping[str, str],
    facts: Mapping[str, Any],
    notices: Sequence[str],
) -> dict[str, Any]:
    """The report in one language: its facts, notices, and sections with fields and rows."""
    sections = []
    for key, label in form.sections:
        fields = [_told(each, values.get(each.key, Value()), lang) for each in form.fields if each.section == key]
        sections.append({"key": key, "label": text_in(label, lang, "en"), "fields": fields})
    return {
        "form": form.key,
        "title": text_in(form.title, lang, "en"),
        "publisher": text_in(form.publisher, lang, "en"),
        "source": form.source,
        "provisional": form.provisional,
        "language": lang,
        **facts,
        "notices": list(notices),
        "columns": dict(columns),
        "sections": sections,
    }


def _told(field: Field, value: Value, lang: str) -> dict[str, Any]:
    return {
        "key": field.key,
        "label": text_in(field.label, lang, "en"),
        "type": field.type.value,
        "provisional": field.provisional,
        "columns": list(field.columns),
        "rows": [{name: said(cell, lang) for name, cell in row.items()} for row in value.rows],
    }


def paper(told: Mapping[str, Any], *, words: Mapping[str, str]) -> Paper:
    """The document of what `content` gave. `words` are those that the program adds, in its language."""
    facts = [(words[name], str(told[name])) for name in ("country_name", "period", "as_of", "edition", "form_version")]
    facts += [(words["publisher"], str(told["publisher"])), (words["source"], str(told["source"]))]
    return Paper(
        title=str(told["title"]),
        kicker=f"{told['country_name']} · {told['period']}",
        facts=facts,
        notes=told["notices"],
        parts=[part for each in told["sections"] for part in _parts(each, told["columns"], words)],
        foot=f"{told['country_name']} · {told['title']} · {told['period']}",
        lang=str(told["language"]),
    )


def _parts(section: Mapping[str, Any], columns: Mapping[str, str], words: Mapping[str, str]) -> Iterator[Part]:
    heading = section["label"]
    for kind, grouped in groupby(section["fields"], key=lambda each: each["type"]):
        fields = list(grouped)
        if kind == FieldType.TABLE:
            for each in fields:
                yield _table(each, heading, columns, words)
        else:
            names = fields[0]["columns"]
            rows = [[each["key"], _asked(each, words), *_cells(each, names)] for each in fields]
            yield Part(heading, (), [words["number"], words["question"], *(columns[n] for n in names)], rows)
        heading = f"{section['label']} –"


def _table(each: Mapping[str, Any], heading: str, columns: Mapping[str, str], words: Mapping[str, str]) -> Part:
    names = each["columns"]
    rows = [[row.get(name, "") for name in names] for row in each["rows"] if set(row) & set(names)]
    text = [row["text"] for row in each["rows"] if "text" in row and not set(row) & set(names)]
    lines = [_asked(each, words), *text] if rows or text else [_asked(each, words), words["nothing"]]
    return Part(f"{heading} {each['key']}", lines, [columns[n] for n in names] if rows else (), rows)


def _asked(each: Mapping[str, Any], words: Mapping[str, str]) -> str:
    return f"{each['label']} [{words['provisional']}]" if each["provisional"] else str(each["label"])


def _cells(each: Mapping[str, Any], names: Sequence[str]) -> list[str]:
    row = each["rows"][0] if each["rows"] else {}
    return [str(row.get(name, "")) for name in names]
