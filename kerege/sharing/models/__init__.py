from kerege.sharing.models.frozen import FrozenPeriod
from kerege.sharing.models.node import Node
from kerege.sharing.models.share import Share, ShareReader

__all__ = ["FrozenPeriod", "Node", "Share", "ShareReader"]
