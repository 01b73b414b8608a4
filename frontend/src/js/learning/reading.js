// Shows a lesson that a device keeps, and checks its answers there. Answers and place stay when the language changes: the
// questions have the same ids in every language.
import { get, part, put, seal, unseal } from "./store.js";

const made = (name, told = {}, ...inside) => {
  const element = Object.assign(document.createElement(name), told);
  element.append(...inside.filter((each) => each !== null));
  return element;
};

/** The text of a kept lesson in a language, else in the first that is kept. */
export async function textOf(lesson, language) {
  const texts = lesson.parts.filter((each) => each.kind === "text");
  const found = texts.find((each) => each.language === language) ?? texts[0];
  const kept = found && (await part(found.sha256));
  return kept ? kept.json() : null;
}

/** What was chosen so far in a lesson, for whoever was signed in last. */
export async function begun(me, lesson) {
  const row = me && (await get("own", `begun/${me}/${lesson.id}`));
  return (row && (await unseal(me, row))) || { answers: {} };
}

const notes = new Map();
let noting = Promise.resolve();

/** Keep what is chosen. One after the other and the last wins, however fast somebody types. */
export function note(me, lesson, told) {
  const id = `begun/${me}/${lesson.id}`;
  notes.set(id, told);
  noting = noting.catch(() => {}).then(async () => {
    const now = notes.get(id);
    notes.delete(id);
    if (me && now) await put("own", { id, at: Date.now(), ...(await seal(me, id, now)) });
  });
  return noting;
}

/** What the device can judge: its own questions. Of a question of the bank it knows whether it was answered: a mark of
 * `null`, or of `undefined` where it was not. */
export function graded(text, answers) {
  const marks = text.questions.map((question) => {
    if (question.bank) return answered(question, answers) ? null : undefined;
    const right = question.choices.filter((each) => each.right).map((each) => each.id).sort().join();
    return [...(answers[question.id] ?? [])].sort().join() === right;
  });
  const own = marks.filter((_, place) => !text.questions[place].bank), there = marks.filter((each) => each === null);
  return { right: own.filter(Boolean).length, asked: own.length, there: there.length, marks };
}

const answered = ({ id }, answers) => Object.keys(answers).some((name) => name.startsWith(`p${id}-`));

/** How many questions of the bank this copy has no fields for: one that was kept before the program had them. */
export const missing = (text) => (text.elsewhere ?? 0) - text.questions.filter((each) => each.bank).length;

/** A picture that is kept, as an address of its own bytes; null where it is not. */
export async function image(each) {
  const kept = await part(each.sha256), bytes = kept && (await kept.blob());
  return bytes && new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).replace(/^data:[^;]*/, `data:${each.type}`));
    reader.readAsDataURL(bytes);
  });
}

/** The pictures to look at; those that a question asks about stand there. */
export async function pictures(lesson, text, into) {
  const shown = (one) => one.kind === "picture" && (!one.language || one.language === text.language);
  const asked = new Set((text.pictured ?? []).flatMap((name) => [`small-${name}`, `file-${name}`]));
  for (const each of lesson.parts.filter((one) => shown(one) && !asked.has(one.name))) {
    const src = await image(each);
    if (src) into.append(made("figure", {}, made("img", { src, alt: each.title }), made("figcaption", {}, each.title)));
  }
}

/** Films that are kept, with their captions, and what is said in each, also where the film is left out. */
export async function films(lesson, text, into, words) {
  for (const film of text.films ?? []) {
    const there = lesson.parts.find((each) => each.name === film.part), kept = there && (await part(there.sha256));
    const inside = made("kerege-film", { className: "film" });
    inside.dataset.play = words.play;
    if (kept) inside.append(await player(lesson, film, text.language, await bytes(kept, there.type)));
    inside.append(made("p", { className: "film__about", dir: "auto" }, film.name), ...film.said.map((each) => said(each, film, words.said)));
    into.append(inside);
  }
}

const bytes = async (kept, type) => URL.createObjectURL(new Blob([await kept.arrayBuffer()], { type }));

async function player(lesson, film, language, src) {
  const plays = made(film.sound ? "audio" : "video", { controls: true, preload: "metadata", src, ariaLabel: film.name });
  for (const { lang, name, part: of } of film.said) {
    const there = lesson.parts.find((each) => each.name === of), kept = there && (await part(there.sha256));
    if (!kept) continue;
    const told = { kind: "captions", srclang: lang, label: name, default: lang === language };
    plays.append(made("track", { ...told, src: await bytes(kept, "text/vtt") }));
  }
  return plays;
}

function said({ lang, name, rows }, film, words) {
  const lines = rows.map(({ at, clock, voice, text }) => {
    const time = made("time", {}, clock);
    time.dataset.at = at;
    return made("p", {}, time, " ", voice ? made("b", {}, `${voice}: `) : null, text);
  });
  const place = made("div", { className: "film__said read", lang, dir: "auto", tabIndex: 0, role: "region", ariaLabel: `${film.name}: ${name}` }, ...lines);
  return made("details", { open: true }, made("summary", {}, `${words}: ${name}`), place);
}

/** The text and the cases. */
export function show(text, into) {
  const body = made("div");
  body.innerHTML = text.html;
  into.lang = text.language;
  into.replaceChildren(made("h1", { dir: "auto" }, text.title), body);
  for (const each of text.cases) {
    const told = made("div");
    told.innerHTML = each.html;
    const said = each.said ? made("details", {}, made("summary", {}, "…"), made("p", {}, each.said)) : null;
    into.append(made("section", { className: "card" }, made("h2", {}, each.title), told, made("p", {}, each.think), said));
  }
}

/** The scenarios of a lesson, each with the way to it. `words` are the sentences of the page. */
export function scenarios(lesson, text, into, words) {
  for (const each of text.scenarios ?? []) {
    const told = made("div", { dir: "auto" });
    told.innerHTML = each.html;
    const link = made("a", { className: "button", href: `/training/lessons/${lesson.id}/${each.id}/`, lang: document.documentElement.lang }, words.walk);
    into.append(made("section", { className: "card" }, made("h2", { dir: "auto" }, each.title), told, made("p", {}, link)));
  }
}

/** The questions as fields, with what is chosen; `several` is the sentence for those of which several may be right. */
export async function questions(lesson, text, answers, into, several) {
  const drawn = new Map();
  for (const each of text.questions) if (each.bank) drawn.set(each.id, await asDrawn(lesson, each.bank));
  into.lang = text.language;
  into.replaceChildren(...text.questions.map((question, place) => {
    const choices = question.choices.map((each) => {
      const field = made("input", { type: question.many ? "checkbox" : "radio", name: question.id, value: each.id });
      field.checked = (answers[question.id] ?? []).includes(each.id);
      return made("li", {}, made("label", {}, field, ` ${each.text}`));
    });
    const hint = question.many ? made("p", { className: "hint", lang: document.documentElement.lang }, several) : null;
    const legend = made("legend", {}, `${place + 1}. ${question.stem}`);
    const asks = drawn.get(question.id) ?? made("ul", { className: "choices" }, ...choices);
    const fields = made("fieldset", { id: `q-${question.id}` }, legend, hint, asks);
    return made("div", { className: "field" }, fields);
  }));
  fill(into, answers);
}

/** A question of the bank as the node drew it, with its pictures as far as they are kept; else their words stand there. */
async function asDrawn(lesson, html) {
  const { content } = Object.assign(document.createElement("template"), { innerHTML: html });
  for (const each of content.querySelectorAll("img, image")) {
    const name = (each.getAttribute("src") ?? each.getAttribute("href")).replace(/^kept:/, "");
    const there = lesson.parts.find((one) => [`small-${name}`, `file-${name}`].includes(one.name)), src = there && (await image(there));
    const drawing = each.closest("kerege-areas");
    if (src) each.setAttribute(drawing ? "href" : "src", src);
    else (drawing ?? each).replaceWith(made("em", {}, `[${drawing?.querySelector("svg").getAttribute("aria-label") ?? each.alt}]`));
  }
  return content;
}

const PICKED = ["checkbox", "radio"], NO_ANSWER = ["hidden", "submit", "button", "fieldset"];

/** What a form says, by the names of its fields: what was not answered is left out. */
export function chosen(form) {
  const found = {};
  for (const each of form.elements) {
    if (!each.name || NO_ANSWER.includes(each.type)) continue;
    if (PICKED.includes(each.type) ? each.checked : each.value.trim()) (found[each.name] ??= []).push(each.value);
  }
  return found;
}

/** Put back what a form said. */
export function fill(root, answers) {
  for (const each of root.querySelectorAll("input[name], select[name], textarea[name]")) {
    const given = answers[each.name];
    if (!given || NO_ANSWER.includes(each.type)) continue;
    if (PICKED.includes(each.type)) each.checked = given.includes(each.value);
    else each.value = given[0];
    each.dispatchEvent(new Event("kerege-filled"));
  }
}

function marked(mark, words) {
  const [kind, said] = mark === undefined ? ["", words.none] : mark === null ? ["info", words.waits] : mark ? ["good", words.good] : ["bad", words.bad];
  return made("span", { className: kind ? `badge badge--${kind}` : "badge" }, said);
}

/** Each question with what was chosen, what is right, and why. `words` are the sentences of the page. */
export function result(text, answers, marks, into, words) {
  into.replaceChildren(...text.questions.map((question, place) => {
    const choices = question.choices.map((each) => {
      const mine = (answers[question.id] ?? []).includes(each.id) ? made("span", { className: "badge badge--info" }, words.mine) : null;
      const why = made("bdi", { className: "soft", lang: text.language }, each.why);
      const right = made("b", {}, each.right ? words.right : words.wrong);
      return made("li", {}, made("span", { lang: text.language, dir: "auto" }, each.text), " ", mine, made("br"), right, " ", why);
    });
    const mark = marked(marks[place], words);
    const stem = made("b", { lang: text.language, dir: "auto" }, question.stem);
    return made("li", {}, made("p", {}, stem, " ", mark), made("ul", {}, ...choices));
  }));
}
