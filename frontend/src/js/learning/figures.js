// What the pages of learning say: numbers, sizes, moments, and one sentence at a time.
import { latin } from "../device/telling.js";

export const number = (n, told = {}) => n.toLocaleString(latin(), told);
export const kilobytes = (n) => (n < 1_000_000
  ? number(n / 1_000, { style: "unit", unit: "kilobyte", maximumFractionDigits: n < 10_000 ? 1 : 0 })
  : number(n / 1_000_000, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 }));
export const moment = (at) => new Intl.DateTimeFormat(latin("-ca-gregory"), { dateStyle: "medium", timeStyle: "short" }).format(at);

/** Show one of the sentences that stand in `root`, with what it names, and no other. */
export function say(root, what, told = {}) {
  for (const each of root.querySelectorAll("[data-say]")) {
    each.hidden = each.dataset.say !== what;
    for (const [name, text] of Object.entries(told)) {
      const place = each.querySelector(`[data-${name}]`);
      if (place) place.textContent = text;
    }
  }
}
