"""How long things are kept."""

from kerege.privacy.models import RetentionRule


def retention_days() -> dict[str, int]:
    """Of each thing that goes after a time, after how many days."""
    return dict(RetentionRule.objects.values_list("key", "days"))
