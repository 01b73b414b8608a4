"""What is said of figures of an evaluation, in words."""

import pytest
from django.utils.translation import override

from kerege.training.rules.evaluation_tests import gain
from kerege.web.evaluation.course import later

pytestmark = pytest.mark.nodb


def test_what_was_left_months_later_is_told_as_more_or_less_and_never_as_a_negative_rise():
    with override("en"):
        assert later(gain([(80.0, 70.0), (60.0, 60.0)])).endswith("later: 5 points of a hundred less on average.")
        assert later(gain([(60.0, 72.5)])).endswith("later: 12.5 points of a hundred more on average.")
        assert later(None) == ""
    with override("ru"):
        assert "на 7,5 балла из ста меньше" in later(gain([(80.0, 72.5)]))
