"""Records that only an act may write."""

from typing import Any

from django.db import models

from kerege.journal.rules import may_write
from kerege.lib.ids import new_uid


class GuardError(RuntimeError):
    """A write outside an act. This is a fault in the program, not something that a person did."""


def demand_act(what: str) -> None:
    """Raise GuardError unless an act is open."""
    if not may_write():
        raise GuardError(f"{what}: write through an action; only inside journal.actions.act may records change")


class GuardedQuerySet(models.QuerySet):  # type: ignore[type-arg]  # not generic at run time
    """Refuses the writes that go past `save`."""

    def update(self, **kwargs: Any) -> int:
        demand_act(f"update of {self.model.__name__}")
        return super().update(**kwargs)

    def delete(self) -> Any:
        demand_act(f"delete of {self.model.__name__}")
        return super().delete()

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[Any]:
        demand_act(f"bulk creation of {self.model.__name__}")
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs: Any, *args: Any, **kwargs: Any) -> int:
        demand_act(f"bulk update of {self.model.__name__}")
        return super().bulk_update(objs, *args, **kwargs)


class GuardedModel(models.Model):
    """`id` counts inside this node, `uid` is the record's name on every node and never changes."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        demand_act(f"save of {type(self).__name__}")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        demand_act(f"delete of {type(self).__name__}")
        return super().delete(*args, **kwargs)
