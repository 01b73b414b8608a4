"""What a device keeps goes after seven days; a clock that is put right loses nothing. Its script runs in Node."""

import json
import subprocess

import pytest

from tools.build_assets import FRONTEND, node_and_npm

pytestmark = pytest.mark.nodb

DAY = 86_400_000
YEAR = 365 * DAY
NOW = 1_795_780_000_000
SAYS = """const { offAt, over } = await import(process.argv[1]);
const [cases, kept] = process.argv.slice(2).map((each) => JSON.parse(each));
console.log(JSON.stringify([cases.map((each) => over(...each)), kept.map((each) => offAt(...each))]));"""


def said(cases, kept):
    told = [json.dumps(cases), json.dumps(kept)]
    run = [node_and_npm()[0], "--input-type=module", "-e", SAYS, str(FRONTEND / "src/js/device/age.js"), *told]
    return json.loads(subprocess.run(run, check=True, capture_output=True, text=True).stdout)


def test_what_waits_goes_by_the_clock_of_the_node_and_by_no_other():
    mark, wrong = {"at": NOW - 8 * DAY, "off": 0}, {"at": NOW - YEAR, "off": -YEAR}
    cases = [
        ([mark, True, NOW, 0], True),
        ([mark, True, NOW, None], False),  # without a line nobody knows what day it is
        ([wrong, True, NOW, 0], False),  # recorded a moment ago by a clock that was a year behind and was put right
        ([wrong, True, NOW + 8 * DAY, 0], True),
        (
            [{"at": NOW - 8 * DAY, "off": None}, True, NOW, 0],
            False,
        ),  # the clock had gone back
        ([mark, True, NOW - YEAR, -YEAR], True),  # the clock is wrong today, and the node says by how much
        ([mark, False, NOW, None], True),  # pages, and what was sent, lose nothing by going
        ([{"at": NOW - DAY}, False, NOW, None], False),
        ([{}, True, NOW, 0], True),  # what an older program left unreadable
    ]
    last = {"ahead": -YEAR, "at": NOW}
    gone, off = said([case for case, _ in cases], [[NOW + 1, last], [NOW - 1, last], [NOW, None]])
    assert gone == [each for _, each in cases]
    assert off == [-YEAR, None, None]
