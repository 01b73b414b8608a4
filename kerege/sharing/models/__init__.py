from kerege.sharing.models.node import Node

__all__ = ["Node"]
