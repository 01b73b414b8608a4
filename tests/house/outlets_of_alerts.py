"""The part of the registers that is alerts: what their addresses bring out, and where they write."""

from tests.house.outlet import Outlet, page, silent

_AT = "/alerts/"
_READ = "every address of outlets.py is read with its headers by test_leaks.py"
ALERTS: dict[str, Outlet] = {
    "alerts/": page(_AT, names=True),
    "alerts/mail/": page(f"{_AT}mail/", names=True),
    "alerts/mail/stop/<str:token>/": silent("fixed sentences for whoever holds a letter; test_alert_mail_pages.py"),
    "alerts/new/": page(f"{_AT}new/"),
    "alerts/<uuid:uid>/": page(f"{_AT}{{alert}}/", names=True),
    "alerts/<uuid:uid>/edit/": page(f"{_AT}{{alert}}/edit/"),
    "alerts/<uuid:uid>/do/": page(f"{_AT}{{alert}}/do/"),
    "alerts/<uuid:uid>.xml": page(f"{_AT}{{alert}}.xml"),
    "feeds/alerts/<str:lang>.atom": page("/feeds/alerts/en.atom"),
    "feeds/alerts/<str:kind>/<str:lang>.atom": page("/feeds/alerts/exercise/en.atom", "/feeds/alerts/test/ru.atom"),
}
WRITES_OF_ALERTS = {
    f"alerts/{rest}": "tests/web/alerts/test_alert_pages.py" for rest in ("new/", "<uuid:uid>/edit/", "<uuid:uid>/do/")
}
WRITES_OF_ALERTS |= {
    f"alerts/mail/{rest}": "tests/web/alerts/test_alert_mail_pages.py" for rest in ("", "stop/<str:token>/")
}
"""Where something is sent, with the tests that prove who may; see writes.py."""
SITES_OF_ALERTS = {
    "kerege/web/alerts/writing.py::new_alert notification": "a fixed sentence without any record, to whoever wrote",
    "kerege/web/alerts/writing.py::edit_alert notification": "a fixed sentence without any record, to whoever wrote",
    "kerege/web/alerts/writing.py::do notification": "a fixed sentence without any record, to whoever pressed",
    "kerege/web/alerts/mail.py::mail notification": "a fixed sentence without any record, to whoever asked",
    "kerege/web/alerts/mail.py::stop header": "that search engines leave the page alone",
    "kerege/api/alert_mail.py::sender.send mail": "an alert that its reader may read; test_alert_mail.py",
    "kerege/web/alerts/views.py::document header": "a uid that the address has too",
    "kerege/web/alerts/views.py::document answer": _READ,
    "kerege/api/alert_feeds.py::alert_feed answer": _READ,
    "kerege/api/alert_feeds.py::alert_feed header": _READ,
    "kerege/config/cli/keys.py::_alerts print": "a public certificate alone",
    "kerege/config/cli/pack.py::run print": "rows of the operator's own folder and what is wrong with them",
}
