from kerege.privacy.models.processing import Processing, ProcessingText

__all__ = ["Processing", "ProcessingText"]
