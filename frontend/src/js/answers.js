// <kerege-answers key device assessment me>: every answer is kept on the device first, then sent, and goes when the node
// has it. Around a form it minds that form; on the page of an assessment it prepares the device for work without a line;
// as `shell` it shows, without a line, what was kept. Without scripts the form is a form.
import { mark, read, same, write } from "./answers/cards.js";
import { KeepingElement } from "./device/element.js";
import { able, ask, drop, keep, open, PAGES, sent, unlock } from "./device/kept.js";
import { post, save, say, waiting } from "./device/telling.js";

const KEEP = 150, WAIT = 600;
const OF_PAGE = /\/assessments\/([0-9a-f-]{36})\/(?:answer\/([\w-]+)\/)?$/;

class Answers extends KeepingElement {
  async connectedCallback() {
    const [, assessment, section] = OF_PAGE.exec(location.pathname) ?? [];
    this.about = this.getAttribute("assessment") ?? assessment;
    this.device = this.getAttribute("device") ?? new URL(`/capacity/assessments/${assessment}/device/`, location.href).pathname;
    this.seen = new Map();
    this.typing = new Map();
    this.minds();
    if (able()) {
      this.lock = await unlock(this.getAttribute("key"), this.getAttribute("me"));
      if (this.hasAttribute("shell")) await this.#show(section);
      this.offers();
    }
    if (this.form) await this.#mind();
    this.watches();
    this.dataset.ready = "";
    this.late = (await this.kept()).some((each) => each.what !== PAGES && !each.sent);
    await this.send();
  }

  get form() {
    return this.querySelector("form:not([hidden])");
  }

  get cards() {
    return [...this.querySelectorAll("[data-question]")];
  }

  async #mind() {
    for (const card of this.cards) this.seen.set(card.dataset.question, read(card, true));
    for (const each of await this.kept()) {
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
    const before = (await this.kept()).find((each) => each.what === key && !each.sent);
    const first = before ? ((await open(this.lock, before))?.seen ?? seen) : seen;
    if (same(given, first) && before) await drop([before]);
    else if (!same(given, first)) await keep(this.lock, this.about, key, { given, seen: first });
    this.unkept.delete(key);
  }

  /** Send what waits; what the node took goes from the device. */
  async deliver() {
    const kept = await this.kept(), stays = kept.some((each) => each.what === PAGES);
    const found = kept.filter((each) => each.what !== PAGES && !each.sent);
    const loose = [...(this.unkept ?? new Map())].map(([what, each]) => ({ what, at: each.at, content: each }));
    this.waiting = found.length + loose.length;
    if (!this.waiting) return this.says({ ready: stays && kept });
    const given = await ask(this.getAttribute("key")).catch(() => null);
    if (!given) return this.says({ [this.#how()]: this.waiting });
    if (!given.me) return this.says({ nobody: this.waiting });
    if (this.lock?.me !== given.me) this.lock = able() ? await unlock(this.getAttribute("key"), given.me) : null;
    const lines = [...loose];
    for (const each of found.filter((one) => one.me === given.me)) {
      const content = this.lock && (await open(this.lock, each));
      if (content) lines.push({ ...each, content });
    }
    if (!lines.length) return this.says({ locked: this.waiting });
    const answer = await this.#post(lines, given.token);
    if (!answer) return this.says({ [this.#how()]: this.waiting });
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
      return this.says({ refused: lines.length }, answer.refused);
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
    const kept = await this.kept();
    this.says({
      sent: took.length && (this.late || this.hasAttribute("shell") || !this.form) && took.length,
      ready: stays && kept, wrong: Object.keys(answer.wrong).length, met: answer.met.length, differ: answer.differ,
    });
    this.late = false;
  }

  /** Show these sentences with their numbers, and no others. */
  says(what, sentence = "") {
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

  /** Forget what the node did not take. */
  async drop() {
    await drop((this.refused ?? []).filter((each) => each.id));
    this.unkept = this.refused = undefined;
    await this.send();
  }

  /** What could not be sent, for whoever has to type it elsewhere. */
  save() {
    const lines = (this.refused ?? []).map(({ what, content: { given } }) =>
      [what, given.not_applicable ? "–" : given.value, given.comment].filter(Boolean).join("\t"));
    save(lines, "kerege-answers.txt");
  }

  /** Without a line: the section, or the list of sections, as it was kept. */
  async #show(section) {
    const { kept, pages } = await this.pages();
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
      if (each !== here) link.href = `/capacity/assessments/${this.about}/answer/${each.key}/`;
      link.textContent = each.title;
      item.append(link);
      this.querySelector("[data-sections]").append(item);
    }
  }
}
customElements.define("kerege-answers", Answers);
