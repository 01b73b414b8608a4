"""Addresses as the specification spells them, once for each edition."""

from django.urls import path, re_path, register_converter

from kerege.api.xapi import lookups, statements
from kerege.api.xapi.documents import documents
from kerege.api.xapi.door import nothing_here, open_resource, resource
from kerege.lrs.words import Kept


class Base:
    """The part of the address that says which edition is spoken."""

    regex = r"1\.0\.3|2\.0"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Base, "edition")

urlpatterns = [
    path(
        "<edition:base>/statements",
        resource(through=True, GET=statements.get, PUT=statements.put, POST=statements.post),
        name="xapi_statements",
    ),
    path("<edition:base>/activities/state", documents(Kept.STATE), name="xapi_state"),
    path("<edition:base>/activities/profile", documents(Kept.ACTIVITY), name="xapi_activity_profile"),
    path("<edition:base>/agents/profile", documents(Kept.AGENT), name="xapi_agent_profile"),
    path("<edition:base>/agents", resource(GET=lookups.agents), name="xapi_agents"),
    path("<edition:base>/activities", resource(GET=lookups.activities), name="xapi_activities"),
    path("<edition:base>/about", open_resource(lookups.about), name="xapi_about"),
    re_path(r"^(?P<base>1\.0\.3|2\.0)/(?P<rest>.*)$", nothing_here, name="xapi_nothing"),
]
