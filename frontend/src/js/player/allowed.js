// Which buttons and parts the rules of a package leave open now. What is not open stays where it is and says why.

export function allowed(player, open, here) {
  const main = player.closest("main");
  for (const each of main.querySelectorAll("[data-navigate]")) {
    const { navigate, target } = each.dataset;
    const reason = navigate === "choice" ? open.choice[target] ?? "later" : open[navigate] === false ? "later" : "";
    each.setAttribute("aria-disabled", String(reason !== ""));
    if (navigate !== "choice") continue;
    const line = each.closest("li");
    line.hidden = reason === "hidden";
    if (target === here) each.setAttribute("aria-current", "page");
    else each.removeAttribute("aria-current");
    for (const told of line.querySelectorAll("[data-why]")) told.hidden = told.dataset.why !== reason;
    for (const told of line.querySelectorAll("[data-standing]")) {
      told.hidden = told.dataset.standing !== open.outcome?.[target]?.completion;
    }
  }
}
