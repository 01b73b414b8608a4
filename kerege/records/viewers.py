"""Who reads: a viewer has a clearance for everybody's records and may have a higher one for some owners'."""

from dataclasses import dataclass
from datetime import date

from kerege.lib.sensitivity import Sensitivity


@dataclass(frozen=True)
class Shared:
    """What was shared with somebody, without the records themselves: as whom they read (pairs of owner and role), on
    which day, and of which kinds there are shares of single records and of lists.

    It stays this small with thousands of shares; the query layer asks the table itself (records.shares).
    """

    readers: tuple[tuple[str, str], ...]
    on: date
    records: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Viewer:
    """Somebody who reads. `by_owner` pairs an owner's key with the clearance for that owner's records.

    `journals` are the owners for whom a role is held that reads their acts in full; clearance alone does not.
    `shared` is what owners shared with this viewer beyond the clearance. `within` is somebody whose reading bounds this
    one, record by record: an imagined viewer sees nothing that who imagines it may not see.
    """

    uid: str = ""
    name: str = ""
    roles: frozenset[str] = frozenset()
    everywhere: Sensitivity = Sensitivity.PUBLIC
    by_owner: tuple[tuple[str, Sensitivity], ...] = ()
    journals: frozenset[str] = frozenset()
    shared: Shared | None = None
    within: "Viewer | None" = None

    @property
    def is_anonymous(self) -> bool:
        return not self.uid

    def clearance_for(self, owner: str) -> Sensitivity:
        """The highest sensitivity that this viewer may read among the records of `owner`."""
        return max([self.everywhere, *(level for key, level in self.by_owner if key == owner)])

    def may_see(self, label: int, owner: str) -> bool:
        """Whether clearance alone reaches the label; shares lift single records, and only queries know those."""
        return label <= self.clearance_for(owner)


PUBLIC = Viewer()
