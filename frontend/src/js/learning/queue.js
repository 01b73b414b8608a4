// Attempts that were finished on a device: each has a number of its own, waits sealed, and is sent until the node has said
// something to it. The node's word is shown beside it.
import { all, drop, get, put, remember, seal, tell, unseal, whoWas } from "./store.js";

const RECEIPTS = 7 * 86_400_000;
const channel = "BroadcastChannel" in window ? new BroadcastChannel("kerege-learning") : null;

/** Call when something changed, also in another tab. */
export function heard(work) {
  channel?.addEventListener("message", work);
}

export async function add(me, lesson, language, answers, result) {
  const id = crypto.randomUUID(), { curriculum, module, version, title } = lesson;
  const sealed = await seal(me, id, { answers, language, result });
  await put("queue", { id, me, curriculum, module, version, title, at: Date.now(), ...sealed });
  await tell();
  channel?.postMessage("changed");
  return id;
}

/** How far somebody came in a scenario: one entry, which the next choice writes anew until it is sent. */
export async function addWalk(me, lesson, { id: scenario, title }, language, path) {
  const open = (await all("queue")).find((each) => each.me === me && each.scenario === scenario && !each.syncedAt
    && each.curriculum === lesson.curriculum && each.module === lesson.module);
  const id = open?.id ?? crypto.randomUUID(), { curriculum, module, version } = lesson;
  const sealed = await seal(me, id, { language, path });
  await put("queue", { id, me, curriculum, module, version, scenario, title: `${lesson.title}: ${title}`, at: Date.now(), ...sealed });
  await tell();
  channel?.postMessage("changed");
}

export async function queued() {
  const rows = await all("queue"), old = rows.filter((each) => each.syncedAt && each.syncedAt < Date.now() - RECEIPTS);
  for (const each of old) await drop("queue", each.id);
  return rows.filter((each) => !old.includes(each)).sort((a, b) => b.at - a.at);
}

export async function forget(id) {
  await drop("queue", id);
  await tell();
}

const alone = (work) => (navigator.locks ? navigator.locks.request("kerege-learning", work) : work());

/** Who is signed in now: { me, token, html }, { me: "" } for nobody, null without a line. */
export async function ask(device) {
  const answer = await fetch(device, { headers: { Accept: "application/json" } }).catch(() => null);
  const said = answer?.ok ? await answer.json().catch(() => null) : null;
  if (said?.me) {
    if (said.me !== (await whoWas())) await remember(said.me);
    const id = `page/${said.me}`;
    await put("own", { id, at: Date.now(), ...(await seal(said.me, id, { html: said.html })) });
  }
  return said;
}

/** Send what waits: "sent", "none", "nobody" (signed out), or "waits" (no line). */
export function send(device, sync) {
  return alone(async () => {
    const now = await ask(device);
    if (!now) return "waits";
    const open = (await queued()).filter((each) => !each.syncedAt && !each.code);
    if (!now.me) return open.length ? "nobody" : "none";
    const mine = open.filter((each) => each.me === now.me);
    if (!mine.length) return "none";
    const attempts = [], sentOf = new Map(mine.map(({ id, at }) => [id, at]));
    for (const each of mine) {
      const content = await unseal(now.me, each);
      if (content) attempts.push(line(each, content));
    }
    const answer = await post(sync, now.token, { attempts });
    if (!answer) return "waits";
    if (answer.attempts === undefined) return "nobody";
    for (const [id, said] of Object.entries(answer.attempts)) await note(id, said, sentOf.get(id));
    await tell();
    channel?.postMessage("changed");
    return "sent";
  });
}

function line({ id, curriculum, module, version, scenario, at }, { answers, path, language }) {
  return { id, curriculum, module, version, scenario, language, answers, path, ago: Math.max(0, Date.now() - at) / 1000 };
}

async function post(address, token, body) {
  const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token };
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) }).catch(() => null);
  if (!answer || answer.status >= 500) return null;
  return answer.ok ? answer.json().catch(() => null) : {};
}

/** What the node said: taken, and its answers go from the device; or not, and they stay with the reason. */
async function note(id, said, sentAt) {
  const row = await get("queue", id);
  if (!row || row.at !== sentAt) return; // a choice that was made while it was sent goes out next
  const { sealed, iv, ...rest } = row;
  if (said.taken) await put("queue", { ...rest, syncedAt: Date.now(), taken: said.taken, right: said.right, asked: said.asked });
  else await put("queue", { ...row, code: said.refused, why: said.why });
}

/** What an entry says: { lesson, answers, language }; null where it cannot be read. */
export async function opened(id) {
  const row = await get("queue", id), content = row && (await unseal(row.me, row));
  return content && { ...content, lesson: `${row.curriculum}/${row.module}` };
}

/** Try again what the node did not take. */
export async function again(id) {
  const row = await get("queue", id);
  if (row) await put("queue", { ...row, code: undefined, why: undefined });
}
