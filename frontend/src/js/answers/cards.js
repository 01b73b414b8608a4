// Reads and writes the fields of one question, as kerege/web/capacity/answers_form.py makes them.
const ASIDE = "not_applicable";

const fields = (card, name) => [...card.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
const ticks = (field) => field.type === "radio" || field.type === "checkbox";

/** The answer that stands in the fields, or (`first`) that the page came with. */
export function read(card, first = false) {
  const key = card.dataset.question;
  const chosen = (field) => (first ? field.defaultChecked : field.checked);
  const typed = (field) => (first ? field.defaultValue : field.value);
  const value = fields(card, key).filter((f) => !ticks(f) || chosen(f)).map((f) => (ticks(f) ? f.value : typed(f))).filter(Boolean).join(" ");
  const aside = fields(card, `na_${key}`)[0], comment = fields(card, `c_${key}`)[0];
  return {
    value: value === ASIDE ? "" : value.trim(),
    not_applicable: value === ASIDE || Boolean(aside && chosen(aside)),
    comment: comment ? typed(comment).trim() : "",
  };
}

export function write(card, given) {
  const key = card.dataset.question, aside = fields(card, `na_${key}`)[0], comment = fields(card, `c_${key}`)[0];
  const codes = aside || !given.not_applicable ? given.value.split(" ") : [ASIDE];
  for (const field of fields(card, key)) {
    if (ticks(field)) field.checked = codes.includes(field.value);
    else field.value = given.value;
  }
  if (aside) aside.checked = given.not_applicable;
  if (comment) comment.value = given.comment;
  if (given.comment) comment?.closest("details")?.setAttribute("open", "");
}

export const same = (one, other) =>
  one.value === other.value && one.not_applicable === other.not_applicable && one.comment === other.comment;

/** Say at the question what is wrong with its answer, or nothing. */
export function mark(card, sentence) {
  card.querySelectorAll(".field__error[data-told]").forEach((old) => old.remove());
  card.classList.toggle("field--wrong", Boolean(sentence));
  if (!sentence) return;
  const told = Object.assign(document.createElement("p"), { className: "field__error", textContent: sentence });
  told.dataset.told = "";
  card.querySelector(".choices, .field").before(told);
}
