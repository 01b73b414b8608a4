// Writes SVG paths as short as they get: whole tenths, each point relative to the one before.

const short = (tenths) => (tenths / 10).toString().replace(/^(-?)0\./, "$1.");

/** A drawing context for d3-geo's geoPath; `written()` gives the path and starts anew. */
export class Pen {
  #text = "";
  #x = 0;
  #y = 0;
  #was = "";

  moveTo(x, y) { this.#step("m", x, y); }
  lineTo(x, y) { this.#step("l", x, y); }
  closePath() { this.#text += "z"; this.#was = "z"; this.#x = this.#startX; this.#y = this.#startY; }
  arc() { throw new Error("the map has no points to draw as circles"); }

  written() {
    const text = this.#text;
    this.#text = this.#was = "";
    this.#x = this.#y = 0;
    return text;
  }

  #startX = 0;
  #startY = 0;

  #step(command, x, y) {
    const [toX, toY] = [Math.round(x * 10), Math.round(y * 10)];
    const [dx, dy] = [short(toX - this.#x), short(toY - this.#y)];
    if (command === "l" && dx === "0" && dy === "0") return;
    const letter = command === this.#was ? (dx[0] === "-" ? "" : " ") : command;
    this.#text += letter + dx + (dy[0] === "-" ? "" : " ") + dy;
    [this.#x, this.#y, this.#was] = [toX, toY, command];
    if (command === "m") [this.#startX, this.#startY] = [toX, toY];
  }
}
