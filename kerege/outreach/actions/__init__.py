"""Writing outreach: events, what sources state about them and who came, codes of conduct, the library."""

from kerege.outreach.actions.conduct import (
    adopt_code,
    end_adoption,
    publish_code,
    sign_code,
    withdraw_pledge,
)
from kerege.outreach.actions.country_reports import (
    agree_to_report,
    begin_country_report,
    remark_on_passage,
    send_report,
    withdraw_passage,
    write_passage,
)
from kerege.outreach.actions.events import correct_event, record_event, record_event_count
from kerege.outreach.actions.gatherings import (
    answer_invitation,
    come_by_code,
    decide_same,
    forget_guest,
    forget_guests_over,
    invite_guests,
    note_guest,
    open_registration,
    register_guest,
    set_programme,
    show_code,
)
from kerege.outreach.actions.inviting import mail_invitations
from kerege.outreach.actions.library import ToldEdition, add_edition, publish_resource, withdraw_edition
from kerege.outreach.actions.regional_texts import (
    ask_countries,
    begin_regional_text,
    decide_passage,
    publish_regional_text,
    write_regional_passage,
)

__all__ = [
    "ToldEdition",
    "add_edition",
    "adopt_code",
    "agree_to_report",
    "answer_invitation",
    "ask_countries",
    "begin_country_report",
    "begin_regional_text",
    "come_by_code",
    "correct_event",
    "decide_passage",
    "decide_same",
    "end_adoption",
    "forget_guest",
    "forget_guests_over",
    "invite_guests",
    "mail_invitations",
    "note_guest",
    "open_registration",
    "publish_code",
    "publish_resource",
    "publish_regional_text",
    "record_event",
    "record_event_count",
    "register_guest",
    "remark_on_passage",
    "send_report",
    "set_programme",
    "show_code",
    "sign_code",
    "withdraw_edition",
    "withdraw_passage",
    "withdraw_pledge",
    "write_passage",
    "write_regional_passage",
]
