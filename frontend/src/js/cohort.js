// For lists of people in a room: times by the reader's own clock, and forms that outlive a broken line.
import { latin } from "./device/telling.js";

/** <kerege-moment> around a time by the clock at its place: adds the reader's own, where that is another. */
class Moment extends HTMLElement {
  connectedCallback() {
    const time = this.querySelector("time");
    const [since, until] = [time.dateTime, time.dataset.until].map((text) => new Date(text));
    const locale = latin("-ca-gregory");
    const here = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    const there = new Intl.DateTimeFormat(locale, { ...here.resolvedOptions(), locale: undefined, timeZone: this.dataset.zone });
    const own = here.formatRange(since, until);
    if (!this.dataset.own || own === there.formatRange(since, until)) return;
    const told = document.createElement("small");
    told.className = "soft";
    told.textContent = ` (${this.dataset.own}: ${own})`;
    this.append(told);
  }
}
customElements.define("kerege-moment", Moment);

const SENT = "kerege-kept-sent";
const DAYS = 7;

/** What was typed under a key, unless it is too old. */
function kept(key) {
  const found = JSON.parse(localStorage.getItem(key) ?? "null");
  if (found && Date.now() - found.at < DAYS * 86_400_000) return found.fields;
  localStorage.removeItem(key);
  return null;
}

/** A box is named by what it stands for and says whether it is chosen; any other field says what was typed. */
const isBox = (field) => field.type === "radio" || field.type === "checkbox";
const named = (field) => (isBox(field) ? `${field.name} ${field.value}` : field.name);
const said = (field) => (isBox(field) ? field.checked : field.value);
const say = (field, what) => (isBox(field) ? (field.checked = what) : (field.value = what));

/**
 * <kerege-kept data-key> around a form: what is typed stays on the device until a page came back that is not this form,
 * so nothing is lost where the line breaks off while it is sent. It keeps what was chosen, and no name.
 */
class Kept extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    const key = `kerege-kept ${this.dataset.key}`;
    const fields = () => [...form.elements].filter((each) => each.name && each.type !== "hidden" && each.type !== "submit");
    const before = kept(key);
    const changed = before ? fields().filter((each) => named(each) in before && said(each) !== before[named(each)]) : [];
    for (const each of changed) {
      say(each, before[named(each)]);
      each.dispatchEvent(new Event("kerege-filled"));
    }
    this.querySelector("[data-kept]").hidden = !changed.length;
    form.addEventListener("input", () => {
      const told = Object.fromEntries(fields().map((each) => [named(each), said(each)]));
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: told }));
    });
    form.addEventListener("submit", () => sessionStorage.setItem(SENT, key));
  }
}
customElements.define("kerege-kept", Kept);

const sent = sessionStorage.getItem(SENT);
if (sent) {
  sessionStorage.removeItem(SENT);
  const here = [...document.querySelectorAll("kerege-kept")].map((each) => `kerege-kept ${each.dataset.key}`);
  if (!here.includes(sent)) localStorage.removeItem(sent);
}
