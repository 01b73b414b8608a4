"""Every page at phone and desk width, in three languages: axe finds nothing, and nothing sticks out."""

import pytest

OPEN = (
    "/",
    "/countries/",
    "/countries/KAZ/",
    "/countries/AFG/",
    "/projects/P53/",
    "/indicators/",
    "/indicators/trainers.part1/",
    "/facilities/",
    "/facilities/KZ-F-1204711-8/",
    "/courses/",
    "/events/",
    "/claims/",
    "/law/",
    "/people/seats/",
    "/people/organisations/",
    "/sources/",
    "/standards/",
    "/search/?q=Semey",
    "/search/",
    "/help/",
    "/account/sign-in/",
)
ROLES = {
    "focal.point.kaz": (
        "/",
        "/claims/new/",
        "/facilities/new/",
        "/facilities/KZ-F-1204711-8/",
        "/facilities/KZ-F-1204711-8/change/",
        "/facilities/KZ-F-1204711-8/details/",
        "/people/seats/new/",
        "/people/seats/DEMO-NFP-KAZ/",
        "/people/seats/DEMO-NFP-KAZ/hand-over/",
        "/people/invitations/",
        "/view-as/",
        "/journal/",
        "/shares/",
        "/shares/new/",
        "/shares/persons/",
        "/privacy/mine/",
        "/inventory/experts/",
        "/inventory/centres/shymkent/calendar/?month=2026-12",
        "/inventory/reference-functions/",
        "/training/cascade/",
        "/training/curricula/p53-train-the-trainers/",
        "/training/evaluation/",
        "/training/lessons/biosafety-awareness/risk/",
        "/courses/plan/",
        "/my/courses/",
        "/privacy/looks/",
        "/privacy/requests/",
    ),
    "administrator": ("/privacy/retention/", "/operator/jobs/", "/account/second-factor/"),
    "learner": (
        "/learning/",
        "/my/exams/",
        "/training/lessons/",
        "/training/lessons/what-would-you-do/spilled-water/spilled-water-s/",
    ),
    "donor": ("/", "/journal/"),
    "auditor": ("/", "/journal/"),
}


def faults(visitor, paths):
    """Of every page that has some: what axe finds, and by how many pixels it sticks out."""
    found = {}
    for path in paths:
        visitor.goes(path)
        told = (visitor.violations(), visitor.sticks_out())
        if told != ({}, 0):
            found[path] = told
    return found


@pytest.mark.parametrize(("width", "language"), [(360, "en"), (360, "ru"), (360, "fa"), (1280, "en"), (1280, "fa")])
def test_open_pages(visitor, language, width):
    somebody = visitor(language=language, width=width)
    assert faults(somebody, OPEN) == {}


SCREENS = (("ru", 360), ("en", 1280))
READERS = [(who, *SCREENS[n % 2]) for n, who in enumerate(sorted(ROLES))]  # the next role sits at the other screen


@pytest.mark.parametrize(("who", "language", "width"), [*READERS, ("focal.point.kaz", "ur", 360)])
def test_pages_of_a_role(visitor, who, language, width):
    somebody = visitor(language=language, width=width).signs_in(who)
    assert faults(somebody, ROLES[who]) == {}


def test_the_picture_of_the_readme_is_of_today(visitor, tmp_path):
    """Draws the README's picture anew; keep it with KEREGE_PICTURES=docs/pictures."""
    import os
    from pathlib import Path

    somebody = visitor()
    somebody.goes("/")
    folder = Path(os.environ.get("KEREGE_PICTURES", tmp_path))
    somebody.page.screenshot(path=folder / "home.png")
    assert (folder / "home.png").stat().st_size > 20_000
