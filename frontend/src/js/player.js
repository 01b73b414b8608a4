// <kerege-player>: plays a package in a frame of another host name, and keeps what it wants to keep. What is not sent yet
// lies in this browser until the node has it; it goes at the latest when the page is hidden.
import { allowed } from "./player/allowed.js";
import { elsewhere } from "./player/elsewhere.js";
import { hold, held, release, windowOf } from "./player/waiting.js";

const EVERY = 5_000, AGAIN = 5_000;
const LARGEST = 60_000; // what browsers still send when a page goes is 64 kB for all of it together

class Player extends HTMLElement {
  async connectedCallback() {
    this.frame = this.querySelector("iframe");
    this.window = windowOf(this.dataset.key);
    this.waiting = new Map();
    this.last = new Map();
    addEventListener("message", (event) => this.#heard(event));
    addEventListener("pagehide", () => this.#leave());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.#leave());
    addEventListener("online", () => this.#send());
    this.closest("main")?.addEventListener("click", (event) => this.#asked(event));
    if (this.dataset.commits) await this.#bring();
    await this.#open();
  }

  /** What an earlier window could not send goes before anything is read. */
  async #bring() {
    for (const late of await held(this.dataset.key)) {
      if ((await this.#post(this.dataset.commits, late)).known) release(this.dataset.key, late);
    }
  }

  async #open() {
    const told = await this.#post(this.dataset.open, { session: this.window.session, part: this.dataset.part ?? "" });
    if (!told.ok) return this.#say("refused", told.answer?.detail);
    this.told = told.answer;
    this.here = this.told.start.part;
    this.window.number = Math.max(this.window.number, this.told.number);
    this.frame.src = this.told.address;
    this.frame.hidden = false;
  }

  #heard({ source, origin, data }) {
    if (this.over || source !== this.frame.contentWindow || origin !== this.told?.origin || data?.kerege !== 1) return;
    if (data.do === "ready") source.postMessage({ ...this.told.start, kerege: 1, do: "start" }, origin);
    if (["shown", "failed", "ended", "choose", "refused", "suspended", "over"].includes(data.do)) {
      this.#say(data.do === "refused" ? "not-now" : data.do);
    }
    if (data.do === "elsewhere") elsewhere(this, data.site);
    if (data.do === "part") this.here = `${data.part}`;
    if (data.open) allowed(this, data.open, this.here);
    if (data.do === "state" && this.dataset.commits) this.#note(`${data.part ?? this.here}`, data.data, data.urgent === true);
  }

  /** A button or a link that asks the rules of the package, where it has some. */
  #asked(event) {
    const asked = event.target.closest("[data-navigate]");
    if (!asked || !this.told?.start.sequencing) return;
    event.preventDefault();
    if (asked.getAttribute("aria-disabled") === "true") return;
    const message = { kerege: 1, do: "navigate", request: asked.dataset.navigate, target: asked.dataset.target };
    this.frame.contentWindow.postMessage(message, this.told.origin);
  }

  #note(part, data, urgent) {
    let text;
    try {
      text = JSON.stringify(data);
    } catch {
      return;
    }
    if (typeof text !== "string" || text === this.last.get(part) || this.over) return;
    this.last.set(part, text);
    this.window.number += 1;
    const state = { session: this.window.session, number: this.window.number, part, data: text };
    this.waiting.set(part, state);
    hold(this.dataset.key, state);
    this.#later(urgent ? 0 : Math.max(0, EVERY - (Date.now() - (this.sent ?? 0))));
  }

  #later(after) {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.#send(), after);
  }

  async #send() {
    const [now] = [...this.waiting.values()].sort((one, other) => one.number - other.number);
    if (!now || this.sending || this.over) return;
    this.sending = true;
    this.sent = Date.now();
    this.#say("sending");
    const told = await this.#post(this.dataset.commits, now);
    this.sending = false;
    if (told.known) this.#known(now);
    if (told.ok) this.#say("kept");
    else if (told.known) this.#refused(told);
    else this.#say("waits");
    if (this.waiting.size) this.#later(told.known ? 0 : AGAIN);
  }

  #known(state) {
    release(this.dataset.key, state);
    if (this.waiting.get(state.part) === state) this.waiting.delete(state.part);
    const events = Object.keys(JSON.parse(state.data)).filter((name) => name.startsWith("h5p.told."));
    if (events.length) this.frame.contentWindow?.postMessage({ kerege: 1, do: "known", events }, this.told?.origin ?? "");
  }

  #refused(told) {
    this.over = told.answer?.code === "training.elearning_elsewhere";
    if (this.over) this.frame.remove();
    this.#say("refused", told.answer?.detail);
  }

  /** The page goes, perhaps for good: the last states are sent in a way that outlives it, the small ones first. What is
   * too large for that lies in this browser, and goes before the package is opened again. */
  #leave() {
    if (this.over) return;
    let left = LARGEST;
    for (const each of [...this.waiting.values()].sort((one, other) => one.data.length - other.data.length)) {
      const size = new Blob([each.data]).size + 1_000;
      if (size > left) return;
      if (navigator.sendBeacon(this.dataset.commits, this.#form(each))) left -= size;
    }
  }

  #form(told) {
    const form = new FormData();
    for (const [name, value] of Object.entries(told)) form.set(name, value);
    form.set("csrfmiddlewaretoken", this.dataset.token);
    return form;
  }

  /** `known`: the node has it, or will never take it. */
  async #post(address, told) {
    try {
      const answer = await fetch(address, { method: "POST", body: this.#form(told), headers: { Accept: "application/json" } });
      const said = await answer.json().catch(() => null);
      return { ok: answer.ok, known: answer.status < 500 && ![401, 403, 429].includes(answer.status), answer: said };
    } catch {
      return { ok: false, known: false };
    }
  }

  #say(what, text = "") {
    for (const each of this.querySelectorAll("[data-say]")) each.hidden = each.dataset.say !== what;
    const shown = this.querySelector(`[data-say="${what}"]`);
    if (shown && text) shown.textContent = text;
  }
}

customElements.define("kerege-player", Player);
