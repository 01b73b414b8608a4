"""Clients of xAPI that others wrote and keep, against the store over HTTP."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.api.xapi.program import VERSIONS, program

pytestmark = pytest.mark.django_db
SCRIPT = Path(__file__).with_name("standard_client.cjs")
FOLDER = os.environ.get("KEREGE_XAPI_CLIENT", "")
"""A folder with node_modules: `npm install --ignore-scripts --prefix FOLDER @xapi/xapi@3`."""


@pytest.mark.skipif(not FOLDER or not shutil.which("node"), reason="KEREGE_XAPI_CLIENT names no folder, or no Node")
@pytest.mark.parametrize("base", VERSIONS)
def test_xapi_js_sends_and_reads_statements_with_attachments_unchanged(served, base):
    with_all = program(base=base)
    endpoint = f"{served}/xapi/{base}/"
    asked = ["node", str(SCRIPT), FOLDER, endpoint, with_all.key, with_all.secret, VERSIONS[base]]
    answer = subprocess.run(asked, capture_output=True, text=True, timeout=60)
    assert answer.returncode == 0, answer.stderr
    told = json.loads(answer.stdout)
    for sent, read in zip(told["sent"], told["read"], strict=True):
        assert {name: read[name] for name in sent} == sent
        assert read.keys() - sent.keys() == {"version", "stored", "authority"}
    first, second = (each["id"] for each in told["sent"])
    assert (told["text"], told["bytes"], told["pages"]) == (True, True, [second, first])
    assert (told["state"], told["voided"]) == ({"page": 7, "title": "Страница"}, first)


def test_tincan_of_python_sends_reads_and_goes_on(served):
    tincan = pytest.importorskip("tincan", reason="pip install tincan")
    with_all = program(base="1.0.3")
    store = tincan.RemoteLRS(
        endpoint=f"{served}/xapi/1.0.3/", username=with_all.key, password=with_all.secret, version="1.0.3"
    )
    account = tincan.AgentAccount(home_page="https://moodle.example.org/", name="8412")
    told = {"ru": "Отходы", "kk-Cyrl": "Қалдықтар", "fa": "پسماند"}
    course = tincan.Activity(
        id="https://courses.example.org/waste",
        definition=tincan.ActivityDefinition(name=tincan.LanguageMap(told)),
    )
    photo = tincan.Attachment(
        usage_type="http://id.tincanapi.com/attachment/supporting_media", display=tincan.LanguageMap({"en": "Photo"}),
        content_type="image/png", length=3, sha2="a" * 64, fileurl="https://files.example.org/a.png",
    )  # fmt: skip
    ids = []
    for verb in ("attempted", "completed"):
        statement = tincan.Statement(
            actor=tincan.Agent(account=account), object=course, attachments=[photo],
            verb=tincan.Verb(id=f"http://adlnet.gov/expapi/verbs/{verb}"),
            result=tincan.Result(score=tincan.Score(scaled=0.5), success=True),
        )  # fmt: skip
        answer = store.save_statement(statement)
        assert answer.success, answer.data
        ids.append(str(answer.content.id))
        read = store.retrieve_statement(answer.content.id).content
        same = [json.loads(each.to_json("1.0.3")) for each in (statement, read)]
        assert {name: same[1][name] for name in same[0]} == same[0]
    page = store.query_statements({"agent": tincan.Agent(account=account), "limit": 1}).content
    rest = store.more_statements(page).content
    assert [str(each.id) for each in (*page.statements, *rest.statements)] == ids[::-1]
    about = store.about()
    assert (about.success, about.content.version) == (True, ["1.0.3"]), about.data
