// A page on which somebody sits an exam. Without it the form saves and hands in; with it each answer is saved as it is
// given, again and again until the node has it, and the time that is left is shown, and told before it ends.
const AGAIN = 4000;
const KEPT = "kerege-exam-2"; // what was kept under another name calls fields otherwise

class Exam extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.ends = performance.now() + Number(this.dataset.left) * 1000;
    this.key = `${KEPT} ${this.dataset.key}`;
    this.number = 0;
    this.waiting = new Map();
    this.told = new Set();
    for (const [place, told] of this.#before()) this.#restore(place, told);
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
      this.#tell(this.#word(now));
      this.querySelector(".exam__clock").classList.add("notice--warn");
    }
    if (left <= 0 && !this.over) this.#end();
  }

  /** Without a line the form would lead to an error of the browser: the page stays, and what was given stays on it. What
   *  is kept on the device goes when the page is opened again and shows that the node has it, or when somebody signs out.
   */
  #leaves(event) {
    if (navigator.onLine) return;
    event.preventDefault();
    this.#tell(this.#word("waits"));
    this.querySelector("[data-state]").textContent = this.#word("waits");
  }

  /** The end: what was given is sent with the form, within what the line may take; without a line once it is back. */
  #end() {
    if (!navigator.onLine) return; // each second anew
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
    const told = [...this.waiting].map(([place, each]) => [place, each.told]);
    try {
      if (told.length) localStorage.setItem(this.key, JSON.stringify(told));
      else localStorage.removeItem(this.key);
    } catch {
      return; // a device that keeps nothing: it is sent all the same
    }
  }

  #before() {
    try {
      return JSON.parse(localStorage.getItem(this.key) ?? "[]");
    } catch {
      return [];
    }
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
    const told = await this.#post(place, each);
    this.sending = false;
    const line = this.querySelector(`[data-place="${place}"] [data-saved]`);
    if (told.known && this.waiting.get(place) === each) this.waiting.delete(place);
    if (told.known) line.textContent = this.#said(told);
    else line.textContent = this.#word(told.out ? "out" : "waits");
    this.#keep();
    const state = this.querySelector("[data-state]");
    state.textContent = this.waiting.size ? "" : this.#word("all");
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

  /** `known`: the node has it, or will never take it. */
  async #post(place, each) {
    const form = new FormData();
    for (const [name, value] of each.told) form.append(name, value);
    const more = { place, number: each.number, device: this.dataset.device, csrfmiddlewaretoken: this.dataset.token };
    for (const [name, value] of Object.entries(more)) form.set(name, value);
    try {
      const answer = await fetch(this.dataset.answers, { method: "POST", body: form, headers: { Accept: "application/json" } });
      const said = await answer.json().catch(() => null);
      // whoever is signed out is led to a page for signing in, which is no answer of the node to this
      const out = answer.redirected || answer.status === 403 || (answer.ok && said === null);
      const known = !out && answer.status < 500 && ![401, 429].includes(answer.status);
      return { ok: answer.ok, known, out, answer: said };
    } catch {
      return { ok: false, known: false };
    }
  }
}
customElements.define("kerege-exam", Exam);
