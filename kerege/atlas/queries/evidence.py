"""Files that are kept with sources."""

from kerege.atlas.queries.sources import source
from kerege.files import queries as files
from kerege.files.queries import FileLine
from kerege.files.words import Purpose
from kerege.records.viewers import Viewer


def documents_of(viewer: Viewer, key: str) -> list[FileLine]:
    """The files kept with this source that the viewer may see, the newest first. Refuses atlas.unknown_code."""
    return files.files_of(viewer, [source(key).uid], purpose=Purpose.EVIDENCE)
