"""What somebody smuggles into a page does not run, and the program's own scripts never break the policy."""

import pytest

HOSTILE = """
<script>window.hit = "inline script"</script>
<script src="data:text/javascript,window.hit='data script'"></script>
<img src="/nothing.png" onerror="window.hit = 'onerror'">
<svg onload="window.hit = 'onload'"></svg>
<a id="pressed" href="javascript:window.hit='javascript:'" onclick="window.hit='onclick'">press</a>
<iframe srcdoc="<script>parent.hit = 'srcdoc'</script>"></iframe>
<object data="data:text/html,<script>parent.hit='object'</script>"></object>
<base href="https://elsewhere.example/">
<meta http-equiv="refresh" content="9999;url=javascript:window.hit='meta'">
<form id="elsewhere" action="https://elsewhere.example/"><button id="sent">send</button></form>
"""
PAGES = (
    "/",
    "/countries/KAZ/",
    "/projects/P53/",
    "/indicators/",
    "/courses/",
    "/claims/",
    "/people/organisations/",
    "/sources/",
    "/search/?q=x",
    "/help/",
    "/account/sign-in/",
)
WATCH = "document.addEventListener('securitypolicyviolation', e => console.error('violates ' + e.violatedDirective))"


@pytest.fixture
def victim(browser, site, sessions):
    """Somebody whose pages come with HOSTILE inside, under the headers that the node sent."""
    from tests.browser.conftest import Visitor

    somebody = Visitor(browser, site, sessions)

    def smuggle(route):
        answer = route.fetch()
        if "text/html" in answer.headers.get("content-type", ""):
            route.fulfill(response=answer, body=answer.text().replace("<h1", HOSTILE + "<h1", 1))
        else:
            route.fulfill(response=answer)

    somebody.page.route("**/*", smuggle)
    yield somebody
    somebody.page.unroute_all(behavior="ignoreErrors")  # what is still fetched would fail in a later test
    somebody.context.close()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_that_was_smuggled_in_runs(victim, path):
    victim.goes(path)
    assert victim.page.locator("#pressed").count() == 1, "nothing was smuggled in, so this proves nothing"
    for what in ("#pressed", "#sent"):  # no wait for a navigation: there is none
        victim.page.evaluate("what => document.querySelector(what).click()", what)
    assert victim.page.evaluate("window.hit ?? 'nothing ran'") == "nothing ran"
    assert victim.page.url.startswith(victim.site)
    assert victim.page.evaluate("document.baseURI").startswith(victim.site)


def test_the_same_smuggled_markup_runs_without_the_policy(victim):
    """Else the test above would pass with markup that cannot do anything anyway."""

    def naked(route):
        answer = route.fetch()
        headers = {k: v for k, v in answer.headers.items() if k != "content-security-policy"}
        route.fulfill(response=answer, headers=headers, body=answer.text().replace("<h1", HOSTILE + "<h1", 1))

    victim.page.unroute("**/*")
    victim.page.route("**/help/", naked)
    victim.goes("/help/")
    assert victim.page.evaluate("window.hit ?? 'nothing ran'") != "nothing ran"


@pytest.mark.parametrize(
    ("sink", "why"),
    [
        ("document.body.innerHTML = '<script src=x></script>'", "markup that loads"),
        ("document.createElement('script').src = 'https://elsewhere.example/x.js'", "a script from elsewhere"),
        ("document.createElement('script').src = '/people/'", "a script from elsewhere"),
        ("document.createElement('script').text = '1'", "a script made of text"),
        ("new Worker('data:text/javascript,1')", "a script from elsewhere"),
    ],
)
def test_text_does_not_become_a_script(visitor, sink, why):
    somebody = visitor()
    somebody.goes("/help/")
    trying = f"try {{ {sink}; return 'it did' }} catch (fault) {{ return fault.message }}"
    told = somebody.page.evaluate(f"() => {{ {trying} }}")
    assert told.startswith(why)


def test_using_the_pages_breaks_no_policy(visitor):
    """Home, the detailed map, the switch of country (HTMX) and a form with a fault, all with scripts."""
    somebody = visitor()
    somebody.page.add_init_script(WATCH)
    somebody.signs_in("focal.point.kaz")
    somebody.page.click("kerege-map [data-open]")
    somebody.page.wait_for_selector(".maplibregl-canvas")
    somebody.goes("/courses/")
    with somebody.page.expect_response(lambda answer: "/choose/" in answer.url):
        somebody.page.evaluate("document.querySelector('[hx-get*=choose]').closest('details').open = true")
    somebody.page.wait_for_selector("[hx-get*=choose] select[name=country]")
    somebody.goes("/claims/new/")
    somebody.page.click("main form.form button >> nth=0")
    assert somebody.page.locator(".error-summary").is_visible()
    assert somebody.complaints == []


POLLUTED = """() => {
  const copy = (into, from) => {
    for (const name of Object.keys(from)) {
      if (typeof from[name] !== "object") into[name] = from[name];
      else { into[name] ??= {}; copy(into[name], from[name]); }
    }
  };
  for (const text of ['{"__proto__": {"first": 1}}', '{"constructor": {"prototype": {"second": 1}}}']) {
    try { copy({}, JSON.parse(text)); } catch { /* it cannot be added */ }
  }
  return [({}).first ?? 0, ({}).second ?? 0];
}"""
"""The mistake of a careless script, as it stood in many libraries."""


def test_no_name_reaches_what_all_objects_inherit_from(visitor):
    somebody = visitor()
    somebody.page.goto("about:blank")
    assert somebody.page.evaluate(POLLUTED) == [1, 1], "it works where our scripts are not"
    somebody.goes("/help/?__proto__[first]=1&constructor[prototype][second]=1#__proto__[first]=1")
    assert somebody.page.evaluate("[({}).first ?? 0, ({}).second ?? 0]") == [0, 0]
    assert somebody.page.evaluate(POLLUTED) == [0, 0]
    assert somebody.complaints == []
