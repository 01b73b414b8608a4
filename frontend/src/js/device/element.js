// What <kerege-answers> and <kerege-practice> have in common: a record of which a device keeps things, sealed; the buttons
// that prepare the device for work without a line and take everything away again; and sending, one time after the other.
import { able, drop, everything, hears, keep, open, PAGES, tell } from "./kept.js";
import { forget, prepare } from "./without-line.js";

const AGAIN = 30_000, DOES = ["prepare", "forget", "save", "drop"];

/** Who extends this says `about` (the uid of the record), `device` (the address that gives pages and takes what was kept),
 * `deliver` (send what waits), `says` (tell), `save` and `drop` (what the node did not take). */
export class KeepingElement extends HTMLElement {
  /** Mind the buttons of the page. */
  minds() {
    this.addEventListener("click", async (event) => {
      const what = event.target.closest("[data-do]")?.dataset.do;
      if (DOES.includes(what)) await this[what]();
    });
  }

  /** Send when the line is back, and now and then. */
  watches() {
    window.addEventListener("online", () => this.send());
    setInterval(() => this.waiting && this.send(), AGAIN);
  }

  /** What is kept of this record for whoever holds the key; of others' only how much. */
  async kept() {
    const all = able() ? await everything() : [];
    tell(all.filter((each) => each.what !== PAGES && !each.sent).length);
    return all.filter((each) => each.about === this.about && (!this.lock || each.me === this.lock.me));
  }

  /** The pages that are kept for where there is no line: { kept } with `pages` where the key opens them. */
  async pages() {
    const kept = (await this.kept()).find((each) => each.what === PAGES);
    return { kept, pages: kept && this.lock && (await open(this.lock, kept)) };
  }

  /** Send what waits, after what is being sent. */
  send() {
    this.sending = (this.sending ?? Promise.resolve()).then(() => this.deliver()).catch((fault) => console.warn(fault));
    return this.sending;
  }

  offers() {
    if (!this.hasAttribute("worker") || !navigator.serviceWorker || !this.lock) return;
    for (const each of this.querySelectorAll("[data-do=prepare], [data-with=prepare]")) each.hidden = false;
  }

  async prepare() {
    try {
      await this.send();
      const answer = await fetch(this.device, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      hears(answer);
      await prepare(this.getAttribute("shell-at"), this.getAttribute("worker"), this.getAttribute("scope"));
      await drop((await this.kept()).filter((each) => each.sent));
      await keep(this.lock, this.about, PAGES, await answer.json());
      await this.send();
    } catch (fault) {
      console.warn(fault);
      this.says({ full: 1 });
    }
  }

  async forget() {
    await drop((await this.kept()).filter((each) => each.what === PAGES || each.sent));
    if (!(await everything()).some((each) => each.what === PAGES)) await forget();
    await this.send();
  }
}
