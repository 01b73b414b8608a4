"""What a node needs before it serves: reference data, the nodes of the network, and in a demo the example world."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

from kerege.atlas import queries as atlas
from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.lib.ids import stable_uid
from kerege.people.rules import Actor
from kerege.sharing import actions as sharing
from kerege.worlds import law_packs, loader, packs
from kerege.worlds.catalogue_loader import load_catalogue
from kerege.worlds.checklists_loader import load_checklists
from kerege.worlds.codes_loader import load_codes
from kerege.worlds.curricula_loader import load_curricula
from kerege.worlds.forms_loader import load_forms
from kerege.worlds.frameworks_loader import load_frameworks
from kerege.worlds.packages_loader import load_packages
from kerege.worlds.packs_procedures import load_procedures
from kerege.worlds.policy_loader import load_policy
from kerege.worlds.questions_loader import load_questions
from kerege.worlds.reference_loader import load_reference
from kerege.worlds.report_forms_loader import load_report_forms
from kerege.worlds.schemes_loader import load_schemes
from kerege.worlds.sets_loader import load_sets

HERE = Path(__file__).resolve().parent
PROJECT = "P53"


def bring_up_to_date(*, by: Actor, demo: bool) -> Iterator[str]:
    """Load what this node lacks and say so, line by line. A folder that was loaded as it is now is not read again."""
    yield from _once("reference", by=by, load=lambda: _told(load_reference(by=by)))
    for pack in packs.packs():
        yield from _once(pack.folder.name, at=pack.folder, by=by, load=partial(_pack, pack, by))
    yield from _once("network", by=by, load=lambda: _network(by))
    yield from _once("catalogue", by=by, load=lambda: load_catalogue(by=by))
    yield from _once("report_forms", by=by, load=lambda: f"{load_report_forms(by=by)} forms of reports")
    yield from _once("international", by=by, load=lambda: _law(law_packs.load_international(by=by)))
    for pack in packs.packs():
        name = f"{pack.folder.name} law"
        yield from _once(name, at=pack.folder, by=by, load=partial(_law_of, pack, by))
    yield from _once("question_sets", by=by, load=lambda: f"{load_sets(by=by)} question sets")
    yield from _once("quality_checklists", by=by, load=lambda: f"{load_checklists(by=by)} staged checklists")
    yield from _once("competences", by=by, load=lambda: f"{load_frameworks(by=by)} competence frameworks")
    yield from _once("curricula", by=by, load=lambda: f"{load_curricula(by=by)} curricula")
    yield from _once("certificate_schemes", by=by, load=lambda: f"{load_schemes(by=by)} schemes of certificates")
    yield from _once("evaluation_forms", by=by, load=lambda: f"{load_forms(by=by)} forms of evaluation")
    yield from _once("conduct", by=by, load=lambda: f"{load_codes(by=by)} versions of codes of conduct")
    yield from _once("needs_policy", by=by, load=lambda: load_policy(by=by))
    if demo:
        yield from _once("elearning", by=by, load=lambda: f"{load_packages(by=by)} packages of other standards")
        for world in ("project53", "demo"):
            yield from _once(world, by=by, load=partial(_world, world, by))
        yield from _once("questions", by=by, load=lambda: f"{load_questions(by=by)} questions")


def _once(name: str, *, by: Actor, load: Callable[[], str], at: Path | None = None) -> Iterator[str]:
    stamp = _stamp(at or HERE / name)
    about = str(stable_uid("world", name))
    last = journal.acts(owners=None, about=about, word_prefix="worlds.folder.loaded", limit=1)
    if last and last[0].facts.get("stamp") == stamp:
        return
    told = load()
    with act("worlds.folder.loaded", by=by, about=about, name=name, stamp=stamp):
        pass
    yield f"Loaded {name}: {told}"


def _stamp(folder: Path) -> str:
    """A digest over the folder's files and over the loaders: when either changes, the folder is read again."""
    files = sorted(folder.rglob("*")) + sorted(HERE.glob("*.py"))
    parts = [f"{p.name}:{sha256(p.read_bytes()).hexdigest()}" for p in files if p.is_file()]
    return sha256("\n".join(parts).encode()).hexdigest()


def _network(by: Actor) -> str:
    """One node for the region and one for each participant of the project, from the day it joined."""
    sharing.record_node(by=by, key="REG")
    parts = atlas.participants(PROJECT, on=date.max)
    for part in parts:
        sharing.record_node(by=by, key=part.code, territory=part.code)
    return f"{len(parts) + 1} nodes"


def _pack(pack: packs.Pack, by: Actor) -> str:
    new, refused = packs.load_pack(pack, by=by)
    ways, wrong = load_procedures(pack, by=by)
    refused = [*refused, *wrong]
    faults = "".join(f"\n  {r.place} {r.refusal}" for r in refused)
    return f"{new} names and {ways} procedures of {pack.territory}{faults}"


def _law_of(pack: packs.Pack, by: Actor) -> str:
    return _law(law_packs.load_law(pack, by=by))


def _law(brought: law_packs.Brought) -> str:
    faults = "".join(f"\n  {r.place} {r.refusal}" for r in brought.refused)
    return f"{brought.rows} bodies and duties by law{faults}"


def _world(name: str, by: Actor) -> str:
    report = loader.load_world(HERE / name, by=by)
    told = _told(report.counts)
    return f"{told}; refused {len(report.refused)}" if report.refused else told


def _told(counts: dict[str, int]) -> str:
    return ", ".join(f"{n} {kind}" for kind, n in counts.items() if n) or "nothing new"
