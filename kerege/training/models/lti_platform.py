"""Other learning platforms that launch what is here, who comes from them, and what they are told (LTI 1.3, as tool)."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.records.guarded import GuardedModel
from kerege.records.personal import ACCOUNT, Erased, Personal, Trace
from kerege.training.words.lti_platforms import PlatformState, ScoreState, Tells


class LtiPlatform(GuardedModel):
    """A platform as its administrator told us. `opened` are the packages (their uids) that it may open beside what
    everybody may; `exams` says that exams of its owner's courses may be sat from there, and `tells` which result
    it is told. `reason` says why it is suspended, and stands only then.

    Who told it last and who opened it are pseudonyms, and never the same.
    """

    owner = models.CharField(max_length=8, db_index=True)
    title = models.CharField(max_length=120)
    issuer = models.CharField(max_length=255)
    client_id = models.CharField(max_length=255)
    deployments = models.JSONField(default=list)
    auth_url = models.CharField(max_length=1000)
    token_url = models.CharField(max_length=1000)
    keys_url = models.CharField(max_length=1000)
    opened = models.JSONField(default=list)
    exams = models.BooleanField(default=False)
    tells = models.CharField(max_length=10, default=Tells.BEST)
    state = models.CharField(max_length=10, default=PlatformState.PROPOSED)
    reason = models.CharField(max_length=500, blank=True, default="")
    told_by = models.CharField(max_length=64)
    told_on = models.DateField()
    opened_by = models.CharField(max_length=64, blank=True)
    opened_on = models.DateField(null=True)

    typed: ClassVar[tuple[str, ...]] = ("reason",)
    traces: ClassVar[Mapping[str, Trace]] = {"told_by": Trace.PSEUDONYM, "opened_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "training"
        verbose_name = "learning platform"
        constraints = [
            models.UniqueConstraint(fields=["issuer", "client_id"], name="lti_platform_once"),
            models.CheckConstraint(
                condition=~models.Q(state=PlatformState.OPEN) | ~models.Q(opened_by=models.F("told_by")),
                name="lti_platform_opened_by_another",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class LtiLearner(GuardedModel):
    """Who comes from a platform, by the number that it gave them, and as which account. Without `joined` the account is
    theirs alone and opens only what was launched; with it, it is one whose owner joined the two while signed in.
    """

    platform = models.ForeignKey(LtiPlatform, on_delete=models.PROTECT, related_name="learners")
    subject = models.CharField(max_length=255)
    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    joined = models.BooleanField(default=False)
    began_at = models.DateTimeField()

    personal = Personal("account", ACCOUNT, "training", ("platform", "subject", "joined", "began_at"), Erased.DELETED)

    class Meta:
        app_label = "training"
        verbose_name = "learner of a platform"
        constraints = [models.UniqueConstraint(fields=["platform", "subject"], name="lti_learner_once")]

    def __str__(self) -> str:
        return str(self.uid)


class LtiLaunch(GuardedModel):
    """What a platform opened for a learner: once for each link there. `what` is CURRICULUM/MODULE of a lesson, else a
    uid. `line` is where its result is told and `names` where the class is listed, both only where the platform says so.
    """

    learner = models.ForeignKey(LtiLearner, on_delete=models.CASCADE, related_name="launches")
    deployment = models.CharField(max_length=255)
    resource = models.CharField(max_length=255)
    kind = models.CharField(max_length=10)
    what = models.CharField(max_length=130)
    line = models.CharField(max_length=1000, blank=True)
    names = models.CharField(max_length=1000, blank=True)
    teaches = models.BooleanField(default=False)
    began_at = models.DateTimeField()
    opened_at = models.DateTimeField()

    personal = Personal(
        "learner__account",
        ACCOUNT,
        "training",
        ("deployment", "resource", "kind", "what", "teaches", "began_at", "opened_at"),
        Erased.DELETED,
        other=("line", "names"),
    )

    class Meta:
        app_label = "training"
        verbose_name = "launch from a platform"
        constraints = [
            models.UniqueConstraint(fields=["learner", "deployment", "resource", "kind", "what"], name="lti_launch_1")
        ]
        indexes = [models.Index(fields=["opened_at"], name="lti_launches_by_time")]

    def __str__(self) -> str:
        return str(self.uid)


class LtiScore(GuardedModel):
    """A result that the platform is told. `about` is the attempt or registration. `given` of `most` points came at
    `at`. While it waits it is sent again from `due` on; `fault` is the code of what stood in the way.
    """

    launch = models.ForeignKey(LtiLaunch, on_delete=models.CASCADE, related_name="scores")
    about = models.UUIDField()
    given = models.FloatField()
    most = models.FloatField()
    at = models.DateTimeField()
    state = models.CharField(max_length=10, default=ScoreState.WAITS)
    tries = models.PositiveSmallIntegerField(default=0)
    due = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=60, blank=True)

    personal = Personal(
        "launch__learner__account",
        ACCOUNT,
        "training",
        ("about", "given", "most", "at", "state", "sent_at"),
        Erased.DELETED,
        other=("tries", "due", "fault"),
    )
    traces: ClassVar[Mapping[str, Trace]] = {"about": Trace.NOBODY}

    class Meta:
        app_label = "training"
        verbose_name = "result for a platform"
        indexes = [models.Index(fields=["state", "due"], name="lti_scores_that_wait")]

    def __str__(self) -> str:
        return str(self.uid)
