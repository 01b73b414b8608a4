"""What somebody changed in a package on its stick, as a draft: never as the version that was published."""

from collections.abc import Mapping
from typing import Any

from kerege.training.rules.packs.layout import attachments, language_of
from kerege.training.rules.packs.manifest import PackedFile
from kerege.training.words.packs import Lies

_PURPOSES = (
    ("-lesson-plan", "lesson_plan"),
    ("-quiz", "assessment"),
    ("-key", "assessment"),
    ("-checklist", "checklist"),
    ("evaluation", "evaluation_form"),
)
_OTHER = "reference"


def draft(tree: dict[str, Any], changed: Mapping[str, PackedFile]) -> dict[str, Any]:
    """The tree, whose texts are as they were changed, with the attachments as they were changed. A sheet that somebody
    changed becomes an attachment of the module that it was made for, and is made no more.
    """
    by_path: dict[str, Any] = dict(attachments(tree))
    for path, each in changed.items():
        if each.lies == Lies.ATTACHMENT and path in by_path:
            by_path[path]["size"], by_path[path]["sha256"] = each.size, each.sha256
        elif each.lies == Lies.SHEET and tree.get("modules"):
            module = next((m for m in tree["modules"] if _belongs(path, m)), tree["modules"][0])
            module.setdefault("attachments", []).append(_attachment(path, each))
    return tree


def _belongs(path: str, module: Mapping[str, Any]) -> bool:
    parts = [module, *module.get("activities", ()), *module.get("assessments", ())]
    stem = path.rpartition("/")[2].removesuffix(".html")
    return any(f"{part['id']}{sign}" == stem for part in parts for sign, _ in _PURPOSES)


def _of(stem: str) -> str:
    return next((purpose for sign, purpose in _PURPOSES if stem.endswith(sign)), _OTHER)


def _attachment(path: str, each: PackedFile) -> dict[str, Any]:
    stem, lang = path.rpartition("/")[2].removesuffix(".html"), language_of(path)
    return {
        "id": f"{stem}-{lang.lower()}",
        "name": f"{stem}-{lang}.html",
        "sha256": each.sha256,
        "size": each.size,
        "type": "text/html",
        "language": lang,
        "purpose": _of(stem),
    }
