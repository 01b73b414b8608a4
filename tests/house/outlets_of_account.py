"""The pages about one's own account, for the register of outlets."""

from tests.house.outlet import Outlet, page

ACCOUNT: dict[str, Outlet] = {
    "account/devices/": page("/account/devices/"),
    "account/letters/": page("/account/letters/"),
    "account/sessions/": page("/account/sessions/"),
}
