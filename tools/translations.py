"""Message catalogues without any program but Python: `python tools/translations.py extract | compile | check`.

extract   writes every message of the sources into kerege/locale/<language>/LC_MESSAGES/django.po; translations stay,
          messages that no source has any more go, and nothing is guessed (no fuzzy entries).
compile   writes the .mo beside each .po that is newer. Fuzzy entries never reach it.
check     fails unless the complete languages hold exactly the messages of the sources, translated, with the
          placeholders of the original; of the other languages it checks placeholders and prints how far they are.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "kerege" / "locale"
SOURCE_LANGUAGE = "en"
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "N_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
UNSTABLE = (
    "Project-Id-Version",
    "Report-Msgid",
    "POT-Creation",
    "PO-Revision",
    "Last-Translator",
    "Language-Team",
    "Generated",
)


@dataclass(frozen=True)
class Message:
    """What a source says: one text, or singular and plural, perhaps in a context, and the files that say it."""

    text: tuple[str, ...]
    context: str | None
    files: set[str] = field(default_factory=set, compare=False)

    @property
    def key(self) -> tuple[str, str | None]:
        return self.text[0], self.context


@dataclass
class Report:
    """What `check` found in one language."""

    language: str
    translated: int
    messages: int
    faults: list[str]

    def line(self) -> str:
        share = 100 * self.translated // max(self.messages, 1)
        return f"{self.language:<8} {self.translated:>5} of {self.messages} ({share} %)"


def languages() -> dict[str, str]:
    """The folder of each language of the settings: uz-cyrl is kept in uz_Cyrl."""
    from django.utils.translation import to_locale

    return {code: to_locale(code) for code, _ in _settings().LANGUAGES}


def _settings() -> Any:
    os.environ.setdefault("KEREGE_SECRET_KEY", "catalogues need no key")
    sys.path.insert(0, str(ROOT))
    from kerege.config import settings

    return settings


# -- sources -----------------------------------------------------------------------------------------------------------
def messages(root: Path = ROOT) -> list[Message]:
    """Every message of the Python files, templates and scripts below `root`, in the order of their texts."""
    found: dict[tuple[str, str | None], Message] = {}
    for path in _sources(root):
        for message in _messages_of(path):
            same = found.setdefault(message.key, message)
            if len(message.text) > len(same.text):  # the plural form of a text that also stands alone
                found[message.key] = same = Message(message.text, message.context, same.files)
            same.files.add(path.relative_to(root).as_posix())
    return [found[key] for key in sorted(found, key=lambda k: (k[0], k[1] or ""))]


def _sources(root: Path) -> Iterator[Path]:
    for top, pattern in (
        ("kerege", "*.py"),
        ("kerege", "templates/**/*.*"),
        ("frontend", "*.js"),
        ("frontend", "*.ts"),
    ):
        for path in sorted((root / top).rglob(pattern)):
            if path.is_file() and not {"migrations", "node_modules", "static", "built"} & set(path.parts):
                yield path


def _messages_of(path: Path) -> Iterator[Message]:
    from babel.messages.extract import extract

    method, source = "python", path.read_text(encoding="utf-8")
    if path.suffix in {".js", ".ts"}:
        method = "javascript"
    elif path.suffix != ".py":
        source = _templatized(source, path)
    for _, text, _, context in extract(method, BytesIO(source.encode()), KEYWORDS):
        forms = (text,) if isinstance(text, str) else tuple(text)
        if forms[0]:
            yield Message(forms, context)


def _templatized(source: str, path: Path) -> str:
    """A template as calls of gettext. Line starts are cut: what is left of a page is not indented like Python."""
    from django.utils.translation.template import templatize

    return "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).splitlines())


# -- catalogues --------------------------------------------------------------------------------------------------------
def po_file(folder: str, locale: Path = LOCALE) -> Path:
    return locale / folder / "LC_MESSAGES" / "django.po"


def _read(path: Path, folder: str) -> Any:
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    if not path.exists():
        return Catalog(locale=folder, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=folder, abort_invalid=True)


def extract(found: Iterable[Message], folders: Iterable[str], locale: Path = LOCALE) -> None:
    """Bring the catalogue of each folder to exactly these messages."""
    from babel.messages.catalog import Catalog

    template = Catalog(fuzzy=False)
    for message in found:
        text = message.text if len(message.text) > 1 else message.text[0]
        template.add(text, context=message.context, locations=[(name, 1) for name in sorted(message.files)])
    for folder in folders:
        path = po_file(folder, locale)
        catalog = _read(path, folder)
        catalog.update(template, no_fuzzy_matching=True)
        _write(catalog, path)


def _write(catalog: Any, path: Path) -> None:
    """Without dates and line numbers, so that a file changes only when a message does."""
    from babel.messages.pofile import write_po

    out = BytesIO()
    write_po(out, catalog, width=120, sort_output=True, ignore_obsolete=True, include_lineno=False)
    lines = [
        line for line in out.getvalue().decode().splitlines() if not line.startswith(tuple(f'"{u}' for u in UNSTABLE))
    ]
    while not lines[0].startswith("msgid"):
        lines.pop(0)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


def compile_all(locale: Path = LOCALE) -> list[Path]:
    """Write the .mo of every .po that changed since; the files written."""
    written = []
    for po in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
            continue
        from babel.messages.mofile import write_mo

        out = BytesIO()
        write_mo(out, _read(po, po.parts[-3]), use_fuzzy=False)
        part = mo.with_suffix(".part")
        part.write_bytes(out.getvalue())
        part.replace(mo)
        written.append(mo)
    return written


# -- checks ------------------------------------------------------------------------------------------------------------
def check(found: list[Message], folder: str, *, complete: bool, locale: Path = LOCALE) -> Report:
    """Compare one language's catalogue with the messages of the sources."""
    catalog = _read(po_file(folder, locale), folder)
    report = Report(folder, 0, len(found), [])
    wanted = {m.key for m in found}
    entries = {(_first(entry.id), entry.context): entry for entry in catalog if entry.id}
    for key, entry in entries.items():
        forms = [entry.string] if isinstance(entry.string, str) else list(entry.string)
        if complete and key not in wanted:
            report.faults.append(f"stale: {key[0]!r}")
        if entry.fuzzy:
            report.faults.append(f"fuzzy: {key[0]!r}")
        if any(forms):
            report.translated += key in wanted and all(forms)
            report.faults += _placeholder_faults(entry.id, forms)
        if complete and folder != SOURCE_LANGUAGE and key in wanted and not all(forms):
            report.faults.append(f"not translated: {key[0]!r}")
    if complete:
        report.faults += [f"missing: {m.text[0]!r}" for m in found if m.key not in entries]
    if folder == SOURCE_LANGUAGE:
        report.translated = len(wanted & set(entries))
    return report


def _first(text: str | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else text[0]


def _placeholder_faults(original: str | tuple[str, ...], forms: list[str]) -> list[str]:
    """The last plural form must have all placeholders; the others, which may speak of one, no foreign ones."""
    originals = (original,) if isinstance(original, str) else original
    wanted = set(PLACEHOLDER.findall(originals[-1]))
    faults = []
    for position, form in enumerate(forms):
        has = set(PLACEHOLDER.findall(form))
        last = position == len(forms) - 1
        if form and (has - wanted or (last and wanted - has) or not _fillable(form, wanted)):
            faults.append(f"placeholders differ: {originals[0]!r} → {form!r}")
    return faults


def _fillable(form: str, names: set[str]) -> bool:
    """Whether the text can be filled where the program will fill it: no lone %, no broken place."""
    if not names:
        return True
    try:
        return bool(form % dict.fromkeys(names, 1))
    except (ValueError, KeyError, TypeError):
        return False


def _check_all() -> int:
    found, complete = messages(), _settings().COMPLETE_LANGUAGES
    reports = [check(found, folder, complete=code in complete) for code, folder in languages().items()]
    for report in reports:
        print(report.line())
        for fault in report.faults[:40]:
            print(f"  {fault}", file=sys.stderr)
        if len(report.faults) > 40:
            print(f"  … and {len(report.faults) - 40} more", file=sys.stderr)
    return int(any(report.faults for report in reports))


def main(arguments: list[str]) -> int:
    if arguments == ["extract"]:
        extract(messages(), languages().values())
        return 0
    if arguments == ["compile"]:
        compile_all()
        return 0
    if arguments == ["check"]:
        return _check_all()
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
