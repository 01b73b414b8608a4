"""All addresses of the node, one line for each page folder."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("kerege.web.home.urls")),
    path("countries/", include("kerege.web.countries.urls")),
    path("projects/", include("kerege.web.projects.urls")),
    path("", include("kerege.web.indicators.urls")),
    path("", include("kerege.web.claims.urls")),
    path("", include("kerege.web.delivery.urls")),
    path("", include("kerege.web.activities.urls")),
    path("training/cascade/", include("kerege.web.cascade.urls")),
    path("", include("kerege.web.classes.urls")),
    path("training/elearning/", include("kerege.web.packages.urls")),
    path("training/packs/", include("kerege.web.packs.urls")),
    path("", include("kerege.web.curricula.urls")),
    path("training/lessons/", include("kerege.web.lessons.urls")),
    path("", include("kerege.web.enrolment.urls")),
    path("", include("kerege.web.practice.urls")),
    path("facilities/", include("kerege.web.inventory.urls")),
    path("imports/", include("kerege.web.inventory.imports.urls")),
    path("equipment/", include("kerege.web.equipment.urls")),
    path("capacity/needs/", include("kerege.web.capacity.needs_urls")),
    path("capacity/", include("kerege.web.capacity.urls")),
    path("", include("kerege.web.credentials.urls")),
    path("people/", include("kerege.web.people.urls")),
    path("inventory/", include("kerege.web.inventory.overview_urls")),
    path("inventory/", include("kerege.web.finding.urls")),
    path("inventory/", include("kerege.web.helping.urls")),
    path("inventory/", include("kerege.web.experts.urls")),
    path("inventory/", include("kerege.web.centres.urls")),
    path("inventory/", include("kerege.web.references.urls")),
    path("inventory/", include("kerege.web.statistics.urls")),
    path("", include("kerege.web.reference.urls")),
    path("", include("kerege.web.evaluation.urls")),
    path("search/", include("kerege.web.search.urls")),
    path("help/", include("kerege.web.help.urls")),
    path("journal/", include("kerege.web.journal.urls")),
    path("", include("kerege.web.sharing.urls")),
    path("privacy/", include("kerege.web.privacy.urls")),
    path("account/", include("kerege.web.account.urls")),
    path("api/", include("kerege.api.urls")),
    path("", include("kerege.web.statements.urls")),
    path("xapi/", include("kerege.api.xapi.urls")),
    path("openrosa/", include("kerege.web.openrosa.urls")),
    path("operator/jobs/", include("kerege.web.jobs.urls")),
    path("", include("kerege.web.health.urls")),
    path("", include("kerege.web.shell.urls")),
]

handler400 = "kerege.web.shell.middleware.unreadable"
handler500 = "kerege.web.shell.requests.fault"
handler429 = "kerege.web.shell.middleware.too_many"  # the sign-in library looks for it here
