// How old is what a device keeps. Its own clock may be a year off, and be put right while something waits to be sent: what
// waits goes by the node's clock alone, and whatever cannot be dated stays until it is sent.
const KEPT_FOR = 7 * 86_400_000;

/** How far the clock is ahead of the node's for what is kept at `now`, from when the node `last` told its own ({ ahead, at });
 * null where it never did, or where the clock has gone back since. */
export const offAt = (now, last) => (last && now >= last.at ? last.ahead : null);

/** Whether it goes. `waits` is what was not sent yet; `ahead` is told by the node in this page, else null. */
export function over(each, waits, now, ahead) {
  if (!waits || typeof each.at !== "number") return !(each.at > now - KEPT_FOR);
  return ahead !== null && typeof each.off === "number" && now - ahead - (each.at - each.off) > KEPT_FOR;
}
