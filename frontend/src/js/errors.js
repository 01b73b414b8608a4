/** <kerege-errors>: moves the reader to the summary of what is wrong, as soon as it is on the page (GOV.UK pattern). */
class Errors extends HTMLElement {
  connectedCallback() {
    const summary = this.querySelector("[tabindex='-1']");
    summary?.focus();
  }
}
customElements.define("kerege-errors", Errors);
