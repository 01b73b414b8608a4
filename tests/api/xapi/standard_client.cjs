// What @xapi/xapi, a client that others keep, sends and reads of a store: statements with attachments, pages and states.
// node standard_client.cjs FOLDER ENDPOINT KEY SECRET VERSION    (FOLDER has node_modules/@xapi/xapi); tells JSON.
const { createHash, randomUUID } = require("node:crypto");
const [folder, endpoint, key, secret, version] = process.argv.slice(2);
const XAPI = require(require.resolve("@xapi/xapi", { paths: [folder] })).default;
// Under Node its other adapter (axios) sends Blobs with a Content-Type of its own.
const xapi = new XAPI({ endpoint, auth: XAPI.toBasicAuth(key, secret), version, adapter: "fetch" });

const digest = (bytes) => createHash("sha256").update(bytes).digest("hex");
const attached = (bytes, contentType) => ({
  usageType: "http://id.tincanapi.com/attachment/supporting_media", display: { en: "Photo", ru: "Снимок" },
  contentType, length: bytes.length, sha2: digest(bytes),
});
const picture = Uint8Array.from({ length: 70_000 }, (_, n) => (n * 7 + (n >> 8)) % 256);
picture.set(new TextEncoder().encode("\r\n--\r\n\r\n"), 100);
const note = new TextEncoder().encode("Қазақша, فارسی, 𝒳 -- no boundary");
const actor = { objectType: "Agent", account: { homePage: "https://moodle.example.org/", name: "8412" } };
const said = (attachments) => ({
  id: randomUUID(), actor, verb: { id: "http://adlnet.gov/expapi/verbs/completed", display: { en: "completed" } },
  object: { objectType: "Activity", id: "https://courses.example.org/waste", definition: { name: { ru: "Отходы" } } },
  result: { score: { scaled: 0.5 }, response: "Ғылым 🧫" }, timestamp: "2026-03-01T09:30:00.000Z", attachments,
});

(async () => {
  const first = said([attached(picture, "image/png")]), second = said([attached(note, "text/plain; charset=utf-8")]);
  await xapi.sendStatement({ statement: first, attachments: [picture.buffer] });
  await xapi.sendStatements({ statements: [second], attachments: [note.buffer] });
  const one = (await xapi.getStatement({ statementId: first.id })).data;
  const [two, text] = (await xapi.getStatement({ statementId: second.id, attachments: true })).data;
  // It makes texts of all parts, so the bytes of a picture are read without it.
  const headers = { Authorization: XAPI.toBasicAuth(key, secret), "X-Experience-API-Version": version };
  const whole = await fetch(`${endpoint}statements?statementId=${first.id}&attachments=true`, { headers });
  const body = Buffer.from(await whole.arrayBuffer());
  const page = (await xapi.getStatements({ agent: actor, limit: 1 })).data;
  const rest = (await xapi.getMoreStatements({ more: page.more })).data;
  const where = { agent: actor, activityId: first.object.id, stateId: "place" };
  await xapi.setState({ ...where, state: { page: 7, title: "Страница" } });
  const state = (await xapi.getState(where)).data;
  await xapi.voidStatement({ actor, statementId: first.id });
  const voided = (await xapi.getVoidedStatement({ voidedStatementId: first.id })).data;
  console.log(JSON.stringify({
    sent: [first, second], read: [one, two], text: text === new TextDecoder().decode(note), bytes: body.includes(picture),
    pages: [page.statements[0].id, rest.statements[0].id], state, voided: voided.id,
  }));
})().catch((fault) => {
  console.error(fault.response?.data ?? fault);
  process.exit(1);
});
