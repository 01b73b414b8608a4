"""Everything that is done in this room."""

from kerege.lrs.actions.credentials import let_in_own, make_credential, revoke_credential
from kerege.lrs.actions.documents import forget, keep
from kerege.lrs.actions.forwarding import forward
from kerege.lrs.actions.parting import make_months
from kerege.lrs.actions.storing import store

__all__ = ["forget", "forward", "keep", "let_in_own", "make_credential", "make_months", "revoke_credential", "store"]
