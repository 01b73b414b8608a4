// The page around an exercise of H5P, on the content host: h5p-standalone opens it, and this speaks with the page of the
// node by messages, as player-frame.js does for SCORM. The libraries of the exercise run on this page and may change
// everything here: whatever leaves is only what somebody's browser says.
import { watch } from "./player/watching.js";

const { pages, base } = document.documentElement.dataset;
const SOON = 250, SAVED_EVERY = 3, PLAYER = "/r/h5p/";
const STATE = /^[A-Za-z0-9_-]{1,80}$/;
const here = location.origin;
let data = null, later = 0;

// A browser that keeps nothing for a page within another site's says so by throwing; H5P only wants to queue requests.
for (const name of ["localStorage", "sessionStorage"]) {
  try {
    void window[name];
  } catch {
    const held = new Map();
    Object.defineProperty(window, name, {
      value: {
        getItem: (key) => held.get(`${key}`) ?? null,
        setItem: (key, value) => held.set(`${key}`, `${value}`),
        removeItem: (key) => held.delete(`${key}`),
      },
    });
  }
}

const say = (message) => window.parent.postMessage({ kerege: 1, ...message }, pages);

addEventListener("message", (event) => {
  if (event.source !== window.parent || event.origin !== pages || event.data?.kerege !== 1) return;
  if (event.data.do === "start" && !data) start(event.data);
  if (event.data.do === "tell" && data) tell(true);
  if (event.data.do === "known" && data) for (const name of event.data.events) delete data[name];
});
addEventListener("pagehide", () => data && tell(true));
watch(window, (site) => say({ do: "elsewhere", site }));
say({ do: "ready" });

async function start(told) {
  data = { ...told.data };
  document.documentElement.lang = told.language;
  const place = document.createElement("main");
  document.body.append(place);
  try {
    const id = await new window.H5PStandalone.H5P(place, {
      id: "exercise", title: told.title, embedType: "div", preventH5PInit: false, saveFreq: SAVED_EVERY,
      h5pJsonPath: here + base.replace(/\/$/, ""), contentUserData: kept(),
      frameJs: `${here}${PLAYER}frame.bundle.js`, frameCss: `${here}${PLAYER}styles/h5p.css`,
    });
    begin(window.H5P, id);
    say({ do: "shown" });
  } catch (fault) {
    say({ do: "failed", why: String(fault).slice(0, 200) });
  }
}

/** What the exercise kept before, in the form in which H5P looks for it. */
function kept() {
  const found = {};
  for (const [name, value] of Object.entries(data)) {
    const [, what, below, kind] = name.split(".");
    if (what === "state") (found[below] ??= {})[kind] = value;
  }
  return found;
}

/** H5P keeps its state with a server; here that is the page of the node. */
function begin(H5P, id) {
  const held = kept();
  H5P.getUserData = (_id, kind, done, below = 0) => {
    const found = held[below]?.[kind];
    done(undefined, found === undefined ? undefined : JSON.parse(found));
  };
  H5P.setUserData = (_id, kind, value, extras) => keep(extras?.subContentId || 0, kind, JSON.stringify(value));
  H5P.deleteUserData = (_id, kind, below) => keep(below || 0, kind, undefined);
  H5P.externalDispatcher.on("xAPI", (event) => heard(event.data?.statement));
  H5P.init(document.body);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") H5P.instances.forEach((each) => saved(H5P, each));
  });
  addEventListener("resize", () => H5P.instances.forEach((each) => H5P.trigger(each, "resize")));
  return id;
}

function saved(H5P, instance) {
  const state = instance.getCurrentState?.();
  if (state !== undefined) H5P.setUserData(instance.contentId, "state", state);
  tell(true);
}

function keep(below, kind, value) {
  if (!STATE.test(below) || !STATE.test(kind)) return;
  const name = `h5p.state.${below}.${kind}`;
  if (data[name] === value) return;
  if (value === undefined) delete data[name];
  else data[name] = value;
  later ||= setTimeout(() => tell(false), SOON);
}

/** An event of the exercise is kept until the node has it; the exercise as a whole says how far somebody got. */
function heard(statement) {
  if (!statement) return;
  let told;
  try {
    told = JSON.parse(JSON.stringify(statement));
  } catch {
    return;
  }
  const name = `${Date.now().toString(36)}-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
  data[`h5p.told.${name}`] = JSON.stringify(told);
  later ||= setTimeout(() => tell(false), SOON);
  const verb = told.verb?.id?.split("/").pop(), result = told.result ?? {};
  if (told.context?.contextActivities?.parent || !["completed", "answered"].includes(verb)) return;
  data["h5p.completion"] = "completed";
  if (typeof result.success === "boolean") data["h5p.success"] = result.success ? "passed" : "failed";
  if (typeof result.score?.scaled === "number") data["h5p.score"] = result.score.scaled;
  if (typeof result.duration === "string") data["h5p.duration"] = result.duration;
  tell(true);
}

function tell(urgent) {
  clearTimeout(later);
  later = 0;
  say({ do: "state", urgent, data: { ...data } });
}
