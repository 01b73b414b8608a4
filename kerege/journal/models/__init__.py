from kerege.journal.models.act import Act, Head
from kerege.journal.models.tried import Tried

__all__ = ["Act", "Head", "Tried"]
