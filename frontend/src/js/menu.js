/** <kerege-menu><details>…</details></kerege-menu>: Escape and a press elsewhere close it, as people expect of a menu. */
class Menu extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", (event) => {
      const details = this.querySelector("details[open]");
      if (event.key !== "Escape" || !details) return;
      details.open = false;
      details.querySelector("summary").focus();
    });
    this.addEventListener("focusout", (event) => this.#leave(event.relatedTarget));
    document.addEventListener("pointerdown", this.#outside);
  }

  disconnectedCallback() {
    document.removeEventListener("pointerdown", this.#outside);
  }

  #outside = (event) => this.#leave(event.target);

  #leave(target) {
    if (!(target instanceof Node) || this.contains(target)) return;
    const details = this.querySelector("details[open]");
    if (details) details.open = false;
  }
}
customElements.define("kerege-menu", Menu);
