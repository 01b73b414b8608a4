// Tells what is kept on a device: the sentences of a .device block, by name, with their numbers.
/** The day before the month, as everywhere: American order misleads next to it. */
const spoken = () => document.documentElement.lang.replace(/^en$/, "en-GB");
export const latin = (more = "") => `${spoken()}-u-nu-latn${more}`; // figures as on all pages

const WEEK = 7 * 86_400_000;

/** Until when pages that were kept at a moment open without a line; without the Russian "г.", as on all pages. */
export const until = (since) =>
  new Intl.DateTimeFormat(latin("-ca-gregory"), { dateStyle: "long" }).format(since + WEEK).replace(/\sг\.$/, "");

/** Show these sentences, each with its number, or a day for `ready` (since when pages are kept), and no others. */
export function say(root, what, sentence = "") {
  for (const each of root.querySelectorAll(".device [data-say]")) {
    const n = what[each.dataset.say];
    each.hidden = !n;
    const told = each.querySelector("[data-n]"), day = each.querySelector("[data-day]");
    if (told && n) told.textContent = Number(n).toLocaleString(latin());
    if (day && n) day.textContent = until(n);
    const said = each.querySelector("[data-sentence]");
    if (said) said.textContent = sentence;
  }
}

/** The sentence for what waits while there is no line. */
export const waiting = (lock, loose) => (loose ? "unsafe" : lock ? "kept" : "locked");

/** Give somebody a text as a file. */
export function save(lines, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`${lines.join("\n")}\n`], { type: "text/plain" }));
  link.download = name;
  link.click();
}

/** Send something as JSON: what came back, { refused } with a sentence, or null where nothing came through. */
export async function post(address, token, body) {
  const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token };
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) }).catch(() => null);
  if (!answer || answer.status >= 500) return null;
  const said = await answer.json().catch(() => ({ detail: "" }));
  return answer.ok ? said : { refused: said.detail || answer.statusText };
}
