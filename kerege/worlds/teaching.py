"""The tables of training centres, associations, reference functions and experts."""

from kerege.inventory import actions as inventory
from kerege.worlds import rows
from kerege.worlds.columns import Table, table
from kerege.worlds.rules import day, keys, sensitivity, yes_no

TEACHING: tuple[Table, ...] = (
    table(
        "centres.csv",
        "inventory.centre.recorded",
        inventory.record_centre,
        "key owner zone",
        "facility organisation topics teaches_in note",
        adds="synthetic",
        cells={"topics": keys, "teaches_in": keys},
    ),
    table(
        "centre_accreditations.csv",
        "inventory.centre.accredited",
        inventory.record_centre_accreditation,
        "centre body number start",
        "scope until",
        cells={"start": day, "until": day},
    ),
    table(
        "rooms.csv",
        "inventory.room.recorded",
        inventory.record_room,
        "centre title seats",
        "equipment access interpreted closed_on",
        cells={"equipment": keys, "access": keys, "interpreted": keys, "closed_on": day},
    ),
    table(
        "bookings.csv",
        "inventory.room.booked",
        inventory.book_room,
        "centre room starts ends title label",
        "people",
        cells={"label": sensitivity},
    ),
    table(
        "associations.csv",
        "inventory.association.recorded",
        inventory.record_association,
        "owner organisation sources",
        "members members_on topics spoken web note",
        adds="synthetic",
        cells={"members_on": day, "topics": keys, "spoken": keys},
    ),
    table(
        "reference_functions.csv",
        "inventory.function.recorded",
        inventory.record_reference_function,
        "owner territory area reach start mandate sources",
        "facility organisation until note",
        adds="synthetic",
        cells={"start": day, "until": day},
    ),
    table(
        "listings.csv",
        "privacy.listing.chosen",
        rows.list_expert,
        "account listed_on until",
        "name organisation expertise roles teaching languages place unit reserve centres topics contact national "
        "sooner sooner_fields",
        cells={
            **dict.fromkeys(("listed_on", "until", "sooner"), day),
            **dict.fromkeys(("name", "organisation"), yes_no),
            **dict.fromkeys(("expertise", "roles", "teaching", "centres", "national", "sooner_fields"), keys),
        },
    ),
)
