"""Reading what is kept about people and why, what they agreed to, and who looked at them."""

from kerege.privacy.queries.consents import (
    ConsentAsked,
    Receipt,
    agreeing_persons,
    agrees,
    consents_asked,
    current_version,
    receipts,
)
from kerege.privacy.queries.fitting import fitting
from kerege.privacy.queries.listing import (
    ExpertChoice,
    Experts,
    Listed,
    experts,
    experts_by_owner,
    listed_by_name,
    my_listing,
    names_of_listings,
    person_of_listing,
)
from kerege.privacy.queries.looks import BulkReadLine, LookLine, LookSum, look_sums, looks_at
from kerege.privacy.queries.mine import Part, about_myself, my_owner
from kerege.privacy.queries.processing import ProcessingLine, processings
from kerege.privacy.queries.retention import retention_days

__all__ = [
    "BulkReadLine",
    "ConsentAsked",
    "ExpertChoice",
    "Experts",
    "Listed",
    "LookLine",
    "LookSum",
    "Part",
    "ProcessingLine",
    "Receipt",
    "about_myself",
    "agreeing_persons",
    "agrees",
    "consents_asked",
    "current_version",
    "experts",
    "experts_by_owner",
    "fitting",
    "listed_by_name",
    "look_sums",
    "looks_at",
    "my_listing",
    "my_owner",
    "names_of_listings",
    "person_of_listing",
    "processings",
    "receipts",
    "retention_days",
]
