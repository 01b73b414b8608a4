"""The outlets of training, each subject in a file of its own. See outlets.py."""

from tests.house.outlet import Outlet
from tests.house.outlets_of_bank import BANK
from tests.house.outlets_of_cascade import CASCADE
from tests.house.outlets_of_curricula import CURRICULA
from tests.house.outlets_of_delivery import DELIVERY
from tests.house.outlets_of_elearning import ELEARNING
from tests.house.outlets_of_enrolment import ENROLMENT
from tests.house.outlets_of_evaluation import EVALUATION
from tests.house.outlets_of_exams import EXAMS
from tests.house.outlets_of_lessons import LESSONS
from tests.house.outlets_of_lti import LTI
from tests.house.outlets_of_lti_tool import LTI_TOOL
from tests.house.outlets_of_packs import PACKS
from tests.house.outlets_of_planning import PLANNING
from tests.house.outlets_of_practice import PRACTICE
from tests.house.outlets_of_results import RESULTS

TRAINING: dict[str, Outlet] = {
    **CASCADE,
    **CURRICULA,
    **DELIVERY,
    **ENROLMENT,
    **EVALUATION,
    **BANK,
    **ELEARNING,
    **EXAMS,
    **LESSONS,
    **LTI,
    **LTI_TOOL,
    **PLANNING,
    **PACKS,
    **PRACTICE,
    **RESULTS,
}
