"""The way back for an administrator whose account was recovered at the machine: one link, and a letter to all."""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse
from django.utils import timezone

from kerege.people import queries as people
from kerege.people.words import Role
from kerege.web.account.letters import send


def path_to_new_password(account: Any) -> str:
    """The path at which the owner of an account chooses a password, once; as in the letter for a forgotten one."""
    key = {"uidb36": user_pk_to_url_str(account), "key": default_token_generator.make_token(account)}
    return reverse("account_reset_password_from_key", kwargs=key)


def tell_administrators(account: Any) -> int:
    """A letter to every node administrator, the owner of the account too; how many."""
    told = people.holders(Role.NODE_ADMINISTRATOR, on=timezone.localdate())
    for each in told:
        send("account_recovered", to=each.email, language=each.language, facts={"name": account.name})
    return len(told)
