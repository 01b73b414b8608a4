"""The part of the registers that is gaps in law and drafting: what their addresses bring out, and where they write."""

from tests.house.outlet import Outlet, page

_GAPS, _DRAFTS = "/law/gaps/", "/law/drafting/"
_TASK = f"{_DRAFTS}{{law_task}}/"
DRAFTING: dict[str, Outlet] = {
    "law/gaps/": page(_GAPS, exports=(_GAPS,)),
    "law/gaps/new/<uuid:judgement>/": page(f"{_GAPS}new/{{law_judgement}}/"),
    "law/gaps/<uuid:uid>/": page(f"{_GAPS}{{law_gap}}/"),
    "law/drafting/": page(_DRAFTS, exports=(_DRAFTS,)),
    "law/drafting/new/": page(f"{_DRAFTS}new/"),
    "law/drafting/<uuid:uid>/": page(_TASK),
    "law/drafting/<uuid:uid>/write/": page(f"{_TASK}write/"),
    "law/drafting/<uuid:uid>/versions/<int:number>/": page(f"{_TASK}versions/1/"),
    "law/drafting/<uuid:uid>/check/": page(f"{_TASK}check/"),
    "law/drafting/<uuid:uid>/compare/": page(f"{_TASK}compare/?old=1&new=1"),
    "law/drafting/<uuid:uid>/consultation/": page(f"{_TASK}consultation/"),
    "law/drafting/<uuid:uid>/responses/<uuid:response>/": page(f"{_TASK}responses/{{law_response}}/"),
    "law/consultations/": page("/law/consultations/", exports=("/law/consultations/",)),
    "law/consultations/<uuid:uid>/": page("/law/consultations/{law_consultation}/"),
    "law/consultations/<uuid:uid>/summary.<str:format>": page("/law/consultations/{law_consultation}/summary.docx"),
    "law/drafting/<uuid:uid>/group/": page(f"{_TASK}group/"),
    "law/drafting/<uuid:uid>/remarks/": page(f"{_TASK}remarks/", exports=(f"{_TASK}remarks/",)),
    "law/drafting/<uuid:uid>/remarks/new/": page(f"{_TASK}remarks/new/?version=1&eid=art_1"),
    "law/drafting/<uuid:uid>/remarks/<uuid:remark>/": page(f"{_TASK}remarks/{{law_remark}}/"),
}
WRITES_OF_DRAFTING = (
    {
        f"law/{rest}": "tests/web/law/test_drafting_pages.py"
        for rest in (
            *("gaps/new/<uuid:judgement>/", "gaps/<uuid:uid>/", "drafting/new/", "drafting/<uuid:uid>/"),
            "drafting/<uuid:uid>/write/",
        )
    }
    | {
        f"law/drafting/<uuid:uid>/{rest}": "tests/web/law/test_working_pages.py"
        for rest in ("group/", "remarks/new/", "remarks/<uuid:remark>/")
    }
    | {
        f"law/{rest}": "tests/web/law/test_consulting_pages.py"
        for rest in (
            *("consultations/<uuid:uid>/", "drafting/<uuid:uid>/consultation/"),
            "drafting/<uuid:uid>/responses/<uuid:response>/",
        )
    }
)
"""Where something is sent, with the tests that prove who may; see writes.py."""
