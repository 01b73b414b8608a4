/**
 * <kerege-map src module worker sheet> around a figure made by kerege/web/shell/maps.py. Its button loads the detailed
 * map (a megabyte) only when pressed. The map says what the picture says: codes, levels, labels, addresses and dots are
 * read from the picture, so that a name never loses its designation marker on the way.
 */
class MapButton extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("[data-open]");
    if (!this.button) return;
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.#open());
  }

  async #open() {
    const say = this.querySelector("[role=status]");
    this.button.disabled = true;
    say.textContent = this.dataset.loading;
    try {
      await this.#sheet();
      const { openMap } = await import(new URL(this.getAttribute("module"), location.href).href);
      await openMap(this, this.#said());
      say.textContent = "";
      this.button.hidden = true;
    } catch (fault) {
      console.error(fault);
      say.textContent = this.dataset.failed;
      this.button.disabled = false;
    }
  }

  #sheet() {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: this.getAttribute("sheet") });
    return new Promise((done, failed) => {
      link.onload = done;
      link.onerror = () => failed(new Error("map sheet"));
      document.head.append(link);
    });
  }

  #said() {
    const of = (mark) => ({
      href: mark.closest("a")?.getAttribute("href") ?? "",
      title: (mark.closest("a") ?? mark).querySelector("title")?.textContent ?? "",
    });
    const countries = [...this.querySelectorAll("svg [data-code]")].map((mark) => ({
      ...of(mark), code: mark.dataset.code, level: Number(mark.dataset.level), label: mark.dataset.label,
    }));
    const dots = [...this.querySelectorAll("svg [data-lon]")].map((mark) => ({
      ...of(mark), at: [Number(mark.dataset.lon), Number(mark.dataset.lat)],
    }));
    return { countries, dots };
  }
}
customElements.define("kerege-map", MapButton);
