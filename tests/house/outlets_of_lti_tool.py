"""The part of the register of outlets that is launches from other learning platforms."""

from tests.house.outlet import Outlet, page, silent

LTI_TOOL: dict[str, Outlet] = {
    "lti/tool/login/": page(
        "/lti/tool/login/?iss=https://elsewhere.example&login_hint=1&target_link_uri=https://x.example/"
    ),
    "lti/tool/launch/": silent("it takes the token of a platform; tests/web/lti_tool"),
    "lti/tool/enter/<str:number>/": silent("a launch of whoever holds its cookie; tests/web/lti_tool"),
    "lti/tool/pick/": silent("it takes what was signed for a platform; tests/web/lti_tool"),
    "lti/tool/mine/": page("/lti/tool/mine/"),
    "lti/tool/mine/<uuid:launch>/class/": silent("a reader's own launch; tests/web/lti_tool"),
    "training/platforms/": page("/training/platforms/"),
    "training/platforms/new/": page("/training/platforms/new/"),
    "training/platforms/<uuid:uid>/": silent("for whoever keeps it; tests/web/lti_tool"),
}

WRITES_OF_LTI_TOOL = dict.fromkeys(
    (
        *("lti/tool/login/", "lti/tool/launch/", "lti/tool/enter/<str:number>/", "lti/tool/pick/", "lti/tool/mine/"),
        *("lti/tool/mine/<uuid:launch>/class/", "training/platforms/new/", "training/platforms/<uuid:uid>/"),
    ),
    "tests/web/lti_tool",
)
"""Where something is sent, with the tests that prove who may; see writes.py."""
