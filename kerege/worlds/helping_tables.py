"""The tables of offers, requests and enquiries."""

from kerege.inventory import actions as inventory
from kerege.worlds import rows
from kerege.worlds.columns import Table, table
from kerege.worlds.rules import day

HELPING: tuple[Table, ...] = (
    table(
        "offers.csv",
        "inventory.offer.made",
        inventory.offer_help,
        "key facility kind title start until audience made_on",
        "countries equipment languages amount note",
        adds="synthetic",
        renamed={"made_on": "today"},
        cells=dict.fromkeys(("start", "until", "made_on"), day),
    ),
    table(
        "requests.csv",
        "inventory.request.made",
        inventory.ask_for_help,
        "key owner kind title needed_by audience asked_on",
        "territory place facility organisation urgency equipment languages amount note",
        adds="synthetic",
        renamed={"asked_on": "today"},
        cells=dict.fromkeys(("needed_by", "asked_on"), day),
    ),
    table(
        "enquiries.csv",
        "inventory.enquiry.sent",
        inventory.enquire,
        "request facility on",
        "offer text",
        renamed={"on": "today"},
        cells={"on": day},
    ),
    table(
        "enquiry_steps.csv",
        "inventory.enquiry.accepted",
        rows.take_step,
        "request facility side step on",
        "text",
        renamed={"on": "today"},
        cells={"on": day},
    ),
)
