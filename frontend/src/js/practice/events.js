// Makes events, and shows them at the points, steps and injects of a page (kerege/web/practice/templates/practice).
import { latin } from "../device/telling.js";
import { stays } from "./clock.js";

const DEVICE = "kerege-device";

/** Points, steps and injects of a part of the page, of a kind and of a person where these are named. */
export const matters = (root, kind, person) =>
  [...root.querySelectorAll("[data-matter]")].filter(
    (each) => (kind === undefined || each.dataset.kind === kind) && (person === undefined || each.dataset.person === person),
  );

/** The events that a point shows. */
export const seenBy = (card) => card.dataset.seen.split(" ").filter(Boolean);

/** An event with a number of its own, and the next number of this device. What names the device tells nothing of anybody;
 * each account has another one. */
export function made(me, activity, kind, value, { item = "", person = "", team, note = "", after = [] }) {
  const known = JSON.parse(localStorage.getItem(DEVICE) ?? "{}");
  const mine = known[me] ?? { id: crypto.randomUUID(), number: 0 };
  mine.number += 1;
  localStorage.setItem(DEVICE, JSON.stringify({ ...known, [me]: mine }));
  const about = { activity, kind, value, item, person, note, after, ...(team ? { team } : {}) };
  return { id: crypto.randomUUID(), device: mine.id, number: mine.number, at: Date.now(), ...about };
}

/** Show an event of this device where it belongs; what others had said there is overtaken by it. */
export function apply(root, { id, activity, kind, value, item, person, team, at }) {
  for (const card of matters(root, kind, person)) {
    if (card.dataset.item !== item || Number(card.dataset.team ?? 0) !== (team ?? 0)) continue;
    if ( card.closest("[data-activity]").dataset.activity !== activity) continue;
    for (const field of card.querySelectorAll("input[type=radio]")) field.checked = field.value === value;
    card.dataset.seen = id;
    if (team) stays(card, value === "begun" ? at : 0);
    card.classList.remove("field--wrong");
    card.querySelectorAll(".field__error, [data-said]").forEach((old) => old.remove());
  }
}

/** What this device recorded is not in the sentences that the page came with: it says itself how many points are open. */
export function counts(root, activity, person) {
  for (const told of root.querySelectorAll("[data-recorded]")) {
    const cards = matters(root, "mark", person).filter((each) => each.closest("[data-activity]").dataset.activity === activity);
    if (!cards.length) continue;
    const open = cards.filter((each) => !each.querySelector(":checked")).length;
    told.querySelector("[data-n]").textContent = open.toLocaleString(latin());
    told.hidden = false;
    told.parentElement.querySelector("[data-told]").hidden = true;
  }
}
