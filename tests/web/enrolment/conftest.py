"""A cohort for the pages of enrolment."""

import pytest

from tests import ground
from tests.training.cohort import Cohort


@pytest.fixture
def given():
    ground.lay()
    return Cohort(most=2)
