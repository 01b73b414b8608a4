from kerege.sharing.models.node import Node
from kerege.sharing.models.share import Share, ShareReader

__all__ = ["Node", "Share", "ShareReader"]
