// What every page loads. Pages read and submit without it.
import "./prototypes.js";
import "./trusted.js";
import "htmx.org";
import "./menu.js";
import "./errors.js";
import "./map-button.js";
import "./passkey.js";
import "./unsent.js";
import "./cohort.js";
import "./writing.js";
import "./film.js";
import "./evidence.js";
import "./law-days.js";
