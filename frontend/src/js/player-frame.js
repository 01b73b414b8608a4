// The page around a package, on the content host: it holds the SCORM run-time (scorm-again) where the package looks for
// it, and speaks with the page of the node by messages. It knows nothing of the learner but what the package has kept.
// The package may change everything here: whatever leaves is only what somebody's browser says.
const { pages, base } = document.documentElement.dataset;
const SOON = 250;
const LEFT_OUT = /^cmi\.(core\.student_(id|name)|core\.(session_time|entry)|learner_(id|name)|session_time|entry|launch_data)$/;
let api = null, told = {}, later = 0;

const say = (message) => window.parent.postMessage({ kerege: 1, ...message }, pages);

addEventListener("message", (event) => {
  if (event.source !== window.parent || event.origin !== pages || event.data?.kerege !== 1) return;
  if (event.data.do === "start" && !api) start(event.data);
  if (event.data.do === "tell" && api) tell(true);
});
addEventListener("pagehide", () => api && tell(true));
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && api && tell(true));
say({ do: "ready" });

function start(what) {
  told = what;
  const old = what.standard === "scorm12";
  const settings = { autocommit: false, lmsCommitUrl: false, logLevel: 5, mastery_override: true };
  api = old ? new window.Scorm12API(settings) : new window.Scorm2004API(settings);
  const again = Object.keys(what.data).length > 0;
  if (again) api.loadFromFlattenedJSON({ ...what.data }, "");
  else if (!old) api.loadFromFlattenedJSON(objectives(what.settings.objectives ?? []), "");
  (old ? first12 : first2004)(again);
  const [set, commit, end] = old ? ["LMSSetValue", "LMSCommit", "LMSFinish"] : ["SetValue", "Commit", "Terminate"];
  api.on(set, () => { later ||= setTimeout(() => tell(false), SOON); });
  api.on(commit, () => tell(true));
  api.on(end, () => { tell(true); say({ do: "ended" }); });
  window[old ? "API" : "API_1484_11"] = api;
  open();
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
  const frame = document.createElement("iframe");
  frame.title = told.title;
  frame.lang = told.language;
  frame.addEventListener("load", () => say({ do: "shown" }), { once: true });
  frame.src = base + told.path.split("/").map(encodeURIComponent).join("/") + told.query;
  document.body.append(frame);
}

function tell(urgent) {
  clearTimeout(later);
  later = 0;
  const data = {};
  flatten("cmi", api.renderCommitCMI(true).cmi, data);
  say({ do: "state", urgent, data });
}

function flatten(name, value, into) {
  if (value !== null && typeof value === "object") {
    for (const [key, below] of Object.entries(value)) flatten(`${name}.${key}`, below, into);
  } else if (value !== "" && value !== null && value !== undefined && !LEFT_OUT.test(name)) into[name] = value;
}
