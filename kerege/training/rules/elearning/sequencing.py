"""The sequencing rules of a SCORM 2004 manifest, in the shape that the run-time (scorm-again) takes them.

Everything that the run-time can obey is read; `not_obeyed` names what it cannot, so that the page of the package says
it.
"""

from collections.abc import Callable, Iterator
from typing import Any

from kerege.training.rules.elearning.xml import attribute, child, children, local, text

Told = dict[str, Any]
_CONTROL = (
    "choice",
    "choiceExit",
    "flow",
    "forwardOnly",
    "useCurrentAttemptObjectiveInfo",
    "useCurrentAttemptProgressInfo",
)
OPEN = {"choice": True, "flow": False}
"""What holds where a manifest says nothing; the run-time would let learners go on to the next part, too."""
_DELIVERY = ("tracked", "completionSetByContent", "objectiveSetByContent")
_CONSTRAINED = ("preventActivation", "constrainChoice")
_RULES = (
    ("preConditionRule", "preConditionRules"),
    ("exitConditionRule", "exitConditionRules"),
    ("postConditionRule", "postConditionRules"),
)
_REQUIRED = ("requiredForSatisfied", "requiredForNotSatisfied", "requiredForCompleted", "requiredForIncomplete")
_MAPS = (
    *("readSatisfiedStatus", "readNormalizedMeasure", "writeSatisfiedStatus", "writeNormalizedMeasure"),
    *("readRawScore", "readMinScore", "readMaxScore", "readCompletionStatus", "readProgressMeasure"),
    *("writeRawScore", "writeMinScore", "writeMaxScore", "writeCompletionStatus", "writeProgressMeasure"),
)
_READ_BY_ITSELF = frozenset({"readSatisfiedStatus", "readNormalizedMeasure"})
_HIDDEN = frozenset({"continue", "previous", "exit", "exitAll", "abandon", "abandonAll", "suspendAll"})
_TIMES = frozenset(
    "attemptExperiencedDurationLimit activityExperiencedDurationLimit attemptAbsoluteDurationLimit "
    "activityAbsoluteDurationLimit beginTimeLimit endTimeLimit".split()
)
_TIMED = frozenset({"timeLimitExceeded", "outsideAvailableTimeRange"})


def read(root: Any, organisation: Any) -> Told:
    """The tree of activities with its rules; empty where the manifest has none, and all its parts stand open."""
    if not any(local(str(each.tag)) == "sequencing" for each in organisation.iter()):
        return {}
    found = {"activityTree": _activity(organisation, attribute(organisation, "identifier") or "root")}
    collection = child(root, "sequencingCollection")
    shared = children(collection, "sequencing") if collection is not None else ()
    if named := {attribute(each, "ID"): _definition(each) for each in shared if attribute(each, "ID")}:
        found["collections"] = named
    return found


def not_obeyed(root: Any) -> list[str]:
    """The names of what the manifest asks for and the run-time does not do."""
    return sorted(set(_beyond(root)))


def _beyond(root: Any) -> Iterator[str]:
    for element in root.iter():
        name = local(str(element.tag))
        if name == "limitConditions":
            yield from (key for each in element.attrib if (key := local(each)) in _TIMES)
        elif name in {"ruleCondition", "rollupCondition"} and attribute(element, "condition") in _TIMED:
            yield attribute(element, "condition")
        elif name == "auxiliaryResource":
            yield "auxiliaryResources"


def _activity(item: Any, name: str) -> Told:
    """An item with those below it. One without a name of its own cannot be chosen, so it is known by what it plays."""
    found: Told = {"id": name, "title": text(item, "title") or name}
    if attribute(item, "isvisible").lower() == "false":
        found["isVisible"] = False
    found["sequencingControls"] = dict(OPEN)
    if (sequencing := child(item, "sequencing")) is not None:
        del found["sequencingControls"]
        found |= _definition(sequencing)
        if shared := attribute(sequencing, "IDRef"):
            found["sequencingIdRef"] = shared
    if (threshold := child(item, "completionThreshold")) is not None:
        found["completionThreshold"] = _threshold(threshold)
    if hidden := [each for each in _hidden(item) if each in _HIDDEN]:
        found["hideLmsUi"] = hidden
    below = [_activity(each, attribute(each, "identifier") or attribute(each, "identifierref"))
             for each in children(item, "item")]  # fmt: skip
    if below:
        found["children"] = below
    return found


def _hidden(item: Any) -> Iterator[str]:
    presentation = child(item, "presentation")
    interface = child(presentation, "navigationInterface") if presentation is not None else None
    if interface is not None:
        yield from (str(each.text or "").strip() for each in children(interface, "hideLMSUI"))


def _threshold(element: Any) -> Told:
    """The third edition writes the least measure as text, the fourth as attributes."""
    said = attribute(element, "minProgressMeasure") or str(element.text or "").strip()
    by_measure = attribute(element, "completedByMeasure").lower() == "true" or bool(str(element.text or "").strip())
    return {"completedByMeasure": by_measure} | _numbers(minProgressMeasure=said) | _numbers(
        progressWeight=attribute(element, "progressWeight")
    )  # fmt: skip


def _definition(element: Any) -> Told:
    """What one `sequencing` element says, for an activity or for all that refer to it."""
    found: Told = {}
    mode = child(element, "controlMode")
    controls = dict(OPEN) if mode is not None or not attribute(element, "IDRef") else {}
    controls |= _switches(mode, _CONTROL)
    controls |= _switches(child(element, "constrainedChoiceConsiderations"), _CONSTRAINED)
    controls |= _rolling(child(element, "rollupRules")) | _random(child(element, "randomizationControls"))
    controls |= _switches(child(element, "deliveryControls"), _DELIVERY)
    said = {
        "sequencingControls": controls or None,
        "sequencingRules": _rules(child(element, "sequencingRules")),
        "rollupRules": _rollup(child(element, "rollupRules")),
        "rollupConsiderations": _considerations(child(element, "rollupConsiderations")),
    }
    found |= {name: value for name, value in said.items() if value}
    limits = child(element, "limitConditions")
    most = attribute(limits, "attemptLimit") if limits is not None else ""
    if most.isdecimal() and len(most) < 6:
        found["attemptLimit"] = int(most)
    return found | _objectives(element)


def _switches(element: Any, names: tuple[str, ...]) -> Told:
    said = {name: attribute(element, name).lower() for name in names} if element is not None else {}
    return {name: value == "true" for name, value in said.items() if value in {"true", "false"}}


def _numbers(**said: str) -> Told:
    found = {}
    for name, value in said.items():
        try:
            number = float(value)
        except ValueError:
            continue
        if abs(number) < 1e6:
            found[name] = number
    return found


def _rules(element: Any) -> Told | None:
    if element is None:
        return None
    found = {kept: [_rule(each) for each in children(element, name)] for name, kept in _RULES}
    return {name: rules for name, rules in found.items() if rules} or None


def _rule(element: Any) -> Told:
    return {
        "action": _action(element, "ruleAction"),
        **_conditions(element, "ruleConditions", "ruleCondition", "all", _condition),
    }


def _rollup(element: Any) -> Told | None:
    rules = [_rollup_rule(each) for each in children(element, "rollupRule")] if element is not None else []
    return {"rules": rules} if rules else None


def _rollup_rule(element: Any) -> Told:
    found: Told = {
        "action": _action(element, "rollupAction"),
        "consideration": attribute(element, "childActivitySet") or "all",
        **_conditions(element, "rollupConditions", "rollupCondition", "any", _operated),
    }
    count = attribute(element, "minimumCount")
    if count.isdecimal() and len(count) < 6:
        found["minimumCount"] = int(count)
    share = _numbers(minimumPercent=attribute(element, "minimumPercent"))
    return found | {name: value * 100 for name, value in share.items()}  # a share here, a percentage there


def _action(element: Any, name: str) -> str:
    found = child(element, name)
    return attribute(found, "action") if found is not None else ""


def _conditions(element: Any, around: str, name: str, otherwise: str, one: Callable[[Any], Told]) -> Told:
    held = child(element, around)
    told = [one(each) for each in children(held, name)] if held is not None else []
    said = attribute(held, "conditionCombination") if held is not None else ""
    return {"conditionCombination": said if said in {"all", "any"} else otherwise, "conditions": told}


def _operated(element: Any) -> Told:
    found: Told = {"condition": attribute(element, "condition")}
    if attribute(element, "operator") == "not":
        found["operator"] = "not"
    return found


def _condition(element: Any) -> Told:
    found = _operated(element)
    if objective := attribute(element, "referencedObjective"):
        found["referencedObjective"] = objective
    if measure := _numbers(threshold=attribute(element, "measureThreshold")):
        found["parameters"] = measure
    return found


def _rolling(element: Any) -> Told:
    if element is None:
        return {}
    weight = _numbers(objectiveMeasureWeight=attribute(element, "objectiveMeasureWeight"))
    return _switches(element, ("rollupObjectiveSatisfied", "rollupProgressCompletion")) | weight


def _random(element: Any) -> Told:
    if element is None:
        return {}
    found: Told = {
        name: said for name in ("randomizationTiming", "selectionTiming") if (said := attribute(element, name))
    }
    found |= {name: int(value) for name, value in _numbers(selectCount=attribute(element, "selectCount")).items()}
    reorders = _switches(element, ("reorderChildren",))
    if reorders.get("reorderChildren"):
        found |= {"randomizeChildren": True, "reorderChildren": True}
    return found


def _considerations(element: Any) -> Told | None:
    if element is None:
        return None
    found: Told = {name: said for name in _REQUIRED if (said := attribute(element, name))}
    return (found | _switches(element, ("measureSatisfactionIfActive",))) or None


def _objectives(element: Any) -> Told:
    """The objectives of an activity. The fourth edition tells more maps of the same ones in an element of its own."""
    primary: Told | None = None
    others: dict[str, Told] = {}
    for held in children(element, "objectives"):
        for each in held:
            kind = local(str(each.tag))
            if kind == "primaryObjective":
                primary = _joined(primary, _objective(each, attribute(each, "objectiveID") or "primary"))
            elif kind == "objective" and (name := attribute(each, "objectiveID")):
                if primary is not None and primary["objectiveID"] == name:
                    primary = _joined(primary, _objective(each, name))
                else:
                    others[name] = _joined(others.get(name), _objective(each, name))
    found: Told = {"primaryObjective": primary} if primary else {}
    return found | ({"objectives": list(others.values())} if others else {})


def _joined(before: Told | None, more: Told) -> Told:
    if before is None:
        return more
    return {**before, **more, "mapInfo": [*before.get("mapInfo", []), *more.get("mapInfo", [])]}


def _objective(element: Any, name: str) -> Told:
    found: Told = {"objectiveID": name[:4_000]}
    if attribute(element, "satisfiedByMeasure").lower() == "true":
        found["satisfiedByMeasure"] = True
    found |= _numbers(minNormalizedMeasure=text(element, "minNormalizedMeasure"))
    if maps := [_map(each) for each in children(element, "mapInfo")]:
        found["mapInfo"] = maps
    return found


def _map(element: Any) -> Told:
    """What is read and written where the manifest says nothing differs: the standard reads two by itself."""
    said = _switches(element, _MAPS)
    standing = {name: said.get(name, name in _READ_BY_ITSELF and _plain(element)) for name in _MAPS}
    return {"targetObjectiveID": attribute(element, "targetObjectiveID")[:4_000]} | standing


def _plain(element: Any) -> bool:
    """Whether a map is one of IMS; those that ADL added read completion and scores, and are told apart by namespace."""
    return "imsss" in str(element.tag)
