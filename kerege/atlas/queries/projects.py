"""A project's page, rendered from records, and the controlled lists."""

from dataclasses import dataclass
from datetime import date

from kerege.atlas.models import Project, ProjectRegion, ProjectTerm, ProjectText, Term
from kerege.atlas.queries.naming import names_of, standing_notes, synonyms_of
from kerege.atlas.queries.territories import Participant, participants
from kerege.atlas.rules import Designated, choice, language_chain, unknown
from kerege.atlas.words import Scheme, TextPart, TextState
from kerege.lib.periods import Period


@dataclass(frozen=True)
class Passage:
    """A text of the page in the best language for the reader; `quoted` when it is the page's own words."""

    part: str
    position: int
    lang: str
    text: str
    state: str
    source: str
    date_text: str

    @property
    def quoted(self) -> bool:
        return self.state == TextState.SOURCE


@dataclass(frozen=True)
class TermLine:
    scheme: str
    code: str
    name: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True)
class Tag:
    """A term on a project. `suggested` by an editor: not the page's own, and to be shown as such."""

    scheme: str
    code: str
    name: str
    suggested: bool
    source: str


@dataclass(frozen=True)
class ProjectRegionLine:
    code: str
    name: str
    source: str

    @property
    def label(self) -> str:
        return f"{self.code} - {self.name}"


@dataclass(frozen=True)
class ProjectPage:
    """Everything that the project's page says. `categories` may be empty, and is then shown empty."""

    key: str
    start: date | None
    start_precision: str
    end: date | None
    end_precision: str
    date_text: str
    source: str
    texts: tuple[Passage, ...]
    areas: tuple[Tag, ...]
    categories: tuple[Tag, ...]
    regions: tuple[ProjectRegionLine, ...]
    participants: tuple[Participant, ...]
    footnotes: tuple[Designated, ...]

    def part(self, part: str) -> tuple[Passage, ...]:
        """The passages of one part, in order."""
        return tuple(passage for passage in self.texts if passage.part == part)

    def one(self, part: str) -> Passage | None:
        """The first passage of a part; for the title that of the quoted page, before later versions of it."""
        found = self.part(part)
        return found[0] if found else None

    @property
    def title(self) -> str:
        """The quoted page's title; the key where there is none."""
        first = self.one(TextPart.TITLE)
        return first.text if first else self.key

    @property
    def later_titles(self) -> tuple[Passage, ...]:
        return self.part(TextPart.TITLE)[1:]


def project_keys() -> list[str]:
    return list(Project.objects.order_by("key").values_list("key", flat=True))


def project_page(key: str, *, on: date, lang: str) -> ProjectPage:
    """The project's page as on the day. Refuses atlas.unknown_code."""
    project = Project.objects.select_related("source").filter(key=key).first()
    if project is None:
        raise unknown(key, scheme="project", field="project")
    tags = _tags(project, on, lang)
    return ProjectPage(
        key=project.key,
        start=project.start,
        start_precision=project.start_precision,
        end=project.end,
        end_precision=project.end_precision,
        date_text=project.date_text,
        source=project.source.key,
        texts=_texts(project, on, lang),
        areas=tuple(tag for tag in tags if tag.scheme == Scheme.CBRN_AREA),
        categories=tuple(tag for tag in tags if tag.scheme == Scheme.CBRN_CATEGORY),
        regions=_regions(project, on, lang),
        participants=tuple(participants(key, on=on)),
        footnotes=tuple(standing_notes(lang=lang, on=on)),
    )


def terms(scheme: str, *, on: date, lang: str) -> list[TermLine]:
    """The values of a controlled list in their order. Refuses atlas.unknown_choice."""
    found = list(Term.objects.filter(scheme=choice(scheme, Scheme, "scheme")).order_by("position", "code"))
    names = names_of([t.uid for t in found], on=on, lang=lang)
    synonyms = synonyms_of([t.uid for t in found])
    return [TermLine(t.scheme, t.code, names.get(t.uid, t.code), synonyms.get(t.uid, ())) for t in found]


def _texts(project: Project, on: date, lang: str) -> tuple[Passage, ...]:
    chain = language_chain(lang)
    best: dict[tuple[str, int], ProjectText] = {}
    for row in ProjectText.objects.filter(project=project).select_related("source"):
        place = (row.part, row.position)
        if not Period(row.start, row.end).holds(on):
            continue
        if place not in best or _rank(row.lang, chain) < _rank(best[place].lang, chain):
            best[place] = row
    order = {part.value: number for number, part in enumerate(TextPart)}
    return tuple(
        Passage(part, position, row.lang, row.text, row.state, row.source.key, row.date_text)
        for (part, position), row in sorted(best.items(), key=lambda item: (order[item[0][0]], item[0][1]))
    )


def _rank(lang: str, chain: tuple[str, ...]) -> int:
    return chain.index(lang) if lang in chain else len(chain)


def _tags(project: Project, on: date, lang: str) -> list[Tag]:
    rows = ProjectTerm.objects.filter(project=project).select_related("term", "source")
    found = list(rows.order_by("position", "term__position"))
    names = names_of([row.term.uid for row in found], on=on, lang=lang)
    return [
        Tag(
            row.term.scheme,
            row.term.code,
            names.get(row.term.uid, row.term.code),
            row.suggested,
            row.source.key if row.source else "",
        )
        for row in found
    ]


def _regions(project: Project, on: date, lang: str) -> tuple[ProjectRegionLine, ...]:
    rows = ProjectRegion.objects.filter(project=project).select_related("region", "source")
    found = [r for r in rows.order_by("region__position") if Period(r.start, r.end).holds(on)]
    names = names_of([row.region.uid for row in found], on=on, lang=lang)
    return tuple(ProjectRegionLine(r.region.code, names.get(r.region.uid, r.region.code), r.source.key) for r in found)
