"""A competence framework as one table, which people write and correct: a row is an area of work, a domain, a
competence, a statement of a level, a role, or what a role needs. `rows_of` and `content_of` are each other's inverse.

Columns: kind, code, of (the code that the row belongs to), level, area (of a statement that holds for one area of work
alone), criticality, evidence, rests_on, questions, id, and one for each language. A level has as many statements as it
has rows. In `rests_on` stand a standard, its edition and a clause with spaces between, in `questions` the
key of a set and a question or section; several with semicolons between. A space inside of one of these is `%20`.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import quote, unquote

from kerege.capacity.rules.framework import Definition
from kerege.capacity.words import case_refused as refused
from kerege.capacity.words.competence import MapKind
from kerege.lib.refusal import Refusal
from kerege.lib.sheets.delimited import separator_of
from kerege.lib.sheets.words import UNREADABLE
from kerege.lib.tables import unsafe
from kerege.lib.text import NOT_UTF8

FIXED = ("kind", "code", "of", "level", "area", "criticality", "evidence", "rests_on", "questions", "id")
NEEDED = ("kind", "code", "of", "level")
Row = Mapping[str, str]


def columns_of(definition: Definition) -> list[str]:
    """The columns of its table: the fixed ones, then its languages."""
    return [*FIXED, *definition.languages]


def rows_of(definition: Definition) -> list[dict[str, str]]:
    """The rows of a framework, in the order in which they are read again. What is empty is left out."""
    rows: list[dict[str, str]] = [
        {"kind": "language", "code": lang, "level": state.value} for lang, state in definition.languages.items()
    ]
    rows.append({"kind": "title", **definition.title})
    if definition.lead:
        rows.append({"kind": "lead", **definition.lead})
    if definition.teaching:
        rows.append({"kind": "teaching", "of": definition.teaching})
    rows += [{"kind": "area", "code": area.code, **area.title} for area in definition.areas]
    for domain in definition.domains:
        rows.append({"kind": "domain", "code": domain.code, "id": domain.id, **domain.title})
        for each in domain.competences:
            rows += _competence_rows(domain.code, each)
    for role in definition.roles:
        rows.append({"kind": "role", "code": role.code, "id": role.id, **role.title})
        rows += [
            {
                "kind": "need",
                "code": role.code,
                "of": need.competence,
                "level": need.target.value,
                "criticality": str(need.criticality),
            }
            for need in role.profile
        ]
    return [{name: value for name, value in row.items() if value} for row in rows]


def _competence_rows(domain: str, each: Any) -> Iterable[dict[str, str]]:
    told = {"kind": "competence", "code": each.code, "of": domain, "id": each.id, **each.title}
    told["evidence"] = " ".join(kind.value for kind in each.evidence)
    for column, kind in (("rests_on", MapKind.STANDARD), ("questions", MapKind.QUESTIONS)):
        maps = [(m.of, m.edition, m.clause) if m.kind == MapKind.STANDARD else (m.of, m.clause)
                for m in each.maps if m.kind == kind]  # fmt: skip
        told[column] = "; ".join(" ".join(quote(part, safe="/") or "-" for part in parts) for parts in maps)
    yield told
    for area, statements in (("", each.statements), *each.extensions.items()):
        for level, said in statements.items():
            for text in said:
                yield {"kind": "statement", "of": each.code, "level": level.value, "area": area, **text}


def table_of(data: bytes) -> tuple[list[tuple[int, Row]], list[str]]:
    """The numbered rows of a file and its columns, as `content_of` takes them. An apostrophe that keeps a spreadsheet
    from running a text is taken off; between columns may stand what a spreadsheet puts there in any country. Refuses
    text.not_utf8, sheets.unreadable and capacity.framework_width.
    """
    try:
        text = data.decode("utf-8-sig")
        rows_of_cells = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text)))
    except UnicodeDecodeError as fault:
        raise Refusal(NOT_UTF8, field="file") from fault
    except csv.Error as fault:
        raise Refusal(UNREADABLE, field="file", why=str(fault)[:80]) from fault
    lines = [line for line in enumerate(rows_of_cells, start=1) if any(line[1])]
    columns = [name.strip() for name in lines[0][1]] if lines else []
    rows: list[tuple[int, Row]] = []
    for number, cells in lines[1:]:
        if len(cells) != len(columns):
            raise Refusal(refused.WIDTH, field="file", row=number, cells=len(cells), columns=len(columns))
        rows.append((number, {name: unsafe(cell) for name, cell in zip(columns, cells, strict=True)}))
    return rows, columns


def content_of(rows: Iterable[tuple[int, Row]], columns: Iterable[str]) -> dict[str, Any]:
    """The content that rules.framework.read takes, from numbered rows. Refuses capacity.framework_columns,
    .framework_row and .framework_row_astray.
    """
    for name in NEEDED:
        if name not in columns:
            raise Refusal(refused.NO_COLUMNS, field="file", column=name)
    made = _Made([name for name in columns if name not in FIXED])
    for number, row in rows:
        kind = row.get("kind", "")
        if kind not in made.takes:
            known = ", ".join(made.takes)
            raise Refusal(refused.ROW, field="file", row=number, value=kind[:40], known=known)
        made.takes[kind](number, row)
    return made.content


class _Made:
    """What the rows that were read make together."""

    def __init__(self, languages: list[str]) -> None:
        self.languages = languages
        self.content: dict[str, Any] = {"languages": {}, "areas": [], "domains": [], "roles": []}
        self.found: dict[tuple[str, str], dict[str, Any]] = {}
        self.takes: dict[str, Callable[[int, Row], None]] = {
            "language": self._language,
            "title": self._line,
            "lead": self._line,
            "teaching": self._teaching,
            "area": self._area,
            "domain": self._domain,
            "competence": self._competence,
            "statement": self._statement,
            "role": self._role,
            "need": self._need,
        }

    def _texts(self, row: Row) -> dict[str, str]:
        return {lang: row[lang] for lang in self.languages if row.get(lang)}

    def _under(self, number: int, kind: str, code: str) -> dict[str, Any]:
        if (kind, code) not in self.found:
            raise Refusal(refused.ROW_ASTRAY, field="file", row=number, of=code[:60])
        return self.found[kind, code]

    def _keep(self, kind: str, row: Row, into: list[Any], **more: Any) -> None:
        told = {"code": row.get("code", ""), "id": row.get("id", ""), "title": self._texts(row), **more}
        self.found.setdefault((kind, told["code"]), told)
        into.append(told)

    def _language(self, number: int, row: Row) -> None:
        self.content["languages"][row.get("code", "")] = row.get("level", "")

    def _line(self, number: int, row: Row) -> None:
        self.content[row["kind"]] = self._texts(row)

    def _teaching(self, number: int, row: Row) -> None:
        self.content["teaching"] = row.get("of", "")

    def _area(self, number: int, row: Row) -> None:
        self.content["areas"].append({"code": row.get("code", ""), "title": self._texts(row)})

    def _domain(self, number: int, row: Row) -> None:
        self._keep("domain", row, self.content["domains"], competences=[])

    def _competence(self, number: int, row: Row) -> None:
        into = self._under(number, "domain", row.get("of", ""))["competences"]
        maps = [*_maps(row.get("rests_on", ""), MapKind.STANDARD), *_maps(row.get("questions", ""), MapKind.QUESTIONS)]
        more: dict[str, Any] = {"statements": {}, "extensions": {}}
        self._keep("competence", row, into, evidence=row.get("evidence", "").split(), maps=maps, **more)

    def _statement(self, number: int, row: Row) -> None:
        competence = self._under(number, "competence", row.get("of", ""))
        area = row.get("area", "")
        statements = competence["extensions"].setdefault(area, {}) if area else competence["statements"]
        statements.setdefault(row.get("level", ""), []).append(self._texts(row))

    def _role(self, number: int, row: Row) -> None:
        self._keep("role", row, self.content["roles"], profile=[])

    def _need(self, number: int, row: Row) -> None:
        told = {"competence": row.get("of", ""), "target": row.get("level", "")}
        profile = self._under(number, "role", row.get("code", ""))["profile"]
        profile.append(told | {"criticality": row.get("criticality", "")})


def _maps(text: str, kind: MapKind) -> Iterable[dict[str, str]]:
    names = ("of", "edition", "clause") if kind == MapKind.STANDARD else ("of", "clause")
    for each in text.split(";"):
        parts = [unquote(part) if part != "-" else "" for part in each.split()]
        if parts:
            parts = [*parts[: len(names) - 1], " ".join(parts[len(names) - 1 :])]
            yield {"kind": kind.value, **dict(zip(names, parts, strict=False))}
