"""The register of outlets: every way in which text leaves the platform, and how a test brings that text out.

A new address or a new kind of output is entered here, and a command in commands.py, or test_outlets.py fails.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kerege.lib.tables import FORMATS


@dataclass(frozen=True)
class Outlet:
    """One address of the node. `addresses` may name records of the world as {course}; they follow the route.

    `exports` are addresses that answer `?format=` with files. `silent` says why a route brings out no text of records;
    `names` is true where one of the designated names has to occur, so that the test has something to find.
    """

    addresses: tuple[str, ...] = ()
    exports: tuple[str, ...] = ()
    names: bool = False
    silent: str = ""

    def all_addresses(self) -> Iterator[str]:
        yield from self.addresses
        for address in self.exports:
            joint = "&" if "?" in address else "?"
            yield from (f"{address}{joint}format={key}" for key in FORMATS)


def page(*addresses: str, names: bool = False, exports: tuple[str, ...] = ()) -> Outlet:
    return Outlet(addresses, exports, names)


def silent(reason: str) -> Outlet:
    return Outlet(silent=reason)


_SIGN_IN = silent("sign-in, without any record")
_PHONE = silent("only devices with a password of their own are let in, and no session; tests/web/openrosa")
_API = "/api/v1/"

ROUTES: dict[str, Outlet] = {
    # pages
    "": page("/", "/?country=XKX", names=True),
    "countries/": page("/countries/", names=True, exports=("/countries/",)),
    "countries/<str:code>/": page(
        "/countries/XKX/", "/countries/PSE/", "/countries/KAZ/", names=True, exports=("/countries/XKX/",)
    ),
    "indicators/": page("/indicators/", "/indicators/?country=XKX", names=True, exports=("/indicators/?country=XKX",)),
    "indicators/<str:key>/": page(
        *(f"/indicators/{key}/" for key in ("trainers.part1", "awareness.events.regional", "resources.handovers")),
        "/indicators/trainers.part1/?country=XKX",
        "/indicators/reach.sex/",
        names=True,
    ),
    "indicators/<str:key>.<str:format>": page(
        *(f"/indicators/trainers.part1.{key}" for key in FORMATS),
        *(f"/indicators/resources.handovers.{key}?country=PSE" for key in FORMATS),
        names=True,
    ),
    "claims/": page("/claims/", names=True, exports=("/claims/",)),
    "claims/new/": page("/claims/new/", names=True),
    "claims/<uuid:uid>/": page("/claims/{claim}/", names=True),
    "courses/": page("/courses/", "/courses/?country=XKX", names=True, exports=("/courses/",)),
    "courses/new/": page("/courses/new/"),
    "courses/<uuid:uid>/": page("/courses/{course}/", names=True),
    "courses/<uuid:uid>/figure/": page("/courses/{course}/figure/"),
    "courses/<uuid:uid>/register.<str:format>": page(*(f"/courses/{{course}}/register.{key}" for key in FORMATS)),
    "courses/groups/<uuid:uid>/": page("/courses/groups/{group}/", names=True),
    "events/": page("/events/", names=True, exports=("/events/",)),
    "events/new/": page("/events/new/"),
    "events/<uuid:uid>/": page("/events/{event}/", names=True),
    "events/<uuid:uid>/figure/": page("/events/{event}/figure/"),
    "facilities/": page(
        "/facilities/",
        "/facilities/?country=XKX",
        "/facilities/?format=geojson",
        names=True,
        exports=("/facilities/",),
    ),
    "facilities/new/": page("/facilities/new/"),
    "facilities/<slug:key>/": page("/facilities/{facility}/", names=True),
    "facilities/<slug:key>/change/": page("/facilities/{facility}/change/"),
    "facilities/<slug:key>/confirm/": silent("it takes a press and goes back"),
    "facilities/<slug:key>/details/": page("/facilities/{facility}/details/"),
    "imports/": page("/imports/"),
    "imports/facility-form.xlsx": page("/imports/facility-form.xlsx"),
    "imports/<uuid:uid>/": page("/imports/{import}/"),
    "imports/<uuid:uid>/do/": silent("it takes a press and goes back"),
    "imports/<uuid:uid>/rows/": page("/imports/{import}/rows/"),
    "imports/<uuid:uid>/rows/<int:number>/": silent("it takes a press and goes back"),
    "imports/<uuid:uid>/report.<str:format>": page(*(f"/imports/{{import}}/report.{key}" for key in FORMATS)),
    "equipment/": page(
        "/equipment/", "/equipment/?standing=call", "/equipment/?country=XKX", names=True, exports=("/equipment/",)
    ),
    "equipment/items/<uuid:uid>/": page("/equipment/items/{item}/", names=True),
    "equipment/items/<uuid:uid>/record/": page("/equipment/items/{item}/record/"),
    "equipment/lots/": page("/equipment/lots/", names=True, exports=("/equipment/lots/",)),
    "equipment/lots/new/": page("/equipment/lots/new/"),
    "equipment/lots/<slug:key>/": page("/equipment/lots/{lot}/", names=True),
    "equipment/lots/<slug:key>/record/": page("/equipment/lots/{lot}/record/"),
    "equipment/plans/": page("/equipment/plans/"),
    "equipment/plans/new/": page("/equipment/plans/new/"),
    "equipment/plans/<slug:key>/": page("/equipment/plans/{plan}/"),
    "equipment/plans/<slug:key>/agree/": silent("it takes a press and goes back"),
    "equipment/testers/": page("/equipment/testers/", "/equipment/testers/?kind=cabinet_2"),
    "resources/": page("/resources/"),
    "resources/handovers/": page("/resources/handovers/", names=True, exports=("/resources/handovers/",)),
    "resources/handovers/<uuid:uid>/": page("/resources/handovers/{handover}/", names=True),
    "resources/curricula/": page("/resources/curricula/", names=True, exports=("/resources/curricula/",)),
    "resources/curricula/<uuid:uid>/": page("/resources/curricula/{adoption}/", names=True),
    "inventory/": page("/inventory/"),
    "inventory/map/": page(
        "/inventory/map/",
        "/inventory/map/?country=XKX",
        "/inventory/map/?text=laboratory&bbox=60,30,90,60",
        "/inventory/map/?format=svg",
        "/inventory/map/?format=pdf",
        names=True,
    ),
    "inventory/tiles/<int:z>/<int:x>/<int:y>": page(
        "/inventory/tiles/0/0/0", "/inventory/tiles/3/5/2", "/inventory/tiles/7/90/43", "/inventory/tiles/12/2869/1373"
    ),
    "inventory/who-can/": page("/inventory/who-can/?near=Astana", "/inventory/who-can/?near=51.13,71.43&text=canary"),
    "inventory/offers/": page(
        "/inventory/offers/", "/inventory/offers/?text=zq", names=True, exports=("/inventory/offers/",)
    ),
    "inventory/offers/new/": page("/inventory/offers/new/"),
    "inventory/offers/<slug:key>/": page("/inventory/offers/{offer}/", names=True),
    "inventory/requests/": page(
        "/inventory/requests/", "/inventory/requests/?text=zq", names=True, exports=("/inventory/requests/",)
    ),
    "inventory/requests/new/": page("/inventory/requests/new/"),
    "inventory/requests/<slug:key>/": page("/inventory/requests/{request}/", names=True),
    "inventory/enquiries/": page("/inventory/enquiries/"),
    "inventory/enquiries/<uuid:uid>/": page("/inventory/enquiries/{enquiry}/"),
    "inventory/searches/": page("/inventory/searches/", "/inventory/searches/?page=map&query=kind%3Dother"),
    "inventory/searches/<uuid:uid>/": silent("a reader's own search; tests/inventory/test_saved_searches.py"),
    "inventory/experts/": page(
        "/inventory/experts/",
        "/inventory/experts/?expertise=cabinets&near=Astana",
        "/inventory/experts/?text=zq",
        exports=("/inventory/experts/",),
    ),
    "inventory/centres/": page(
        "/inventory/centres/", "/inventory/centres/?country=XKX", names=True, exports=("/inventory/centres/",)
    ),
    "inventory/centres/new/": page("/inventory/centres/new/"),
    "inventory/centres/<slug:key>/": page("/inventory/centres/{centre}/", names=True),
    "inventory/centres/<slug:key>/keep/": page("/inventory/centres/{centre}/keep/"),
    "inventory/centres/<slug:key>/calendar/": page("/inventory/centres/{centre}/calendar/?month=2024-05"),
    "inventory/centres/<slug:key>/calendar.ics": page("/inventory/centres/{centre}/calendar.ics?on=2024-05-01"),
    "inventory/centres/<slug:key>/bookings/<uuid:uid>/call-off/": silent("it takes a press and goes back"),
    "inventory/associations/": page("/inventory/associations/", names=True, exports=("/inventory/associations/",)),
    "inventory/reference-functions/": page(
        "/inventory/reference-functions/",
        "/inventory/reference-functions/?past=yes",
        names=True,
        exports=("/inventory/reference-functions/",),
    ),
    "inventory/reference-functions/<uuid:uid>/end/": silent("it takes a press and goes back"),
    "inventory/statistics/": page(
        "/inventory/statistics/",
        "/inventory/statistics/?rows=sector&columns=country",
        "/inventory/statistics/?columns=claimed",
        "/inventory/statistics/?columns=claimed&row=KAZ&column=biosafety-2",
        "/inventory/statistics/?rows=complete&columns=country",
        names=True,
        exports=("/inventory/statistics/",),
    ),
    "inventory/statistics/staff/": page("/inventory/statistics/staff/", exports=("/inventory/statistics/staff/",)),
    "inventory/statistics/equipment/": page(
        "/inventory/statistics/equipment/",
        "/inventory/statistics/equipment/?country=XKX",
        exports=("/inventory/statistics/equipment/",),
    ),
    "projects/": page("/projects/"),
    "projects/<str:key>/": page("/projects/P53/", names=True),
    "search/": page("/search/?q=kosov", "/search/?q=palestin", "/search/?q=косов", names=True),
    "help/": page("/help/"),
    "sources/": page("/sources/", exports=("/sources/",)),
    "sources/new/": page("/sources/new/"),
    "sources/<str:key>/": page("/sources/S1/", names=True),
    "sources/<str:key>/documents/new/": page("/sources/S1/documents/new/"),
    "sources/<str:key>/documents/<uuid:uid>/withdraw/": page("/sources/S1/documents/{document}/withdraw/"),
    "standards/": page("/standards/", exports=("/standards/",)),
    "law/": page("/law/", names=True, exports=("/law/",)),
    "capacity/": page("/capacity/", "/capacity/?state=closed", names=True, exports=("/capacity/",)),
    "capacity/sets/": page("/capacity/sets/"),
    "capacity/sets/new/": page("/capacity/sets/new/"),
    "capacity/sets/<slug:key>/": page(
        "/capacity/sets/{question_set}/", "/capacity/sets/laboratory-safety/?format=xlsx"
    ),
    "capacity/sets/<slug:key>/publish/": silent("it takes a press and goes back"),
    "capacity/declared/": page(
        "/capacity/declared/", "/capacity/declared/?country=XKX", exports=("/capacity/declared/",)
    ),
    "capacity/declared/import/": page("/capacity/declared/import/"),
    "capacity/assessments/new/": page("/capacity/assessments/new/", "/capacity/assessments/new/?set=laboratory-safety"),
    "capacity/assessments/<uuid:uid>/": page("/capacity/assessments/{assessment}/", names=True),
    "capacity/assessments/<uuid:uid>/answer/<slug:section>/": page("/capacity/assessments/{assessment}/answer/one/"),
    "capacity/assessments/<uuid:uid>/settle/": page("/capacity/assessments/{assessment}/settle/"),
    "capacity/assessments/<uuid:uid>/evidence/": page("/capacity/assessments/{assessment}/evidence/"),
    "capacity/assessments/<uuid:uid>/result/": page(
        "/capacity/assessments/{assessment}/result/",
        "/capacity/assessments/{assessment}/result/?as=report",
        exports=("/capacity/assessments/{assessment}/result/",),
    ),
    "capacity/quality/": page(
        "/capacity/quality/", "/capacity/quality/?standing=bare", names=True, exports=("/capacity/quality/",)
    ),
    "capacity/quality/plans/": page("/capacity/quality/plans/", names=True, exports=("/capacity/quality/plans/",)),
    "capacity/quality/plans/new/": page("/capacity/quality/plans/new/"),
    "capacity/quality/plans/<uuid:uid>/": page(
        "/capacity/quality/plans/{quality_plan}/", names=True, exports=("/capacity/quality/plans/{quality_plan}/",)
    ),
    "capacity/findings/<uuid:uid>/": page("/capacity/findings/{finding}/", names=True),
    "capacity/needs/policies/": page("/capacity/needs/policies/"),
    "capacity/needs/policies/<slug:owner>/": page("/capacity/needs/policies/REG/"),
    "capacity/findings/<uuid:uid>/plan/": page("/capacity/findings/{finding}/plan/"),
    "capacity/actions/<uuid:uid>/": page("/capacity/actions/{corrective_action}/"),
    "people/": page("/people/"),
    "people/seats/": page("/people/seats/"),
    "people/seats/new/": page("/people/seats/new/"),
    "people/seats/<slug:key>/": page("/people/seats/DEMO-NFP-KAZ/", "/people/seats/{seat}/"),
    "people/invitations/": page("/people/invitations/"),
    "people/lost-factors/": page("/people/lost-factors/"),
    "people/seats/<slug:key>/hand-over/": page("/people/seats/DEMO-NFP-KAZ/hand-over/"),
    "people/handovers/": page("/people/handovers/"),
    "people/handovers/<uuid:uid>/": page(
        "/people/handovers/{seat_handover}/", exports=("/people/handovers/{seat_handover}/",)
    ),
    "people/handovers/<uuid:uid>/withdraw/": silent("it takes a handover back and goes to its page"),
    "people/accounts/": page("/people/accounts/", exports=("/people/accounts/",)),
    "people/accounts/<uuid:uid>/": page("/people/accounts/{account}/"),
    "people/tasks/": page("/people/tasks/", exports=("/people/tasks/",)),
    "people/tasks/new/": page("/people/tasks/new/"),
    "people/tasks/<uuid:uid>/": page("/people/tasks/{task}/"),
    "people/organisations/": page("/people/organisations/", names=True),
    "people/organisations/<slug:key>/": page("/people/organisations/AL-FARABI/"),
    "journal/": page("/journal/"),
    "privacy/": page("/privacy/"),
    "privacy/register/": page("/privacy/register/", exports=("/privacy/register/",)),
    "privacy/experts/": silent("it only leads to where the list of experts stands by now"),
    "privacy/looks/": page("/privacy/looks/"),
    "privacy/retention/": page("/privacy/retention/"),
    "privacy/requests/": page("/privacy/requests/"),
    "privacy/mine/": page("/privacy/mine/"),
    "privacy/mine/looks/": page("/privacy/mine/looks/?format=csv", "/privacy/mine/looks/?format=json"),
    "privacy/mine/consents/": page("/privacy/mine/consents/", exports=("/privacy/mine/consents/",)),
    "privacy/mine/consents/<slug:key>/": silent("it takes a press and goes back"),
    "privacy/mine/listing/": page("/privacy/mine/listing/"),
    "privacy/mine/data.zip": silent("the own data of whoever just proved who they are; tests/privacy/test_taking.py"),
    "privacy/mine/erase/": page("/privacy/mine/erase/"),
    "view-as/": page("/view-as/"),
    "nodes/": page("/nodes/", exports=("/nodes/",), names=True),
    "nodes/<str:key>/": page("/nodes/KAZ/", "/nodes/XKX/"),
    "shares/": page("/shares/"),
    "shares/new/": page("/shares/new/"),
    "shares/persons/": page("/shares/persons/", "/shares/persons/?text=zq"),
    "shares/<uuid:uid>/": silent("it takes a press and goes back"),
    "shares/of/<str:kind>/<uuid:uid>/": page("/shares/of/outreach.event/{event}/"),
    "shares/of/<str:kind>/<uuid:uid>/new/": page("/shares/of/outreach.event/{event}/new/"),
    "operator/jobs/": page("/operator/jobs/"),
    "operator/jobs/<slug:key>/run/": silent("it takes a POST and goes back"),
    "operator/jobs/mail/<uuid:uid>/send/": silent("it takes a POST and goes back"),
    # switches and sign-in
    "language/": silent("it sets a cookie and goes back"),
    "choose/": page("/choose/"),
    ".well-known/security.txt": silent("it names whom to tell about a weakness, from the settings"),
    "account/sign-in/": page("/account/sign-in/"),
    "account/sign-out/": _SIGN_IN,
    "account/password/change/": _SIGN_IN,
    "account/password/reset/": page("/account/password/reset/"),
    "account/password/reset/sent/": _SIGN_IN,
    r"account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": _SIGN_IN,
    "account/password/reset/done/": _SIGN_IN,
    "account/reauthenticate/": _SIGN_IN,
    "account/devices/": page("/account/devices/"),
    "account/inactive/": _SIGN_IN,
    "account/sessions/": page("/account/sessions/"),
    "account/invitation/<str:token>/": _SIGN_IN,
    "account/second-factor/lost/": _SIGN_IN,
    "account/second-factor/": page("/account/second-factor/"),
    "account/second-factor/sign-in/": _SIGN_IN,
    "account/second-factor/app/": _SIGN_IN,
    "account/second-factor/app/remove/": _SIGN_IN,
    "account/second-factor/recovery-codes/": _SIGN_IN,
    "account/second-factor/recovery-codes/new/": _SIGN_IN,
    "account/second-factor/passkeys/": _SIGN_IN,
    "account/second-factor/passkeys/add/": _SIGN_IN,
    "account/second-factor/passkeys/<int:pk>/remove/": _SIGN_IN,
    "account/second-factor/passkeys/<int:pk>/edit/": _SIGN_IN,
    "account/passkey/": _SIGN_IN,
    "account/sign-up/": _SIGN_IN,
    "account/single-sign-on/": silent(
        "identities of whoever is signed in, and 404 without providers; tests/web/account"
    ),
    "account/single-sign-on/confirm/": _SIGN_IN,
    "account/single-sign-on/providers/": silent("what the operator wrote into a file; tests/web/account"),
    "account/single-sign-on/<slug:key>/sign-in/": _SIGN_IN,
    "account/single-sign-on/<slug:key>/link/": _SIGN_IN,
    "account/single-sign-on/<slug:key>/unlink/": _SIGN_IN,
    "account/single-sign-on/<slug:key>/callback/": _SIGN_IN,
    "account/single-sign-on/<slug:key>/consume/": _SIGN_IN,
    "account/single-sign-on/<slug:key>/finish/": _SIGN_IN,
    "account/single-sign-on/<slug:key>/not-linked/": _SIGN_IN,
    "account/single-sign-on/<slug:key>/metadata/": silent("addresses of this node for a ministry's provider"),
    "account/email/": _SIGN_IN,
    # for phones, which a password of a device lets in: tests/web/openrosa reads who gets which form
    "openrosa/formList": _PHONE,
    "openrosa/forms/<uuid:uid>": _PHONE,
    "openrosa/submission": _PHONE,
    # for machines
    "healthz": silent("one fixed word"),
    "readyz": silent("one of four fixed words"),
    "metrics": silent("figures about the program; its labels are routes and status codes (tests/web/health)"),
    # interfaces
    "api/v1/openapi.json": page(f"{_API}openapi.json"),
    "api/v1/territories": page(f"{_API}territories?size=200", f"{_API}territories?size=200&page=2", names=True),
    "api/v1/territories/<code>": page(f"{_API}territories/XKX", f"{_API}territories/PSE", names=True),
    "api/v1/regions": page(f"{_API}regions", names=True),
    "api/v1/memberships": page(f"{_API}memberships?size=200", names=True),
    "api/v1/projects": page(f"{_API}projects"),
    "api/v1/projects/<key>": page(f"{_API}projects/P53", names=True),
    "api/v1/sources": page(f"{_API}sources?size=200"),
    "api/v1/standards": page(f"{_API}standards?size=200"),
    "api/v1/search": page(f"{_API}search?q=kosov", f"{_API}search?q=palestin", names=True),
    "api/v1/courses": page(f"{_API}courses?size=200", names=True),
    "api/v1/courses/<uid>": page(f"{_API}courses/{{course}}", names=True),
    "api/v1/courses/<uid>/register": page(f"{_API}courses/{{course}}/register"),
    "api/v1/events": page(f"{_API}events?size=200", names=True),
    "api/v1/events/<uid>": page(f"{_API}events/{{event}}", names=True),
    "api/v1/handovers": page(f"{_API}handovers?size=200", names=True),
    "api/v1/facilities": page(f"{_API}facilities?size=200", f"{_API}facilities?country=XKX", names=True),
    "api/v1/facilities/<key>": page(f"{_API}facilities/{{facility}}", names=True),
    "api/v1/question-sets": page(f"{_API}question-sets?size=200"),
    "api/v1/question-sets/<key>": page(f"{_API}question-sets/{{question_set}}"),
    "api/v1/need-policies": page(f"{_API}need-policies"),
    "api/v1/assessments": page(f"{_API}assessments?size=200", names=True),
    "api/v1/assessments/<uid>": page(f"{_API}assessments/{{assessment}}", names=True),
    "api/v1/lots": page(f"{_API}lots?size=200", names=True),
    "api/v1/lots/<key>": page(f"{_API}lots/{{lot}}", names=True),
    "api/v1/items": page(f"{_API}items?size=200", f"{_API}items?due=true&size=200", names=True),
    "api/v1/items/<uid>": page(f"{_API}items/{{item}}", names=True),
    "api/v1/testers": page(f"{_API}testers?size=200"),
    "api/v1/statistics/facilities": page(
        f"{_API}statistics/facilities", f"{_API}statistics/facilities?columns=claimed", names=True
    ),
    "api/v1/statistics/staff": page(f"{_API}statistics/staff"),
    "api/v1/statistics/equipment": page(f"{_API}statistics/equipment"),
    "api/v1/milestones": page(f"{_API}milestones?size=200", names=True),
    "api/v1/instruments": page(f"{_API}instruments?size=200"),
    "api/v1/statuses": page(f"{_API}statuses?size=200", names=True),
    "api/v1/nearest": page(f"{_API}nearest?near=51.13,71.43&size=100"),
    "api/v1/offers": page(f"{_API}offers?size=200", names=True),
    "api/v1/offers/<key>": page(f"{_API}offers/{{offer}}", names=True),
    "api/v1/requests": page(f"{_API}requests?size=200", names=True),
    "api/v1/requests/<key>": page(f"{_API}requests/{{request}}", names=True),
    "api/v1/organisations": page(f"{_API}organisations?size=200", names=True),
    "api/v1/seats": page(f"{_API}seats?size=200"),
    "api/v1/experts": page(f"{_API}experts?size=200", f"{_API}experts?text=zq&size=200"),
    "api/v1/centres": page(f"{_API}centres?size=200", names=True),
    "api/v1/centres/<key>": page(f"{_API}centres/{{centre}}?on=2024-05-01&days=366", names=True),
    "api/v1/associations": page(f"{_API}associations?size=200", names=True),
    "api/v1/reference-functions": page(f"{_API}reference-functions?size=200&past=true", names=True),
    "api/v1/shares": page(f"{_API}shares?size=200", f"{_API}shares?owner=KAZ&size=200"),
    "api/v1/indicators": page(f"{_API}indicators?size=200"),
    "api/v1/indicators/<key>": page(
        *(f"{_API}indicators/{key}?size=200" for key in ("trainers.part1", "awareness.events.regional", "reach.sex")),
        f"{_API}indicators/resources.handovers?country=PSE",
        names=True,
    ),
    "api/v1/indicators/<key>/evidence": silent("it refuses every request"),
    "api/v1/claims": page(f"{_API}claims?size=200", names=True),
    "api/v1/": silent("the root of the addresses, which refuses"),
    "api/feeds/help.atom": page("/api/feeds/help.atom", names=True),
    "api/ogc/": page("/api/ogc/"),
    "api/ogc/conformance": page("/api/ogc/conformance"),
    "api/ogc/openapi.json": page("/api/ogc/openapi.json"),
    "api/ogc/collections": page("/api/ogc/collections"),
    "api/ogc/collections/<str:name>": page("/api/ogc/collections/facilities"),
    "api/ogc/collections/<str:name>/items": page(
        "/api/ogc/collections/facilities/items?limit=1000",
        "/api/ogc/collections/facilities/items?country=XKX",
        "/api/ogc/collections/facilities/items?bbox=60,30,90,60&limit=2",
        names=True,
    ),
    "api/ogc/collections/<str:name>/items/<str:key>": page(
        "/api/ogc/collections/facilities/items/{facility}", names=True
    ),
    "api/dcat/catalogue.<str:form>": page(
        *(f"/api/dcat/catalogue.{form}" for form in ("jsonld", "ttl", "rdf")), names=True
    ),
    "api/feeds/events.atom": page("/api/feeds/events.atom", names=True),
    "api/^(?P<rest>.*)$": silent("it refuses every request"),
}
