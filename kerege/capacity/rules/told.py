"""Numbers of people by country, as far as somebody may know who they are. Plain Python."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kerege.lib.small_cells import LEAST_CELL


@dataclass(frozen=True)
class Steps:
    """People by owner, at least and at most. An owner that is not there has nobody, or fewer than may be told."""

    by_owner: Mapping[str, tuple[int, int]]

    @property
    def low(self) -> int:
        return sum(low for low, _ in self.by_owner.values())

    @property
    def high(self) -> int:
        return sum(high for _, high in self.by_owner.values())


def steps(sizes: Mapping[str, int], open_owners: Collection[str], *, k: int = LEAST_CELL) -> Steps:
    """The numbers of open owners as they are. Of all others whole multiples of k alone, from k on: two answers, of
    whatever countries and days, are equal or differ by k at least, so that no new certificate shows.
    """
    found = {}
    for owner, n in sorted(sizes.items()):
        if owner in open_owners:
            found[owner] = (n, n)
        elif n >= k:
            found[owner] = (n - n % k, n - n % k + k - 1)
    return Steps(found)
