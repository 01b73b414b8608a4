"""`kerege import`, `kerege export` and `kerege digest`, as somebody runs them."""

import csv
import io
import json

import pytest

from kerege.config.cli import bring, parser, take, tell
from kerege.indicators import queries as indicators
from kerege.journal import queries as journal
from kerege.records.viewers import PUBLIC

KAZ = "focal.point.kaz@example.org"
HEADER = "key,owner,indicator,value,qualifier,unit,meaning,project,territory,source"
GOOD = "KAZ-C1,KAZ,trainers.part1,13,exact,people,Trainers of the first course,P53,KAZ,S10"


def command(*words):
    args = parser.command_line().parse_args(words)
    return {"import": bring, "export": take, "digest": tell}[args.command].run(args)


@pytest.fixture
def claims_file(tmp_path):
    def write(*rows: bytes | str, header: str = HEADER, name: str = "claims.csv") -> str:
        lines = [row if isinstance(row, bytes) else row.encode() for row in (header, *rows)]
        (tmp_path / name).write_bytes(b"\n".join(lines) + b"\n")
        return str(tmp_path / name)

    return write


def keys():
    from django.utils import timezone

    return {claim.key for claim in indicators.claims(PUBLIC, on=timezone.localdate())}


def test_good_rows_are_kept_and_every_bad_one_is_named(demo_world, claims_file, capsys):
    path = claims_file(
        GOOD,
        "KAZ-C2,KAZ,trainers.part1,many,exact,people,A meaning,P53,KAZ,S10",
        b"KAZ-C3,KAZ,trainers.part1,3,exact,people,\xff\xfe,P53,KAZ,S10",
        "KAZ-C4,KAZ,trainers.part1,3,exact,people,A meaning,P53,KAZ,",
        "KAZ-C5,KAZ,trainers.part1,3",
        "KGZ-C6,KGZ,trainers.part1,3,exact,people,A meaning,P53,KGZ,S10",
    )
    assert command("import", path, "--as", KAZ) == 1
    refused = capsys.readouterr().err.splitlines()
    assert [line.split(" ")[:2] for line in refused] == [
        ["claims.csv:3:value", "figures.not_a_figure"],
        ["claims.csv:4:meaning", "text.not_utf8"],
        ["claims.csv:5:source", "indicators.claim_without_source"],
        ["claims.csv:6:", "worlds.row_shape"],
        ["claims.csv:7:", "people.not_yours"],
    ]
    assert all(len(line.split(" ", 2)[2]) > 20 for line in refused)
    assert {key for key in keys() if key.startswith(("KAZ-C", "KGZ-C"))} == {"KAZ-C1"}


def test_a_good_file_ends_with_success_and_a_second_time_changes_nothing(demo_world, claims_file, capsys):
    assert command("import", claims_file(GOOD), "--as", KAZ) == 0
    assert "1 acts, 0 rows refused" in capsys.readouterr().out
    assert command("import", claims_file(GOOD), "--as", KAZ) == 0
    assert "0 acts, 0 rows refused" in capsys.readouterr().out
    assert command("import", claims_file(GOOD, name="mine.csv"), "--as", KAZ, "--kind", "claims") == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["{good}"], "cli.no_actor"),
        (["{good}", "--as", "nobody@example.org"], "people.unknown_key"),
        (["missing.csv", "--as", KAZ], "cli.no_file"),
        (["{other}", "--as", KAZ], "worlds.unknown_file"),
        (["{good}", "--as", KAZ, "--kind", "party"], "worlds.unknown_file"),
        (["{folder}", "--as", KAZ], "worlds.no_folder"),
    ],
)
def test_what_cannot_be_begun_is_one_sentence(demo_world, claims_file, tmp_path, capsys, words, code):
    places = {"good": claims_file(GOOD), "other": claims_file(GOOD, name="other.csv"), "folder": str(tmp_path)}
    before = journal.acts(owners=None, limit=1)[0].seq
    assert command("import", *(word.format(**places) for word in words)) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"kerege: {code} ")
    assert said.count("\n") == 1
    assert journal.acts(owners=None, limit=1)[0].seq == before


def test_a_wrong_header_refuses_the_file(demo_world, claims_file, capsys):
    assert command("import", claims_file(GOOD + ",x", header=HEADER + ",colour"), "--as", KAZ) == 1
    assert capsys.readouterr().err.startswith("claims.csv:1:colour worlds.unknown_column ")
    assert command("import", claims_file(b"\xff", header="\x00"), "--as", KAZ) == 1


def test_the_operator_imports_as_the_node(demo_world, claims_file):
    assert command("import", claims_file(GOOD), "--as-node") == 0
    assert journal.acts(owners=None, word_prefix="indicators.claim", limit=1)[0].actor == "system"


def test_an_export_is_the_sheet_of_the_pages(demo_world, capsysbinary):
    assert command("export", "trainers.part1", "--project", "P53", "--on", "2026-11-01") == 0
    rows = list(csv.reader(io.StringIO(capsysbinary.readouterr().out.decode("utf-8-sig"))))
    assert rows[0][:3] == ["Claim or record", "Key", "What"]
    assert ["Claim", "88"] in [[row[0], row[7]] for row in rows if len(row) > 7]
    assert ["The records show: 50 to 52"] in rows


@pytest.mark.parametrize(
    ("form", "begins"), [("xlsx", b"PK"), ("pdf", b"%PDF"), ("json", b"{"), ("csv", b"\xef\xbb\xbf")]
)
def test_every_format_is_written_to_a_file(demo_world, tmp_path, form, begins):
    out = tmp_path / f"out.{form}"
    assert command("export", "cascade.people", "--format", form, "--lang", "ru", "-o", str(out)) == 0
    assert out.read_bytes().startswith(begins)


def test_the_day_and_the_country_decide(demo_world, tmp_path):
    out = tmp_path / "out.json"
    words = ["export", "cascade.people", "--country", "kaz", "--format", "json", "-o", str(out)]
    assert command(*words, "--on", "2018-11-01") == 0
    assert "No record for this choice" in json.loads(out.read_text())["about"]
    assert command(*words) == 0
    assert any(line.startswith("The records show:") for line in json.loads(out.read_text())["about"])


def test_the_list_has_every_indicator(demo_world, capsysbinary):
    assert command("export", "list", "--format", "json") == 0
    rows = json.loads(capsysbinary.readouterr().out)["rows"]
    assert ["trainers.part1", "learning.gain"] == [
        k for k in ("trainers.part1", "learning.gain") if k in {r[0] for r in rows}
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["trainers"], "indicators.unknown_indicator"),
        (["trainers.part1", "--on", "yesterday"], "dates.not_a_day"),
        (["trainers.part1", "--lang", "de"], "api.unknown_language"),
        (["trainers.part1", "--country", "ZZZ"], "atlas.unknown_code"),
        (["trainers.part1", "--project", "P999"], "atlas.unknown_code"),
        (["trainers.part1", "--as", "nobody@example.org"], "people.unknown_key"),
        (["trainers.part1", "-o", "missing/folder/x.csv"], "cli.unreadable"),
    ],
)
def test_an_export_that_cannot_be_made_is_one_sentence(demo_world, capsys, words, code):
    assert command("export", *words) == 1
    said = capsys.readouterr()
    assert said.err.startswith(f"kerege: {code} ")
    assert said.out == ""


def test_a_dry_digest_prints_and_sends_nothing(demo_world, capsys, mailoutbox):
    assert command("digest", "--dry-run") == 0
    assert f"To: {KAZ}\nSubject: Recorded for Kazakhstan" in capsys.readouterr().out
    assert mailoutbox == []
    assert command("digest") == 0
    assert len(mailoutbox) == 2
    capsys.readouterr()
    assert command("digest") == 0
    assert capsys.readouterr().out == "Nothing new for anybody.\n"
