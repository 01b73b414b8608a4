// <kerege-answers key device assessment me>: every answer is kept on the device first, then sent, and goes when the node
// has it. Around a form it minds that form; on the page of an assessment it prepares the device for work without a line;
// as `shell` it shows, without a line, what was kept. Without scripts the form is a form.
import { mark, read, same, write } from "./answers/cards.js";
import { able, ask, drop, everything, keep, open, PAGES, sent, tell, unlock } from "./device/kept.js";
import { post, save, say, waiting } from "./device/telling.js";
import { forget, prepare } from "./device/without-line.js";

const KEEP = 150, WAIT = 600, AGAIN = 30_000;
const OF_PAGE = /\/assessments\/([0-9a-f-]{36})\/(?:answer\/([\w-]+)\/)?$/;

class Answers extends HTMLElement {
  async connectedCallback() {
    const [, assessment, section] = OF_PAGE.exec(location.pathname) ?? [];
    this.assessment = this.getAttribute("assessment") ?? assessment;
    this.device = this.getAttribute("device") ?? new URL(`/capacity/assessments/${assessment}/device/`, location.href).pathname;
    this.seen = new Map();
    this.typing = new Map();
    this.addEventListener("click", (event) => this.#pressed(event.target.closest("[data-do]")?.dataset.do));
    if (able()) {
      this.lock = await unlock(this.getAttribute("key"), this.getAttribute("me"));
      if (this.hasAttribute("shell")) await this.#show(section);
      this.#offer();
    }
    if (this.form) await this.#mind();
    window.addEventListener("online", () => this.send());
    setInterval(() => this.waiting && this.send(), AGAIN);
    this.dataset.ready = "";
    this.late = (await this.#kept()).some((each) => each.what !== PAGES && !each.sent);
    await this.send();
  }

  get form() {
    return this.querySelector("form:not([hidden])");
  }

  get cards() {
    return [...this.querySelectorAll("[data-question]")];
  }

  /** What is kept of this assessment for whoever holds the key; of others' only how much. */
  async #kept() {
    const all = able() ? await everything() : [];
    tell(all.filter((each) => each.what !== PAGES && !each.sent).length);
    return all.filter((each) => each.about === this.assessment && (!this.lock || each.me === this.lock.me));
  }

  async #mind() {
    for (const card of this.cards) this.seen.set(card.dataset.question, read(card, true));
    for (const each of await this.#kept()) {
      const card = this.cards.find((one) => one.dataset.question === each.what);
      const content = card && this.lock && (await open(this.lock, each));
      if (!content) continue;
      if (!each.sent || this.hasAttribute("shell")) write(card, content.given);
      if (each.sent && this.hasAttribute("shell")) this.seen.set(each.what, content.given);
    }
    this.form.addEventListener("input", (event) => this.#typed(event.target.closest("[data-question]")));
    this.form.addEventListener("submit", (event) => this.#submit(event));
    window.addEventListener("pagehide", () => this.#all());
  }

  #typed(card) {
    if (!card) return;
    clearTimeout(this.typing.get(card));
    this.typing.set(card, setTimeout(() => this.#note(card), KEEP));
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.send(), WAIT);
  }

  #all() {
    const late = [...this.typing.keys()];
    return Promise.all(late.map((card) => this.#note(card)));
  }

  /** Keep what stands in the fields of a question. What the page had shown before goes along: so changes meet. */
  async #note(card) {
    clearTimeout(this.typing.get(card));
    this.typing.delete(card);
    const key = card.dataset.question, given = read(card), seen = this.seen.get(key);
    this.unkept ??= new Map();
    this.unkept.set(key, { given, seen, at: Date.now() });
    if (!this.lock) return;
    const before = (await this.#kept()).find((each) => each.what === key && !each.sent);
    const first = before ? ((await open(this.lock, before))?.seen ?? seen) : seen;
    if (same(given, first) && before) await drop([before]);
    else if (!same(given, first)) await keep(this.lock, this.assessment, key, { given, seen: first });
    this.unkept.delete(key);
  }

  /** Send what waits; what the node took goes from the device. */
  send() {
    this.sending = (this.sending ?? Promise.resolve()).then(() => this.#send()).catch((fault) => console.warn(fault));
    return this.sending;
  }

  async #send() {
    const kept = await this.#kept(), stays = kept.some((each) => each.what === PAGES);
    const found = kept.filter((each) => each.what !== PAGES && !each.sent);
    const loose = [...(this.unkept ?? new Map())].map(([what, each]) => ({ what, at: each.at, content: each }));
    this.waiting = found.length + loose.length;
    if (!this.waiting) return this.#say({ ready: stays && kept });
    const given = await ask(this.getAttribute("key")).catch(() => null);
    if (!given) return this.#say({ [this.#how()]: this.waiting });
    if (!given.me) return this.#say({ nobody: this.waiting });
    if (this.lock?.me !== given.me) this.lock = able() ? await unlock(this.getAttribute("key"), given.me) : null;
    const lines = [...loose];
    for (const each of found.filter((one) => one.me === given.me)) {
      const content = this.lock && (await open(this.lock, each));
      if (content) lines.push({ ...each, content });
    }
    if (!lines.length) return this.#say({ locked: this.waiting });
    const answer = await this.#post(lines, given.token);
    if (!answer) return this.#say({ [this.#how()]: this.waiting });
    await this.#taken(lines, answer, stays);
  }

  #how() {
    return waiting(this.lock, this.unkept?.size);
  }

  async #post(lines, token) {
    const answers = lines.map(({ what, at, content }) => ({
      question: what, ...content.given, seen: content.seen, ago: Math.max(0, Date.now() - at) / 1000,
    }));
    return post(this.device, token, { answers });
  }

  async #taken(lines, answer, stays) {
    if (answer.refused !== undefined) {
      this.refused = lines;
      return this.#say({ refused: lines.length }, answer.refused);
    }
    const took = lines.filter((each) => answer.taken.includes(each.what));
    for (const each of took) {
      if (each.id) await sent(each, stays);
      this.unkept?.delete(each.what);
      this.seen.set(each.what, each.content.given);
    }
    for (const card of this.cards) mark(card, answer.wrong[card.dataset.question]);
    this.asked = answer.asked;
    this.waiting = lines.length - took.length;
    const kept = await this.#kept();
    this.#say({
      sent: took.length && (this.late || this.hasAttribute("shell") || !this.form) && took.length,
      ready: stays && kept, wrong: Object.keys(answer.wrong).length, met: answer.met.length, differ: answer.differ,
    });
    this.late = false;
  }

  /** Show these sentences with their numbers, and no others. */
  #say(what, sentence = "") {
    const all = { ...what };
    if (all.kept || all.locked || all.unsafe || all.nobody) this.late = true;
    const kept = all.ready && all.ready.find((each) => each.what === PAGES);
    say(this, { ...all, ready: kept && kept.at }, sentence);
  }

  /** The button's own way where there is a line; else the page that is kept. Nothing typed is left behind. */
  async #submit(event) {
    event.preventDefault();
    const to = event.submitter?.dataset.to ?? location.pathname, button = event.submitter;
    for (const card of this.cards) if (!same(read(card), this.seen.get(card.dataset.question))) await this.#note(card);
    await this.send();
    const wrong = this.querySelector(".field--wrong");
    if (this.refused) return;
    if (wrong) return wrong.scrollIntoView({ block: "center" });
    const here = OF_PAGE.exec(location.pathname)?.[2], more = this.asked && this.asked[here] !== this.cards.length;
    if (this.waiting && this.unkept?.size) return;
    if (button) location.assign(more ? location.pathname : to);
  }

  async #pressed(what) {
    if (what === "prepare") await this.#prepare();
    if (what === "forget") await this.#forget();
    if (what === "save") this.#save();
    if (what === "drop") {
      await drop((this.refused ?? []).filter((each) => each.id));
      this.unkept = this.refused = undefined;
      await this.send();
    }
  }

  #offer() {
    if (!this.hasAttribute("worker") || !navigator.serviceWorker || !this.lock) return;
    for (const each of this.querySelectorAll("[data-do=prepare], [data-with=prepare]")) each.hidden = false;
  }

  async #prepare() {
    try {
      await this.send();
      const answer = await fetch(this.device, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      await prepare(this.getAttribute("shell-at"), this.getAttribute("worker"));
      await drop((await this.#kept()).filter((each) => each.sent));
      await keep(this.lock, this.assessment, PAGES, await answer.json());
      await this.send();
    } catch (fault) {
      console.warn(fault);
      this.#say({ full: 1 });
    }
  }

  async #forget() {
    await drop((await this.#kept()).filter((each) => each.what === PAGES || each.sent));
    if (!(await everything()).some((each) => each.what === PAGES)) await forget();
    await this.send();
  }

  /** What could not be sent, for whoever has to type it elsewhere. */
  #save() {
    const lines = (this.refused ?? []).map(({ what, content: { given } }) =>
      [what, given.not_applicable ? "–" : given.value, given.comment].filter(Boolean).join("\t"));
    save(lines, "kerege-answers.txt");
  }

  /** Without a line: the section, or the list of sections, as it was kept. */
  async #show(section) {
    const kept = (await this.#kept()).find((each) => each.what === PAGES);
    const pages = kept && this.lock && (await open(this.lock, kept));
    this.querySelector("[data-say=shut]").hidden = !kept || Boolean(pages);
    this.querySelector("[data-say=nothing]").hidden = Boolean(kept);
    if (!pages) return;
    const here = pages.sections.find((each) => each.key === section);
    this.querySelector("[data-say=nothing]").hidden = Boolean(here || !section);
    this.querySelector("[data-place]").textContent = `${pages.title} · ${pages.set}`;
    this.querySelector("[data-title]").textContent = here?.title ?? pages.title;
    if (here) {
      const form = this.querySelector("form");
      form.innerHTML = here.html;
      form.hidden = false;
    }
    for (const each of pages.sections) {
      const item = document.createElement("li");
      const link = document.createElement(each === here ? "b" : "a");
      if (each !== here) link.href = `/capacity/assessments/${this.assessment}/answer/${each.key}/`;
      link.textContent = each.title;
      item.append(link);
      this.querySelector("[data-sections]").append(item);
    }
  }
}
customElements.define("kerege-answers", Answers);
