"""Reading, comparing, finding and telling statements."""

import json
import tracemalloc
from uuid import UUID

import pytest

from kerege.lib.refusal import Refusal
from kerege.lrs.rules import asking, documents, forms, reading, telling
from kerege.lrs.rules.batches import ready
from kerege.lrs.rules.credentials import chosen, key_and_secret, opens, rate
from kerege.lrs.rules.forms import instant
from kerege.lrs.rules.mentions import activity_key, agent_key, mentions, named, number, number_named
from kerege.lrs.rules.parts import Attached, attached, joined, parts_of
from kerege.lrs.rules.reading import Sent, statements_of
from kerege.lrs.rules.sameness import digest
from kerege.lrs.rules.underway import complete_until, underway
from kerege.lrs.words import Edition, Kept
from tests.lrs.said import ACTIVITY, ACTOR, ID, OTHER, VERB, WASTE, said, within

pytestmark = pytest.mark.nodb


# -- reading -----------------------------------------------------------------------------------------------------------


def test_each_statement_keeps_its_very_characters():
    first, second = '{"a" : 1.50,\n "b":"\\u043a"}', '{"a":1e2}'
    found, is_list = statements_of(f" [ {first} ,{second}\n] ")
    assert (is_list, [each.raw for each in found]) == (True, [first, second])
    assert [each.value for each in found] == [{"a": 1.5, "b": "к"}, {"a": 100.0}]
    assert statements_of(f"\n{first}\n")[0] == [Sent(first, {"a": 1.5, "b": "к"})]
    assert statements_of("[]") == ([], True)


def quick_and_close(text):
    return reading._quickly(text), reading._closely(text)


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(said(id=ID)),
        f"[{json.dumps(said())} ,\n{json.dumps(said(object=within()), indent=1)} ]",
        json.dumps([said(verb={"id": "x:y", "display": {"en": 'a "}, {" b\\\\'}}), said()]),
        json.dumps([said(result={"response": "}, {", "score": {"raw": 9007199254740991}})] * 3, ensure_ascii=False),
        json.dumps([said(result={"score": {"raw": 1.5e3, "min": -0.0}, "extensions": {"x:y": [{}, {"a": {}}, {}]}})]),
    ],
)
def test_what_is_read_quickly_is_what_is_read_closely(text):
    quick, close = quick_and_close(text)
    assert quick == close
    assert repr(quick) == repr(close)


BIG = "123456789012345678901234567890"


@pytest.mark.parametrize(
    "text",
    [
        f'{{"result":{{"score":{{"raw":{BIG}}}}}}}',
        f'{{"object":{{"result":{{"score":{{"raw":-{BIG}}}}}}}}}',
        f'{{"result":{{"extensions":{{"x:y":[ {BIG}]}}}}}}',
        f'{{"res\\u0075lt":{{"score":{{"raw": {BIG}}}}}}}',
        '{"a":"\\\\","a":"\\""}',
        '{"a":{"b":"x","b":"\\u0022"}}',
        '{"a":' + "[" * 300 + "]" * 300 + "}",
        "[{},{},1]",
        "[]",
        "{} {}",
        '[{"a":"{"},{}]',
    ],
)
def test_what_is_unusual_is_read_closely(text):
    assert reading._quickly(text) is None


def test_no_number_is_rounded():
    for text in (f'{{"result":{{"score":{{"raw":{BIG}}}}}}}', f'[{{}},{{"attachments":[{{"length":{BIG}}}]}}]'):
        assert BIG in str(statements_of(text)[0][-1].value)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[1,]", "[1 2]", "[1]x", "{}{}", "NaN", '{"a":1e999}', '"\\ud800"', "[" * 103 + "]" * 103, "[" * 100_000],
)
def test_what_is_no_json_is_refused(text):
    with pytest.raises(Refusal) as found:
        statements_of(text)
    assert found.value.code == "lrs.not_json"


def test_what_stands_twice_is_refused_and_named():
    with pytest.raises(Refusal) as found:
        statements_of('[{"a":{"id":1,"id":2}}]')
    assert (found.value.code, found.value.data["where"]) == ("lrs.property_twice", "id")
    with pytest.raises(Refusal) as found:
        reading.text_of(b"\xff")
    assert found.value.code == "lrs.not_json"


# -- sameness ----------------------------------------------------------------------------------------------------------

SAME = {
    "what the store sets": {"id": ID, "stored": "2026-01-01T00:00:00Z", "version": "1.0.0", "authority": OTHER},
    "what a verb is called": {"verb": {"id": VERB["id"], "display": {"en": "did"}}},
    "what an activity is called": {"object": {"id": WASTE}},
    "what somebody is called": {"actor": {**ACTOR, "name": "P"}},
}


@pytest.mark.parametrize("more", SAME.values(), ids=SAME)
def test_is_the_same(more):
    assert digest(said(**more)) == digest(said())


def test_times_durations_and_lists_are_compared_by_what_they_mean():
    pairs = [
        ({"timestamp": "2026-03-01T14:30:00+05:00"}, {"timestamp": "2026-03-01T09:30:00.000Z"}),
        ({"result": {"duration": "PT1.239S"}}, {"result": {"duration": "PT1.23S"}}),
        (
            {"context": {"contextActivities": {"parent": ACTIVITY}}},
            {"context": {"contextActivities": {"parent": [ACTIVITY]}}},
        ),
        ({"object": within(verb={"id": "x:y"})}, {"object": within(verb={"id": "x:y", "display": {"en": "y"}})}),
    ]
    for one, other in pairs:
        assert digest(said(**one)) == digest(said(**other))


@pytest.mark.parametrize(
    "more",
    [
        {"actor": OTHER},
        {"verb": {"id": "x:other"}},
        {"object": {"id": "x:other"}},
        {"result": {"success": True}},
        {"context": {"registration": ID}},
        {"timestamp": "2026-03-01T09:30:00Z"},
        {"object": within()},
    ],
)
def test_says_something_else(more):
    assert digest(said(**more)) != digest(said())


@pytest.mark.parametrize(
    ("moment", "right"),
    [
        *(("2026-03-01T09:30:00Z", True), ("2026-03-01T09:30:00.123456Z", True), ("2016-12-31T23:59:60Z", True)),
        *(("2026-02-29T09:30:00Z", False), ("0000-01-01T00:00:00Z", False), ("2026-03-01T24:00:00Z", False)),
        *(("2026-03-01T09:30:00.Z", False), ("2026-W10-1T09:30:00Z", False), ("２０２６-03-01T09:30:00Z", False)),
    ],
)
def test_a_moment_in_the_common_form_is_as_right_as_in_any(moment, right):
    if right:
        assert forms.timestamp(moment, "timestamp") is None
        return
    with pytest.raises(Refusal):
        forms.timestamp(moment, "timestamp")


# -- mentions ----------------------------------------------------------------------------------------------------------


def keys(names: set[str]) -> set[UUID]:
    return {named(name) for name in names}


def test_direct_and_related_things_are_told_apart():
    team = {"objectType": "Group", "mbox": "mailto:team@example.org", "member": [OTHER]}
    found = mentions(
        said(actor=team, context={"instructor": ACTOR, "contextActivities": {"parent": {"id": "x:course"}}})
    )
    assert keys(found.direct) == {agent_key(team), agent_key(OTHER), activity_key(WASTE)}
    assert keys(found.related) == {agent_key(ACTOR), activity_key("x:course")}
    inner = mentions(said(object=within(actor=OTHER)))
    assert keys(inner.direct) == {agent_key(ACTOR)}
    assert keys(inner.related) == {agent_key(OTHER), activity_key(WASTE)}
    assert agent_key({"objectType": "Group", "member": [OTHER]}) is None


def test_numbers_differ_by_owner_and_fit_a_column():
    key = activity_key(WASTE)
    assert number("KAZ", key) != number("KGZ", key)
    assert 0 <= number("KAZ", key) < 2**63
    assert number("KAZ", key) == number("KAZ", UUID(str(key)))


def test_names_of_any_length_have_a_key_and_long_ones_do_not_stay_in_memory():
    short, long = "activity x:y", "activity x:" + "y" * 600
    assert number_named("KAZ", short) == number("KAZ", named(short)) == number("KAZ", activity_key("x:y"))
    assert number_named("KAZ", long) == number("KAZ", named(long)) == number("KAZ", activity_key("x:" + "y" * 600))
    tracemalloc.start()
    for n in range(20):
        number_named("KAZ", f"activity x:{n}" + "y" * 100_000)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 100_000


# -- telling -----------------------------------------------------------------------------------------------------------


def test_exactly_is_with_the_same_characters_and_what_the_store_set():
    raw = '{"actor":1.50 }'
    assert telling.with_kept(raw, {"actor": 1.5, "object": {}}, {"stored": "T"}) == '{"actor":1.50,"stored":"T"}'
    value = said(stored="2020-01-01T00:00:00Z")
    assert json.loads(telling.with_kept("never read", value, {"stored": "T"}))["stored"] == "T"
    alone = said(context={"contextActivities": {"parent": ACTIVITY}})
    told = json.loads(telling.with_kept("never read", alone, {"stored": "T"}))
    assert told["context"]["contextActivities"]["parent"] == [ACTIVITY]


def test_ids_leave_out_everything_that_is_told():
    told = telling.ids_only(said(actor={**ACTOR, "name": "P"}, object=within(actor=OTHER)))
    assert told["actor"] == ACTOR
    assert told["verb"] == {"id": VERB["id"]}
    assert told["object"]["verb"] == {"id": VERB["id"]}
    assert told["object"]["object"] == {"id": WASTE}


def test_canonical_is_in_the_language_of_the_reader():
    known = {WASTE: {"name": {"en": "Bag", "ru": "Пакет"}, "type": "x:q"}}
    told = telling.canonical(said(), known, telling.languages_of("ru;q=0.9, kk"))
    assert told["object"]["definition"] == {"name": {"ru": "Пакет"}, "type": "x:q"}
    assert told["verb"]["display"] == {"ru": "ответил"}
    assert telling.best({"en-GB": "a", "ru": "b"}, ["en"]) == {"en-GB": "a"}
    assert telling.best({"en": "a"}, ["fa"]) == {"en": "a"}
    assert telling.languages_of("en;q=0, *, ru;q=x, fa;q=0.2, tg") == ["tg", "fa"]


# -- several parts -----------------------------------------------------------------------------------------------------


def test_parts_come_out_as_they_went_in():
    content = b"\r\n--x\r\n\x00\xff"
    sha2 = __import__("hashlib").sha256(content).hexdigest()
    body = joined(b"{}", [Attached(sha2, "image/png", content)], "mark")
    parts = parts_of(body, 'multipart/mixed; boundary="mark"')
    assert parts[0].content == b"{}"
    assert attached(parts[1:]) == {sha2: Attached(sha2, "image/png", content)}


@pytest.mark.parametrize("kind", ["multipart/mixed", "multipart/mixed; boundary=other"])
def test_bodies_that_cannot_be_taken_apart_are_refused(kind):
    with pytest.raises(Refusal) as found:
        parts_of(b"--mark\r\n\r\n{}\r\n--mark--", kind)
    assert found.value.code == "lrs.bad_parts"


# -- batches -----------------------------------------------------------------------------------------------------------


def sent(*values):
    return [Sent(json.dumps(value), value) for value in values]


def test_an_id_of_the_store_is_one_that_every_client_knows():
    (made,) = ready(sent(said()), edition=Edition.XAPI_1)
    assert (made.uid.version, made.uid.variant) == (4, "specified in RFC 4122")


def test_the_fault_of_a_batch_is_named_with_its_number():
    with pytest.raises(Refusal) as found:
        ready(sent(said(), said(verb={"id": "x"})), edition=Edition.XAPI_1)
    assert (found.value.code, found.value.field) == ("lrs.form", "[1].verb.id")
    with pytest.raises(Refusal) as found:
        ready(sent([]), edition=Edition.XAPI_1)
    assert (found.value.code, found.value.field) == ("lrs.type", "[0]")  # not “” must be of the type object


@pytest.mark.parametrize(
    ("batch", "only", "code"),
    [
        ([], None, "lrs.empty"),
        (sent(said(id=ID), said(id=ID.upper())), None, "lrs.twice_in_batch"),
        (sent(said(id=ID)), UUID(int=1), "lrs.other_id"),
        (sent(said()) * 1001, None, "lrs.too_many"),
        ([Sent("x" * 1_000_001, said())], None, "lrs.too_long"),
    ],
)
def test_a_batch_is_refused_whole(batch, only, code):
    with pytest.raises(Refusal) as found:
        ready(batch, edition=Edition.XAPI_1, only=only)
    assert found.value.code == code


# -- what is asked -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent_with", "code"),
    [
        ({"statementID": ID}, "lrs.unknown_parameter"),
        ({"statementId": ID, "verb": "x:y"}, "lrs.not_together"),
        ({"statementId": ID, "voidedStatementId": ID}, "lrs.not_together"),
        ({"statementId": "1"}, "lrs.parameter"),
        ({"agent": "{"}, "lrs.parameter"),
        ({"agent": "{}"}, "lrs.parameter"),
        ({"since": "yesterday"}, "lrs.parameter"),
        ({"limit": "-1"}, "lrs.parameter"),
        ({"ascending": "1"}, "lrs.parameter"),
        ({"format": "short"}, "lrs.parameter"),
    ],
)
def test_questions_that_are_refused(sent_with, code):
    with pytest.raises(Refusal) as found:
        asking.asked(sent_with)
    assert found.value.code == code


def test_a_place_is_one_for_the_same_agent_however_it_is_written():
    one = asking.place(Kept.STATE, {"activityId": "x:y", "agent": json.dumps(ACTOR), "stateId": "s"}, keyed=True)
    other = asking.place(
        Kept.STATE, {"activityId": "x:y", "agent": json.dumps({**ACTOR, "name": "P"}), "stateId": "s"}, keyed=True
    )
    assert one.uid == other.uid
    with pytest.raises(Refusal) as found:
        asking.place(Kept.STATE, {"activityId": "x:y", "agent": json.dumps(ACTOR)}, keyed=True)
    assert (found.value.code, found.value.field) == ("lrs.needs_parameter", "stateId")


@pytest.mark.parametrize(
    ("etag", "asked_with", "kind", "edition", "code"),
    [
        ('"a"', {"if_match": '"b"'}, Kept.STATE, Edition.XAPI_1, "lrs.precondition"),
        (None, {"if_match": '"a"'}, Kept.AGENT, Edition.XAPI_1, "lrs.precondition"),
        ('"a"', {"if_none_match": "*"}, Kept.STATE, Edition.XAPI_1, "lrs.precondition"),
        ('"a"', {}, Kept.AGENT, Edition.XAPI_1, "lrs.needs_etag"),
        ('"a"', {}, Kept.STATE, Edition.XAPI_2, "lrs.needs_etag"),
        (None, {}, Kept.ACTIVITY, Edition.XAPI_1, "lrs.says_nothing"),
    ],
)
def test_whoever_wrote_in_between_is_not_overwritten(etag, asked_with, kind, edition, code):
    with pytest.raises(Refusal) as found:
        documents.check_unchanged(
            etag, **{"if_match": "", "if_none_match": "", **asked_with}, put=True, kind=kind, edition=edition
        )
    assert found.value.code == code


def test_a_document_is_written_over_by_whoever_knows_it():
    for etag, header in (('"a"', '"a"'), ('"a"', 'W/"a"'), ('"a"', '"b", "a"'), ('"a"', "*")):
        documents.check_unchanged(
            etag, if_match=header, if_none_match="", put=True, kind=Kept.AGENT, edition=Edition.XAPI_1
        )
    documents.check_unchanged('"a"', if_match="", if_none_match="", put=True, kind=Kept.STATE, edition=Edition.XAPI_1)
    documents.check_unchanged(None, if_match="", if_none_match="", put=True, kind=Kept.AGENT, edition=Edition.XAPI_2)


# -- credentials and moments -------------------------------------------------------------------------------------------


def test_scopes_open_what_they_say():
    assert opens({"statements/read/mine"}, "read statements")
    assert not opens({"statements/read/mine"}, "read everybody's")
    assert not opens({"all/read"}, "write statements")
    assert not opens({"statements/write"}, "write state")
    assert chosen(["state", "all", "state"]) == ["all", "state"]
    for scopes, code in (([], "lrs.no_scope"), (["root"], "lrs.unknown_scope")):
        with pytest.raises(Refusal) as found:
            chosen(scopes)
        assert found.value.code == code
    for number_ in (0, 60_001):
        with pytest.raises(Refusal):
            rate(number_)


@pytest.mark.parametrize("header", ["", "Basic", "Basic !!!", "Bearer eDp5", "Basic /w=="])
def test_headers_that_say_nothing(header):
    assert key_and_secret(header) == ("", "")


def test_a_moment_is_told_to_the_microsecond():
    assert asking.micros(instant("1970-01-01T05:00:01.0000029+05:00")) == 1_000_002
    assert instant("2026-03-01T09:30:00+24:00") is None


def test_nobody_is_told_that_all_is_there_while_a_batch_is_written():
    assert complete_until(50) == 50
    with underway(20):
        assert complete_until(50) == 19
        assert complete_until(10) == 10
    assert complete_until(50) == 50
