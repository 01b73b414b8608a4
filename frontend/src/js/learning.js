// <kerege-learning>: lessons on a device. As `list` it shows what is kept and what waits; with `pack` (the address of a
// lesson's parts) it offers to keep that lesson; as `shell` it opens what is kept where there is no line.
import "./learning/course.js";
import { kilobytes, moment, number, say } from "./learning/figures.js";
import { choose, keep, leftOut, letGo, onTheLine, packOf, prepare, renew, tierOf, wanted } from "./learning/keeping.js";
import { add, addWalk, again, forget, heard, opened, queued, send } from "./learning/queue.js";
import { begun, chosen, fill, films, graded, missing, note, pictures, questions, result, scenarios, show, textOf } from "./learning/reading.js";
import { able, all, get, remember, tell, unseal, whoWas } from "./learning/store.js";
import { notePath, pathOf, showScene, walked } from "./learning/walking.js";

const LESSON = /^\/training\/lessons\/([\w-]+)\/([\w-]+)\/(?:([\w-]+)\/)?$/, AGAIN = 30_000;
const named = (files) => files.map((each) => `${each.title} (${kilobytes(each.size)})`).join(", ");

class Learning extends HTMLElement {
  async connectedCallback() {
    if (!able()) return say(this, "unsafe");
    this.addEventListener("click", (event) => this.#pressed(event));
    this.me = this.getAttribute("me") || (await whoWas());
    if (this.getAttribute("me") && this.me !== (await whoWas())) await remember(this.me);
    if (this.hasAttribute("shell")) await this.#open();
    if (this.hasAttribute("pack")) await this.#offer();
    if (this.hasAttribute("walked")) await this.#follow();
    heard(() => this.#draw());
    addEventListener("kerege-course", () => this.#draw());
    addEventListener("online", () => this.#send());
    setInterval(() => this.waiting && this.#send(), AGAIN);
    await this.#draw();
    await this.#send();
    if (this.hasAttribute("list") && !navigator.connection?.saveData) await renew().then(() => this.#draw(), console.warn);
    this.dataset.ready = "";
  }

  #part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  async #send() {
    if (!this.waiting && (this.hasAttribute("pack") || this.hasAttribute("walked"))) return; // on the page of a lesson there is nothing else to ask for
    const state = await send(this.getAttribute("device"), this.getAttribute("sync")).catch((fault) => console.warn(fault));
    this.me = (await whoWas()) || this.me;
    await this.#draw();
    const waits = number(this.waiting);
    if (state === "sent") this.dispatchEvent(new Event("sent"));
    if (this.keeping) return;
    say(this, state === "sent" ? "sent" : this.waiting && state === "nobody" ? "nobody" : this.waiting ? "waits" : "", { n: waits });
  }

  /** What is kept and what waits, anew. Of other accounts only how much. */
  async #draw() {
    const rows = await queued(), mine = rows.filter((each) => each.me === this.me), others = rows.length - mine.length;
    this.waiting = mine.filter((each) => !each.syncedAt && !each.code).length;
    await tell();
    this.#fill("queued", mine, (row, each) => this.#queued(row, each));
    const lessons = await all("lessons");
    this.#fill("kept", lessons, (row, each) => {
      const link = row.querySelector("a");
      link.href = `/training/lessons/${each.id}/`;
      link.textContent = each.title;
      row.querySelector("[data-size]").textContent = kilobytes(each.size);
      row.querySelector("[data-at]").textContent = moment(each.at);
      row.querySelector("[data-tier]").textContent = this.querySelector(`[data-tier-name=${each.tier}]`)?.textContent ?? "";
    });
    const strangers = this.#part("others");
    if (strangers) strangers.hidden = !others;
    const count = strangers?.querySelector("[data-n]");
    if (count) count.textContent = number(others);
    const none = this.#part("none");
    if (none) none.hidden = Boolean(lessons.length);
    localStorage.setItem("kerege-learning-kept", lessons.length);
  }

  #queued(row, each) {
    row.querySelector("[data-title]").textContent = each.title;
    row.querySelector("[data-at]").textContent = moment(each.at);
    const state = each.syncedAt ? "synced" : each.code ? "refused" : "waits";
    for (const one of row.querySelectorAll("[data-state]")) one.hidden = one.dataset.state !== state;
    if (each.syncedAt) row.querySelector("[data-synced]").textContent = moment(each.syncedAt);
    if (each.asked) row.querySelector("[data-result]").textContent = `· ${number(each.right)} / ${number(each.asked)}`;
    const answers = row.querySelector("[data-answers]");
    answers.hidden = !each.asked || !each.taken;
    answers.href = `/training/lessons/mine/${each.taken}/`;
    row.querySelector("[data-do=correct]").hidden = Boolean(each.scenario);
    row.querySelector("[data-why]").textContent = each.why ?? "";
  }

  #fill(name, rows, tells) {
    const place = this.#part(name);
    if (!place) return;
    const template = this.querySelector(`template[data-row=${name}]`);
    place.replaceChildren(...rows.map((each) => {
      const row = template.content.firstElementChild.cloneNode(true);
      row.dataset.id = each.id;
      tells(row, each);
      return row;
    }));
    const around = place.closest("[data-around]");
    if (around) around.hidden = !rows.length;
  }

  async #pressed(event) {
    const button = event.target.closest("[data-do]"), id = button?.closest("[data-id]")?.dataset.id;
    const does = { keep: () => this.#keep(), remove: () => letGo(id ?? this.id_), again: () => again(id), drop: () => forget(id), correct: () => this.#correct(id) };
    const work = does[button?.dataset.do];
    if (!work || this.keeping) return; // pressed twice it fetches once, and nothing is removed while it comes
    await work();
    if (button.dataset.do === "remove" && this.hasAttribute("pack")) {
      say(this, "");
      await this.#stands();
    }
    await this.#draw();
    if (button.dataset.do !== "keep") await this.#send();
  }

  /** Answers that were not taken stand in their lesson again, to be changed and sent anew. */
  async #correct(id) {
    const told = await opened(id);
    if (!told) return;
    await note(this.me, { id: told.lesson }, { answers: told.answers, language: told.language });
    await forget(id);
    location.assign(`/training/lessons/${told.lesson}/?lesson=${told.language}#questions`);
  }

  // -- on the page of a lesson ----------------------------------------------------------------------------------------

  get id_() {
    return LESSON.exec(location.pathname)?.slice(1, 3).join("/");
  }

  /** Offer to keep the lesson: languages and tiers with their sizes, before anything is fetched. */
  async #offer() {
    const kept = await get("lessons", this.id_), form = document.querySelector("kerege-kept form");
    await this.#resume(form);
    form?.addEventListener("submit", (event) => this.#submitted(event, form));
    this.#ask();
    if (kept) await this.#stands();
    this.hidden = false;
  }

  /** At the first press; where the line failed, at the next. */
  #ask() {
    this.querySelector("details").addEventListener("toggle", () => this.#sizes(), { once: true });
  }

  async #resume(form) {
    const { answers } = await begun(this.me, { id: this.id_ });
    if (form && !Object.keys(chosen(form)).length) fill(form, answers);
  }

  /** Without a line the kept lesson takes over, with what was chosen here. */
  async #submitted(event, form) {
    if (navigator.onLine) return void (await note(this.me, { id: this.id_ }, { answers: {} }));
    if (!(await get("lessons", this.id_)) || !this.me) return;
    event.preventDefault();
    const language = form.elements.lesson.value;
    await note(this.me, { id: this.id_ }, { answers: chosen(form), language });
    location.assign(location.pathname);
  }

  async #sizes() {
    try {
      this.pack = await packOf(this.getAttribute("pack"));
    } catch (fault) {
      this.#ask();
      return say(this, fault.told ? "refused" : "full", { why: fault.told });
    }
    for (const failed of ["refused", "full"]) this.querySelector(`[data-say=${failed}]`).hidden = true;
    const kept = await get("lessons", this.id_);
    this.#fill("languages", this.pack.languages.map(({ tag, name }) => ({ id: tag, name })), (row, each) => {
      const field = row.querySelector("input"), now = document.querySelector("input[name=lesson]")?.value;
      field.value = each.id;
      field.checked = kept ? kept.languages.includes(each.id) : each.id === now;
      row.querySelector("[data-name]").textContent = each.name;
    });
    const tier = kept?.tier ?? tierOf(this.pack);
    for (const each of this.querySelectorAll("input[name=tier]")) each.checked = each.value === tier;
    this.addEventListener("change", () => this.#weigh());
    this.#part("tiers").disabled = false; // not before: what somebody chooses meanwhile would be lost
    this.#weigh();
  }

  #chosen() {
    const languages = [...this.querySelectorAll("[data-part=languages] input:checked")].map((each) => each.value);
    return { languages, tier: this.querySelector("input[name=tier]:checked").value };
  }

  #weigh() {
    const { languages } = this.#chosen();
    for (const each of this.querySelectorAll("input[name=tier]")) {
      const parts = wanted(this.pack, each.value, languages), left = leftOut(this.pack, parts);
      const place = each.closest("label").querySelector("[data-size]");
      place.textContent = kilobytes(onTheLine(parts));
      each.closest("li").querySelector("[data-left]").textContent = named(left);
      each.closest("li").querySelector("[data-left-out]").hidden = !left.length;
    }
    this.querySelector("[data-do=keep]").disabled = !languages.length;
  }

  async #keep() {
    const { languages, tier } = this.#chosen();
    choose(tier);
    this.keeping = true;
    try {
      say(this, "fetching", { n: kilobytes(0), of: "" });
      await prepare(this.getAttribute("shell-at"), [this.getAttribute("worker"), this.getAttribute("lessons-worker")]);
      const fetched = await keep(this.pack, this.getAttribute("pack"), tier, languages, (n, of) =>
        say(this, "fetching", { n: kilobytes(n), of: kilobytes(of) }));
      await this.#stands();
      say(this, "ready", { n: kilobytes(fetched) });
    } catch (fault) {
      console.warn(fault);
      say(this, "full");
    }
    this.keeping = false;
  }

  async #stands() {
    const kept = await get("lessons", this.id_), told = this.#part("stands");
    told.hidden = !kept;
    if (!kept) return;
    told.querySelector("[data-size]").textContent = kilobytes(kept.size);
    told.querySelector("[data-at]").textContent = moment(kept.at);
  }

  // -- without a line -------------------------------------------------------------------------------------------------

  async #open() {
    const lesson = this.id_ && (await get("lessons", this.id_));
    if (!lesson) return this.#home();
    this.lesson = lesson;
    this.state = await begun(this.me, lesson);
    const asked = new URLSearchParams(location.search).get("lesson");
    const scenario = LESSON.exec(location.pathname)[3];
    if (scenario) return this.#walk(scenario, asked ?? this.state.language ?? document.documentElement.lang);
    await this.#read(this.state.language ?? asked ?? document.documentElement.lang);
    this.#part("lesson").hidden = false;
    const form = this.#part("lesson").querySelector("form");
    for (const name of ["input", "change"]) form.addEventListener(name, () => this.#typed(form));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#finish(form);
    });
  }

  /** A scenario, from where somebody stood. */
  async #walk(name, language) {
    const text = await textOf(this.lesson, language), scenario = text?.scenarios?.find((each) => each.id === name);
    if (!scenario) return say(this, "gone");
    const place = this.#part("scene");
    place.querySelector("[data-scene-lesson]").href = `/training/lessons/${this.id_}/?lesson=${text.language}`;
    const goes = async (path, moved = true) => {
      const at = walked(scenario, path);
      if (moved) {
        this.path = at.path;
        await notePath(this.me, this.id_, name, at.path);
        if (this.me) await addWalk(this.me, this.lesson, scenario, text.language, at.path);
      }
      document.title = `${at.scene.title} · ${scenario.title}`;
      await showScene(scenario, at, this.lesson, text.language, place, goes);
      if (!moved) return;
      place.querySelector("h1").focus();
      await this.#draw();
      await this.#send();
    };
    await goes(await pathOf(this.me, this.id_, name), false);
    place.hidden = false;
  }

  /** On the page of a scenario: what is chosen where the line is gone goes on on the device, with all before. */
  async #follow() {
    const scenario = LESSON.exec(location.pathname)[3], form = document.querySelector("form[data-walk]");
    const lesson = await get("lessons", this.id_), open = (await queued()).some((each) => each.scenario === scenario && !each.syncedAt);
    if (!lesson || !this.me || !form) return;
    const here = form.elements.path.value.split(".").filter(Boolean);
    if (open) this.addEventListener("sent", () => location.replace(location.pathname), { once: true });
    else await notePath(this.me, this.id_, scenario, here);
    form.addEventListener("submit", (event) => {
      if (navigator.onLine) return;
      event.preventDefault();
      this.#unsent(form, event.submitter, lesson, scenario, here);
    });
  }

  async #unsent(form, pressed, lesson, scenario, here) {
    const path = { back: here.slice(0, -1), again: [] }[pressed.value] ?? [...here, pressed.value];
    await notePath(this.me, this.id_, scenario, path);
    const told = { id: scenario, title: form.dataset.walk };
    await addWalk(this.me, lesson, told, form.elements.lesson.value, path);
    location.assign(location.pathname);
  }

  async #home() {
    const row = this.me && (await get("own", `page/${this.me}`)), page = row && (await unseal(this.me, row));
    if (!page || this.id_) return;
    this.#part("own").innerHTML = page.html;
    this.#part("since").textContent = moment(row.at);
    this.#part("page").hidden = false;
  }

  async #read(language) {
    const text = await textOf(this.lesson, language), place = this.#part("lesson");
    if (!text) return say(this, "gone");
    this.text = text;
    document.title = text.title;
    show(text, this.#part("text"));
    await pictures(this.lesson, text, this.#part("text"));
    scenarios(this.lesson, text, this.#part("text"), this.#part("text").dataset);
    await films(this.lesson, text, this.#part("text"), this.#part("text").dataset);
    this.#part("left").hidden = !this.lesson.left.length;
    this.#part("left").querySelector("[data-names]").textContent = named(this.lesson.left);
    await questions(this.lesson, text, this.state.answers, this.#part("questions"), place.dataset.several);
    const elsewhere = this.#part("elsewhere"), lacks = missing(text);
    elsewhere.hidden = !lacks;
    elsewhere.querySelector("[data-n]").textContent = number(lacks);
    place.querySelector("form .buttons").hidden = Boolean(lacks);
    this.#fill("tongues", this.lesson.names.filter((each) => this.lesson.languages.includes(each.tag)).map(({ tag, name }) => ({ id: tag, name })), (row, each) => {
      const button = row.querySelector("button");
      button.textContent = each.name;
      button.lang = each.id;
      button.ariaPressed = String(each.id === text.language);
      button.addEventListener("click", () => this.#turn(each.id));
    });
  }

  /** Another language: what was chosen stays, and the question that was on top of the window. */
  async #turn(language) {
    const seen = [...this.querySelectorAll("fieldset")].find((each) => each.getBoundingClientRect().bottom > 0)?.id;
    const share = scrollY / Math.max(1, document.documentElement.scrollHeight);
    await this.#read(language);
    await this.#typed(this.#part("lesson").querySelector("form"));
    const below = seen && document.getElementById(seen).getBoundingClientRect().top < 0;
    if (below) document.getElementById(seen).scrollIntoView();
    else scrollTo(0, share * document.documentElement.scrollHeight);
    this.querySelector(`button[lang="${language}"]`)?.focus({ preventScroll: true });
  }

  async #typed(form) {
    const state = { answers: chosen(form), language: this.text.language };
    this.state = state;
    delete this.dataset.noted;
    await note(this.me, this.lesson, state);
    if (this.state === state) this.dataset.noted = "";
  }

  async #finish(form) {
    if (missing(this.text)) return; // the node grades the rest of it
    const answers = chosen(form), place = this.#part("result");
    if (!Object.keys(answers).length) return say(this, "nothing");
    const told = graded(this.text, answers);
    if (this.me) await add(this.me, this.lesson, this.text.language, answers, told);
    this.state = { answers: {}, language: this.text.language };
    await note(this.me, this.lesson, this.state);
    place.querySelector("[data-score]").textContent = `${number(told.right)} / ${number(told.asked)}`;
    for (const each of place.querySelectorAll("[data-own]")) each.hidden = !told.asked;
    for (const name of ["there", "nobody"]) {
      const said = place.querySelector(`[data-${name}]`);
      said.hidden = !told.there || (name === "there") !== Boolean(this.me);
      said.querySelector("[data-n]").textContent = number(told.there);
    }
    result(this.text, answers, told.marks, place.querySelector("ol"), place.dataset);
    place.hidden = false;
    await questions(this.lesson, this.text, {}, this.#part("questions"), this.#part("lesson").dataset.several);
    place.querySelector("h2").focus();
    await this.#draw();
    await this.#send();
  }
}
customElements.define("kerege-learning", Learning);
