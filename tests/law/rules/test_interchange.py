"""A file of judgements holds what was put in, is the same bytes for the same content, and is refused once changed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kerege.law.rules.grounds import Grounds
from kerege.law.rules.interchange.layout import Carried, opened, written
from kerege.law.rules.interchange.rows import seal_of
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity

pytestmark = pytest.mark.nodb
ROUND = "01890000-0000-7000-8000-000000000001"
DAYS = st.dates(date(2000, 1, 1), date(2030, 1, 1)).map(date.isoformat)
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
LABELS = st.sampled_from(Sensitivity).map(int)
UIDS = st.uuids().map(str)


@pytest.fixture(autouse=True)
def _ground():
    """Rules need no ground."""


@st.composite
def judgements(draw, about, after=None, state="approved"):
    """One that was approved by a second person, with what it cites."""
    cited = [
        {
            **dict.fromkeys(("expression", "eid", "wid", "place", "prefix", "suffix", "content_hash"), ""),
            **{"uid": draw(UIDS), "relation": "implements", "work": "https://example.org/act", "rank": None},
            **{"title": draw(TEXTS), "exact": draw(TEXTS), "added_by": "writer", "added_on": draw(DAYS)},
            **{"label": draw(LABELS), "synthetic": False},
        }
        for _ in range(draw(st.integers(0, 2)))
    ]
    said = {"uid": draw(UIDS), "kind": "approve", "text": draw(TEXTS), "done_by": "second", "on": draw(DAYS)}
    told = {
        **{"uid": draw(UIDS), "obligation": about, "status": draw(st.sampled_from(["full", "partial", "none"]))},
        **{"grounds": Grounds(rationale=draw(TEXTS)).written(), "grounds_label": draw(LABELS), "state": state},
        **{"author": "writer", "drafted_on": draw(DAYS), "submitted_on": draw(DAYS), "reviewer": "second"},
        **{"reviewed_on": draw(DAYS), "overridden_by": draw(st.sampled_from(["", "third"])), "supersedes": after},
        **{"confirm_due": draw(DAYS), "number": draw(st.integers(1, 9)), "stale": False, "stale_reason": ""},
        **{"stale_on": None, "label": draw(LABELS), "synthetic": draw(st.booleans())},
        **{"evidence": cited, "reviews": [{**said, "label": draw(LABELS), "synthetic": False}]},
    }
    return told | {"seal": seal_of(told, cited, round_uid=ROUND)}


@st.composite
def carried(draw):
    """A round with a few judgements, one of which took the place of another."""
    rows = [draw(judgements(f"OB-{n}")) for n in range(draw(st.integers(0, 2)))]
    before = draw(judgements("OB-9", state="superseded"))
    rows += [before, draw(judgements("OB-9", after=before["uid"]))]
    one = {
        **{"uid": ROUND, "key": "kgz-2026", "title": "Round", "as_of": draw(DAYS), "release": None, "scope": {}},
        **{"partly": "1/2", "state": "frozen", "opened_on": draw(DAYS), "frozen_on": draw(DAYS), "published_on": None},
        **{"frozen": {"OB-9": "applies"}, "judged_at": "KGZ", "licence": "", "label": 2, "synthetic": False},
    }
    return Carried("KGZ", Sensitivity.NATIONAL, [one | {"judgements": rows}])


def code(deed, *given_):
    try:
        deed(*given_)
    except Refusal as refusal:
        return refusal.code
    return ""


@settings(max_examples=20, deadline=None)
@given(carried())
def test_what_goes_in_comes_out_and_goes_in_again_as_the_same_bytes(content):
    file = written(content)
    assert opened(file) == content
    assert written(opened(file)) == file


@settings(max_examples=40, deadline=None)
@given(carried(), st.data())
def test_a_file_with_any_byte_changed_is_refused(content, data):
    file = bytearray(written(content))
    at = data.draw(st.integers(0, len(file) - 1))
    file[at] ^= data.draw(st.integers(1, 255))
    refused = code(opened, bytes(file))
    assert refused.startswith(("law.", "archives.")) or opened(bytes(file)) == content  # what no reader looks at


SAID = {
    "status": ("not_applicable", "law.seal_does_not_fit"),
    "grounds": (Grounds(rationale="Otherwise.").written(), "law.seal_does_not_fit"),
    "reviewer": ("writer", "law.approved_by_one"),
    "author": ("second", "law.approved_by_one"),
    "state": ("submitted", "law.only_approved_travels"),
    "seal": ("0" * 64, "law.seal_does_not_fit"),
    "obligation": ("OB-1", "law.seal_does_not_fit"),
    "label": (7, "law.not_a_coverage_file"),
    "drafted_on": ("2026-13-01", "law.not_a_coverage_file"),
    "uid": ("not-one", "law.not_a_coverage_file"),
}


@pytest.mark.parametrize("name", SAID)
@settings(max_examples=3, deadline=None)
@given(content=carried())
def test_a_judgement_that_was_changed_is_refused_although_the_manifest_fits(name, content):
    value, refused = SAID[name]
    rows = content.rounds[0]["judgements"]
    rows[-1] = rows[-1] | {name: value}
    assert code(opened, written(content)) == refused


@settings(max_examples=5, deadline=None)
@given(carried())
def test_two_that_stand_at_once_and_a_member_too_many_are_refused(content):
    rows = content.rounds[0]["judgements"]
    twice = replace(content, rounds=[content.rounds[0] | {"judgements": [rows[-1] | {"supersedes": None}] * 2}])
    assert code(opened, written(twice)) == "law.not_a_coverage_file"
    more = replace(content, tables={"instruments.csv": b"key\n"})
    assert code(opened, written(more)) == "law.not_a_coverage_file"
