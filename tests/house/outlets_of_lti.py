"""The part of the register of outlets that is LTI."""

from tests.house.outlet import Outlet, page

LTI: dict[str, Outlet] = {
    "lti/keys/": page("/lti/keys/"),
}
