// <kerege-evidence> around the law on the workbench: words that somebody selects in a provision go into the form as the
// words that are cited, with those around them. Without scripts the provision is chosen and its words are typed.
const AROUND = 40;

class Evidence extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.said = this.querySelector("[data-said]");
    this.listening = () => this.#selected();
    document.addEventListener("selectionchange", this.listening);
  }

  disconnectedCallback() {
    document.removeEventListener("selectionchange", this.listening);
  }

  #selected() {
    const selection = document.getSelection();
    const exact = selection.toString().trim();
    const place = selection.anchorNode?.parentElement?.closest("[data-provision]");
    if (!exact || !place || !this.contains(place) || !place.contains(selection.focusNode)) return;
    const text = place.textContent.replace(/\s+/g, " ");
    const words = exact.replace(/\s+/g, " ");
    const at = text.indexOf(words);
    if (at < 0) return;
    this.form.elements.exact.value = words;
    this.form.elements.before.value = text.slice(Math.max(0, at - AROUND), at);
    this.form.elements.after.value = text.slice(at + words.length, at + words.length + AROUND);
    for (const each of this.form.querySelectorAll("[name=provision]")) each.checked = each.value === place.dataset.provision;
    this.said.hidden = false;
    this.said.querySelector("q").textContent = words;
  }
}

customElements.define("kerege-evidence", Evidence);
