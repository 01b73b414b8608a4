// Prepares a device for work without a line, and takes everything away again.
const CACHE = "kerege-answers";

/** Fetch the page that opens without a line, with its files, and the script that opens it: for addresses below `scope`, or
 * for all beside the script. */
export async function prepare(shell, worker, scope) {
  const page = await fetch(shell);
  if (!page.ok) throw new Error(`status ${page.status}`);
  const cache = await caches.open(CACHE);
  await cache.put(shell, page);
  const files = [...document.querySelectorAll("head link[href], head script[src]")].map((each) => each.href ?? each.src);
  await cache.addAll(files.map((each) => new Request(each, { cache: "reload" })));
  await navigator.serviceWorker.register(worker, scope ? { scope } : {});
  await navigator.serviceWorker.ready;
  navigator.storage?.persist?.();
}

export async function forget() {
  await caches.delete(CACHE);
  const known = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  const lessons = (each) => /\/(learning|training\/lessons)\/$/.test(new URL(each.scope).pathname); // kept by learning.js
  await Promise.all(known.filter((each) => !lessons(each)).map((each) => each.unregister()));
}
