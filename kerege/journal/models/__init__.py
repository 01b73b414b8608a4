from kerege.journal.models.act import Act, Head

__all__ = ["Act", "Head"]
