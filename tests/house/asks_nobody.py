"""Actions that ask nobody because a door, a code or a token was found before; see test_matrix.py."""

ABOVE = "the action that calls it has asked; it is a part of that deed"
ASKS_NOBODY_BY_DOORS: dict[str, str] = {
    "kerege/response/actions/reporting.py::report_incident": "whoever has the door of a desk reports there",
    "kerege/response/actions/reporting.py::answer_by_code": "whoever has the code of a report answers about it",
    "kerege/response/actions/reporting.py::answer_as_reporter": "the own report of whoever acts, and no other",
    "kerege/response/actions/mandates.py::answer_letter": "whoever has the code of a letter answers it",
    "kerege/response/actions/mailing_alerts.py::end_alert_mail_by_link": "whoever has the link of a letter ends these",
    "kerege/response/actions/exercises.py::locked": ABOVE,
    "kerege/response/actions/exercises.py::step": ABOVE,
    "kerege/response/actions/running_exercises.py::settle": ABOVE,
    "kerege/training/actions/cmi5.py::keep_unit": ABOVE,
    "kerege/training/actions/cmi5_taking.py::fetch_token": "whoever holds the key of a launch fetches its token once",
    "kerege/training/actions/cmi5_taking.py::note_prepared": "the unit whose token was found (queries.cmi5.let_in)",
    "kerege/training/actions/cmi5_taking.py::take_statements": "the unit whose token was found (queries.cmi5.let_in)",
}
