// Shows one language and one screen at a time, and tells the player (SCORM 1.2) where the learner is and what they reached.
const find = (from) => {
  for (let here = from, n = 0; here && n < 10; here = here.parent, n += 1) {
    try { if (here.API) return here.API; } catch { /* another origin holds no player of ours */ }
    if (here === here.parent) break;
  }
  return null;
};
const player = find(window);
const told = (name, value) => player && player.LMSSetValue(name, value);
const screens = document.querySelectorAll("[data-screen]").length / document.querySelectorAll("[data-tongue]").length;
const passedFrom = Number(document.body.dataset.passed);
let at = 1;
let lang = document.body.dataset.first;

const show = () => {
  for (const each of document.querySelectorAll("[data-lang]")) {
    each.hidden = each.dataset.lang !== lang || (each.dataset.screen && Number(each.dataset.screen) !== at);
  }
  document.documentElement.lang = lang;
  for (const each of document.querySelectorAll("[data-tongue]")) each.setAttribute("aria-pressed", String(each.dataset.tongue === lang));
  for (const each of document.querySelectorAll("[data-go='-1']")) each.disabled = at === 1;
  for (const each of document.querySelectorAll("[data-go='1']")) each.hidden = at === screens;
};
const keep = () => {
  told("cmi.core.lesson_location", `${lang} ${at}`);
  if (player) player.LMSCommit("");
};
const check = (form) => {
  let right = 0;
  for (const each of form.querySelectorAll("fieldset")) {
    const chosen = each.querySelector("input:checked");
    const well = Boolean(chosen) && chosen.value === each.dataset.right;
    right += well ? 1 : 0;
    each.querySelector("[data-well]").hidden = !well;
    each.querySelector("[data-not]").hidden = well;
  }
  const score = Math.round((100 * right) / form.querySelectorAll("fieldset").length);
  form.querySelector("[data-score]").textContent = score;
  form.querySelector("[data-done]").hidden = false;
  told("cmi.core.score.raw", String(score));
  told("cmi.core.score.min", "0");
  told("cmi.core.score.max", "100");
  told("cmi.core.lesson_status", score >= passedFrom ? "passed" : "failed");
  keep();
};

if (player) {
  player.LMSInitialize("");
  const [tongue, number] = player.LMSGetValue("cmi.core.lesson_location").split(" ");
  if (document.querySelector(`[data-tongue="${tongue}"]`)) lang = tongue;
  if (Number(number) >= 1 && Number(number) <= screens) at = Number(number);
  if (player.LMSGetValue("cmi.core.lesson_status") === "not attempted") told("cmi.core.lesson_status", "incomplete");
}
document.addEventListener("click", (event) => {
  const { go, tongue } = event.target.dataset;
  if (tongue) lang = tongue;
  if (go) at = Math.min(screens, Math.max(1, at + Number(go)));
  if (tongue || go) { show(); keep(); }
  if (go) document.querySelector("[data-screen]:not([hidden])").focus();  // whoever hears the page hears where it goes on
});
for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", (event) => { event.preventDefault(); check(form); });
}
window.addEventListener("pagehide", () => player && player.LMSFinish(""));
show();
keep();
