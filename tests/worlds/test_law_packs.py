"""The law of country packs: what is good comes in, what is wrong is named by file, row and column."""

from datetime import date

import pytest

from kerege.config.cli import main
from kerege.journal import queries as journal
from kerege.law import queries as law
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.worlds import law_packs, packs
from tests import ground
from tests.law.test_release import publish

ON = date(2026, 11, 1)
ACT = "/akn/kz/act/law/2022-05-21/122-vii"
PASSPORT = 'territory = "KAZ"\nversion = "1.0.0"\nlanguages = ["kk", "ru"]\n'
BODIES = "key,title_en,title_kk,start,until,successor\nOLD,Old body,,,2024-01-01,NEW\nNEW,New body,Жаңа,2024-01-01,,\n"
DUTIES = f"key,body,topic,part,what_en,act,source\nD1,NEW,response,responsible,Leads,{ACT},https://example.org/1\n"
TOLD = "key,sender,recipient,subject,what_en,mode,switched_by,timing,period,clock,act,start,source,provisional\n"
GOOD = f"I1,NEW,WHO,event,An event,normal,,within,PT24H,detected,{ACT},2024-01-01,https://example.org/1,no\n"


@pytest.fixture
def pack(db, tmp_path):
    ground.lay()
    publish()
    law_packs.load_international(by=SYSTEM)
    (tmp_path / "law").mkdir()
    (tmp_path / packs.PASSPORT).write_text(PASSPORT)
    write(tmp_path, bodies=BODIES, duties=DUTIES, information_duties=TOLD + GOOD)
    return tmp_path


def write(folder, **tables):
    for name, content in tables.items():
        (folder / "law" / f"{name}.csv").write_text(content)


def load(folder):
    return law_packs.load_law(packs.read_pack(folder), by=SYSTEM)


def test_a_pack_comes_in_once(pack):
    assert (load(pack).rows, load(pack).refused) == (4, [])
    acts = len(journal.acts(owners=None, limit=1000))
    load(pack)
    assert len(journal.acts(owners=None, limit=1000)) == acts
    page = law.body(PUBLIC, "NEW", on=ON)
    assert (page.line.titles["kk"], page.line.before, len(page.duties), len(page.tells)) == ("Жаңа", ("OLD",), 1, 1)
    write(pack, information_duties=TOLD + GOOD.replace("PT24H", "PT12H"))
    load(pack)
    assert [line.period for line in law.information_duties(PUBLIC, on=ON)] == ["PT12H"]


def test_what_is_wrong_is_named_and_the_rest_is_kept(pack, capsys):
    wrong = [
        GOOD.replace("I1,NEW", "I2,NOBODY"),
        GOOD.replace("I1", "I3").replace("PT24H", "PT48H"),
        GOOD.replace("I1", "I4").replace("PT24H", "PT0H"),
        GOOD.replace("I1", "I5").replace("2024-01-01", "2021-01-01"),
        GOOD.replace("I1", "I6").replace("WHO", "NEW"),
        GOOD.replace("I1", "I7").replace("normal", "emergency"),
        GOOD.replace("I1", "I8").replace(",no\n", ",maybe\n"),
    ]
    write(pack, information_duties=TOLD + GOOD + "".join(wrong), duties=DUTIES.replace("response", "zz"))
    brought = load(pack)
    told = [(each.place.split("/", 1)[1], each.code) for each in brought.refused]
    assert told == [
        ("law/duties.csv:2:topic", "law.no_topic"),
        ("law/information_duties.csv:3:sender", "law.unknown_body"),
        ("law/information_duties.csv:4:period", "law.duties_contradict"),
        ("law/information_duties.csv:5:period", "law.no_time"),
        ("law/information_duties.csv:6:start", "law.before_act"),
        ("law/information_duties.csv:7:recipient", "law.informs_itself"),
        ("law/information_duties.csv:8:switched_by", "law.no_switch_authority"),
        ("law/information_duties.csv:9:provisional", "worlds.not_yes_no"),
    ]
    assert [line.key for line in law.information_duties(PUBLIC, on=ON)] == ["I1"]


def test_a_check_says_what_would_be_refused_and_takes_nothing(pack, capsys):
    before = len(journal.acts(owners=None, limit=1000))
    write(pack, duties=DUTIES.replace("response", "zz"))
    assert main(["pack", "check", str(pack)]) == 1
    assert "law/duties.csv:2:topic law.no_topic" in capsys.readouterr().out
    write(pack, duties=DUTIES)
    assert main(["pack", "check", str(pack)]) == 0
    assert "4 rows of law; 0 places are wrong" in capsys.readouterr().out
    assert main(["pack", "check", str(pack / "law")]) == 1
    assert len(journal.acts(owners=None, limit=1000)) == before
    assert law.information_duties(PUBLIC, on=ON) == []


def test_the_packs_that_come_along_are_good(demo_world):
    for code, rows in (("KAZ", 8), ("KGZ", 9), ("TJK", 8), ("UZB", 8)):
        told = [line for line in law.information_duties(PUBLIC, on=ON, country=code) if not line.synthetic]
        assert len(told) == rows
        assert {line.timing for line in told} >= {"within", "none"}
        assert law.duties(PUBLIC, on=ON, country=code)
    for pack in packs.packs():
        assert load(pack.folder).refused == []
