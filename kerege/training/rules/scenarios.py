"""Branching scenarios: what is not right in one, and a walk through it by the choices that were made."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kerege.lib.refusal import Refusal
from kerege.training.rules.curricula import Module, Programme, Scenario, Scene, Way
from kerege.training.rules.lessons import languages_of
from kerege.training.words.scenarios import MOST_CHOICES, NO_SUCH_WAY, SCENARIO_UNFINISHED, WALKED_FAR, Flaw

# -- what is not right -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fault:
    """One flaw at its place: the part of the curriculum, its field, and the language where it is about one."""

    flaw: Flaw
    part: str
    field: str = ""
    lang: str = ""

    @property
    def stops(self) -> bool:
        """Whether it has to be mended before anybody takes the lesson; a translation may still be missing then."""
        return self.flaw != Flaw.NOT_TRANSLATED


def start_of(scenario: Scenario) -> Scene | None:
    """The scene in which a scenario begins; None where it has none."""
    named = next((each for each in scenario.scenes if each.id == scenario.start), None)
    return named or next(iter(scenario.scenes), None)


def faults(scenario: Scenario, languages: Collection[str] = ()) -> list[Fault]:
    """All that is not right in a scenario that is to be read in these languages, in its order."""
    first = start_of(scenario)
    if first is None:
        return [Fault(Flaw.NO_SCENE, scenario.id, "scenes")]
    found = list(_of_whole(scenario))
    reached, ends = reached_from(scenario, first.id), _that_end(scenario)
    for scene in scenario.scenes:
        found += _of_scene(scenario, scene, reached=scene.id in reached, ends=scene.id in ends)
    return found + list(_untranslated(scenario, languages))


def _of_whole(scenario: Scenario) -> Iterator[Fault]:
    if scenario.start and all(each.id != scenario.start for each in scenario.scenes):
        yield Fault(Flaw.LEADS_AWAY, scenario.id, "start")
    if not any(each.learnt for each in scenario.scenes):
        yield Fault(Flaw.NO_ENDING, scenario.id, "scenes")
    elif (least := _least(scenario)) is not None and least > most_of(scenario):
        yield Fault(Flaw.TOO_FAR, scenario.id, "most")


def _of_scene(scenario: Scenario, scene: Scene, *, reached: bool, ends: bool) -> Iterator[Fault]:
    if not reached:
        yield Fault(Flaw.UNREACHED, scene.id)
    if scene.learnt and scene.ways:
        yield Fault(Flaw.GOES_ON, scene.id, "learnt")
    if not (scene.learnt or scene.ways):
        yield Fault(Flaw.DEAD_END, scene.id, "learnt")
    elif not ends and all(_leads(scenario, way) for way in scene.ways):
        yield Fault(Flaw.NO_WAY_OUT, scene.id)
    if scene.picture and not scene.alt:
        yield Fault(Flaw.NO_WORDS, scene.id, "alt")
    for way in scene.ways:
        if not _leads(scenario, way):
            yield Fault(Flaw.LEADS_AWAY if way.to else Flaw.LEADS_NOWHERE, way.id, "to")


def _leads(scenario: Scenario, way: Way) -> bool:
    return any(scene.id == way.to for scene in scenario.scenes)


def _untranslated(scenario: Scenario, languages: Collection[str]) -> Iterator[Fault]:
    parts: list[tuple[str, Mapping[str, Mapping[str, str]]]] = [
        (scenario.id, {"title": scenario.title, "text": scenario.text})
    ]
    for scene in scenario.scenes:
        told = {"title": scene.title, "text": scene.text, "alt": scene.alt, "learnt": scene.learnt}
        parts.append((scene.id, told))
        parts += [(way.id, {"text": way.text, "after": way.after}) for way in scene.ways]
    for part, texts in parts:
        for field, text in texts.items():
            missing = [lang for lang in languages if text and lang not in text]
            yield from (Fault(Flaw.NOT_TRANSLATED, part, field, lang) for lang in missing)


def reached_from(scenario: Scenario, first: str) -> dict[str, int]:
    """The scenes to which somebody can come, each with the fewest choices to it, the nearest first."""
    ways = {scene.id: [way.to for way in scene.ways if _leads(scenario, way)] for scene in scenario.scenes}
    found, edge = {first: 0}, [first]
    while edge:
        nearer, edge = edge, []
        for here in nearer:
            for there in ways[here]:
                if there not in found:
                    found[there] = found[here] + 1
                    edge.append(there)
    return found


def _that_end(scenario: Scenario) -> set[str]:
    """The scenes from which somebody can still come to an ending."""
    found = {scene.id for scene in scenario.scenes if scene.learnt}
    before = -1
    while before != len(found):
        before = len(found)
        found |= {scene.id for scene in scenario.scenes if any(way.to in found for way in scene.ways)}
    return found


def _least(scenario: Scenario) -> int | None:
    first = start_of(scenario)
    far = reached_from(scenario, first.id) if first else {}
    return min((far[scene.id] for scene in scenario.scenes if scene.learnt and scene.id in far), default=None)


def demand_finished(programme: Programme) -> None:
    """Refuses training.scenario_unfinished at the first scenario in which something is not right."""
    for module in programme.modules:
        for scenario in module.scenarios:
            if left := sum(each.stops for each in faults_in(scenario, module, programme)):
                title = scenario.title[programme.source][:80]
                raise Refusal(SCENARIO_UNFINISHED, field="scenarios", scenario=title, left=left)


def faults_in(scenario: Scenario, module: Module, programme: Programme) -> list[Fault]:
    """What is not right in a scenario of a module: it is read in the languages in which the text of the module is."""
    return faults(scenario, languages_of(module, programme))


# -- a walk ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """A scene with the choice that was made in it."""

    scene: Scene
    way: Way


@dataclass(frozen=True)
class Walk:
    """How far somebody came: the choices made, in their order, and the scene where they led."""

    scenario: Scenario
    steps: tuple[Step, ...]
    here: Scene

    @property
    def path(self) -> list[str]:
        """The choices by their ids; `walk` takes them again."""
        return [step.way.id for step in self.steps]

    @property
    def over(self) -> bool:
        return bool(self.here.learnt)

    @property
    def arrived_by(self) -> Way | None:
        return self.steps[-1].way if self.steps else None

    @property
    def left(self) -> int:
        """How many choices may still be made."""
        return most_of(self.scenario) - len(self.steps)


def most_of(scenario: Scenario) -> int:
    return scenario.most or MOST_CHOICES


def walk(scenario: Scenario, path: Sequence[str]) -> Walk:
    """The walk by these choices from the beginning. Refuses training.scenario_no_such_way for a choice that is not
    offered where it is made, and training.scenario_walked_far for more of them than one walk may have.
    """
    here, scenes = start_of(scenario), {each.id: each for each in scenario.scenes}
    steps: list[Step] = []
    if here is None:
        raise Refusal(NO_SUCH_WAY, field="way")
    for name in path:
        way = next((each for each in here.ways if each.id == name and each.to in scenes), None)
        if way is None or here.learnt:
            raise Refusal(NO_SUCH_WAY, field="way")
        if len(steps) >= most_of(scenario):
            raise Refusal(WALKED_FAR, field="way", most=most_of(scenario))
        steps.append(Step(here, way))
        here = scenes[way.to]
    return Walk(scenario, tuple(steps), here)


def still_walked(scenario: Scenario, path: Sequence[str]) -> Walk | None:
    """The walk as far as this version still has its choices; None where it has no scene."""
    for length in range(min(len(path), most_of(scenario)), -1, -1):
        try:
            return walk(scenario, path[:length])
        except Refusal:
            continue
    return None
