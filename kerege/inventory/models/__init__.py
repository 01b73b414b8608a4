from kerege.inventory.models.handover import Handover, HandoverSource

__all__ = ["Handover", "HandoverSource"]
