"""Rooms and courses with many pages show them in groups, and each reader finds their own."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import resolve

from kerege.training.queries.course_parts import CourseParts
from kerege.web.shell import parts
from kerege.web.shell.navigation import address

UID = "01a21c75-cd01-7000-b86f-c80ce24949ba"
NOBODY = CourseParts(UID, True, False, frozenset(), sits=False, plans=False, activities=False, tools=False)

ALL = ["Overview", "People", "Teaching and learning", "Exams and results", "Costs"]


def asked(path, *roles, signed_in=True):
    request = RequestFactory().get(path)
    request.user = SimpleNamespace(is_authenticated=signed_in)
    request.actor = SimpleNamespace(roles=frozenset(roles))
    request.resolver_match = resolve(path)
    return request


def of_course(found, page):
    return parts.shown(parts.of_course(found), asked(address(page, UID)), args=[UID])


@pytest.mark.nodb
@pytest.mark.parametrize(
    ("found", "groups"),
    [
        (NOBODY, ALL[:2] + ALL[3:4]),
        (replace(NOBODY, sits=True), ALL[:4]),
        (replace(NOBODY, staff=frozenset({"observer"})), ALL[:4]),
        (replace(NOBODY, organises=True), ALL),
    ],
    ids=["visitor", "participant", "observer", "organiser"],
)
def test_each_reader_finds_their_groups(found, groups):
    assert [group.label for group in of_course(found, "course")] == groups


@pytest.mark.nodb
def test_a_group_leads_to_its_first_page_that_the_reader_finds_and_shows_its_pages_when_they_are_there():
    learner = of_course(replace(NOBODY, sits=True), "my_activities")
    assert {group.label: group.href for group in learner}["Teaching and learning"] == address("my_activities", UID)
    lead = replace(NOBODY, staff=frozenset({"lead"}), plans=True, activities=True)
    found = of_course(lead, "course_badges")
    assert [(group.label, [item.label for item in group.items]) for group in found if group.items] == [
        ("Exams and results", ["Exams", "Results", "Evaluation", "Badges"])
    ]
    page = render_to_string("shell/components/parts.html", {"groups": found, "label": "Parts"})
    assert page.count('aria-current="page"') == page.count('aria-current="true"') == 1
    alone = render_to_string("shell/components/parts.html", {"groups": of_course(NOBODY, "course_evaluation")})
    assert (alone.count('aria-current="page"'), "parts__pages" in alone) == (1, False)


@pytest.mark.nodb
@pytest.mark.parametrize("groups", [parts.TRAINING, parts.CAPACITY], ids=["training", "capacity"])
def test_each_part_of_a_room_stands_once_and_leads_somewhere(groups):
    pages = [page for _, several in groups for page in several]
    assert len({page.address for page in pages}) == len(pages)
    for page in pages:
        found = parts.shown(groups, asked(address(page.address), *parts.BANK))
        assert sum(item.current for group in found for item in group.items) == 1, page


@pytest.mark.nodb
def test_what_is_ones_own_or_of_a_role_is_found_by_nobody_else():
    def labels(path, *roles, signed_in):
        found = parts.shown(parts.TRAINING, asked(path, *roles, signed_in=signed_in))
        return {item.label for group in found for item in group.items} | {group.label for group in found}

    assert "My learning" not in labels("/courses/", signed_in=False)
    assert "My learning" in labels("/courses/", signed_in=True)
    assert "Question bank" not in labels("/training/curricula/", "learner", signed_in=True)
    assert "Question bank" in labels("/training/curricula/", "focal_point", signed_in=True)
