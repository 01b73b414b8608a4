// Puts a page together that the node made small (kerege/web/practice/packing.py): pieces that pages share, with holes.
const WHO = "\ue001", HOLE = /\ue002(\d+)\ue002/g, OF_PERSON = /people\/([0-9a-f-]{36})/;

/** The HTML of a page that is kept. */
export function html({ pieces, words }, { path, parts }) {
  const who = OF_PERSON.exec(path)?.[1] ?? "";
  return parts
    .map((each) => {
      const [number, ...holes] = Array.isArray(each) ? each : [each];
      const told = (n) => (typeof holes[n] === "number" ? words[holes[n]] : holes[n]);
      return pieces[number].replaceAll(WHO, who).replace(HOLE, (_, n) => told(n));
    })
    .join("");
}
