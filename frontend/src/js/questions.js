// What a page that asks questions has more with a script: a scale to draw along, and pictures to point at. Fields that are
// sent are there without it, and stay what counts.
const changed = (field) => {
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
};

/** The number that a field says, with a point or a comma; NaN where it says none. */
const numberIn = (field) => (field.value.trim() ? Number(field.value.trim().replace(",", ".")) : NaN);

const made = (name, told, ...inside) => {
  const found = Object.assign(document.createElement(name), told);
  found.append(...inside);
  return found;
};

/** <kerege-scale> around a field for a number: a range beside it, which says that nothing is answered until it is used;
 * without words to clear it, nothing is the lowest value.
 */
class Scale extends HTMLElement {
  connectedCallback() {
    if (this.range) return;
    const { low, high, step, clear } = this.dataset;
    this.field = this.querySelector("input");
    this.range = made("input", { type: "range", min: low, max: high, step });
    this.said = made("output", {});
    this.said.setAttribute("for", this.field.id);
    const label = document.querySelector(`label[for="${this.field.id}"]`);
    this.range.setAttribute("aria-label", label?.textContent.trim() ?? "");
    this.clear = made("button", { type: "button", className: "button button--quiet button--small" }, clear);
    const scale = made("div", { className: "scale" }, this.range, this.said, this.clear);
    this.prepend(scale);
    this.scale = scale;
    for (const name of ["input", "change"]) this.range.addEventListener(name, (event) => event.stopPropagation());
    this.range.addEventListener("input", () => this.#take());
    this.range.addEventListener("pointerup", () => this.#take()); // where it stands is taken too
    this.range.addEventListener("keydown", (event) => [" ", "Enter"].includes(event.key) && this.#take(event));
    this.clear.addEventListener("click", () => this.#put(""));
    for (const name of ["input", "kerege-filled"]) this.field.addEventListener(name, () => this.#show());
    this.#show();
  }

  #take(event) {
    event?.preventDefault();
    if (this.field.value !== this.range.value) this.#put(this.range.value);
  }

  #put(value) {
    this.field.value = value;
    changed(this.field);
    if (!value) this.range.focus();
  }

  #show() {
    const { low, high, unit, none } = this.dataset, now = numberIn(this.field);
    const there = now >= Number(low) && now <= Number(high);
    this.range.value = there ? now : this.dataset.clear ? (Number(low) + Number(high)) / 2 : low;
    this.scale.classList.toggle("scale--none", !there);
    const said = there ? `${this.field.value.trim()} ${unit}`.trim() : none;
    this.said.textContent = said;
    this.range.setAttribute("aria-valuetext", said);
    this.clear.hidden = !this.dataset.clear || !this.field.value;
  }
}
customElements.define("kerege-scale", Scale);

/** <kerege-areas> around a picture: its areas choose in the list below, or the place that is touched goes into the fields. */
class Areas extends HTMLElement {
  connectedCallback() {
    this.svg = this.querySelector("svg");
    this.form = this.closest("form");
    this.x = this.#field("-x");
    this.y = this.#field("-y");
    if (this.x) this.dataset.point = "";
    this.svg.addEventListener("click", (event) => (this.x ? this.#point(event) : this.#choose(event)));
    const fields = this.x ? [this.x, this.y] : this.#all();
    for (const field of fields) for (const name of ["input", "change", "kerege-filled"]) field.addEventListener(name, () => this.#show());
    this.#show();
  }

  #field(end) {
    return this.form?.querySelector(`[name="${this.dataset.name}${end}"]`);
  }

  #all() {
    return [...this.form?.querySelectorAll(`[name="${this.dataset.name}"]`) ?? []];
  }

  #choose(event) {
    const area = event.target.closest("[data-area]");
    if (area) this.#all().find((field) => field.value === area.dataset.area)?.click();
  }

  #point(event) {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    this.x.value = Math.max(0, Math.round(at.x));
    this.y.value = Math.max(0, Math.round(at.y));
    changed(this.x);
  }

  #show() {
    const chosen = new Set(this.#all().filter((field) => field.checked).map((field) => field.value));
    for (const area of this.svg.querySelectorAll("[data-area]")) area.classList.toggle("is-chosen", chosen.has(area.dataset.area));
    if (!this.x) return;
    this.svg.querySelector(".item__point")?.remove();
    const [x, y] = [numberIn(this.x), numberIn(this.y)];
    if (Number.isNaN(x) || Number.isNaN(y)) return;
    const point = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    const { width } = this.svg.viewBox.baseVal;
    for (const [name, value] of Object.entries({ class: "item__point", cx: x, cy: y, r: width / 60 })) point.setAttribute(name, value);
    this.svg.append(point);
  }
}
customElements.define("kerege-areas", Areas);
