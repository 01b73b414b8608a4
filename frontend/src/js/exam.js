// A page on which somebody sits an exam. Without it the form saves and hands in; with it each answer is saved as it is
// given, again and again until the node has it, and the time that is left is shown, and told before it ends.
import { Kept, post } from "./exam/kept.js";

const AGAIN = 4000;

class Exam extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.ends = performance.now() + Number(this.dataset.left) * 1000;
    this.kept = new Kept(this.dataset);
    this.number = 0;
    this.waiting = new Map();
    this.told = new Set();
    this.refused = new Set();
    for (const [place, told] of this.kept.read()) this.#restore(place, told);
    this.form.addEventListener("change", (event) => this.#changed(event.target));
    this.form.addEventListener("input", (event) => event.target.matches("textarea, input:not([type])") && this.#soon(event.target));
    this.form.addEventListener("submit", (event) => this.#leaves(event));
    addEventListener("online", () => this.#send());
    this.ticking = setInterval(() => this.#tick(), 1000);
    this.#tick();
  }

  disconnectedCallback() {
    clearInterval(this.ticking);
  }

  #word(name) {
    return this.querySelector(`[data-word="${name}"]`).textContent;
  }

  #tell(text) {
    this.querySelector("[data-tell]").textContent = text;
  }

  #tick() {
    const left = Math.round((this.ends - performance.now()) / 1000);
    const shown = `${Math.floor(Math.max(left, 0) / 60)}:${String(Math.max(left, 0) % 60).padStart(2, "0")}`;
    this.querySelector("[data-clock]").textContent = `${this.#word("left")} ${shown}`;
    const steps = [[600, "ten"], [300, "five"], [60, "one"], [0, "over"]];
    const now = steps.filter(([at]) => left <= at).at(-1)?.[1];
    if (now && !this.told.has(now)) {
      for (const [at, name] of steps) if (left <= at) this.told.add(name);
      if (this.ticked || left <= 60) this.#tell(this.#word(now)); // opened with less, the clock alone says how much
      this.querySelector(".exam__clock").classList.add("notice--warn");
    }
    this.ticked = true;
    if (left <= 0 && !this.over) this.#end();
  }

  /** The page sends the form, so that a line that is away leads to no error of the browser, whatever the device thinks of
   *  it: what was given stays here, and it is tried again. What the node refuses stands on the page that it answers with.
   */
  async #leaves(event) {
    if (this.sure) return;
    event.preventDefault();
    this.asked = event.submitter ?? this.form.querySelector('[value="save"]');
    clearTimeout(this.later);
    if (this.leaving) return;
    this.leaving = true;
    const given = new FormData(this.form);
    given.set(this.asked.name, this.asked.value);
    const answer = await fetch(location.pathname, { method: "POST", body: given, redirect: "manual" }).catch(() => null);
    this.leaving = false;
    if (answer?.type === "opaqueredirect") {
      location.assign(location.pathname); // of an attempt that is over it leads to what came of it
    } else if (answer && answer.status < 500) {
      this.sure = true;
      this.form.requestSubmit(this.asked);
    } else {
      const word = this.#word(this.asked.value === "hand_in" ? "hands" : "waits");
      this.#tell(word);
      this.querySelector("[data-state]").textContent = word;
      this.later = setTimeout(() => this.form.requestSubmit(this.asked), AGAIN);
    }
  }

  /** The end: what was given is sent with the form, within what the line may take; without a line once it is back. */
  #end() {
    this.over = true;
    this.form.requestSubmit(this.form.querySelector('[value="hand_in"]'));
  }

  #soon(field) {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.#changed(field), 1500);
  }

  #changed(field) {
    const place = field.closest("[data-place]");
    if (!place) return;
    this.#put(place.dataset.place, this.#given(place));
  }

  #given(place) {
    return [...(place?.querySelectorAll(":is(input, select, textarea)[name]") ?? [])]
      .filter((each) => !["radio", "checkbox"].includes(each.type) || each.checked)
      .map((each) => [each.name, each.value]);
  }

  #put(place, told) {
    this.number += 1;
    this.waiting.set(place, { number: this.number, told });
    this.#keep();
    this.#send();
  }

  /** What was not sent stays on the device, and is sent when the page is opened again. */
  #keep() {
    this.kept.write([...this.waiting].map(([place, each]) => [place, each.told]));
  }

  #restore(place, told) {
    const given = new Set(told.map(([name, value]) => `${name} ${value}`));
    const shown = this.#given(this.querySelector(`[data-place="${place}"]`));
    if (shown.length === given.size && shown.every(([name, value]) => given.has(`${name} ${value}`))) {
      this.#keep(); // the node has it already
      return;
    }
    for (const each of this.querySelectorAll(`[data-place="${place}"] :is(input, select, textarea)[name]`)) {
      if (["radio", "checkbox"].includes(each.type)) each.checked = given.has(`${each.name} ${each.value}`);
      else each.value = told.find(([name]) => name === each.name)?.[1] ?? "";
      each.dispatchEvent(new Event("kerege-filled")); // what is drawn beside a field follows it
    }
    this.#put(place, told);
  }

  async #send() {
    if (this.sending || !this.waiting.size) return;
    this.sending = true;
    const [place, each] = this.waiting.entries().next().value;
    const told = await post(this.dataset, place, each.told, each.number);
    this.sending = false;
    const line = this.querySelector(`[data-place="${place}"] [data-saved]`);
    if (told.known && this.waiting.get(place) === each) this.waiting.delete(place);
    if (told.known) line.textContent = this.#said(told);
    else line.textContent = this.#word(told.out ? "out" : "waits");
    this.#keep();
    const state = this.querySelector("[data-state]");
    if (told.known) this.refused[told.ok ? "delete" : "add"](place);
    state.textContent = this.waiting.size || this.refused.size ? "" : this.#word("all");
    if (told.known) this.#send();
    else {
      this.#tell(this.#word(told.out ? "out" : "waits"));
      clearTimeout(this.again);
      this.again = setTimeout(() => this.#send(), AGAIN);
    }
  }

  #said(told) {
    if (!told.ok) return told.answer?.detail ?? "";
    const saved = `${this.#word("saved")} ${told.answer.saved}`;
    return told.answer.elsewhere ? `${saved}. ${this.#word("elsewhere")}` : saved;
  }
}
customElements.define("kerege-exam", Exam);

/** <kerege-exam-over> on the page of an attempt that is over: what still waits on this device came too late. It is sent, so
 *  that it is kept aside, and goes; what the form handed in is there already, and changes nothing.
 */
class Over extends HTMLElement {
  async connectedCallback() {
    const kept = new Kept(this.dataset);
    let left = kept.read();
    for (const one of left) {
      if (!(await post(this.dataset, one[0], one[1], "")).known) return;
      left = left.filter((each) => each !== one);
      kept.write(left);
    }
  }
}
customElements.define("kerege-exam-over", Over);
