// What a device keeps of lessons. Lessons that everybody may open lie in the clear; what is somebody's own (answers, the
// own page) is sealed with AES-GCM, with a key of this device for each account that no script can read. All of it goes
// when somebody signs out.
const CACHE = "kerege-learning", UNSENT = "kerege-unsent-lessons", LAST = "me";
const encoder = new TextEncoder(), decoder = new TextDecoder();

export const able = () => Boolean(window.isSecureContext && crypto.subtle && window.indexedDB && window.caches);

let opened = null;
function base() {
  opened ??= new Promise((done, failed) => {
    const asked = indexedDB.open("kerege-learning", 1);
    asked.onupgradeneeded = () => {
      for (const name of ["lessons", "queue", "own"]) asked.result.createObjectStore(name, { keyPath: "id" });
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  return opened;
}

function within(name, mode, work) {
  return base().then((db) => new Promise((done, failed) => {
    const doing = db.transaction(name, mode, { durability: "strict" }), asked = work(doing.objectStore(name));
    doing.oncomplete = () => done(asked?.result);
    doing.onerror = doing.onabort = () => failed(doing.error);
  }));
}

export const all = (name) => within(name, "readonly", (kept) => kept.getAll());
export const get = (name, id) => within(name, "readonly", (kept) => kept.get(id));
export const put = (name, row) => within(name, "readwrite", (kept) => kept.put(row));
export const drop = (name, id) => within(name, "readwrite", (kept) => kept.delete(id));

/** The account that was signed in last on this device, by a name that tells nothing. */
export const whoWas = async () => (await get("own", LAST))?.me ?? "";
export const remember = (me) => put("own", { id: LAST, me });

async function keyOf(me) {
  const id = `key/${me}`, known = await get("own", id);
  if (known) return known.key;
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await put("own", { id, key });
  return (await get("own", id)).key;
}

/** Something of an account's own, sealed for a row of this name. */
export async function seal(me, id, content) {
  const iv = crypto.getRandomValues(new Uint8Array(12)), how = { name: "AES-GCM", iv, additionalData: encoder.encode(id) };
  return { iv, sealed: await crypto.subtle.encrypt(how, await keyOf(me), encoder.encode(JSON.stringify(content))) };
}

/** What was sealed; null for what another account's key has sealed. */
export async function unseal(me, { id, iv, sealed }) {
  const how = { name: "AES-GCM", iv, additionalData: encoder.encode(id) };
  return crypto.subtle.decrypt(how, await keyOf(me), sealed).then((text) => JSON.parse(decoder.decode(text)), () => null);
}

const place = (digest) => `/learning/kept/${digest}`;

/** The bytes of a part that is kept, by its SHA-256. */
export async function part(digest) {
  return (await caches.open(CACHE)).match(place(digest));
}

export async function keepPart(digest, bytes) {
  await (await caches.open(CACHE)).put(place(digest), new Response(bytes));
}

/** Let go of every part that no lesson names any more. */
export async function sweep() {
  const named = new Set((await all("lessons")).flatMap((each) => each.parts.map((one) => place(one.sha256))));
  const cache = await caches.open(CACHE);
  for (const each of await cache.keys()) if (!named.has(new URL(each.url).pathname)) await cache.delete(each);
}

/** Tell the page that signs out how much waits. */
export async function tell() {
  const waits = (await all("queue")).filter((each) => !each.syncedAt).length;
  if (waits) localStorage.setItem(UNSENT, waits);
  else localStorage.removeItem(UNSENT);
}
