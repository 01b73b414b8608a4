"""The sequencing rules of SCORM 2004, as the run-time takes them; what it cannot do is named."""

import pytest

from kerege.training.rules.elearning import opened
from kerege.training.rules.elearning.results import progress
from kerege.training.rules.elearning.shapes import WHOLE
from tests.training import elearning_made as made
from tests.training.packed import zipped

pytestmark = pytest.mark.nodb
SPACES = (
    'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" '
    'xmlns:imsss="http://www.imsglobal.org/xsd/imsss" xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3" '
    'xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3"'
)
RULE = (
    '<imsss:{kind}Rule><imsss:ruleConditions{more}><imsss:ruleCondition condition="{condition}"{told}/>'
    '</imsss:ruleConditions><imsss:ruleAction action="{action}"/></imsss:{kind}Rule>'
)


def package(one="", whole="", shared="", more=""):
    """Two parts below an organisation; `one` and `whole` are what stands in their `sequencing`."""
    about = f"<imsss:sequencing>{whole}</imsss:sequencing>" if whole else ""
    first = (
        f"<imsss:sequencing>{one}</imsss:sequencing>" if one and not one.startswith("<imsss:sequencing IDRef") else one
    )
    manifest = f"""<?xml version="1.0"?><manifest identifier="S" {SPACES}>
<metadata><schemaversion>2004 4th Edition</schemaversion></metadata><organizations default="O">
<organization identifier="O"><title>Rules</title>
<item identifier="one" identifierref="r1"><title>One</title>{first}{more}</item>
<item identifier="two" identifierref="r2"><title>Two</title></item>{about}</organization></organizations>
<resources><resource identifier="r1" adlcp:scormType="sco" href="one.html"/>
<resource identifier="r2" adlcp:scormType="sco" href="two.html"/></resources>{shared}</manifest>"""
    return opened(zipped({"imsmanifest.xml": manifest.encode(), "one.html": b"<p>1", "two.html": b"<p>2"})).what


def tree(**told):
    return package(**told).tree["sequencing"]["activityTree"]


def first(one, **told):
    return tree(one=one, **told)["children"][0]


def test_a_package_without_rules_stands_open():
    assert (package().sequenced, package().tree) == (False, {})
    assert opened(made.scorm2004()).what.sequenced is False, "with one part there is nothing to decide"


def test_parts_are_chosen_and_do_not_flow_unless_the_manifest_says_so():
    """The run-time would let them flow; the standard does not."""
    found = tree(whole='<imsss:controlMode flow="true" forwardOnly="true" choice="false"/>')
    assert found["sequencingControls"] == {"choice": False, "flow": True, "forwardOnly": True}
    assert [each["sequencingControls"] for each in found["children"]] == [{"choice": True, "flow": False}] * 2
    assert (found["id"], [each["id"] for each in found["children"]]) == ("O", ["one", "two"])


def test_rules_with_conditions_are_read_as_they_stand():
    pre = RULE.format(
        kind="preCondition",
        more=' conditionCombination="any"',
        condition="objectiveMeasureLessThan",
        told=' operator="not" referencedObjective="o" measureThreshold="0.6"',
        action="disabled",
    )
    post = RULE.format(kind="postCondition", more="", condition="always", told=' operator="noOp"', action="retry")
    rules = first(f"<imsss:sequencingRules>{pre}{post}</imsss:sequencingRules>")["sequencingRules"]
    assert rules == {
        "preConditionRules": [
            {
                "action": "disabled",
                "conditionCombination": "any",
                "conditions": [
                    {
                        "condition": "objectiveMeasureLessThan",
                        "operator": "not",
                        "referencedObjective": "o",
                        "parameters": {"threshold": 0.6},
                    }
                ],
            }
        ],
        "postConditionRules": [
            {"action": "retry", "conditionCombination": "all", "conditions": [{"condition": "always"}]}
        ],
    }


def test_rollup_is_read_with_its_weights_counts_and_shares():
    rule = (
        '<imsss:rollupRules rollupObjectiveSatisfied="false" objectiveMeasureWeight="0.5"><imsss:rollupRule '
        'childActivitySet="atLeastPercent" minimumCount="2" minimumPercent="0.5"><imsss:rollupConditions>'
        '<imsss:rollupCondition operator="not" condition="attempted"/></imsss:rollupConditions>'
        '<imsss:rollupAction action="incomplete"/></imsss:rollupRule></imsss:rollupRules>'
    )
    found = first(rule)
    assert found["sequencingControls"] == {
        "choice": True,
        "flow": False,
        "rollupObjectiveSatisfied": False,
        "objectiveMeasureWeight": 0.5,
    }
    assert found["rollupRules"]["rules"] == [
        {
            "action": "incomplete",
            "consideration": "atLeastPercent",
            "conditionCombination": "any",
            "conditions": [{"condition": "attempted", "operator": "not"}],
            "minimumCount": 2,
            "minimumPercent": 50.0,
        }
    ]


def test_objectives_are_joined_with_the_maps_that_the_fourth_edition_adds():
    told = (
        '<imsss:objectives><imsss:primaryObjective objectiveID="p" satisfiedByMeasure="true">'
        "<imsss:minNormalizedMeasure>0.7</imsss:minNormalizedMeasure>"
        '<imsss:mapInfo targetObjectiveID="g" writeSatisfiedStatus="true"/>'
        '</imsss:primaryObjective><imsss:objective objectiveID="s"/></imsss:objectives>'
        '<adlseq:objectives><adlseq:objective objectiveID="p">'
        '<adlseq:mapInfo targetObjectiveID="g" '
        'writeRawScore="true"/></adlseq:objective></adlseq:objectives>'
    )
    found = first(told)
    assert found["objectives"] == [{"objectiveID": "s"}]
    primary = found["primaryObjective"]
    assert {name: primary[name] for name in ("objectiveID", "satisfiedByMeasure", "minNormalizedMeasure")} == {
        "objectiveID": "p",
        "satisfiedByMeasure": True,
        "minNormalizedMeasure": 0.7,
    }
    plain, added = primary["mapInfo"]
    reads = ("readSatisfiedStatus", "readNormalizedMeasure", "readRawScore", "writeSatisfiedStatus", "writeRawScore")
    assert [plain[name] for name in reads] == [True, True, False, True, False]
    assert [added[name] for name in reads] == [False, False, False, False, True]


def test_what_several_parts_share_and_how_the_page_looks_are_read():
    shared = (
        '<imsss:sequencingCollection><imsss:sequencing ID="all"><imsss:deliveryControls completionSetByContent="true"/>'
        "</imsss:sequencing></imsss:sequencingCollection>"
    )
    look = (
        "<adlnav:presentation><adlnav:navigationInterface><adlnav:hideLMSUI>continue</adlnav:hideLMSUI>"
        "<adlnav:hideLMSUI>anything</adlnav:hideLMSUI></adlnav:navigationInterface></adlnav:presentation>"
        '<adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.5" progressWeight="x"/>'
    )
    found = package(
        one='<imsss:sequencing IDRef="all"><imsss:limitConditions attemptLimit="2"/></imsss:sequencing>',
        shared=shared,
        more=look,
    ).tree["sequencing"]
    part = found["activityTree"]["children"][0]
    assert (part["sequencingIdRef"], part["attemptLimit"], part["hideLmsUi"]) == ("all", 2, ["continue"])
    assert part["completionThreshold"] == {"completedByMeasure": True, "minProgressMeasure": 0.5}
    assert "sequencingControls" not in part, "what is shared holds where the part says nothing"
    assert found["collections"]["all"]["sequencingControls"] == {
        "choice": True,
        "flow": False,
        "completionSetByContent": True,
    }


def test_chance_and_its_bounds_are_read():
    told = '<imsss:randomizationControls selectionTiming="once" selectCount="1" reorderChildren="true"/>'
    assert tree(whole=told)["sequencingControls"] == {
        "choice": True,
        "flow": False,
        "selectionTiming": "once",
        "selectCount": 1,
        "randomizeChildren": True,
        "reorderChildren": True,
    }


def test_what_the_run_time_cannot_do_is_named():
    timed = RULE.format(kind="preCondition", more="", condition="timeLimitExceeded", told="", action="skip")
    limits = '<imsss:limitConditions attemptLimit="1" attemptAbsoluteDurationLimit="PT1H"/>'
    found = package(one=f"<imsss:sequencingRules>{timed}</imsss:sequencingRules>{limits}")
    assert found.tree["not_obeyed"] == ["attemptAbsoluteDurationLimit", "timeLimitExceeded"]
    assert "not_obeyed" not in package(one=limits.replace(' attemptAbsoluteDurationLimit="PT1H"', "")).tree


@pytest.mark.parametrize("said", ["many", "-1", "999999"])
def test_a_number_that_is_none_is_left_out(said):
    assert "attemptLimit" not in first(f'<imsss:limitConditions attemptLimit="{said}"/>')


def test_a_package_with_rules_keeps_where_they_are_and_stands_as_they_say():
    what = package(one='<imsss:controlMode choice="true"/>')
    assert what.keeps == {"one", "two", WHOLE}
    told = {
        "kerege.rolled.0.completion": "completed",
        "kerege.rolled.0.success": "passed",
        "kerege.rolled.0.score": 0.75,
        "kerege.rolled.1.completion": "completed",
        "kerege.rolled.2.completion": "unknown",
    }
    found = progress(what.parts, {WHOLE: told, "one": {"cmi.total_time": "PT90S"}})
    assert (found.done, found.of) == (1, 2)
    assert (found.outcome.completion, found.outcome.success, found.outcome.score) == ("completed", "passed", 0.75)
    assert found.outcome.seconds == 90
    assert progress(what.parts, {WHOLE: {}}).outcome.completion == "begun"
