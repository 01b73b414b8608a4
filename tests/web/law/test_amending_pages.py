"""The pages on which a law in force is amended: its text is there to be revised, and the instructions come of it."""

from datetime import date

from django.test import Client

from kerege.files.rules import received
from kerege.law.actions import measures, texts
from kerege.law.models import DraftingTask
from kerege.people.rules import SYSTEM
from tests.law.drafted import SOURCE
from tests.web.law.test_coverage_pages import body, here, post
from tests.web.law.test_drafting_pages import one, opened, way
from tests.web.signing import signed_in

__all__ = ["here", "way"]
OLD = "/akn/kg/act/law/2020-02-02/7"
TEXT = "Law on registers\nArticle 1. Matter\nThis law keeps a register.\nArticle 2. Reports\nA laboratory reports."
NEW = TEXT.replace("A laboratory reports.", "A laboratory reports at once.")


def brought(text, start):
    file = received("text.txt", [text.encode()], kinds=texts.KINDS)
    return texts.add_text(by=SYSTEM, uri=OLD, file=file, language="eng", start=start, source_kind="consolidation")


def test_a_drafter_revises_the_text_in_force(way):
    told = {"by": SYSTEM, "owner": "KGZ", "kind": "law", "titles": {"en": "Law on registers"}}
    measures.record_measure(**told, sources=[SOURCE], uri=OLD, number="7", dates="2020-02-02", state="in_force")
    brought(TEXT, date(2020, 2, 2))
    drafter, focal = signed_in("drafter"), signed_in("focal")
    gap = opened(way)
    assert f'value="{OLD}"' in body(focal, "/law/drafting/new/")
    made = {"gaps": [str(gap.uid)], "title": "Amending", "key": "kgz-am", "kind": "law", "language": "eng"}
    assert focal.post("/law/drafting/new/", made | {"amends": OLD}).status_code == 302
    at = f"/law/drafting/{one(DraftingTask).uid}/"
    assert "A laboratory reports." in body(drafter, f"{at}write/")
    same = post(drafter, f"{at}write/", text=TEXT, seen="0")
    assert (same.status_code, "This is the text in force" in same.content.decode()) == (422, True)
    assert post(drafter, f"{at}write/", text=NEW, seen="0").status_code == 302
    version = body(signed_in("reviewer"), f"{at}versions/1/")
    assert f'>Law on registers</a> <code dir="ltr">{OLD}' in version
    changes = version.split('<ol lang="en">')[1].split("</ol>")[0]
    assert ("Article 2" in changes, "at once" in changes, "register" in changes) == (True, True, False)
    assert signed_in("reviewer").get(f"{at}write/").status_code == 403
    for stranger in (Client(), signed_in("neighbour")):
        body(stranger, f"{at}versions/1/", 404)
    brought(TEXT.replace("keeps", "opens"), date(2026, 11, 2))
    again = body(drafter, f"{at}write/")
    assert "has a newer text" in again
    assert "opens a register" in again.split("<textarea")[1]
