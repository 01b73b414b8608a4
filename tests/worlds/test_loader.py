"""Bad input: every fault with its place, good rows kept."""

import pytest

from kerege.lib.refusal import Refusal
from kerege.outreach import queries as outreach
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.worlds.loader import load_file, load_world
from kerege.worlds.tables import TABLES
from tests import ground

PASSPORT = 'key = "t"\nversion = "1.0.0"\nsynthetic = true\nknown_by = 2024-01-01\n'
HEADER = "key,owner,title,kind,level,status,dates,venue,sources\n"
GOOD = "E{n},KAZ,Title,awareness,national,held,2020,KAZ,S1\n"


@pytest.fixture
def load(tmp_path, db):
    ground.lay()

    def load_files(**files):
        (tmp_path / "world.toml").write_text(PASSPORT)
        for name, text in files.items():
            data = text if isinstance(text, bytes) else text.encode()
            (tmp_path / f"{name}.csv").write_bytes(data)
        return load_world(tmp_path, by=SYSTEM)

    return load_files


def faults(report):
    return [(r.place, r.code) for r in report.refused]


def test_good_rows_are_kept_and_bad_ones_named(load):
    report = load(
        events=HEADER
        + GOOD.format(n=1)
        + "E2,KAZ,Title,party,national,held,2020,KAZ,S1\n"
        + "E3,KAZ,Title,awareness,national,held,2020-13,KAZ,S1\n"
        + "E4,KAZ,,awareness,national,held,2020,KAZ,S1\n"
        + "E5,KAZ,Title\n"
        + "E6,KAZ,Title,awareness,national,held,2020,KAZ,S1 S77\n"
        + GOOD.format(n=7)
    )
    assert faults(report) == [
        ("events.csv:5:title", "worlds.empty_cell"),
        ("events.csv:6:", "worlds.row_shape"),
        ("events.csv:3:kind", "people.unknown_choice"),
        ("events.csv:4:dates", "dates.not_a_date"),
        ("events.csv:7:", "atlas.unknown_code"),
    ]
    assert report.counts == {"events": 2}
    assert sorted(e.key for e in outreach.events(PUBLIC, on=ground.TODAY)) == ["E1", "E7"]


def test_bytes_that_are_not_utf8_refuse_their_row_only(load):
    bad = "E2,KAZ,Встреча,awareness,national,held,2020,KAZ,S1\n".encode("cp1251")
    report = load(events=HEADER.encode() + bad + GOOD.format(n=3).encode())
    assert faults(report) == [("events.csv:2:title", "text.not_utf8")]
    assert report.counts == {"events": 1}


@pytest.mark.parametrize(
    ("title", "code"),
    [("x" * 10_000_000, "text.too_long"), ("a\u202eb", "text.bidi_override"), ("a\x07b", "text.control_characters")],
)
def test_text_that_may_not_be_kept(load, title, code):
    report = load(events=HEADER + f"E1,KAZ,{title},awareness,national,held,2020,KAZ,S1\n")
    assert faults(report) == [("events.csv:2:title", code)]


@pytest.mark.parametrize(
    ("header", "place", "code"),
    [
        ("key,owner,title,kind,level,status,sources,strain\n", "events.csv:1:strain", "worlds.unknown_column"),
        ("key,owner,title,kind,level,sources\n", "events.csv:1:status", "worlds.missing_column"),
        ("key,key,owner,title,kind,level,status,sources\n", "events.csv:1:key", "worlds.double_column"),
    ],
)
def test_a_wrong_header_refuses_the_file(load, header, place, code):
    assert faults(load(events=header)) == [(place, code)]


def test_an_unknown_file_is_named(load):
    assert faults(load(strains="key\n")) == [("strains.csv:1:", "worlds.unknown_file")]


def test_a_claim_without_a_source(load):
    header = "key,owner,indicator,value,qualifier,unit,meaning,source\n"
    report = load(claims=header + "C1,REG,trainers.part1,88,exact,people,Trainers,\n")
    assert faults(report) == [("claims.csv:2:source", "indicators.claim_without_source")]


def test_a_refused_row_is_journaled_once(load):
    bad = HEADER + "E2,KAZ,Title,party,national,held,2020,KAZ,S1\n"
    assert load(events=bad).acts == 1
    assert load(events=bad).acts == 0


def test_a_byte_order_mark_and_crlf_are_read(load):
    text = "\ufeff" + (HEADER + GOOD.format(n=1)).replace("\n", "\r\n")
    assert faults(load(events=text)) == []


def test_a_folder_without_a_passport(tmp_path, db):
    with pytest.raises(Refusal) as refusal:
        load_world(tmp_path, by=SYSTEM)
    assert refusal.value.code == "worlds.no_folder"


@pytest.mark.parametrize("text", ["key = ", 'key = "x"', PASSPORT + 'known_by = "soon"', "\xff"])
def test_a_passport_that_cannot_be_used(tmp_path, db, text):
    (tmp_path / "world.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(Refusal) as refusal:
        load_world(tmp_path, by=SYSTEM)
    assert refusal.value.code == "worlds.bad_passport"


def test_tables_have_names_of_their_own():
    files = [table.file for table in TABLES]
    assert len(files) == len(set(files))


def test_a_refused_row_costs_no_search_through_the_journal_each_time(db, django_assert_max_num_queries):
    """So many refused rows must not keep everybody else from writing."""
    ground.lay()
    rows = "".join(f"E{n},KAZ,Title,party,national,held,2020,KAZ,S1\n" for n in range(50))
    with django_assert_max_num_queries(1200) as seen:
        report = load_file("events.csv", (HEADER + rows).encode(), by=SYSTEM)
    reads = [q for q in seen.captured_queries if q["sql"].startswith("SELECT") and "journal_act" in q["sql"]]
    assert len(report.refused) == report.acts == 50
    assert sum("10000" in q["sql"] for q in reads) == 1
