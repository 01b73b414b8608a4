// <kerege-player>: plays a package in a frame of another host name, and keeps what it wants to keep. What is not sent yet
// lies in this browser until the node has it; it goes at the latest when the page is hidden.
import { hold, held, release, windowOf } from "./player/waiting.js";

const EVERY = 5_000, AGAIN = 5_000, LARGEST = 60_000;

class Player extends HTMLElement {
  async connectedCallback() {
    this.frame = this.querySelector("iframe");
    this.window = windowOf(this.dataset.key);
    addEventListener("message", (event) => this.#heard(event));
    addEventListener("pagehide", () => this.#leave());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.#leave());
    addEventListener("online", () => this.#send());
    if (this.dataset.commits) await this.#bring();
    await this.#open();
  }

  /** What an earlier window could not send goes before anything is read. */
  async #bring() {
    const late = held(this.dataset.key);
    if (late && (await this.#post(this.dataset.commits, late)).known) release(this.dataset.key, late);
  }

  async #open() {
    const told = await this.#post(this.dataset.open, { session: this.window.session, part: this.dataset.part ?? "" });
    if (!told.ok) return this.#say("refused", told.answer?.detail);
    this.told = told.answer;
    this.window.number = Math.max(this.window.number, this.told.number);
    this.frame.src = this.told.address;
    this.frame.hidden = false;
  }

  #heard({ source, origin, data }) {
    if (source !== this.frame.contentWindow || origin !== this.told?.origin || data?.kerege !== 1) return;
    if (data.do === "ready") source.postMessage({ ...this.told.start, kerege: 1, do: "start" }, origin);
    if (data.do === "shown") this.#say("shown");
    if (data.do === "failed") this.#say("failed");
    if (data.do === "ended") this.#say("ended");
    if (data.do === "state" && this.dataset.commits) this.#note(data.data, data.urgent === true);
  }

  #note(data, urgent) {
    let text;
    try {
      text = JSON.stringify(data);
    } catch {
      return;
    }
    if (typeof text !== "string" || text === this.last || this.over) return;
    this.last = text;
    this.window.number += 1;
    this.waiting = { session: this.window.session, number: this.window.number, part: this.told.start.part, data: text };
    hold(this.dataset.key, this.waiting);
    const since = Date.now() - (this.sent ?? 0);
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.#send(), urgent ? 0 : Math.max(0, EVERY - since));
  }

  async #send() {
    const now = this.waiting;
    if (!now || this.sending || this.over) return;
    this.sending = true;
    this.sent = Date.now();
    this.#say("sending");
    const told = await this.#post(this.dataset.commits, now);
    this.sending = false;
    if (told.known) release(this.dataset.key, now);
    if (told.known && this.waiting === now) this.waiting = null;
    if (told.ok) this.#say("kept");
    else if (told.known) this.#refused(told);
    else this.#say("waits");
    if (this.waiting) this.soon = setTimeout(() => this.#send(), told.known ? EVERY : AGAIN);
  }

  #refused(told) {
    this.over = told.answer?.code === "training.elearning_elsewhere";
    if (this.over) this.frame.remove();
    this.#say("refused", told.answer?.detail);
  }

  /** The page goes, perhaps for good: the last state is sent in a way that outlives it. */
  #leave() {
    const now = this.waiting;
    if (now && !this.over && now.data.length < LARGEST) navigator.sendBeacon(this.dataset.commits, this.#form(now));
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
