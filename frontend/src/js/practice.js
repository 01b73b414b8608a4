// <kerege-practice key device course me>: what is recorded in an activity becomes an event, is kept on the device first,
// then sent, and goes when the node has it. On the page of all activities it prepares the device for work without a line;
// as `shell` it shows, without a line, what was kept. Without scripts, and where a browser cannot keep, forms are forms.
import { KeepingElement } from "./device/element.js";
import { able, ask, drop, keep, open, PAGES, sent, unlock } from "./device/kept.js";
import { post, save, say, waiting } from "./device/telling.js";
import { tick } from "./practice/clock.js";
import { apply, counts, made, matters, seenBy } from "./practice/events.js";
import { html } from "./practice/pages.js";

const AT_ONCE = 400, TICK = 10_000;
const OF_PAGE = /\/courses\/([0-9a-f-]{36})\/activities\//;

const activityOf = (card) => card.closest("[data-activity]").dataset.activity;

class Practice extends KeepingElement {
  async connectedCallback() {
    this.about = this.getAttribute("course") ?? OF_PAGE.exec(location.pathname)?.[1];
    this.device = this.getAttribute("device") ?? `/courses/${this.about}/activities/device/`;
    this.root = this.device.replace(/device\/$/, "");
    this.stuck = new Set();
    this.outcome = {};
    this.minds();
    if (!able()) return;
    this.lock = await unlock(this.getAttribute("key"), this.getAttribute("me"));
    if (this.hasAttribute("shell")) await this.#show();
    this.offers();
    if (this.lock) await this.#mind();
    if (this.dataset.now) this.ahead = Date.now() - Number(this.dataset.now);
    tick(this, this.ahead ?? 0);
    setInterval(() => tick(this, this.ahead ?? 0), TICK);
    this.watches();
    this.dataset.ready = "";
    await this.send();
  }

  async #events(kept) {
    const found = [];
    for (const each of kept.filter((one) => one.what !== PAGES)) {
      const content = this.lock && each.me === this.lock.me && (await open(this.lock, each));
      if (content) found.push({ ...each, content });
    }
    return found.sort((one, other) => one.content.number - other.content.number);
  }

  /** Show what this device recorded beside what the page came with, and mind what is recorded now. */
  async #mind() {
    for (const each of await this.#events(await this.kept()))
      if (!each.sent || this.hasAttribute("shell")) this.#apply(each.content);
    this.addEventListener("change", (event) => this.#changed(event.target));
    this.addEventListener("submit", (event) => this.#submit(event));
  }

  #apply(event) {
    apply(this, event);
    if (event.kind === "mark") counts(this, event.activity, event.person);
  }

  #changed(field) {
    const card = field.closest("[data-matter]");
    if (!card || field.type !== "radio") return;
    const { kind, item, person, team } = card.dataset;
    this.outcome = {};
    this.#record(card, kind, field.value, { item, person, team: Number(team ?? 0), after: seenBy(card) });
  }

  /** Keep an event: sealed on the device, in the order in which things are recorded. */
  #record(near, kind, value, more) {
    const event = made(this.lock.me, near.closest("[data-activity]").dataset.activity, kind, value, more);
    this.#apply(event);
    tick(this, this.ahead);
    this.keeping = (this.keeping ?? Promise.resolve()).then(() => keep(this.lock, this.about, event.id, event));
    this.keeping.then(() => this.send(), (fault) => {
      console.warn(fault);
      this.says({ full: 1 });
    });
    return this.keeping;
  }

  /** What came of a button is told until somebody does the next thing, however often things are sent meanwhile. */
  async #submit(event) {
    const form = event.target;
    if (!form.hasAttribute("data-practice")) return;
    event.preventDefault();
    this.outcome = {};
    for (const note of form.querySelectorAll("[data-note]")) {
      const field = note.querySelector("textarea"), text = field.value.trim(), { item, person } = note.dataset;
      if (text) await this.#record(note, "note", "", { item, person, note: text });
      field.value = "";
    }
    if (event.submitter?.value === "sign") await this.#sign(form, event.submitter.dataset.person);
    await this.send();
  }

  async #sign(form, person) {
    const cards = matters(form, "mark", person), bare = cards.filter((each) => !each.querySelector(":checked"));
    if (bare.length) {
      this.outcome = { open: bare.length };
      return bare[0].querySelector("input:not([type=hidden])")?.focus();
    }
    await this.#record(form, "sign", "signed", { person, after: cards.flatMap(seenBy) });
    this.outcome = { signed: 1 };
  }

  /** Send what waits; what the node took goes from the device. */
  async deliver() {
    const kept = await this.kept(), pages = kept.find((each) => each.what === PAGES);
    const told = { ready: pages?.at, ...this.outcome };
    const found = kept.filter((each) => each.what !== PAGES && !each.sent && !this.stuck.has(each.what));
    this.waiting = found.length;
    if (!found.length) return this.says({ ...told, ...this.last });
    const given = await ask(this.getAttribute("key")).catch(() => null);
    if (!given) return this.says({ ...told, [waiting(this.lock)]: found.length });
    if (!given.me) return this.says({ ...told, nobody: found.length });
    if (this.lock?.me !== given.me) this.lock = await unlock(this.getAttribute("key"), given.me);
    const lines = await this.#events(found);
    if (!lines.length) return this.says({ ...told, locked: found.length });
    await this.#bring(lines, given.token, pages, told);
  }

  async #bring(lines, token, pages, told) {
    let took = 0, aside = 0, sentence = "";
    for (let from = 0; from < lines.length; from += AT_ONCE) {
      const part = lines.slice(from, from + AT_ONCE);
      const answer = await post(this.device, token, { sent_at: Date.now(), events: part.map((each) => each.content) });
      if (!answer) return this.says({ ...told, kept: lines.length - took });
      for (const each of part) {
        const why = typeof answer.refused === "string" ? answer.refused : answer.refused[each.what]?.detail;
        if (answer.taken?.includes(each.what)) took += 1;
        else this.stuck.add(each.what);
        if (answer.taken?.includes(each.what)) await sent(each, Boolean(pages));
        else sentence = why ?? sentence;
      }
      aside += answer.aside?.length ?? 0;
    }
    this.waiting = 0;
    this.last = { sent: took, aside, wrong: this.stuck.size };
    this.why = sentence || this.why;
    await this.kept();
    this.says({ ...told, ...this.last });
    if (took && !this.hasAttribute("shell")) await this.#refresh();
  }

  says(what) {
    say(this, what, this.why ?? "");
  }

  /** Put what others recorded meanwhile, and what came of it, into the page. */
  async #refresh() {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer?.ok) return;
    const text = (await answer.text()).replace(/<head[\s\S]*?<\/head>/i, "");
    const page = new DOMParser().parseFromString(text, "text/html");
    for (const live of this.querySelectorAll("[data-live][id]")) {
      const fresh = page.getElementById(live.id);
      if (fresh) live.replaceWith(fresh);
    }
    for (const card of matters(this)) {
      const { kind, person } = card.dataset, same = (one) => ["item", "team"].every((name) => one.dataset[name] === card.dataset[name]);
      const fresh = matters(page, kind, person).find((one) => same(one) && activityOf(one) === activityOf(card));
      if (fresh && !card.contains(document.activeElement)) card.replaceWith(fresh);
      else if (fresh && fresh.dataset.seen !== card.dataset.seen) card.replaceWith(fresh);
    }
  }

  /** Forget what the node did not take. */
  async drop() {
    await drop((await this.kept()).filter((each) => this.stuck.has(each.what)));
    this.stuck.clear();
    this.last = this.why = undefined;
    await this.send();
  }

  /** What could not be sent, for whoever has to type it elsewhere. */
  async save() {
    const lines = await this.#events((await this.kept()).filter((each) => this.stuck.has(each.what)));
    save(lines.map(({ content }) => JSON.stringify(content)), "kerege-activities.txt");
  }

  /** Without a line: the page of this address as it was kept, and the way to the others. */
  async #show() {
    const { kept, pages } = await this.pages();
    const here = pages?.pages.find((each) => this.root + each.path === location.pathname);
    this.querySelector("[data-say=shut]").hidden = !kept || Boolean(pages);
    this.querySelector("[data-say=nothing]").hidden = Boolean(kept && (!pages || here));
    if (!pages) return;
    this.ahead = kept.at - pages.now;
    this.querySelector("[data-place]").textContent = pages.title;
    if (here) {
      this.querySelector("[data-title]").textContent = here.title;
      const place = this.querySelector("[data-page]");
      place.innerHTML = html(pages, here);
      place.hidden = false;
    }
    for (const each of pages.pages.filter((one) => !one.path.includes("/people/") && one !== here)) {
      const link = Object.assign(document.createElement("a"), { href: this.root + each.path, textContent: each.title });
      const item = document.createElement("li");
      item.append(link);
      this.querySelector("[data-pages]").append(item);
    }
  }
}
customElements.define("kerege-practice", Practice);
