from kerege.inventory.models.handover import Handover, HandoverSource, HandoverValue

__all__ = ["Handover", "HandoverSource", "HandoverValue"]
