"""Who reads: a viewer has a clearance for everybody's records and may have a higher one for some owners'."""

from dataclasses import dataclass

from kerege.lib.sensitivity import Sensitivity


@dataclass(frozen=True)
class Viewer:
    """Somebody who reads. `by_owner` pairs an owner's key with the clearance for that owner's records.

    `journals` are the owners for whom a role is held that reads their acts in full; clearance alone does not.
    """

    uid: str = ""
    name: str = ""
    roles: frozenset[str] = frozenset()
    everywhere: Sensitivity = Sensitivity.PUBLIC
    by_owner: tuple[tuple[str, Sensitivity], ...] = ()
    journals: frozenset[str] = frozenset()

    @property
    def is_anonymous(self) -> bool:
        return not self.uid

    def clearance_for(self, owner: str) -> Sensitivity:
        """The highest sensitivity that this viewer may read among the records of `owner`."""
        return max([self.everywhere, *(level for key, level in self.by_owner if key == owner)])

    def may_see(self, label: int, owner: str) -> bool:
        return label <= self.clearance_for(owner)


PUBLIC = Viewer()
