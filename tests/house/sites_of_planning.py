"""The part of the register of places that emit bytes that is plans of courses. See sites.py."""

_SENTENCE = "a sentence of the catalogue; a refusal names what somebody sent, or the course at which it stopped"
SITES_OF_PLANNING: dict[str, str] = {
    "kerege/planning/actions/hunting.py::Hunt.tell cache": "figures of a search without a record, by a drawn uid",
    "kerege/planning/actions/searching.py::_taken cache": "when a worker took a search, by a drawn uid",
    "kerege/planning/actions/searching.py::search log": "a drawn uid, and keys of rows that name nobody",
    "kerege/web/planning/views/outlook.py::do notification": _SENTENCE,
    "kerege/web/planning/views/outlook_told.py::told_page notification": _SENTENCE,
    "kerege/planning/actions/trying.py::try_waiting cache": "that a worker tries something, by a drawn uid",
    "kerege/planning/actions/trying.py::_made log": "a drawn uid of a plan, without what was tried",
    "kerege/web/planning/views/years.py::_season notification": _SENTENCE,
    "kerege/web/planning/views/years.py::do notification": _SENTENCE,
    "kerege/web/planning/views/years.py::plan header": "one fixed word, no record",
    "kerege/web/planning/dropping.py::dropped notification": _SENTENCE,
    "kerege/web/planning/views/years_told.py::told_page notification": _SENTENCE,
    "kerege/web/planning/views/goals.py::_done notification": _SENTENCE,
    "kerege/web/planning/views/plan.py::do notification": _SENTENCE,
    "kerege/web/planning/views/plan.py::plan header": "one fixed word, no record",
    "kerege/web/planning/views/settings.py::_listed notification": _SENTENCE,
    "kerege/web/planning/views/sheet.py::_taken notification": _SENTENCE,
    "kerege/web/planning/views/stated.py::state notification": "one fixed sentence, no record",
    "kerege/web/planning/views/settings.py::settings notification": _SENTENCE,
    "kerege/web/planning/views/why.py::_decided notification": _SENTENCE,
}
