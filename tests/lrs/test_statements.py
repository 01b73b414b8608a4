"""What a statement may be: a table of what is refused, each with the path of the property, and what is taken."""

import pytest

from kerege.lib.refusal import Refusal
from kerege.lrs.rules.statements import check
from kerege.lrs.words import Edition
from tests.lrs.said import ACTIVITY, ACTOR, ID, OTHER, VERB, WASTE, said, within

pytestmark = pytest.mark.nodb

REF = {"objectType": "StatementRef", "id": ID}
GROUP = {"objectType": "Group", "member": [OTHER]}
FILE = {
    "usageType": "https://uses.example.org/photo",
    "display": {"en": "A photo"},
    "contentType": "image/png",
    "length": 3,
    "sha2": "a" * 64,
    "fileUrl": "https://files.example.org/1",
}


def question(**more):
    return {"object": {"id": WASTE, "definition": more}}


TAKEN = {
    "the least": {},
    "an id": {"id": ID},
    "an address": {"actor": {"mbox": "mailto:somebody@example.org"}},
    "a hash of an address": {"actor": {"mbox_sha1sum": "0" * 40}},
    "an OpenID": {"actor": {"openid": "https://id.example.org/x", "name": "x"}},
    "a group by its members": {"actor": GROUP},
    "a group by its name": {"actor": {"objectType": "Group", "mbox": "mailto:team@example.org"}},
    "an agent as object": {"object": {"objectType": "Agent", "mbox": "mailto:a@example.org"}},
    "a group as object": {"object": GROUP},
    "another statement": {"object": REF},
    "a statement within": {"object": within()},
    "no object type": {"object": {"id": WASTE}},
    "an IRI in another script": {"object": {"id": "https://курсы.example.org/отходы"}},
    "a result": {
        "result": {"score": {"scaled": -1, "raw": 0, "min": 0, "max": 1}, "success": True, "duration": "PT1.5S"}
    },
    "a null under an IRI": {"result": {"extensions": {"https://x.example.org/": None}}},
    "a context": {"context": {"registration": ID, "team": GROUP, "language": "uz-Cyrl-UZ", "statement": REF}},
    "one activity of the context": {"context": {"contextActivities": {"parent": ACTIVITY}}},
    "several": {"context": {"contextActivities": {"grouping": [ACTIVITY, {"id": "urn:x:y"}]}}},
    "a time with an offset": {"timestamp": "2026-03-01T09:30:00.123456789+05:00"},
    "a time without": {"timestamp": "2026-03-01T09:30:00"},
    "a file elsewhere": {"attachments": [FILE]},
    "an authority of two": {"authority": {"objectType": "Group", "member": [OTHER, {"mbox": "mailto:a@example.org"}]}},
    "its version": {"version": "1.0.9"},
    "a choice": question(interactionType="choice", choices=[{"id": "a", "description": {"en": "A"}}]),
    "weeks": {"result": {"duration": "P3W"}},
}


@pytest.mark.parametrize("more", TAKEN.values(), ids=TAKEN)
@pytest.mark.parametrize("edition", Edition)
def test_is_taken(more, edition):
    check(said(**more), edition)


def test_what_was_right_once_is_looked_at_again_when_it_changed():
    choices = [{"id": "a"}, {"id": "b"}]
    for _ in range(2):
        check(said(**question(interactionType="choice", choices=choices)), Edition.XAPI_1)
    for wrong in ([{"id": "a"}, {"id": "a"}], [{"id": 1}], [{"id": "a", "description": {"en": True}}]):
        with pytest.raises(Refusal):
            check(said(**question(interactionType="choice", choices=wrong)), Edition.XAPI_1)


REFUSED = [
    ("no actor", {"actor": None}, "lrs.missing", "actor"),
    ("no verb", {"verb": None}, "lrs.missing", "verb"),
    ("no object", {"object": None}, "lrs.missing", "object"),
    ("an unknown property", {"Actor": ACTOR}, "lrs.unknown_property", "Actor"),
    ("an id that is none", {"id": "1"}, "lrs.form", "id"),
    ("an id as a number", {"id": 1}, "lrs.type", "id"),
    ("nobody", {"actor": {}}, "lrs.identified", "actor"),
    ("somebody twice", {"actor": {**ACTOR, "mbox": "mailto:a@example.org"}}, "lrs.identified", "actor"),
    ("no mailto", {"actor": {"mbox": "a@example.org"}}, "lrs.form", "actor.mbox"),
    ("a short hash", {"actor": {"mbox_sha1sum": "00"}}, "lrs.form", "actor.mbox_sha1sum"),
    ("half an account", {"actor": {"account": {"name": "p"}}}, "lrs.missing", "actor.account.homePage"),
    ("an account without a name",
     {"actor": {"account": {"homePage": "x:y", "name": ""}}}, "lrs.form", "actor.account.name"),
    ("an agent with members", {"actor": {**ACTOR, "member": []}}, "lrs.unknown_property", "actor.member"),
    ("an empty group", {"actor": {"objectType": "Group", "member": []}}, "lrs.no_members", "actor"),
    ("a group without members", {"actor": {"objectType": "Group"}}, "lrs.no_members", "actor"),
    ("a group in a group",
     {"actor": {"objectType": "Group", "member": [GROUP]}}, "lrs.unknown_property", "actor.member[0].member"),
    ("a person", {"actor": {**ACTOR, "objectType": "Person"}}, "lrs.value", "actor.objectType"),
    ("a verb without id", {"verb": {"display": {"en": "x"}}}, "lrs.missing", "verb.id"),
    ("a verb that is no IRI", {"verb": {"id": "answered"}}, "lrs.form", "verb.id"),
    ("a language that is none", {"verb": {**VERB, "display": {"English!": "x"}}}, "lrs.form", "verb.display.English!"),
    ("a text that is none", {"verb": {**VERB, "display": {"en": 1}}}, "lrs.type", "verb.display.en"),
    ("a null", {"verb": {**VERB, "display": None}}, "lrs.null", "verb.display"),
    ("a kind of object", {"object": {"objectType": "activity", "id": WASTE}}, "lrs.value", "object.objectType"),
    ("no IRI", {"object": {"id": "waste q1"}}, "lrs.form", "object.id"),
    ("a definition that is none", {"object": {"id": WASTE, "definition": []}}, "lrs.type", "object.definition"),
    ("parts of no question", question(choices=[]), "lrs.missing", "object.definition.interactionType"),
    ("parts of another",
     question(interactionType="numeric", scale=[]), "lrs.no_interaction", "object.definition.scale"),
    ("one id twice", question(interactionType="choice", choices=[{"id": "a"},
     {"id": "a"}]), "lrs.same_id", "object.definition.choices"),
    ("a third level", {"object": within(object=within())}, "lrs.value", "object.object.objectType"),
    ("an id within", {"object": within(id=ID)}, "lrs.unknown_property", "object.id"),
    ("a fault within", {"object": within(verb={"id": "x"})}, "lrs.form", "object.verb.id"),
    ("scaled above one", {"result": {"score": {"scaled": 1.1}}}, "lrs.range", "result.score.scaled"),
    ("raw above max", {"result": {"score": {"raw": 6, "max": 5}}}, "lrs.range", "result.score.raw"),
    ("min above max", {"result": {"score": {"min": 6, "max": 5}}}, "lrs.range", "result.score.min"),
    ("a truth as a score", {"result": {"score": {"raw": True}}}, "lrs.type", "result.score.raw"),
    ("a word as a truth", {"result": {"success": "true"}}, "lrs.type", "result.success"),
    ("a duration", {"result": {"duration": "90 seconds"}}, "lrs.form", "result.duration"),
    ("an empty duration", {"result": {"duration": "PT"}}, "lrs.form", "result.duration"),
    ("extensions", {"result": {"extensions": {"x": 1}}}, "lrs.form", "result.extensions.x"),
    ("a registration", {"context": {"registration": "1"}}, "lrs.form", "context.registration"),
    ("a team of one", {"context": {"team": ACTOR}}, "lrs.value", "context.team.objectType"),
    ("a revision of nothing", {"object": REF, "context": {"revision": "2"}}, "lrs.only_activity", "context.revision"),
    ("a relation",
     {"context": {"contextActivities": {"child": ACTIVITY}}}, "lrs.unknown_property",
     "context.contextActivities.child"),
    ("a date", {"timestamp": "2026-03-01"}, "lrs.form", "timestamp"),
    ("no such day", {"timestamp": "2026-02-30T09:30:00Z"}, "lrs.form", "timestamp"),
    ("an unknown offset", {"timestamp": "2026-03-01T09:30:00-00:00"}, "lrs.form", "timestamp"),
    ("a file without hash", {"attachments": [{**FILE, "sha2": "x"}]}, "lrs.form", "attachments[0].sha2"),
    ("a length that is none", {"attachments": [{**FILE, "length": 1.5}]}, "lrs.type", "attachments[0].length"),
    ("files that are none", {"attachments": FILE}, "lrs.type", "attachments"),
    ("an authority of one",
     {"authority": {"objectType": "Group", "member": [OTHER]}}, "lrs.authority_group", "authority"),
    ("a version", {"version": "1.1"}, "lrs.form", "version"),
    ("void of what",
     {"verb": {"id": "http://adlnet.gov/expapi/verbs/voided"}}, "lrs.voids_nothing", "object.objectType"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "more", "code", "where"), REFUSED, ids=[each[0] for each in REFUSED])
def test_is_refused_with_the_path(what, more, code, where):
    for edition in Edition:
        with pytest.raises(Refusal) as found:
            check(said(**more), edition)
        assert (found.value.code, found.value.field, found.value.status) == (code, where, 400)


PARTNER = {"objectType": "contextAgent", "agent": OTHER, "relevantTypes": ["https://roles.example.org/partner"]}


def test_the_second_edition_knows_who_else_took_part():
    check(said(context={"contextAgents": [PARTNER]}), Edition.XAPI_2)
    with pytest.raises(Refusal) as found:
        check(said(context={"contextAgents": [PARTNER]}), Edition.XAPI_1)
    assert (found.value.code, found.value.field) == ("lrs.unknown_property", "context.contextAgents")
    check(said(version="2.0.0"), Edition.XAPI_2)
    with pytest.raises(Refusal):
        check(said(version="2.0.0"), Edition.XAPI_1)


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"objectType": "agent"}, "context.contextAgents[0].objectType"),
        ({"relevantTypes": []}, "context.contextAgents[0].relevantTypes[0]"),
        ({"relevantTypes": ["partner"]}, "context.contextAgents[0].relevantTypes[0]"),
        ({"agent": {}}, "context.contextAgents[0].agent"),
    ],
)
def test_who_took_part_is_checked_too(more, where):
    with pytest.raises(Refusal) as found:
        check(said(context={"contextAgents": [{**PARTNER, **more}]}), Edition.XAPI_2)
    assert found.value.field == where
