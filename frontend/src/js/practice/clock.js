// How long a group still has at its station, from when it came; also where there is no line.
import { latin } from "../device/telling.js";

const MINUTE = 60_000;

/** A group came to a station by this device's clock, or (0) is not there any more. */
export function stays(card, since) {
  delete card.dataset.until;
  card.dataset.leaves = since ? since + Number(card.dataset.minutes) * MINUTE : "";
}

/** Show it. `ahead` is by how much this device's clock is ahead of the node's, which gave `data-until`. */
export function tick(root, ahead) {
  for (const card of root.querySelectorAll("[data-matter][data-minutes]")) {
    const told = card.querySelector("[data-left]"), { leaves, until } = card.dataset;
    const at = leaves ? Number(leaves) : until ? Number(until) + ahead : 0;
    told.hidden = !at;
    if (at) told.querySelector("[data-n]").textContent = Math.ceil((at - Date.now()) / MINUTE).toLocaleString(latin());
  }
}
