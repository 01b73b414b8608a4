// A second place for what waits, which is on the disk when it says so: a browser writes localStorage seconds later, and what
// was in it is gone when the browser is killed before.
const BASE = "kerege-player", STORE = "waiting";

let opened = null;
function store(mode, work) {
  opened ??= new Promise((done, failed) => {
    const asked = indexedDB.open(BASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  return opened.then((base) => new Promise((done, failed) => {
    const doing = base.transaction(STORE, mode, { durability: "strict" });
    const asked = work(doing.objectStore(STORE));
    doing.oncomplete = () => done(asked?.result);
    doing.onerror = doing.onabort = () => failed(doing.error);
  }));
}

const silent = (promise, otherwise) => promise.catch((fault) => (console.warn(fault), otherwise));

/** Keep what waits of a registration (an object by part), or forget it where nothing does. */
export function last(key, waiting) {
  const some = Object.keys(waiting).length > 0;
  return silent(store("readwrite", (kept) => (some ? kept.put(waiting, key) : kept.delete(key))));
}

/** What waits of a registration, also after the browser was killed. */
export const lasting = (key) => silent(store("readonly", (kept) => kept.get(key)), {}).then((found) => found ?? {});
