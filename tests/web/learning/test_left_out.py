"""What a tier of a lesson leaves out, as a device says it: the script itself runs in Node."""

import json
import subprocess

import pytest

from kerege.web.learning.parts import FULL, LOW, TEXT, TIERS
from tools.build_assets import FRONTEND, node_and_npm

pytestmark = pytest.mark.nodb

SAYS = """const { wanted, leftOut } = await import(process.argv[1]);
const [pack, tiers] = process.argv.slice(2).map((each) => JSON.parse(each));
const left = tiers.map((tier) => leftOut(pack, wanted(pack, tier, ["en"])).map((each) => each.name));
console.log(JSON.stringify(left));"""


def part(name, kind, tiers, title, language=""):
    return {"name": name, "kind": kind, "tiers": tiers, "title": title, "language": language}


def test_each_file_is_named_once_and_of_a_picture_the_file_itself():
    parts = [
        part("text-en", "text", TIERS, "Risk", "en"),
        part("small-p", "picture", [LOW], "p.png"),
        part("file-p", "picture", [FULL], "p.png"),
        part("file-film", "video", [FULL], "film.webm"),
        part("file-said", "captions", [FULL], "film.vtt"),
        part("file-long", "video", [], "long.webm"),
    ]
    script = str(FRONTEND / "src/js/learning/keeping.js")
    told = [json.dumps(each) for each in ({"parts": parts}, [TEXT, LOW, FULL])]
    run = [node_and_npm()[0], "--input-type=module", "-e", SAYS, script, *told]
    left = json.loads(subprocess.run(run, check=True, capture_output=True, text=True).stdout)
    assert left == [["file-p", "file-film", "file-long"], ["file-film", "file-long"], ["file-long"]]
