// Says on the page of the node which other sites a package wanted something from. Their names come from the package.
const NAME = /^[\p{L}\p{N}.:[\]-]{1,80}$/u, MOST = 5;

export function elsewhere(player, site) {
  const place = player.querySelector("[data-elsewhere]"), list = place?.querySelector("[data-sites]");
  if (!list || !NAME.test(site) || list.children.length >= MOST) return;
  const name = document.createElement("bdi");
  name.textContent = site;
  if (list.children.length) list.append(", ");
  list.append(name);
  place.hidden = false;
}
