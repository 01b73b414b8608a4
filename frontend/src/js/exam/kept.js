// Answers to an exam that the node does not have yet: on the device under the account and the attempt, for seven days. They
// go as soon as the node has them, and no page of another account looks at them or sends them.
const KEPT = "kerege-exam-3"; // what was kept under another name has no day and names no account
const DAYS = 7;

/** The answers of one attempt of one account, each a place and its fields. */
export class Kept {
  constructor({ me, key }) {
    this.name = `${KEPT} ${me} ${key}`;
    tried(forget);
  }

  read() {
    return tried(() => JSON.parse(localStorage.getItem(this.name)).told) ?? [];
  }

  write(told) {
    if (told.length) tried(() => localStorage.setItem(this.name, JSON.stringify({ at: Date.now(), told })));
    else tried(() => localStorage.removeItem(this.name));
  }
}

/** Too old, or under a name of an earlier version: nobody sends that any more. */
function forget() {
  for (const name of Object.keys(localStorage).filter((each) => each.startsWith("kerege-exam-"))) {
    const old = !(tried(() => JSON.parse(localStorage.getItem(name)).at) > Date.now() - DAYS * 86_400_000);
    if (old) localStorage.removeItem(name);
  }
}

/** A device that keeps nothing, or something else: what is given is sent all the same. */
function tried(deed) {
  try {
    return deed();
  } catch {
    return undefined;
  }
}

/** Send one answer. `known`: the node has it, or will never take it; `out`: whoever was signed in is not any more. */
export async function post({ answers, token, device }, place, told, number) {
  const form = new FormData();
  for (const [name, value] of told) form.append(name, value);
  for (const [name, value] of Object.entries({ place, number, device, csrfmiddlewaretoken: token })) form.set(name, value);
  try {
    const answer = await fetch(answers, { method: "POST", body: form, headers: { Accept: "application/json" } });
    const said = await answer.json().catch(() => null);
    // whoever is signed out is led to a page for signing in, which is no answer of the node to this; whoever signed in
    // instead finds no such attempt
    const out = answer.redirected || [403, 404].includes(answer.status) || (answer.ok && said === null);
    const known = !out && answer.status < 500 && ![401, 429].includes(answer.status);
    return { ok: answer.ok, known, out, answer: said };
  } catch {
    return { ok: false, known: false };
  }
}
