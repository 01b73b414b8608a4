// <kerege-passkey mode="add|use|sign-in">: when its form is sent, the browser asks for a passkey; its answer goes along.
const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
const known = (list) => (list ?? []).map((each) => ({ ...each, id: bytes(each.id) }));

/** The question as the browser wants it: what the server writes as text are bytes there. */
function asked(question) {
  const made = { ...question, challenge: bytes(question.challenge) };
  if (question.user) made.user = { ...question.user, id: bytes(question.user.id) };
  if (question.allowCredentials) made.allowCredentials = known(question.allowCredentials);
  if (question.excludeCredentials) made.excludeCredentials = known(question.excludeCredentials);
  return made;
}

/** The answer as the server reads it. */
function told(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
    authenticatorAttachment: credential.authenticatorAttachment,
  });
}

class Passkey extends HTMLElement {
  connectedCallback() {
    this.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask(event.target);
    });
  }

  async ask(form) {
    this.say(null);
    if (!window.PublicKeyCredential) return this.say("unknown");
    try {
      const answer = await this.answer(form, asked(await this.question()));
      form.querySelector("input[name$=credential]").value = told(answer);
      form.submit();
    } catch {
      this.say("refused");
    }
  }

  async question() {
    const from = this.getAttribute("from");
    if (!from) return this.plain(JSON.parse(document.getElementById(this.getAttribute("question")).textContent));
    const answer = await fetch(from, { headers: { Accept: "application/json" } });
    return this.plain((await answer.json()).request_options);
  }

  plain(options) {
    return options.publicKey ?? options;
  }

  answer(form, publicKey) {
    if (this.getAttribute("mode") !== "add") return navigator.credentials.get({ publicKey });
    const alone = form.querySelector("input[name=passwordless]")?.checked ?? false;
    const selection = { ...publicKey.authenticatorSelection, requireResidentKey: alone };
    selection.residentKey = alone ? "required" : "discouraged";
    if (alone) selection.userVerification = "required";
    return navigator.credentials.create({ publicKey: { ...publicKey, authenticatorSelection: selection } });
  }

  say(what) {
    for (const sentence of this.querySelectorAll("[data-when]")) sentence.hidden = sentence.dataset.when !== what;
  }
}
customElements.define("kerege-passkey", Passkey);
