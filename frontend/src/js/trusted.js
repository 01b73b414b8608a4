// The page's policy says require-trusted-types-for 'script': text becomes markup or a script's address only through
// here. HTMX and MapLibre ask the policy named "default" without knowing it. Browsers without trusted types (older
// Firefox and Safari) do not ask; there the rest of the content security policy still refuses scripts in the page.
// The scripts outside /static/ open what is kept without a line, and have to stand above their addresses.
const WORKERS = ["/capacity/assessments/worker.js", "/courses/worker.js", "/learning/worker.js", "/training/lessons/worker.js"];
const RUNS = /<\s*(script|iframe|frame|object|embed|base|link|meta)\b/i;

globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (text) => {
    if (RUNS.test(text)) throw new TypeError("markup that loads or runs something");
    return text;
  },
  createScriptURL: (address) => {
    const { origin, pathname } = new URL(address, location.href);
    const ours = pathname.startsWith("/static/") || WORKERS.includes(pathname);
    if (origin !== location.origin || !ours) throw new TypeError("a script from elsewhere");
    return address;
  },
  createScript: () => {
    throw new TypeError("a script made of text");
  },
});
