"""A competence framework as plain texts, lists and maps, which rules.framework reads as the same framework again."""

from collections.abc import Mapping
from typing import Any

from kerege.capacity.rules.framework_parts import Competence, Definition, Statements


def written(found: Definition) -> dict[str, Any]:
    """The content that rules.framework.read reads as this framework; what is empty is left out."""
    return {
        "title": dict(found.title),
        "lead": dict(found.lead),
        "languages": {lang: state.value for lang, state in found.languages.items()},
        "teaching": found.teaching,
        "domains": [
            _without(
                {
                    "code": domain.code,
                    "id": domain.id,
                    "title": dict(domain.title),
                    "competences": [_competence_written(each) for each in domain.competences],
                }
            )
            for domain in found.domains
        ],
        "roles": [
            _without(
                {
                    "code": role.code,
                    "id": role.id,
                    "title": dict(role.title),
                    "profile": [{**vars(each), "target": each.target.value} for each in role.profile],
                }
            )
            for role in found.roles
        ],
        **_without({"areas": [{"code": area.code, "title": dict(area.title)} for area in found.areas]}),
    }


def _said(statements: Statements) -> dict[str, list[dict[str, str]]]:
    return {level.value: [dict(text) for text in said] for level, said in statements.items()}


def _competence_written(each: Competence) -> dict[str, Any]:
    return _without(
        {
            "code": each.code,
            "id": each.id,
            "title": dict(each.title),
            "statements": _said(each.statements),
            "extensions": {area: _said(said) for area, said in each.extensions.items()},
            "evidence": [kind.value for kind in each.evidence],
            "maps": [_without({**vars(to), "kind": to.kind.value}) for to in each.maps],
        }
    )


def _without(told: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is empty."""
    return {name: value for name, value in told.items() if value not in ("", {}, [])}
