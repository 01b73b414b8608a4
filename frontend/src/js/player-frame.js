// The page around a package, on the content host: it holds the SCORM run-time (scorm-again) where the package looks for
// it, and speaks with the page of the node by messages. It knows nothing of the learner but what the package has kept.
// The package may change everything here: whatever leaves is only what somebody's browser says.
import { follow, watch } from "./player/watching.js";
import { ask, current, ends, first, open as opened, rules } from "./player/sequencing.js";

const { pages, base } = document.documentElement.dataset;
const SOON = 250, LEAVES = 1_000;
const LEFT_OUT = /^cmi\.(core\.student_(id|name)|core\.(session_time|entry)|learner_(id|name)|session_time|entry|launch_data)$/;
let api = null, told = {}, later = 0, frame = null;

const say = (message) => window.parent.postMessage({ kerege: 1, ...message }, pages);

addEventListener("message", (event) => {
  if (event.source !== window.parent || event.origin !== pages || event.data?.kerege !== 1) return;
  if (event.data.do === "start" && !api) start(event.data);
  if (event.data.do === "tell" && api) tell(true);
  if (event.data.do === "navigate" && told.sequencing) navigate(event.data.request, event.data.target);
});
addEventListener("pagehide", () => api && tell(true));
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && api && tell(true));
const elsewhere = (site) => say({ do: "elsewhere", site });
watch(window, elsewhere);
say({ do: "ready" });

const SETTINGS = { autocommit: false, lmsCommitUrl: false, logLevel: 5, mastery_override: true };

function start(what) {
  told = what;
  if (told.sequencing) return sequenced();
  const old = what.standard === "scorm12";
  api = old ? new window.Scorm12API(SETTINGS) : new window.Scorm2004API(SETTINGS);
  const again = Object.keys(what.data).length > 0;
  if (again) api.loadFromFlattenedJSON(known(what.data), "");
  else if (!old) api.loadFromFlattenedJSON(objectives(what.settings.objectives ?? []), "");
  (old ? first12 : first2004)(again);
  const [set, commit, end] = old ? ["LMSSetValue", "LMSCommit", "LMSFinish"] : ["SetValue", "Commit", "Terminate"];
  api.on(set, () => { later ||= setTimeout(() => tell(false), SOON); });
  api.on(commit, () => tell(true));
  api.on(end, () => { tell(true); say({ do: "ended" }); });
  window[old ? "API" : "API_1484_11"] = api;
  open();
}

/** A package whose rules say which part comes: one run-time for all parts, that is reset between them. */
function sequenced() {
  const deliver = (id) => { coming = id; setTimeout(swap); };
  deliver.parts = told.parts;
  api = new window.Scorm2004API({ ...SETTINGS, ...rules(told, deliver, () => soon()) });
  api.on("SetValue", soon);
  api.on("Commit", () => tell(true));
  window.API_1484_11 = api;
  if (!first(api, told, deliver)) say({ do: "choose", open: opened(api) });
}

let coming = "", live = false;
const ENDED = "kerege.ended";

/** Of what was kept only what the run-time knows. */
const known = (data) => Object.fromEntries(Object.entries(data).filter(([name]) => name.startsWith("cmi.")));

/** The part that the rules chose takes the place of the one before it. What ended without a pause begins anew. */
async function swap() {
  const id = coming;
  if (!(id in told.parts)) return;
  await gone();
  tell(true);
  live = false;
  Object.assign(told, told.parts[id], { part: id });
  const data = told.all[id] ?? {};
  const again = Object.keys(data).length > 0 && data["cmi.exit"] !== "normal";
  api.reset();
  if (again) api.loadFromFlattenedJSON(known(data), "");
  first2004(again);
  live = true;
  say({ do: "part", part: id, open: opened(api) });
  open();
}

/** The part that runs goes while the run-time is still where it looks for it, so that it can say its last. */
function gone() {
  const old = frame;
  frame = null;
  return new Promise((done) => {
    if (!old) return done();
    const end = () => { old.remove(); done(); };
    old.addEventListener("load", end, { once: true });
    setTimeout(end, LEAVES);
    old.src = "about:blank";
  });
}

/** What a learner asks the page for. The part that runs is left first, and may still say how far somebody got. */
async function navigate(request, target) {
  const before = coming;
  coming = "";
  const running = api.isInitialized();
  if (running) api.adl.nav.request = target ? `{target=${target}}${request}` : request;
  await gone();
  if (!running) ask(api, request, target);
  else if (!coming && !api.isTerminated()) api.Terminate(""); // else the part said its last by itself, and the next one comes
  tell(true);
  if (ends(request)) return say({ do: request === "suspendAll" ? "suspended" : "over", open: opened(api) });
  if (coming) return;
  if (current(api)) coming = before, setTimeout(swap); // the rules did not allow it: the same part goes on
  say({ do: current(api) ? "refused" : "over", open: opened(api) });
}

function soon() {
  later ||= setTimeout(() => tell(false), SOON);
}

/** SCORM 2004 has the objectives of the manifest before the package begins. */
const objectives = (names) => Object.fromEntries(names.map((name, place) => [`cmi.objectives.${place}.id`, name]));

/** What the run-time tells the package before it begins; each is refused alone where the manifest says it wrongly. */
function put(...settings) {
  for (const [held, name, value] of settings) {
    if (value === undefined || value === "") continue;
    try {
      held[name] = value;
    } catch (fault) {
      console.warn(`${name}: ${fault.message}`);
    }
  }
}

function first12(again) {
  const { core, student_data: limits } = api.cmi, { settings } = told;
  put([core, "student_id", told.learner], [core, "student_name", told.called], [core, "credit", "credit"],
    [core, "entry", again ? "resume" : "ab-initio"], [api.cmi, "launch_data", settings.launch_data],
    [limits, "mastery_score", settings.mastery_score], [limits, "max_time_allowed", settings.max_time_allowed],
    [limits, "time_limit_action", settings.time_limit_action]);
}

function first2004(again) {
  const { cmi } = api, { settings } = told;
  put([cmi, "learner_id", told.learner], [cmi, "learner_name", told.called],
    [cmi, "entry", again ? "resume" : "ab-initio"], [cmi, "launch_data", settings.launch_data],
    [cmi, "scaled_passing_score", settings.passing_score], [cmi, "completion_threshold", settings.completion_threshold],
    [cmi, "time_limit_action", settings.time_limit_action]);
}

function open() {
  frame = document.createElement("iframe");
  frame.title = told.title;
  frame.lang = told.language;
  frame.addEventListener("load", () => say({ do: "shown" }), { once: true });
  frame.src = base + told.path.split("/").map(encodeURIComponent).join("/") + told.query;
  document.body.append(frame);
  follow(frame, elsewhere);
}

function tell(urgent) {
  clearTimeout(later);
  later = 0;
  const data = {};
  flatten("cmi", api.renderCommitCMI(true).cmi, data);
  if (api.isTerminated()) data[ENDED] = 1;
  if (!told.sequencing) return say({ do: "state", urgent, data, part: told.part });
  if (told.part && live) {
    told.all[told.part] = data;
    say({ do: "state", urgent, data, part: told.part });
  }
  const open = opened(api);
  say({ do: "state", urgent, data: rolled(open.outcome), part: told.whole });
  say({ do: "open", open });
}

/** How the whole package stands by its rules, and where they are; kept as one more part. */
function rolled(outcome) {
  const found = { "kerege.sequencing": api.serializeSequencingState() };
  const places = ["", ...told.order];
  places.forEach((id, place) => {
    for (const [name, value] of Object.entries(outcome[id] ?? {})) {
      if (value !== null && value !== undefined) found[`kerege.rolled.${place}.${name}`] = value;
    }
  });
  return found;
}

function flatten(name, value, into) {
  if (value !== null && typeof value === "object") {
    for (const [key, below] of Object.entries(value)) flatten(`${name}.${key}`, below, into);
  } else if (value !== "" && value !== null && value !== undefined && !LEFT_OUT.test(name)) into[name] = value;
}
