// <kerege-days> around links to days: a slider over the same days, which goes to a day when it is let go. Without scripts
// the links and the field for a day do the same.
class Days extends HTMLElement {
  connectedCallback() {
    const links = [...this.querySelectorAll("a")];
    if (links.length < 3 || this.dataset.ready) return;
    this.dataset.ready = "";
    const at = links.findLastIndex((link) => link.ariaCurrent);
    const slider = Object.assign(document.createElement("input"), { type: "range", min: 0, max: links.length - 1, step: 1 });
    slider.value = Math.max(0, at);
    slider.ariaLabel = this.dataset.label;
    const said = document.createElement("output");
    const says = () => (slider.ariaValueText = said.textContent = links[slider.value].textContent);
    says();
    slider.addEventListener("input", says);
    slider.addEventListener("change", () => links[slider.value].click());
    const row = Object.assign(document.createElement("p"), { className: "law__slider" });
    row.append(slider, said);
    this.prepend(row);
  }
}
customElements.define("kerege-days", Days);
