// What a package wanted to keep and the node has not yet: for each registration the newest state of each part. And the
// name of this window, which stays while its tab does, so that a page that follows goes on where the one before it stopped.

import { last, lasting } from "./lasting.js";

const NAME = "kerege.player.";

function read(store, name) {
  try {
    return JSON.parse(store.getItem(name));
  } catch {
    return null;
  }
}

function write(store, name, value) {
  try {
    store.setItem(name, JSON.stringify(value));
    return true;
  } catch (fault) {
    console.warn(fault); // a full or forbidden store: it is sent all the same, and the page says that it is not kept here
    return false;
  }
}

const all = (key) => {
  const found = read(localStorage, NAME + key);
  return found?.session ? { [found.part]: found } : found ?? {}; // as an earlier version of this page left it
};

export function hold(key, state) {
  const waiting = { ...all(key), [state.part]: state };
  write(localStorage, NAME + key, waiting);
  return last(key, waiting);
}

/** The states that wait, in the order in which they came; where both places have one, the newer. */
export async function held(key) {
  const found = await lasting(key);
  for (const each of Object.values(all(key))) {
    const other = found[each.part];
    if (!other || other.session !== each.session || other.number <= each.number) found[each.part] = each;
  }
  return Object.values(found).sort((one, other) => one.number - other.number);
}

export function release(key, state) {
  const { [state.part]: now, ...others } = all(key);
  const known = !now || (now.session === state.session && now.number <= state.number);
  if (!known) return undefined;
  if (Object.keys(others).length) write(localStorage, NAME + key, others);
  else localStorage.removeItem(NAME + key);
  return last(key, others);
}

export function windowOf(key) {
  const known = read(sessionStorage, NAME + key) ?? { session: name(), number: 0 };
  return {
    session: known.session,
    get number() {
      return known.number;
    },
    set number(value) {
      known.number = value;
      write(sessionStorage, NAME + key, known);
    },
  };
}

/** A random UUID, also where a plain address of a class's laptop allows no crypto.randomUUID. */
function name() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
