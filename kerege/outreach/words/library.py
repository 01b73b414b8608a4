"""The words of the library: kinds of resources, licences, and what is refused."""

from collections.abc import Mapping
from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class ResourceKind(StrEnum):
    GUIDE = "guide"
    HANDOUT = "handout"
    CHECKLIST = "checklist"
    TEMPLATE = "template"
    SLIDES = "slides"
    POSTER = "poster"
    REPORT = "report"
    FILM = "film"
    OTHER = "other"


RESOURCE_KINDS = {
    ResourceKind.GUIDE: N_("Guide"),
    ResourceKind.HANDOUT: N_("Handout"),
    ResourceKind.CHECKLIST: N_("Checklist"),
    ResourceKind.TEMPLATE: N_("Template"),
    ResourceKind.SLIDES: N_("Slides"),
    ResourceKind.POSTER: N_("Poster"),
    ResourceKind.REPORT: N_("Report"),
    ResourceKind.FILM: N_("Film"),
    ResourceKind.OTHER: N_("Other resource"),
}


class Licence(StrEnum):
    """Under what a text may be passed on. `GIVEN`: its owner allowed it here, as the line of rights says. `RESERVED`:
    nobody did, so the library may only say where it is.
    """

    CC0 = "cc0"
    CC_BY = "cc_by"
    CC_BY_SA = "cc_by_sa"
    CC_BY_NC = "cc_by_nc"
    CC_BY_NC_SA = "cc_by_nc_sa"
    CC_BY_NC_SA_IGO = "cc_by_nc_sa_igo"
    CC_BY_ND = "cc_by_nd"
    PUBLIC_DOMAIN = "public_domain"
    GIVEN = "given"
    RESERVED = "reserved"


LICENCES = {
    Licence.CC0: N_("CC0 1.0"),
    Licence.CC_BY: N_("CC BY 4.0"),
    Licence.CC_BY_SA: N_("CC BY-SA 4.0"),
    Licence.CC_BY_NC: N_("CC BY-NC 4.0"),
    Licence.CC_BY_NC_SA: N_("CC BY-NC-SA 4.0"),
    Licence.CC_BY_NC_SA_IGO: N_("CC BY-NC-SA 3.0 IGO"),
    Licence.CC_BY_ND: N_("CC BY-ND 4.0"),
    Licence.PUBLIC_DOMAIN: N_("In the public domain"),
    Licence.GIVEN: N_("With the permission of its owner"),
    Licence.RESERVED: N_("All rights reserved: an address only"),
}
_CC = "https://creativecommons.org/"
LICENCES_AT: Mapping[str, str] = {
    Licence.CC0: f"{_CC}publicdomain/zero/1.0/",
    Licence.CC_BY: f"{_CC}licenses/by/4.0/",
    Licence.CC_BY_SA: f"{_CC}licenses/by-sa/4.0/",
    Licence.CC_BY_NC: f"{_CC}licenses/by-nc/4.0/",
    Licence.CC_BY_NC_SA: f"{_CC}licenses/by-nc-sa/4.0/",
    Licence.CC_BY_NC_SA_IGO: f"{_CC}licenses/by-nc-sa/3.0/igo/",
    Licence.CC_BY_ND: f"{_CC}licenses/by-nd/4.0/",
}
"""Where the wording of a licence is read."""

NO_TOPIC = RefusalWord("outreach.no_topic", N_("Choose at least one topic: by it the resource is found."))
NOWHERE = RefusalWord("outreach.edition_nowhere", N_("Choose a file, or give the address at which it can be read."))
NO_COPIES = RefusalWord(
    "outreach.no_copies",
    N_("All rights are reserved, so no copy may be kept here. Give the address where it can be read, without a file."),
)
BAD_ADDRESS = RefusalWord(
    "outreach.bad_address", N_("“%(address)s” is no address of a page. Write it whole, beginning with https://.")
)
EDITION_THERE = RefusalWord(
    "outreach.edition_there",
    N_(
        "“%(edition)s” is in the library in this language already. Give the edition another name, or withdraw that one."
    ),
    status=409,
)
EDITION_WITHDRAWN = RefusalWord(
    "outreach.edition_withdrawn",
    N_("This edition was withdrawn already. Add it anew where it should return."),
    status=409,
)
