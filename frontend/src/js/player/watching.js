// What a package wants from other sites, on the content host: its policy refuses that, and nobody would see why a picture is
// missing or a link leads nowhere. The page of the node is told the name of each site once.
const told = new Set(), seen = new WeakSet();

/** Watch a window and all frames in it, now and when they show another page. `say` is called with the name of a site. */
export function watch(inner, say) {
  const { document } = inner;
  if (seen.has(document)) return;
  seen.add(document);
  const tell = (address) => {
    const site = other(address);
    if (!site || told.has(site)) return;
    told.add(site);
    say(site);
  };
  inner.addEventListener("securitypolicyviolation", (event) => tell(event.blockedURI));
  inner.addEventListener("click", (event) => tell(event.target.closest?.("a[href]")?.href), true);
  if (inner.ReportingObserver) { // what was refused before anybody listened
    const heard = (reports) => reports.forEach((each) => tell(each.body?.blockedURL));
    new inner.ReportingObserver(heard, { types: ["csp-violation"], buffered: true }).observe();
  }
  for (const each of document.querySelectorAll("iframe, frame")) follow(each, say);
}

/** A frame, whose pages are watched as they come. */
export function follow(frame, say) {
  const look = () => {
    try {
      if (frame.contentWindow) watch(frame.contentWindow, say);
    } catch {
      return; // led elsewhere, which the page around it was told
    }
  };
  frame.addEventListener("load", look);
  look();
}

function other(address) {
  try {
    const { protocol, origin, host } = new URL(address);
    return /^(https?|wss?):$/.test(protocol) && origin !== location.origin ? host : "";
  } catch {
    return "";
  }
}
