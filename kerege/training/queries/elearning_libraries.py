"""Which H5P libraries this node opens: those that come with the program, and those that its operator added."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from kerege.lib.refusal import Refusal
from kerege.training.rules.elearning import h5p_list
from kerege.training.rules.elearning.h5p_list import Reviewed
from kerege.training.rules.elearning.shapes import Recognised
from kerege.training.words.elearning import ELEARNING_BAD_LIST, ELEARNING_UNKNOWN_LIBRARY, Standard


def reviewed() -> tuple[Reviewed, ...]:
    """Both lists. Refuses training.elearning_bad_list where the node's own cannot be read."""
    path = Path(settings.DATA) / h5p_list.FILE
    try:
        own = h5p_list.read(path.read_text(encoding="utf-8")) if path.exists() else ()
    except (OSError, UnicodeDecodeError):
        raise Refusal(ELEARNING_BAD_LIST) from None
    return (*_shipped(), *own)


def not_reviewed(what: Recognised) -> tuple[str, ...]:
    """The libraries of a package that are on neither list; none for what is no H5P.

    Refuses training.elearning_bad_list.
    """
    if what.standard != Standard.H5P:
        return ()
    return h5p_list.missing(what.tree.get("libraries") or ["?"], reviewed())


def check_libraries(what: Recognised) -> None:
    """Refuses training.elearning_unknown_library with their names, and training.elearning_bad_list."""
    if names := not_reviewed(what):
        raise Refusal(ELEARNING_UNKNOWN_LIBRARY, names=", ".join(names)[:200])


@lru_cache(maxsize=1)
def _shipped() -> tuple[Reviewed, ...]:
    return h5p_list.shipped()
