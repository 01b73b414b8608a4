// Takes lessons onto a device and lets them go: only what changed is fetched, each part is compared with its SHA-256.
import { all, drop, get, keepPart, part, put, sweep } from "./store.js";

const SHELL = "kerege-learning-shell", CHOSEN = "kerege-tier";

/** The tier that was chosen on this device; else what the node offers, and text alone where data are to be saved. */
export function tierOf(pack) {
  return localStorage.getItem(CHOSEN) ?? (navigator.connection?.saveData ? "text" : pack.tier);
}
export const choose = (tier) => localStorage.setItem(CHOSEN, tier);

export async function packOf(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw Object.assign(new Error(told.code ?? String(answer.status)), { told: told.detail });
  return told;
}

/** The parts of a lesson in some languages and a tier. */
export const wanted = (pack, tier, languages) =>
  pack.parts.filter((each) => each.tiers.includes(tier) && (!each.language || languages.includes(each.language)));

/** The files that a choice goes without, each once: of a picture the file itself, and not what was made small of it. */
export const leftOut = (pack, parts) => pack.parts.filter((each) =>
  each.name.startsWith("file-") && each.kind !== "captions" && !parts.some((one) => one.title === each.title));

export const weight = (parts) => parts.reduce((sum, each) => sum + each.size, 0);

/** What comes over the line: texts are compressed on the way. */
export const onTheLine = (parts) => parts.reduce((sum, each) => sum + (each.sent || each.size), 0);

const hex = (bytes) => [...new Uint8Array(bytes)].map((each) => each.toString(16).padStart(2, "0")).join("");

/** Keep a lesson. What is there already is not fetched; the lesson changes only when all of it has come. */
export async function keep(pack, address, tier, languages, progress) {
  const parts = wanted(pack, tier, languages), missing = [];
  for (const each of parts) if (!(await part(each.sha256))) missing.push(each);
  let done = 0;
  for (const each of missing) {
    progress(done, onTheLine(missing));
    const answer = await fetch(`${address}${each.name}/`);
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    const bytes = await answer.arrayBuffer();
    if (hex(await crypto.subtle.digest("SHA-256", bytes)) !== each.sha256) throw new Error("another content came");
    await keepPart(each.sha256, bytes);
    done += each.sent || each.size;
  }
  const { curriculum, module, version, title } = pack, named = { curriculum, module, version, title };
  const about = { id: `${curriculum}/${module}`, address, tier, languages, names: pack.languages, at: Date.now() };
  await put("lessons", { ...named, ...about, parts, left: leftOut(pack, parts), size: weight(parts) });
  await sweep();
  return onTheLine(missing);
}

export async function letGo(id) {
  await drop("lessons", id);
  await sweep();
}

/** Look for newer versions of what is kept. A lesson that is not there any more stays readable. */
export async function renew() {
  for (const each of await all("lessons")) {
    const pack = await packOf(each.address).catch(() => null);
    if (!pack) continue;
    const now = wanted(pack, each.tier, each.languages).map((one) => one.sha256);
    const same = now.join() === each.parts.map((one) => one.sha256).join() && pack.version === each.version;
    if (!same && (await get("lessons", each.id))) await keep(pack, each.address, each.tier, each.languages, () => {});
  }
}

/** A script that is registered opens nothing before it works. */
function working({ installing, waiting }) {
  const coming = installing ?? waiting;
  if (!coming) return undefined;
  return new Promise((done, failed) => coming.addEventListener("statechange", () => {
    if (coming.state === "activated") done();
    if (coming.state === "redundant") failed(new Error("the script was refused"));
  }));
}

/** Let the scripts be there that open lessons without a line, with the page that they open and its files. */
export async function prepare(shell, workers) {
  const page = await fetch(shell);
  if (!page.ok) throw new Error(`status ${page.status}`);
  const cache = await caches.open(SHELL), text = await page.clone().text();
  const named = [...text.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map(([, file]) => new URL(file, location.href).href);
  await cache.put(shell, page);
  for (const each of named) if (!(await cache.match(each))) await cache.add(new Request(each, { cache: "reload" }));
  for (const old of await cache.keys()) if (old.url.includes("/static/") && !named.includes(old.url)) await cache.delete(old);
  for (const each of workers) await working(await navigator.serviceWorker.register(each));
  navigator.storage?.persist?.();
}
