"""Tools of others that this node launches by LTI 1.3, where they are used, and what they report."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kerege.records.guarded import GuardedModel
from kerege.records.owned import OwnedModel
from kerege.records.personal import ACCOUNT, Erased, Personal, Trace
from kerege.training.words.lti_tools import ToolState


class LtiTool(OwnedModel):
    """A tool as it was registered. `client` and `deployment` are how this node is told apart there; `keys` are public
    keys that were pasted, where `keys_url` names no address. At `choose_url` it lets choose (deep linking); with
    `with_list` it may ask who is in a course. `handed_in_by` and `reviewed_by` are pseudonyms, and never
    the same.
    """

    title = models.CharField(max_length=200)
    about = models.CharField(max_length=500, blank=True)
    client = models.CharField(max_length=36, unique=True)
    deployment = models.CharField(max_length=36)
    login_url = models.CharField(max_length=1000)
    launch_url = models.CharField(max_length=1000)
    redirect_uris = models.JSONField()
    choose_url = models.CharField(max_length=1000, blank=True)
    keys_url = models.CharField(max_length=1000, blank=True)
    keys = models.JSONField(default=list)
    with_name = models.BooleanField(default=False)
    with_mail = models.BooleanField(default=False)
    with_list = models.BooleanField(default=False)
    why = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=12, default=ToolState.REGISTERED)
    handed_in_on = models.DateField()
    handed_in_by = models.CharField(max_length=64)
    opened_on = models.DateField(null=True)
    reviewed_by = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    typed: ClassVar[tuple[str, ...]] = ("reason",)
    traces: ClassVar[Mapping[str, Trace]] = {
        "handed_in_by": Trace.PSEUDONYM,
        "reviewed_by": Trace.PSEUDONYM,
        "client": Trace.NOBODY,
        "deployment": Trace.NOBODY,
    }

    class Meta:
        app_label = "training"
        verbose_name = "LTI tool"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(opened_on__isnull=True) | ~Q(reviewed_by=models.F("handed_in_by")),
                name="lti_tool_reviewed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class ToolPlace(GuardedModel):
    """Where a tool is used: a course, or a module of a curriculum. Its `uid` is the context by which the tool knows it;
    a tool knows one learner by another name in each. With `names_listed` staff of the course lets the tool have the
    names of its list, as far as its registration says that it gets names at all.
    """

    tool = models.ForeignKey(LtiTool, on_delete=models.PROTECT, related_name="places")
    course = models.ForeignKey("training.Course", null=True, on_delete=models.PROTECT, related_name="+")
    curriculum = models.ForeignKey("training.Curriculum", null=True, on_delete=models.PROTECT, related_name="+")
    module = models.SlugField(max_length=60, blank=True)
    names_listed = models.BooleanField(default=False)

    class Meta:
        app_label = "training"
        verbose_name = "place of an LTI tool"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tool", "course"], condition=Q(course__isnull=False), name="tool_of_course"
            ),
            models.UniqueConstraint(
                fields=["tool", "curriculum", "module"], condition=Q(curriculum__isnull=False), name="tool_of_module"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class ToolLink(GuardedModel):
    """One thing of a tool in a place. Its `uid` is the resource link, and with a `maximum` the column of results.

    `resource`, `tag` and `custom` are what the tool said when it was chosen there: it gets them back as they came.
    """

    place = models.ForeignKey(ToolPlace, on_delete=models.PROTECT, related_name="links")
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=1000, blank=True)
    maximum = models.FloatField(null=True)
    resource = models.CharField(max_length=250, blank=True)
    tag = models.CharField(max_length=250, blank=True)
    custom = models.JSONField(default=dict)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "training"
        verbose_name = "link to an LTI tool"

    def __str__(self) -> str:
        return str(self.uid)


class ToolColumn(GuardedModel):
    """A column of results that a tool made by itself in a place (AGS 2.0), for one of its links or for none."""

    place = models.ForeignKey(ToolPlace, on_delete=models.PROTECT, related_name="columns")
    link = models.ForeignKey(ToolLink, null=True, on_delete=models.PROTECT, related_name="columns")
    title = models.CharField(max_length=200)
    maximum = models.FloatField()
    resource = models.CharField(max_length=250, blank=True)
    tag = models.CharField(max_length=250, blank=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "training"
        verbose_name = "column of an LTI tool"

    def __str__(self) -> str:
        return str(self.uid)


class ToolLearner(GuardedModel):
    """Somebody who opened a tool in a place, or whom the list of the course told it, and by which name, drawn for it,
    the tool knows them there. `opened_at` is empty for who never opened it.
    """

    place = models.ForeignKey(ToolPlace, on_delete=models.PROTECT, related_name="learners")
    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    sub = models.CharField(max_length=64, unique=True)
    opened_at = models.DateTimeField(null=True)

    personal = Personal("account", ACCOUNT, "training", ("place", "sub", "opened_at"), Erased.DELETED)

    class Meta:
        app_label = "training"
        verbose_name = "learner of an LTI tool"
        constraints: ClassVar = [models.UniqueConstraint(fields=["place", "account"], name="tool_learner_once")]

    def __str__(self) -> str:
        return str(self.uid)


class ToolLaunch(GuardedModel):
    """One way into a tool, good once and for some minutes. `hint` is a digest of what the address holds."""

    link = models.ForeignKey(ToolLink, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    hint = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    personal = Personal(
        "account",
        ACCOUNT,
        "training",
        ("link", "used_at"),
        Erased.DELETED,
        other=("hint", "until"),
    )

    class Meta:
        app_label = "training"
        verbose_name = "launch of an LTI tool"

    def __str__(self) -> str:
        return str(self.uid)


class ToolChoice(GuardedModel):
    """One way of somebody who keeps a place to choose within a tool (Deep Linking 2.0). `hint` and `data` are digests
    of what the address, and then the tool, holds. `found` is what the tool answered, as it was judged: nothing of it is
    in the place before the same person says so.
    """

    place = models.ForeignKey(ToolPlace, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    hint = models.CharField(max_length=64, unique=True)
    data = models.CharField(max_length=64, blank=True, db_index=True)
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    found = models.JSONField(default=dict)

    personal = Personal(
        "account",
        ACCOUNT,
        "training",
        ("place", "used_at", "answered_at"),
        Erased.DELETED,
        other=("hint", "data", "until", "found"),
    )

    class Meta:
        app_label = "training"
        verbose_name = "choice in an LTI tool"

    def __str__(self) -> str:
        return str(self.uid)


class ToolScore(GuardedModel):
    """What a tool says last of one learner, in a link or in a column that it made: a claim of the tool, on which no
    certificate and no figure rests.
    """

    link = models.ForeignKey(ToolLink, null=True, on_delete=models.PROTECT, related_name="scores")
    column = models.ForeignKey(ToolColumn, null=True, on_delete=models.PROTECT, related_name="scores")
    learner = models.ForeignKey(ToolLearner, on_delete=models.CASCADE, related_name="scores")
    given = models.FloatField(null=True)
    maximum = models.FloatField(null=True)
    activity = models.CharField(max_length=12)
    grading = models.CharField(max_length=14)
    comment = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()
    received_at = models.DateTimeField()

    personal = Personal(
        "learner__account",
        ACCOUNT,
        "training",
        ("link", "column", "learner", "given", "maximum", "activity", "grading", "comment", "at", "received_at"),
        Erased.DELETED,
    )

    class Meta:
        app_label = "training"
        verbose_name = "score of an LTI tool"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["link", "learner"], name="tool_score_once"),
            models.UniqueConstraint(fields=["column", "learner"], name="tool_column_score_once"),
            models.CheckConstraint(
                condition=Q(link__isnull=False, column__isnull=True) | Q(link__isnull=True, column__isnull=False),
                name="tool_score_of_one",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class ToolToken(GuardedModel):
    """A token that a tool fetched, as a digest, or a `jti` of the tool that came once and may not come again."""

    tool = models.ForeignKey(LtiTool, on_delete=models.PROTECT, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    until = models.DateTimeField()

    traces: ClassVar[Mapping[str, Trace]] = {"digest": Trace.NOBODY}

    class Meta:
        app_label = "training"
        verbose_name = "token of an LTI tool"

    def __str__(self) -> str:
        return str(self.uid)
