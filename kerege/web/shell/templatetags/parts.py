"""`{% load parts %}`: the ways between the pages of a room, and between those of a course."""

from typing import Any

from django import template
from django.template import Context
from django.utils.translation import gettext

from kerege.people.rules import ANONYMOUS
from kerege.records.viewers import PUBLIC
from kerege.training.queries.course_parts import course_parts as queried
from kerege.web.shell import parts

register = template.Library()


@register.inclusion_tag("shell/components/parts.html", takes_context=True)
def training_parts(context: Context) -> dict[str, Any]:
    """The parts of training, above the heading of each of their first pages."""
    return {"groups": parts.shown(parts.TRAINING, context["request"]), "label": gettext("Training")}


@register.inclusion_tag("shell/components/parts.html", takes_context=True)
def capacity_parts(context: Context) -> dict[str, Any]:
    """The parts of assessments and competences."""
    label = gettext("Assessments and competences")
    return {"groups": parts.shown(parts.CAPACITY, context["request"]), "label": label}


@register.inclusion_tag("shell/components/parts.html", takes_context=True)
def course_parts(context: Context, uid: object) -> dict[str, Any]:
    """The pages of a course that the reader finds; nothing for a course that they may not see and have no part in."""
    request = context["request"]
    viewer, actor = getattr(request, "viewer", PUBLIC), getattr(request, "actor", ANONYMOUS)
    found = queried(viewer, uid, by=actor)
    if found is None:
        return {"groups": []}
    groups = parts.shown(parts.of_course(found), request, args=[found.uid])
    return {"groups": groups, "label": gettext("Parts of the course")}
