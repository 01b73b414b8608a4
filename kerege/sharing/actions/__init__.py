"""Writing what sharing owns."""

from kerege.sharing.actions.labels import label_record
from kerege.sharing.actions.nodes import freeze_node, record_node, revive_node
from kerege.sharing.actions.rehearsing import make_share, rehearse_share
from kerege.sharing.actions.shares import confirm_share, share_list, share_record, withdraw_share

__all__ = [
    "confirm_share",
    "freeze_node",
    "label_record",
    "make_share",
    "record_node",
    "rehearse_share",
    "revive_node",
    "share_list",
    "share_record",
    "withdraw_share",
]
