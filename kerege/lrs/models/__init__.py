from kerege.lrs.models.credential import Credential
from kerege.lrs.models.document import Document
from kerege.lrs.models.forwarding import Forwarding
from kerege.lrs.models.statement import Activity, Content, KnownId, Mention, Statement, StoreClock, Voided

__all__ = [
    "Activity",
    "Content",
    "Credential",
    "Document",
    "Forwarding",
    "KnownId",
    "Mention",
    "Statement",
    "StoreClock",
    "Voided",
]
