// Opens what a device keeps where there is no line. It reads and keeps nothing itself: the page asks it
// to be there, fetches the shell and its files into the cache, and what is shown comes sealed out of the device's store.
const SHELL = "{{ shell|escapejs }}", PATIENCE = 10_000, ANY = { ignoreVary: true };

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(orShell(request));
  else if (new URL(request.url).pathname.startsWith("/static/")) event.respondWith(orKept(request));
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
    const shell = await caches.match(SHELL, ANY);
    if (!shell) throw fault;
    return shell;
  }
}

async function orKept(request) {
  try {
    return await fetched(request);
  } catch (fault) {
    const kept = await caches.match(request, ANY);
    if (!kept) throw fault;
    return kept;
  }
}
