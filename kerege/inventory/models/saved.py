"""Searches that somebody keeps: a filter under a name, with what was last told of it."""

from django.db import models

from kerege.records.guarded import GuardedModel
from kerege.records.personal import ACCOUNT, Erased, Personal


class SavedSearch(GuardedModel):
    """One filter of one page, kept by an account and erased with it.

    `query` is the address behind the question mark, as rules.saved writes it. `known` are the keys of what was found
    when its owner was last told, a line each: only what the owner could see then.
    """

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    page = models.CharField(max_length=20)
    query = models.CharField(max_length=1000, blank=True)
    weekly = models.BooleanField(default=False)
    made_on = models.DateField()
    told_on = models.DateField(null=True)
    known = models.TextField(blank=True)

    personal = Personal(
        "account",
        ACCOUNT,
        "account",
        ("name", "page", "query", "weekly", "made_on", "told_on", "known"),
        Erased.DELETED,
    )

    class Meta:
        app_label = "inventory"
        verbose_name = "saved search"
        constraints = [models.UniqueConstraint(fields=["account", "name"], name="saved_search_once_by_name")]

    def __str__(self) -> str:
        return str(self.uid)
