// Numbers, sizes and moments as the pages of learning say them.
import { latin } from "../device/telling.js";

export const number = (n, told = {}) => n.toLocaleString(latin(), told);
export const kilobytes = (n) => (n < 1_000_000
  ? number(n / 1_000, { style: "unit", unit: "kilobyte", maximumFractionDigits: n < 10_000 ? 1 : 0 })
  : number(n / 1_000_000, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 }));
export const moment = (at) => new Intl.DateTimeFormat(latin("-ca-gregory"), { dateStyle: "medium", timeStyle: "short" }).format(at);
