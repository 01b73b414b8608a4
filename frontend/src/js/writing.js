// <kerege-writing data-key> around the form of a lesson: what is typed stays on the device until the node has it, goes
// there by itself after a while, and is shown as learners see it. Without scripts the form is a form with buttons.
const KEEP = 400, SHOW = 1_500, SEND = 45_000, DAYS = 14;

class Writing extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.key = `kerege-writing ${this.dataset.key}`;
    this.seen = this.form.elements.seen;
    this.live = this.querySelector("[data-live]");
    this.live.hidden = false;
    this.live.addEventListener("toggle", () => this.#show());
    this.#restore();
    this.form.addEventListener("input", () => this.#typed());
    this.form.addEventListener("submit", (event) => this.#submitted(event));
    this.querySelector("[data-send]").addEventListener("click", () => this.#sendKept());
    this.querySelector("[data-drop]").addEventListener("click", () => this.#drop());
    window.addEventListener("pagehide", () => this.dirty && this.#keep());
  }

  disconnectedCallback() {
    for (const each of [this.keeping, this.showing, this.sending]) clearTimeout(each);
  }

  #fields() {
    return [...new FormData(this.form)].filter(([name]) => name.includes("|") || name === "state");
  }

  #keep() {
    localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), seen: this.seen.value, fields: this.#fields() }));
  }

  #drop() {
    localStorage.removeItem(this.key);
    this.#say();
  }

  /** What waits on the device: put back where the lesson is what it was, else offered beside what stands there now. */
  #restore() {
    if (location.hash === "#saved") {
      history.replaceState(null, "", location.pathname + location.search);
      this.#drop();
      return this.#say("saved");
    }
    const kept = JSON.parse(localStorage.getItem(this.key) ?? "null");
    if (!kept || Date.now() - kept.at > DAYS * 86_400_000 || same(kept.fields, this.#fields())) return this.#drop();
    this.kept = kept;
    if (kept.seen !== this.seen.value) return this.#say("elsewhere");
    this.#fill(kept.fields);
    this.dirty = true;
    this.#say("kept");
  }

  #fill(fields) {
    const left = new Map();
    for (const [name, value] of fields) left.set(name, [...(left.get(name) ?? []), value]);
    for (const each of this.form.elements) {
      if (!each.name.includes("|") || each.type === "hidden" || each.type === "submit") continue;
      if (each.type === "checkbox") each.checked = (left.get(each.name) ?? []).includes(each.value);
      else each.value = left.get(each.name)?.shift() ?? each.value;
    }
  }

  #typed() {
    this.dirty = true;
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.#keep(), KEEP);
    clearTimeout(this.showing);
    this.showing = setTimeout(() => this.#show(), SHOW);
    this.sending ??= setTimeout(() => this.#send(), SEND);
  }

  async #post(deed) {
    const body = new FormData(this.form);
    body.set("do", deed);
    return fetch(this.form.action, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
  }

  /** Keep it on the node without leaving the page. What is refused is said, and stays here until somebody saves. */
  async #send() {
    this.sending = undefined;
    if (!this.dirty || this.stopped) return;
    this.dirty = false;
    const answer = await this.#post("autosave");
    const told = await answer?.json().catch(() => null);
    if (told?.seen) {
      this.seen.value = told.seen;
      if (!this.dirty) localStorage.removeItem(this.key);
      else this.#keep();
      return this.#say("saved");
    }
    this.dirty = true;
    this.#keep();
    if (!told) {
      this.sending = setTimeout(() => this.#send(), SEND);
      return this.#say("device");
    }
    this.stopped = told.code === "training.curriculum_behind";
    this.#say("refused", told.refused);
  }

  async #show() {
    if (!this.live.open) return;
    const answer = await this.#post("live");
    const there = this.querySelector("[data-preview]");
    if (answer?.ok) there.innerHTML = await answer.text();
    else if (answer) there.textContent = (await answer.json().catch(() => ({}))).refused ?? "";
  }

  #submitted(event) {
    if (event.submitter?.value === "preview") return;
    this.#keep();
    clearTimeout(this.sending);
  }

  /** Send what was kept with the mark of what it was written upon: the node then shows both. */
  #sendKept() {
    const form = Object.assign(document.createElement("form"), { method: "post", action: this.form.action, hidden: true });
    const token = this.form.elements.csrfmiddlewaretoken.value;
    const all = [["csrfmiddlewaretoken", token], ["seen", this.kept.seen], ["do", "save"], ...this.kept.fields];
    for (const [name, value] of all) {
      const field = document.createElement("textarea");
      field.name = name;
      field.value = value;
      form.append(field);
    }
    document.body.append(form);
    form.submit();
  }

  #say(what, sentence) {
    for (const each of this.querySelectorAll("[data-say]")) each.hidden = each.dataset.say !== what;
    if (sentence) this.querySelector(`[data-say=${what}]`).textContent = sentence;
  }
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
customElements.define("kerege-writing", Writing);
