// What a device keeps of assessments and activities: answers and events that were not sent yet, and pages for where there
// is no line. All of it is sealed with AES-GCM; in the clear stand whose it is (a name that tells nothing), of which record
// and what of it, and since when. The key comes from the node, for whoever is signed in, and lives in the tab for twelve hours.
import { offAt, over } from "./age.js";

const DAY = 86_400_000, KEY_FOR = DAY / 2, KEY = "kerege-key", CLOCK = "kerege-clock";
export const UNSENT = "kerege-unsent";
const encoder = new TextEncoder(), decoder = new TextDecoder();

export const able = () => Boolean(window.isSecureContext && crypto.subtle && window.indexedDB);

/** The key of the tab: { me, key } or null. With a line it is asked for when there is none, or another one's. */
export async function unlock(address, me) {
  const known = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  if (known && known.until > Date.now() && (!me || known.me === me)) return imported(known);
  sessionStorage.removeItem(KEY);
  const given = await ask(address).catch(() => null);
  if (!given?.me) return null;
  const made = { me: given.me, key: given.key, until: Date.now() + KEY_FOR };
  sessionStorage.setItem(KEY, JSON.stringify(made));
  return imported(made);
}

async function imported({ me, key }) {
  const raw = Uint8Array.from(atob(key), (sign) => sign.charCodeAt(0));
  return { me, key: await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]) };
}

/** Who is signed in, the key, and the token that sending wants. Rejects without a line. */
export async function ask(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  hears(answer);
  return answer.json();
}

let ahead = null;
/** An answer of the node tells its clock. */
export function hears(answer) {
  const told = Date.parse(answer.headers.get("Date") ?? "");
  if (!told) return;
  ahead = Date.now() - told;
  localStorage.setItem(CLOCK, JSON.stringify({ ahead, at: Date.now() }));
}

let opened = null;
function store(mode, work) {
  opened ??= new Promise((done, failed) => {
    const asked = indexedDB.open("kerege-answers", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("kept", { keyPath: "id" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  return opened.then((base) => new Promise((done, failed) => {
    const doing = base.transaction("kept", mode);
    const asked = work(doing.objectStore("kept"));
    doing.oncomplete = () => done(asked?.result);
    doing.onerror = doing.onabort = () => failed(doing.error);
  }));
}

/** All that is kept; what is older than seven days goes (age.js), and so does what an older program of ours left unreadable.
 * What that one called `assessment` is `about` here. */
export async function everything() {
  const all = (await store("readonly", (kept) => kept.getAll())) ?? [];
  const old = all.filter((each) => over(each, each.what !== PAGES && !each.sent, Date.now(), ahead));
  if (old.length) await store("readwrite", (kept) => void old.forEach((each) => kept.delete(each.id)));
  return all.filter((each) => !old.includes(each)).map((each) => ({ about: each.assessment, ...each }));
}

/** Keep something of a record (`about`, its uid), under a name of its own there. */
export async function keep(lock, about, what, content, more = {}) {
  const iv = crypto.getRandomValues(new Uint8Array(12)), id = `${lock.me}/${about}/${what}`;
  const plain = encoder.encode(JSON.stringify(content));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: encoder.encode(id) }, lock.key, plain);
  const at = Date.now(), off = offAt(at, JSON.parse(localStorage.getItem(CLOCK) ?? "null"));
  await store("readwrite", (kept) => kept.put({ id, me: lock.me, about, what, at, off, iv, sealed, ...more }));
}

/** What was kept, opened; null where the key is another one. */
export async function open(lock, each) {
  const how = { name: "AES-GCM", iv: each.iv, additionalData: encoder.encode(each.id) };
  return crypto.subtle.decrypt(how, lock.key, each.sealed).then((text) => JSON.parse(decoder.decode(text)), () => null);
}

/** Note that this is sent, unless it was typed anew meanwhile. It goes, or stays for the page that opens without a line. */
export function sent(each, stays) {
  return store("readwrite", (kept) => {
    const asked = kept.get(each.id);
    asked.onsuccess = () => {
      if (asked.result?.at !== each.at) return;
      if (stays) kept.put({ ...asked.result, sent: true });
      else kept.delete(each.id);
    };
  });
}

export function drop(list) {
  return store("readwrite", (kept) => void list.forEach((each) => kept.delete(each.id)));
}

export const PAGES = "pages";

/** How much waits, of everything, for the page that signs out. */
export function tell(count) {
  if (count) localStorage.setItem(UNSENT, count);
  else localStorage.removeItem(UNSENT);
}
