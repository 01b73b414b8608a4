"""E-learning packages that other programs made: what they are, what may be in them, what their run-time data say."""

from kerege.training.rules.elearning.recognising import opened
from kerege.training.rules.elearning.shapes import Part, Recognised

__all__ = ["Part", "Recognised", "opened"]
