// Walks through a scenario of a kept lesson where there is no line. The way stays on the device, sealed, and is sent as one
// entry of the queue, however many choices were made.
import { image } from "./reading.js";
import { get, put, seal, unseal } from "./store.js";

const placeOf = (me, lesson, scenario) => `walk/${me}/${lesson}/${scenario}`;

/** The choices made so far, for whoever was signed in last. */
export async function pathOf(me, lesson, scenario) {
  const row = me && (await get("own", placeOf(me, lesson, scenario)));
  return (row && (await unseal(me, row)))?.path ?? [];
}

export async function notePath(me, lesson, scenario, path) {
  const id = placeOf(me, lesson, scenario);
  if (me) await put("own", { id, at: Date.now(), ...(await seal(me, id, { path })) });
}

/** Where these choices lead, as far as this version still has them: { scene, by, path }. */
export function walked(scenario, path) {
  const scenes = new Map(scenario.scenes.map((each) => [each.id, each])), made = [];
  let scene = scenes.get(scenario.start), by = null;
  for (const name of path) {
    const way = scene.learnt || made.length >= scenario.most ? null : scene.ways.find((each) => each.id === name && scenes.has(each.to));
    if (!way) break;
    made.push(name);
    [scene, by] = [scenes.get(way.to), way];
  }
  return { scene, by, path: made };
}

/** Show the scene where somebody stands. `goes` is called with the choices after one more, one less, or none. */
export async function showScene(scenario, at, lesson, language, place, goes) {
  const { scene, by, path } = at, named = (name) => place.querySelector(`[data-scene-${name}]`);
  named("whole").textContent = scenario.title;
  const text = named("text");
  text.lang = language;
  text.replaceChildren(html(path.length ? "" : scenario.html), html(by?.after, "notice"), Object.assign(document.createElement("h1"), { textContent: scene.title, tabIndex: -1 }));
  const shown = scene.picture && lesson.parts.find((each) => [`small-${scene.picture}`, `file-${scene.picture}`].includes(each.name));
  const picture = shown && (await image(shown));
  if (picture) text.append(Object.assign(document.createElement("img"), { className: "scene__picture", src: picture, alt: scene.alt }));
  else if (scene.alt) text.append(Object.assign(document.createElement("p"), { className: "hint", textContent: scene.alt }));
  text.append(html(scene.html));
  const learnt = named("learnt");
  learnt.hidden = !scene.learnt;
  learnt.querySelector("div").replaceChildren(html(scene.learnt));
  learnt.querySelector("div").lang = language;
  named("ask").hidden = Boolean(scene.learnt);
  named("ways").lang = language;
  named("ways").replaceChildren(...(scene.learnt ? [] : scene.ways).map((way) => choice(way, () => goes([...path, way.id]))));
  for (const [name, after] of [["back", path.slice(0, -1)], ["again", []]]) {
    const button = named(name);
    button.hidden = !path.length;
    button.onclick = () => goes(after);
  }
}

function html(text, className = "") {
  const made = Object.assign(document.createElement("div"), { className, hidden: !text });
  if (text) made.innerHTML = text;
  return made;
}

function choice(way, goes) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button button--quiet ways__one", textContent: way.text });
  button.addEventListener("click", goes);
  const row = document.createElement("li");
  row.append(button);
  return row;
}
