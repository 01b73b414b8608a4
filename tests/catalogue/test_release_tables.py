"""Every fault of a release and of its statuses is told with its place."""

import csv
import io
from datetime import date

import pytest

from kerege.law.rules.release import FILES, check_release
from kerege.law.rules.statuses import Exists, check_statuses
from kerege.worlds import catalogue_loader
from tests import ground

pytestmark = pytest.mark.nodb

TABLES = {
    "instruments.csv": "key,name_en,name_ru,kind,force,universal,depositary,adopted_on,opened_on,in_force_on,address,"
    "note,work_uri\n"
    "IHR,Regulations,Правила,regulations,binding,,,2005-05-23,,2007-06-15,https://example.org/ihr,,\n",
    "versions.csv": "key,instrument,position,label_en,label_ru,adopted_on,in_force_on,work_uri,source\n"
    "IHR-2005,IHR,1,of 2005,2005 года,2005-05-23,2007-06-15,,https://example.org/ihr\n"
    "IHR-2024,IHR,2,of 2024,2024 года,2024-06-01,2025-09-19,,https://example.org/ihr\n",
    "topics.csv": "key,label_en,label_ru\nresponse,Response,Реагирование\n",
    "obligations.csv": "key,instrument,provision,eid,since,until,kind,topic,force,bearer,modality,sector,cbrn_areas,"
    "statement_en,statement_ru,needs_penalty,needs_authority,min_norm_rank,verified,provisional,verified_via,source,note\n"
    "IHR-1,IHR,Art. 1,art_1,IHR-2005,,report,response,binding,state,must,human,B,Report.,Сообщать.,no,no,,yes,no,read,"
    "https://example.org/ihr,\n"
    "IHR-2,IHR,Art. 2,art_2,IHR-2024,,assess,response,binding,state,must,human,B,Assess.,Оценивать.,no,no,3,no,yes,,"
    "https://example.org/ihr,\n",
    "links.csv": "obligation,to,relation,view_of,provisional,note\nIHR-2,IHR-1,supports,KEREGE,yes,\n",
}


def tables(file="", **cells):
    """The tables above with the cells of the second row of a file (the first of data) written over."""
    told = {name: text.encode() for name, text in TABLES.items()}
    if file:
        rows = list(csv.DictReader(io.StringIO(TABLES[file])))
        rows[0] |= cells
        out = io.StringIO()
        sheet = csv.DictWriter(out, rows[0])
        sheet.writeheader()
        sheet.writerows(rows)
        told[file] = out.getvalue().encode()
    return told


def test_the_release_of_this_house_has_no_fault():
    assert set(FILES) == set(TABLES)
    found = catalogue_loader.check_folder(catalogue_loader.HERE)
    assert [fault.place for fault in found.faults] == []
    assert (found.obligations, found.provisional, found.statuses) == (323, 90, 150)


@pytest.mark.parametrize(
    ("file", "cells", "place", "code"),
    [
        ("obligations.csv", {"instrument": "NONE"}, "obligations.csv:2:instrument", "law.unknown_in_release"),
        ("obligations.csv", {"topic": "none"}, "obligations.csv:2:topic", "law.unknown_in_release"),
        ("obligations.csv", {"since": "NONE"}, "obligations.csv:2:since", "law.unknown_in_release"),
        ("obligations.csv", {"until": "IHR-2005"}, "obligations.csv:2:until", "law.wrong_order"),
        ("obligations.csv", {"kind": "hope"}, "obligations.csv:2:kind", "people.unknown_choice"),
        ("obligations.csv", {"key": "IHR-2"}, "obligations.csv:3:key", "law.key_twice"),
        ("obligations.csv", {"statement_ru": " "}, "obligations.csv:2:statement_ru", "law.text_missing"),
        ("obligations.csv", {"verified": "no"}, "obligations.csv:2:provisional", "law.not_flagged"),
        ("obligations.csv", {"verified_via": ""}, "obligations.csv:2:verified_via", "law.not_read"),
        ("obligations.csv", {"verified": "perhaps"}, "obligations.csv:2:verified", "law.not_yes_no"),
        ("obligations.csv", {"min_norm_rank": "law"}, "obligations.csv:2:min_norm_rank", "law.not_a_rank"),
        ("obligations.csv", {"eid": "Art. 1"}, "obligations.csv:2:eid", "law.not_an_eid"),
        ("obligations.csv", {"eid": "art_2"}, "obligations.csv:3:provision", "law.provision_elsewhere"),
        ("versions.csv", {"in_force_on": "2005-01-01"}, "versions.csv:2:in_force_on", "law.in_force_before_adoption"),
        ("versions.csv", {"adopted_on": "2005"}, "versions.csv:2:adopted_on", "dates.not_a_day"),
        ("links.csv", {"to": "NONE"}, "links.csv:2:to", "law.unknown_in_release"),
        ("links.csv", {"to": "IHR-2"}, "links.csv:2:to", "law.link_to_itself"),
        ("links.csv", {"relation": "likes"}, "links.csv:2:relation", "people.unknown_choice"),
    ],
)
def test_every_fault_has_its_place(file, cells, place, code):
    faults = check_release(tables(file, **cells)).faults
    assert [(fault.place, fault.refusal.code) for fault in faults][:1] == [(place, code)]


def test_a_table_that_is_missing_or_none_is_told():
    without = {name: data for name, data in tables().items() if name != "links.csv"}
    assert [f.refusal.code for f in check_release(without).faults] == ["law.no_table"]
    assert [f.refusal.code for f in check_release(tables() | {"topics.csv": b"\xff"}).faults][0] == "law.not_a_table"
    faults = check_release(tables() | {"topics.csv": b"key,label_en\nresponse,Response\n"}).faults
    assert (faults[0].place, faults[0].refusal.code) == ("topics.csv:1:label_ru", "law.no_column")


def test_the_hash_is_of_what_is_said_and_not_of_the_order():
    head, *rows = TABLES["obligations.csv"].splitlines(keepends=True)
    turned = tables() | {"obligations.csv": "".join([head, *reversed(rows)]).encode()}
    assert check_release(turned).sha256 == check_release(tables()).sha256
    assert check_release(tables("topics.csv", label_en="Other")).sha256 != check_release(tables()).sha256


STATUS = (
    "key,territory,version,status,since,until,expression,expressed_on,reservation,source,source_as_of,verified,"
    "provisional,note\n"
)
EXISTS = {"CP": Exists("Cartagena Protocol", date(2000, 1, 29))}


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("MNG,CP,party,1972,,ratification,,,https://x,,yes,no,", "since", "law.before_adoption"),
        ("MNG,CP,party,2003,,ratification,1972-01-01,,https://x,,yes,no,", "expressed_on", "law.before_adoption"),
        ("MNG,CP,party,2003-01-01,,ratification,2003-07-22,,https://x,,yes,no,", "since", "law.force_before_consent"),
        ("MNG,CP,party,2003,2002-01-01,,,,https://x,,yes,no,", "until", "law.ends_before_begin"),
        ("MNG,CP,party,,,,,,https://x,2027-01-01,yes,no,", "source_as_of", "law.source_in_future"),
        ("MNG,CP,party,,,,,,https://x,,no,no,", "provisional", "law.not_flagged"),
        ("MNG,CP,guest,,,,,,https://x,,yes,no,", "status", "people.unknown_choice"),
        ("ATL,CP,party,,,,,,https://x,,yes,no,", "territory", "law.unknown_in_release"),
        ("MNG,NONE,party,,,,,,https://x,,yes,no,", "version", "law.unknown_in_release"),
        ("MNG,CP,party,soon,,,,,https://x,,yes,no,", "since", "dates.not_a_date"),
    ],
    ids=range(10),
)
def test_a_status_that_cannot_be(row, column, code):
    sheet = check_statuses(f"{STATUS}K,{row}\n".encode(), versions=EXISTS, territories=["MNG"], today=ground.TODAY)
    assert [(f.column, f.refusal.code) for f in sheet.faults] == [(column, code)]
    assert sheet.rows == []


def test_two_statuses_of_the_same_days_and_two_that_follow():
    def check(*rows):
        text = STATUS + "".join(f"K{n},MNG,CP,{row}\n" for n, row in enumerate(rows))
        return check_statuses(text.encode(), versions=EXISTS, territories=["MNG"], today=ground.TODAY)

    follow = check("party,2003-07-22,2020-01-01,,,,https://x,,yes,no,", "not_party,2020-01-01,,,,,https://x,,yes,no,")
    assert (len(follow.rows), follow.faults) == (2, [])
    overlap = check("party,2003-07-22,,,,,https://x,,yes,no,", "not_party,2020-01-01,,,,,https://x,,yes,no,")
    assert [f.refusal.code for f in overlap.faults] == ["law.statuses_overlap"]
    assert len(overlap.rows) == 1
