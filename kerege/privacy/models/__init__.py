from kerege.privacy.models.consent import Consent, ConsentText
from kerege.privacy.models.listing import ListedField, Listing
from kerege.privacy.models.look import BulkRead, Look
from kerege.privacy.models.processing import Processing, ProcessingText
from kerege.privacy.models.retention import RetentionRule

__all__ = [
    "BulkRead",
    "Consent",
    "ConsentText",
    "ListedField",
    "Listing",
    "Look",
    "Processing",
    "ProcessingText",
    "RetentionRule",
]
