"""Reading what is kept about people and why."""

from kerege.privacy.queries.processing import ProcessingLine, processings

__all__ = ["ProcessingLine", "processings"]
