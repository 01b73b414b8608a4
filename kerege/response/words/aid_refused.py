"""What is refused when countries help each other."""

from kerege.lib.refusal import N_, RefusalWord

AID_NOT_NOW = RefusalWord(
    "response.aid_not_now",
    N_("A case that is “%(state)s” takes no step “%(step)s”. Open it again to see where it stands."),
    status=409,
)
AID_OTHER_SIDE = RefusalWord(
    "response.aid_other_side", N_("This step is for the other country. Wait for it, or write to it."), status=403
)
AID_ITSELF = RefusalWord("response.aid_itself", N_("A country does not ask itself. Choose another one."))
AID_NOT_READ_THERE = RefusalWord(
    "response.aid_not_read_there",
    N_("%(country)s may not read this request. Ask with one whose audience is the region."),
)
AID_REQUEST_OVER = RefusalWord(
    "response.aid_request_over", N_("This request looks for help no longer. Make a new one."), status=409
)
AID_STANDS_ALREADY = RefusalWord(
    "response.aid_stands_already",
    N_("There is a case of this request with this country already. Go on with that one."),
    status=409,
)
AID_EMPTY = RefusalWord("response.aid_empty", N_("Say what is sent: people, equipment, and how many."))
AID_PERIOD = RefusalWord("response.aid_period", N_("The last day is after the first one. Correct one of the two."))
AID_COST_OPEN = RefusalWord(
    "response.aid_cost_open", N_("Say who bears the costs before it is promised; “both” needs a remark that says how.")
)
AID_COST = RefusalWord(
    "response.aid_cost", N_("A cost is a number from 0 on with at most two decimals, and has a currency such as USD.")
)
AID_CUSTOMS = RefusalWord(
    "response.aid_customs",
    N_("Say what is needed at the border: customs papers, permits, visas, insurance. Write “nothing” if that is so."),
)
AID_DAY = RefusalWord("response.aid_day", N_("This day is before the step before it, or lies ahead. Correct the day."))
AID_WHY = RefusalWord("response.aid_why", N_("Say why. The other country has nothing else to go by."))
AID_BACK = RefusalWord(
    "response.aid_back", N_("Say what came back and in which state, and what was left there with whom.")
)
