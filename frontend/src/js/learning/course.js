// <kerege-course>: takes all lessons of a course onto the device with one press, and says before what that costs.
import { kilobytes, number, say } from "./figures.js";
import { choose, keep, letGo, onTheLine, packOf, prepare, tierOf, wanted } from "./keeping.js";
import { able, all, part, remember, whoWas } from "./store.js";

class Course extends HTMLElement {
  async connectedCallback() {
    if (!able()) return; // the pages say so where a single lesson is kept
    this.hidden = false;
    const me = this.getAttribute("me");
    if (me && me !== (await whoWas())) await remember(me);
    this.#ask();
    this.addEventListener("change", () => this.#weigh());
    this.addEventListener("click", (event) => this.#pressed(event.target.closest("[data-do]")?.dataset.do));
    await this.#stands();
    this.dataset.ready = "";
  }

  #part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  /** At the first press; where the line failed, at the next. */
  #ask() {
    this.querySelector("details").addEventListener("toggle", () => this.#sizes(), { once: true });
  }

  async #mine() {
    const ids = this.getAttribute("lessons").split(" ");
    return [(await all("lessons")).filter((each) => ids.includes(each.id)), ids.length];
  }

  async #stands() {
    const [kept, of] = await this.#mine(), told = this.#part("stands");
    told.hidden = !kept.length;
    told.querySelector("[data-n]").textContent = number(kept.length);
    told.querySelector("[data-of]").textContent = number(of);
  }

  /** What all lessons are made of, asked for once. */
  async #sizes() {
    try {
      const told = await Promise.all(this.getAttribute("packs").split(" ").map(packOf));
      this.packs = told.flatMap((each) => each.lessons ?? [each]);
    } catch (fault) {
      this.#ask();
      return say(this, "full");
    }
    say(this, "");
    await this.#look();
    const [kept] = await this.#mine();
    const names = new Map(this.packs.flatMap((pack) => pack.languages).map(({ tag, name }) => [tag, name]));
    const before = new Set(kept.flatMap((each) => each.languages)), here = document.documentElement.lang.split("-")[0];
    const chosen = before.size ? before : new Set([names.has(here) ? here : names.keys().next().value]);
    const row = this.querySelector("template").content.firstElementChild;
    this.#part("languages").replaceChildren(...[...names].map(([tag, name]) => {
      const each = row.cloneNode(true), field = each.querySelector("input");
      Object.assign(field, { value: tag, checked: chosen.has(tag) });
      each.querySelector("[data-name]").textContent = name;
      return each;
    }));
    const tier = kept[0]?.tier ?? tierOf(this.packs[0]);
    for (const each of this.#tiers()) each.checked = each.value === tier;
    this.#part("tiers").disabled = false;
    this.#weigh();
  }

  /** What of it is here already. */
  async #look() {
    const there = new Set();
    for (const each of this.packs.flatMap((pack) => pack.parts)) if (await part(each.sha256)) there.add(each.sha256);
    this.there = there;
  }

  #tiers() {
    return this.#part("tiers").querySelectorAll("input");
  }

  /** The languages of a lesson that are wanted; one that has none of them comes in its own. */
  #languages(pack) {
    const wants = [...this.querySelectorAll("[data-part=languages] input:checked")].map((each) => each.value);
    const found = pack.languages.map(({ tag }) => tag).filter((tag) => wants.includes(tag));
    return found.length ? found : [pack.languages[0].tag];
  }

  /** The parts of all lessons in a tier, each once. */
  #parts(tier) {
    const found = this.packs.flatMap((pack) => wanted(pack, tier, this.#languages(pack)));
    return [...new Map(found.map((each) => [each.sha256, each])).values()];
  }

  #weigh() {
    for (const each of this.#tiers()) {
      const parts = this.#parts(each.value);
      each.closest("label").querySelector("[data-size]").textContent = kilobytes(onTheLine(parts.filter((one) => !this.there.has(one.sha256))));
    }
    this.querySelector("[data-do=keep]").disabled = false;
  }

  async #pressed(what) {
    if (this.keeping) return; // pressed twice it fetches once, and nothing is removed while it comes
    if (what === "keep") {
      this.keeping = true;
      await this.#keep().finally(() => { this.keeping = false; });
    }
    if (what !== "remove") return;
    for (const each of (await this.#mine())[0]) await letGo(each.id);
    say(this, "");
    await this.#changed();
  }

  async #changed() {
    await this.#stands();
    dispatchEvent(new Event("kerege-course"));
    if (!this.there) return;
    await this.#look();
    this.#weigh();
  }

  /** One lesson after the other: what has come stays, also where the line breaks, and is not fetched again. */
  async #keep() {
    const tier = [...this.#tiers()].find((each) => each.checked).value;
    const all_ = onTheLine(this.#parts(tier).filter((one) => !this.there.has(one.sha256)));
    choose(tier);
    let done = 0;
    try {
      say(this, "fetching", { n: kilobytes(0), of: kilobytes(all_) });
      await prepare(this.getAttribute("shell-at"), [this.getAttribute("worker"), this.getAttribute("lessons-worker")]);
      for (const pack of this.packs) {
        const shown = (n) => say(this, "fetching", { n: kilobytes(done + n), of: kilobytes(all_) });
        done += await keep(pack, pack.address, tier, this.#languages(pack), shown);
        await this.#stands();
      }
      say(this, "ready", { n: kilobytes(done) });
    } catch (fault) {
      console.warn(fault);
      say(this, "full");
    }
    await this.#changed();
  }
}
customElements.define("kerege-course", Course);
