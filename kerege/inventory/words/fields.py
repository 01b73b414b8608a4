"""What the fields of a card are called, and in which vocabulary their codes are: for forms, histories and files."""

from collections.abc import Mapping

from kerege.inventory import words
from kerege.lib.refusal import N_

FIELDS: dict[str, str] = {
    "names": N_("Names"),
    "kind": N_("Kind"),
    "ownership": N_("Who runs it"),
    "standing": N_("State"),
    "sectors": N_("Sectors"),
    "capabilities": N_("What it can do for others"),
    "functions": N_("What is done there"),
    "languages": N_("Working languages"),
    "waste": N_("Waste"),
    "transport": N_("Transport"),
    "packages": N_("Training packages"),
    "note": N_("Note"),
    "website": N_("Website"),
    "territory": N_("Country"),
    "unit": N_("Region or province"),
    "admin_unit": N_("Region or province"),
    "place": N_("Town"),
    "organisation": N_("Organisation"),
    "shown_at": N_("How exactly everybody sees where it is"),
    "position": N_("Exact position"),
    "address": N_("Address"),
    "contacts": N_("Contacts"),
    "staff": N_("Staff"),
    "opened_on": N_("Opened on"),
    "closed_on": N_("Closed on"),
    "proof": N_("How far the card is verified"),
    "verified_on": N_("Verified on"),
    "verified_by": N_("Verified by"),
    "quality": N_("Accreditation"),
    "position_label": N_("Sensitivity of the exact position"),
    "address_label": N_("Sensitivity of the address"),
    "contacts_label": N_("Sensitivity of the contacts"),
    "staff_label": N_("Sensitivity of the staff"),
}

VOCABULARIES: dict[str, Mapping[str, str]] = {
    "kind": words.FACILITY_KINDS,  # type: ignore[dict-item]  # a StrEnum is a text
    "ownership": words.OWNERSHIPS,  # type: ignore[dict-item]  # the same
    "standing": words.STANDINGS,  # type: ignore[dict-item]  # the same
    "sectors": words.SECTORS,  # type: ignore[dict-item]  # the same
    "capabilities": words.CAPABILITIES,  # type: ignore[dict-item]  # the same
    "functions": words.FUNCTIONS,  # type: ignore[dict-item]  # the same
    "waste": words.WASTE,  # type: ignore[dict-item]  # the same
    "transport": words.TRANSPORT,  # type: ignore[dict-item]  # the same
    "shown_at": words.SHOWN_AT,  # type: ignore[dict-item]  # the same
    "proof": words.PROOFS,  # type: ignore[dict-item]  # the same
}

HISTORY: dict[str, str] = {
    "recorded": N_("The card was made"),
    "changed": N_("The card was changed"),
    "confirmed": N_("Confirmed unchanged"),
    "closed": N_("The facility was closed"),
    "renamed": N_("The facility was renamed"),
    "facilityunit": N_("A unit was recorded"),
    "containment": N_("A containment level was claimed"),
    "proved": N_("A containment level was proved"),
    "accreditation": N_("An accreditation was recorded"),
    "proficiency": N_("A round of proficiency testing was recorded"),
}
