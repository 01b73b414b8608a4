"""The part of the register of places that emit bytes that is LTI, both ways, and plans. See sites.py."""

from tests.house.sites_of_planning import SITES_OF_PLANNING

_SENTENCE = "a sentence of the catalogue, nothing of a record"
_ANSWERS = ("new_platform", "platform", "_suspended", "_changed", "_allowed")
_KEPT = ("new_tool", "tool", "_changed", "_suspended")

SITES_OF_LTI_TOOL: dict[str, str] = {
    **SITES_OF_PLANNING,
    "kerege/training/actions/lti_telling.py::_later log": "one fixed sentence and a code",
    "kerege/web/lti_tool/begun.py::answered cache": "that a state was used, by its digest",
    "kerege/web/lti_tool/begun.py::hand_over cache": "a launch, for whoever has its cookie: tests/web/lti_tool",
    "kerege/web/lti_tool/begun.py::_cookie cookie": "signed numbers of a launch: tests/web/lti_tool",
    "kerege/web/lti_tool/framed.py::refused header": "only a number of seconds",
    "kerege/web/lti_tool/launching.py::launch header": "only the method that it takes",
    "kerege/web/lti_tool/picking.py::pick header": "only the method that it takes",
    "kerege/web/lti/services.py::token answer": "a token for whoever signed for it, or a code: tests/web/lti",
    "kerege/web/lti/services.py::for_tools.made.told answer": "columns and scores of one tool: tests/web/lti",
    "kerege/web/lti/services.py::for_tools.made.told header": "where a list goes on, by drawn names: tests/web/lti",
    "kerege/web/lti/choosing.py::choice notification": _SENTENCE,
    **{f"kerege/web/lti/{name} notification": _SENTENCE for name in ("links.py::link", "links.py::_place")},
    **{f"kerege/web/lti/tools.py::{name} notification": _SENTENCE for name in _KEPT},
    "kerege/web/lti_tool/entering.py::mine notification": _SENTENCE,
    **{f"kerege/web/lti_tool/keeping.py::{name} notification": _SENTENCE for name in _ANSWERS},
}
