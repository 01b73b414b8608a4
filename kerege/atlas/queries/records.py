"""Records by their key, for the actions that point to them. Each refuses atlas.unknown_code."""

from kerege.atlas.models import (
    Project,
    Region,
    Source,
    Standard,
    StandardEdition,
    Term,
    Territory,
)
from kerege.atlas.queries.sources import source
from kerege.atlas.rules import unknown
from kerege.lib.text import clean_line


def source_or_none(key: str | None) -> Source | None:
    """None for no key."""
    return source(key) if key else None


def territory_named(code: str) -> Territory:
    """Refuses atlas.unknown_code."""
    found = Territory.objects.filter(code=code).first()
    if found is None:
        raise unknown(code, scheme="territory", field="territory")
    return found  # type: ignore[no-any-return]


def region_named(code: str) -> Region:
    """Refuses atlas.unknown_code."""
    found = Region.objects.filter(code=code).first()
    if found is None:
        raise unknown(code, scheme="region", field="region")
    return found  # type: ignore[no-any-return]


def project_named(key: str) -> Project:
    """Refuses atlas.unknown_code."""
    found: Project | None = Project.objects.filter(key=key).first()
    if found is None:
        raise unknown(key, scheme="project", field="project")
    return found


def term_named(scheme: str, code: str) -> Term:
    """Refuses atlas.unknown_code."""
    found: Term | None = Term.objects.filter(scheme=scheme, code=code).first()
    if found is None:
        raise unknown(code, scheme=clean_line(scheme, field="scheme", max_length=30), field="code")
    return found


def standard_named(key: str) -> Standard:
    """Refuses atlas.unknown_code."""
    found: Standard | None = Standard.objects.filter(key=key).first()
    if found is None:
        raise unknown(key, scheme="standard", field="standard")
    return found


def edition_named(standard: str, edition: str) -> StandardEdition:
    """Refuses atlas.unknown_code."""
    found: StandardEdition | None = StandardEdition.objects.filter(
        standard=standard_named(standard), edition=edition
    ).first()
    if found is None:
        raise unknown(f"{standard} {edition}", scheme="edition", field="edition")
    return found
