// Facilities and towns of the detailed map, from tiles that the node cuts for this reader (kerege/web/finding).
import { Marker } from "maplibre-gl";

export const FINEST = 14;
const NAMES = 40;
const LETTER = 7;
const LINE = 15;

/** Draw the tiles named in `data-tiles`. A press on one facility opens its card; on several it comes nearer. */
export function addFacilities(map, host, colour) {
  const address = new URL(host.dataset.tiles, location.href).href.replaceAll("%7B", "{").replaceAll("%7D", "}");
  map.addSource("facilities", { type: "vector", tiles: [address], minzoom: 0, maxzoom: FINEST });
  const size = ["interpolate", ["linear"], ["ln", ["get", "n"]], 0, 6, 3, 12, 8, 22];
  const circle = (id, from, paint) => map.addLayer({ id, type: "circle", source: "facilities", "source-layer": from, paint });
  circle("areas", "areas", { "circle-radius": size, "circle-color": colour("map-halo"), "circle-stroke-color": colour("accent"), "circle-stroke-width": 2 });
  circle("facilities", "facilities", { "circle-radius": size, "circle-color": colour("accent"), "circle-stroke-color": colour("map-halo"), "circle-stroke-width": 1.5 });
  circle("towns", "places", { "circle-radius": 1.5, "circle-color": colour("map-label") });
  for (const [id, ink] of [["areas", "accent"], ["facilities", "map-halo"]]) count(map, id, colour(ink));
  for (const id of ["areas", "facilities"]) open(map, id);
  nameTowns(map);
}

function count(map, from, ink) {
  map.addLayer({
    id: `${from}-count`, type: "symbol", source: "facilities", "source-layer": from, filter: [">", ["get", "n"], 1],
    layout: { "text-field": ["to-string", ["get", "n"]], "text-size": 12, "text-allow-overlap": true, "text-font": ["sans-serif"] },
    paint: { "text-color": ink },
  });
}

function open(map, id) {
  map.on("click", id, (event) => {
    event.preventDefault();
    const [{ properties, geometry }] = event.features;
    const [lon, lat] = geometry.coordinates;
    if (properties.href) location.assign(properties.href);
    else if (map.getZoom() < FINEST - 1) map.easeTo({ center: [lon, lat], zoom: Math.min(FINEST, map.getZoom() + 2) });
    else location.assign(part(lon, lat));
  });
  map.on("mousemove", id, (event) => {
    map.getCanvas().style.cursor = "pointer";
    map.getCanvas().title = event.features[0].properties.name ?? "";
  });
  map.on("mouseleave", id, () => { map.getCanvas().style.cursor = ""; map.getCanvas().title = ""; });
}

/** The list of what stands in one place that the map cannot take apart. */
function part(lon, lat) {
  const page = new URL(location.href);
  const edges = [lon - 0.002, lat - 0.002, lon + 0.002, lat + 0.002];
  page.searchParams.set("bbox", edges.map((edge) => edge.toFixed(4)).join(","));
  page.searchParams.delete("page");
  return page.href;
}

/** Of names that would stand on each other the larger town's. */
function apart(map, towns) {
  const kept = [];
  return towns.filter(([at, name]) => {
    const { x, y } = map.project(at);
    const half = (name.length * LETTER) / 2;
    const free = kept.every(([ox, oy, other]) => Math.abs(x - ox) > half + other || Math.abs(y - oy) > LINE);
    if (free) kept.push([x, y, half]);
    return free;
  });
}

/** Towns are page text, in the reader's script and direction, which the map's own letters could not shape. */
function nameTowns(map) {
  let shown = [];
  map.on("idle", () => {
    for (const marker of shown) marker.remove();
    const seen = new Map();
    for (const { properties, geometry } of map.querySourceFeatures("facilities", { sourceLayer: "places" })) {
      if (map.getBounds().contains(geometry.coordinates)) seen.set(`${geometry.coordinates}`, [geometry.coordinates, properties.name, properties.people]);
    }
    const largest = [...seen.values()].sort(([, , a], [, , b]) => b - a);
    shown = apart(map, largest).slice(0, NAMES).map(([at, name]) => {
      const element = Object.assign(document.createElement("span"), { className: "map__town", textContent: name, dir: "auto" });
      return new Marker({ element, anchor: "top" }).setLngLat(at).addTo(map);
    });
  });
}
