// <kerege-film> around a film and what is said in it: the times become buttons that lead to their moment.
class Film extends HTMLElement {
  connectedCallback() {
    const film = this.querySelector("video, audio");
    if (!film || this.dataset.ready) return;
    this.dataset.ready = "";
    for (const time of this.querySelectorAll("time[data-at]")) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "film__at" });
      button.ariaLabel = `${this.dataset.play} ${time.textContent}`;
      button.addEventListener("click", () => this.#plays(film, Number(time.dataset.at)));
      time.replaceWith(button);
      button.append(time);
    }
    film.addEventListener("timeupdate", () => this.#marks(film.currentTime));
  }

  /** A film of which nothing is there yet learns where it stands only once it knows how long it is. */
  #plays(film, at) {
    const goes = () => {
      film.currentTime = at;
      film.play().catch(console.warn);
    };
    if (film.readyState) goes();
    else {
      film.addEventListener("loadedmetadata", goes, { once: true });
      film.load();
    }
  }

  #marks(now) {
    for (const said of this.querySelectorAll(".film__said")) {
      const rows = [...said.querySelectorAll("p")], at = (row) => Number(row.querySelector("time").dataset.at);
      const here = rows.findLast((row) => at(row) <= now + 0.05);
      for (const row of rows) row.toggleAttribute("data-now", row === here);
    }
  }
}
customElements.define("kerege-film", Film);
