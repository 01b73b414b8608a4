// Opens lessons that a device keeps where there is no line. It reads and keeps nothing itself: the page asks it to be
// there, fetches the shell and its files into the cache, and shows what is kept out of the device's own store.
const SHELL = "{{ shell|escapejs }}", PATIENCE = 4_000, CACHE = "kerege-learning-shell", ANY = { ignoreVary: true };

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(orShell(request));
  else if (pathname.startsWith("/static/")) event.respondWith(orKept(request));
});

/** What the line brings; nothing comes of a line that is there and brings nothing. */
function fetched(request) {
  const late = new Promise((_, failed) => setTimeout(() => failed(new Error("late")), PATIENCE));
  return navigator.onLine ? Promise.race([fetch(request), late]) : Promise.reject(new Error("no line"));
}

async function orShell(request) {
  try {
    return await fetched(request);
  } catch (fault) {
    const kept = await (await caches.open(CACHE)).match(SHELL, ANY);
    if (!kept) throw fault;
    return kept;
  }
}

/** A file of the program bears a new name when it changes, so what is kept under its name is the same. */
async function orKept(request) {
  const kept = await (await caches.open(CACHE)).match(request, ANY);
  return kept ?? fetch(request);
}
