"""What the node writes into the tasks that it sets: kept in English, shown in the language of whoever reads it."""

from kerege.inventory.words.enquiries import EnquiryState
from kerege.lib.refusal import N_

TO_DO = {
    EnquiryState.SENT: N_("Answer a request for help: %(title)s"),
    EnquiryState.QUESTION: N_("Answer a question about your request for help: %(title)s"),
    EnquiryState.ACCEPTED: N_("Confirm when help was given: %(title)s"),
    EnquiryState.DECLINED: N_("Ask somebody else for help, or withdraw the request: %(title)s"),
    EnquiryState.CALLED_OFF: N_("Ask somebody else for help, or withdraw the request: %(title)s"),
    EnquiryState.SAID_BY_ASKER: N_("Confirm that you gave help: %(title)s"),
    EnquiryState.SAID_BY_GIVER: N_("Confirm that you were given help: %(title)s"),
}
WENT_ON = N_("The enquiry went on.")
NOBODY = N_("Nobody answered by the day on which help was needed.")
ASK_ANEW = N_("Nobody answered in time; ask anew if help is still needed: %(title)s")
OFFER_AGAIN = N_("This offer is over; offer it again if the help goes on: %(title)s")
SHARE = N_("Share an offer of help with the countries that its owner named: %(countries)s")
CONFIRM = N_("Look over the cards of facilities that nobody has confirmed for a year")

TASKS = (*TO_DO.values(), WENT_ON, NOBODY, ASK_ANEW, OFFER_AGAIN, SHARE, CONFIRM)
"""Every title and every note; what is asked about stands at the end, in the words of whoever asked."""
