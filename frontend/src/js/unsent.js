// Signing out takes along what a device keeps of assessments and activities. Whoever has something there that was not sent
// yet is shown the page that says so first.
const count = (name) => Number(localStorage.getItem(name) ?? 0);
const waits = () => count("kerege-unsent") + count("kerege-unsent-lessons");

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.action.endsWith("/sign-out/") || form.closest("kerege-unsent") || !waits()) return;
  event.preventDefault();
  location.assign(form.action);
});

/** <kerege-unsent> around a sentence: shown, with how many, where something waits on this device. */
class Unsent extends HTMLElement {
  connectedCallback() {
    const told = this.querySelector("[data-unsent]");
    told.hidden = !waits();
    told.querySelector("[data-n]").textContent = waits().toLocaleString(`${document.documentElement.lang}-u-nu-latn`);
  }
}
customElements.define("kerege-unsent", Unsent);
