"""Small packages of every kind, made here: nothing of what others made lies in the repository."""

import json

from tests.training.packed import zipped

SCORM12 = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="TINY" version="1" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
 xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="O"><organization identifier="O"><title>{title}</title>{items}</organization></organizations>
<resources>{resources}</resources></manifest>"""
ITEM = '<item identifier="{id}" identifierref="R-{id}"{more}><title>{title}</title>{below}</item>'
RESOURCE = """<resource identifier="R-{id}" type="webcontent" adlcp:scormtype="sco" href="{href}">
<file href="{href}"/></resource>"""
SCORM2004 = """<?xml version="1.0"?>
<manifest identifier="TINY4" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
 xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
 xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
<metadata><schemaversion>{edition}</schemaversion></metadata>
<organizations default="O"><organization identifier="O"><title>Four</title>
<item identifier="i1" identifierref="r1" parameters="?part=1"><title>Part one</title>
<adlcp:dataFromLMS>from the node</adlcp:dataFromLMS><adlcp:timeLimitAction>continue,no message</adlcp:timeLimitAction>
<imsss:sequencing><imsss:objectives><imsss:primaryObjective objectiveID="main" satisfiedByMeasure="true">
<imsss:minNormalizedMeasure>0.6</imsss:minNormalizedMeasure></imsss:primaryObjective>
<imsss:objective objectiveID="second"/></imsss:objectives></imsss:sequencing></item>
</organization></organizations>
<resources><resource identifier="r1" xml:base="sco/" type="webcontent" adlcp:scormType="sco"
 href="index.html"/></resources>
</manifest>"""
TEXTS = """<title><langstring lang="ru">{0}</langstring><langstring lang="en">{1}</langstring></title>
<description><langstring lang="en">{1}</langstring></description>"""
CMI5 = f"""<?xml version="1.0" encoding="utf-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
<course id="https://example.org/course">{TEXTS.format("Курс", "Course")}</course>
<block id="https://example.org/block">{TEXTS.format("Раздел", "Section")}
<au id="https://example.org/au" moveOn="CompletedAndPassed" masteryScore="0.8">{TEXTS.format("Часть", "Unit")}
<url>au/index.html?x=1</url><launchParameters> a b </launchParameters><entitlementKey>key</entitlementKey>
</au></block></courseStructure>"""
UNIT = """<au id="https://example.org/{0}" {1}>{2}<url>au/index.html</url></au>"""


def cmi5_of(*units, inside="", around=""):
    """A course structure with these units, each an id and its attributes; `inside` is a block in the first one."""
    told = "".join(UNIT.format(name, more, TEXTS.format(name, name)) for name, more in units)
    head, tail = CMI5[: CMI5.index("<au ")], CMI5[CMI5.index("</block>") :]
    return f"{head}{told}{inside}{tail}".replace("</courseStructure>", f"{around}</courseStructure>")


def scorm12(title="Tiny", parts=(("one", "One", "one.html"),), more=None, **around):
    """A package of SCORM 1.2 with these parts; `more` are further files, or others under the same names."""
    items = "".join(ITEM.format(id=i, title=t, more="", below="") for i, t, _href in parts)
    manifest = SCORM12.format(title=title, items=items, resources=resources(parts))
    pages = {href: b"<!doctype html><title>A part</title><p>A part." for _id, _title, href in parts}
    return zipped({"imsmanifest.xml": manifest.encode()} | pages | (more or {}), **around)


def resources(parts):
    return "".join(RESOURCE.format(id=i, href=href) for i, _title, href in parts)


def scorm2004(edition="2004 4th Edition"):
    manifest = SCORM2004.format(edition=edition)
    return zipped({"imsmanifest.xml": manifest.encode(), "sco/index.html": b"<p>A part."})


def cmi5(structure=CMI5, files=None):
    return zipped({"cmi5.xml": structure.encode()} | ({"au/index.html": b"<p>A unit."} if files is None else files))


def h5p(library="H5P.TrueFalse", minor=6, **told):
    manifest = {"title": "Правда?", "language": "ru", "mainLibrary": library, "license": "CC BY"}
    named = {"machineName": library, "majorVersion": 1, "minorVersion": minor}
    manifest["preloadedDependencies"] = [named]
    files = {
        f"{library}-1.{minor}/library.json": json.dumps(named).encode(),
        "content/content.json": b'{"question": "x"}',
    }
    return zipped({"h5p.json": json.dumps(manifest | told).encode()} | files)


def sequenced(page=b"<!doctype html><title>A part</title><p>A part."):
    """SCORM 2004 with two parts, of which the second opens when the first is satisfied."""
    rule = (
        "<imsss:sequencing><imsss:sequencingRules><imsss:preConditionRule>"
        '<imsss:ruleConditions conditionCombination="any">'
        '<imsss:ruleCondition operator="not" condition="objectiveStatusKnown" referencedObjective="before"/>'
        '<imsss:ruleCondition operator="not" condition="satisfied" referencedObjective="before"/>'
        "</imsss:ruleConditions>"
        '<imsss:ruleAction action="disabled"/></imsss:preConditionRule></imsss:sequencingRules><imsss:objectives>'
        '<imsss:primaryObjective objectiveID="own"/><imsss:objective objectiveID="before">'
        '<imsss:mapInfo targetObjectiveID="first"/></imsss:objective></imsss:objectives>'
        '<imsss:deliveryControls objectiveSetByContent="true"/></imsss:sequencing>'
    )
    writes = (
        '<imsss:sequencing><imsss:objectives><imsss:primaryObjective objectiveID="own"><imsss:mapInfo '
        'targetObjectiveID="first" writeSatisfiedStatus="true"/></imsss:primaryObjective></imsss:objectives>'
        '<imsss:deliveryControls objectiveSetByContent="true"/></imsss:sequencing>'
    )
    flow = '<imsss:sequencing><imsss:controlMode choice="true" flow="true"/></imsss:sequencing>'
    before = SCORM2004.format(edition="2004 4th Edition").partition("<item")[0]
    items = "".join(
        f'<item identifier="{name}" identifierref="r{name}"><title>{title}</title>{said}</item>'
        for name, title, said in (("one", "First", writes), ("two", "Second", rule))
    )
    told = "".join(
        f'<resource identifier="r{name}" type="webcontent" adlcp:scormType="sco" href="{name}.html"/>'
        for name in ("one", "two")
    )
    manifest = f"{before}{items}{flow}</organization></organizations><resources>{told}</resources></manifest>"
    return zipped({"imsmanifest.xml": manifest.encode(), "one.html": page, "two.html": page})
