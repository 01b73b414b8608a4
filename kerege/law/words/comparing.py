"""What became of a part of a law between two texts."""

from enum import StrEnum

from kerege.lib.refusal import N_


class Kind(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"
    RENUMBERED = "renumbered"


KINDS = {
    Kind.SAME: N_("the same"),
    Kind.CHANGED: N_("changed"),
    Kind.INSERTED: N_("inserted"),
    Kind.DELETED: N_("deleted"),
    Kind.MOVED: N_("moved"),
    Kind.RENUMBERED: N_("renumbered"),
}
