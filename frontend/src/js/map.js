// The detailed map. No tiles and no glyphs from anywhere: one file of geometry from this node, labels as page text.
import { addFacilities, FINEST } from "./map-tiles.js";
import { AttributionControl, Map as MapLibre, Marker, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";

const BOUNDS = [[17, 25], [124, 60]];
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** Replace the picture inside `host` by a map of the same countries and dots. Resolves when it is drawn. */
export async function openMap(host, { countries, dots }) {
  setWorkerUrl(new URL(host.getAttribute("worker"), location.href).href);
  const stage = Object.assign(document.createElement("div"), { className: "map__stage" });
  host.querySelector("svg").before(stage);
  const map = new MapLibre({
    container: stage,
    style: await style(host, countries),
    bounds: chosen(host) ?? BOUNDS,
    maxBounds: [[5, 15], [136, 66]],
    maxZoom: host.dataset.tiles ? FINEST : 9,
    renderWorldCopies: false,
    dragRotate: false,
    pitchWithRotate: false,
    cooperativeGestures: true,
    attributionControl: false,
    locale: JSON.parse(host.dataset.words ?? "{}"),
  });
  map.addControl(new NavigationControl({ showCompass: false }));
  map.addControl(new ScaleControl());
  map.addControl(new AttributionControl({ customAttribution: host.dataset.tiles ? "Natural Earth, GeoNames" : "Natural Earth" }));
  await new Promise((done, failed) => {
    map.once("load", done);
    map.once("error", ({ error }) => failed(error));
  });
  for (const country of countries) if (country.label) name(map, host, country);
  if (host.dataset.tiles) addFacilities(map, host, colour);
  else for (const dot of dots) mark(map, dot);
  follow(map, countries);
  host.querySelector("svg.map__picture").remove();
  map.resize();
  if (host.dataset.tiles) tellView(map);
  map.getCanvas().focus();
}

/** The part that the address chooses, as MapLibre has it. */
function chosen(host) {
  const [west, south, east, north] = (host.dataset.box ?? "").split(",").map(Number);
  return north === undefined ? null : [[west, south], [east, north]];
}

/** Links that follow the map: once somebody moved it, they ask for the part that it shows. */
function tellView(map) {
  const home = map.getZoom();
  map.on("moveend", ({ originalEvent }) => {
    if (!originalEvent && Math.abs(map.getZoom() - home) < 0.2) return;
    const bounds = map.getBounds();
    const edges = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((edge) => edge.toFixed(4));
    for (const link of document.querySelectorAll("a[data-in-view]")) {
      const address = new URL(link.getAttribute("href"), location.href);
      address.searchParams.set("bbox", edges.join(","));
      address.searchParams.delete("page");
      link.setAttribute("href", address.pathname + address.search);
    }
    for (const hidden of document.querySelectorAll("[data-view-links]")) hidden.hidden = false;
  });
}

async function style(host, countries) {
  const level = ["match", ["get", "code"], ...countries.flatMap((c) => [c.code, colour(`map-${c.level}`)]), colour("map-around")];
  const answer = await fetch(host.getAttribute("src"));
  if (!answer.ok) throw new Error(`${answer.status} for the map's geometry`);
  const data = await answer.json();
  host.places = placesOf(data);
  const lines = (id, kind, paint) => ({ id, type: "line", source: "region", filter: ["==", ["get", "kind"], kind], paint });
  return {
    version: 8,
    sources: { region: { type: "geojson", data } },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("map-sea") } },
      { id: "countries", type: "fill", source: "region", filter: ["==", ["get", "kind"], "country"], paint: { "fill-color": countries.length ? level : colour("map-around") } },
      lines("settled", "settled", { "line-color": colour("map-line"), "line-width": 1.2 }),
      lines("disputed", "disputed", { "line-color": colour("map-unsettled"), "line-width": 1.4, "line-dasharray": [3, 3] }),
    ],
  };
}

/** Where each country's name stands: the middle of the box of its largest part. */
function placesOf({ features }) {
  const places = {};
  for (const { properties, geometry } of features) {
    if (properties.kind !== "country") continue;
    const boxes = geometry.coordinates.map(([ring]) => {
      const xs = ring.map(([x]) => x), ys = ring.map(([, y]) => y);
      return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    });
    const size = ([w, s, e, n]) => (e - w) * (n - s);
    const [w, s, e, n] = boxes.reduce((a, b) => (size(a) >= size(b) ? a : b));
    places[properties.code] = [(w + e) / 2, (s + n) / 2];
  }
  return places;
}

function name(map, host, country) {
  if (!host.places[country.code]) return;
  const element = Object.assign(document.createElement(country.href ? "a" : "span"), {
    className: "map__name", textContent: country.label, title: country.title,
  });
  if (country.href) element.href = country.href;
  new Marker({ element }).setLngLat(host.places[country.code]).addTo(map);
}

function mark(map, { at, href, title }) {
  const element = Object.assign(document.createElement(href ? "a" : "span"), { className: "swatch swatch--dot", title });
  if (href) element.href = href;
  element.setAttribute("aria-label", title);
  new Marker({ element }).setLngLat(at).addTo(map);
}

function follow(map, countries) {
  const addresses = new Map(countries.filter((c) => c.href).map((c) => [c.code, c.href]));
  const at = (event) => addresses.get(event.features?.[0]?.properties.code);
  map.on("click", "countries", (event) => {
    if (event.defaultPrevented) return;
    const address = at(event);
    if (address) location.assign(address);
  });
  map.on("mousemove", "countries", (event) => { map.getCanvas().style.cursor = at(event) ? "pointer" : ""; });
}
