"""Up to which level something was made for a reader, in words: what every file says of itself."""

from django.utils.translation import gettext

from kerege.lib.sensitivity import Sensitivity
from kerege.records.viewers import Viewer
from kerege.sharing.words import SENSITIVITIES


def held_up_to(viewer: Viewer) -> str:
    """A line such as “Holds records up to: Regional partners (KAZ: National)”."""
    own = ", ".join(f"{owner}: {gettext(SENSITIVITIES[level])}" for owner, level in viewer.by_owner)
    told = gettext("Holds records up to: %(level)s") % {"level": gettext(SENSITIVITIES[Sensitivity(viewer.everywhere)])}
    return f"{told} ({own})" if own else told
