"""What an address of the node brings out, for the register of outlets."""

from collections.abc import Iterator
from dataclasses import dataclass

from kerege.lib.tables import FORMATS


@dataclass(frozen=True)
class Outlet:
    """One address of the node. `addresses` may name records of the world as {course}; they follow the route.

    `exports` are addresses that answer `?format=` with files. `silent` says why a route brings out no text of records;
    `names` is true where one of the designated names has to occur, so that the test has something to find.
    """

    addresses: tuple[str, ...] = ()
    exports: tuple[str, ...] = ()
    names: bool = False
    silent: str = ""

    def all_addresses(self) -> Iterator[str]:
        yield from self.addresses
        for address in self.exports:
            joint = "&" if "?" in address else "?"
            yield from (f"{address}{joint}format={key}" for key in FORMATS)


def page(*addresses: str, names: bool = False, exports: tuple[str, ...] = ()) -> Outlet:
    return Outlet(addresses, exports, names)


def silent(reason: str) -> Outlet:
    return Outlet(silent=reason)
