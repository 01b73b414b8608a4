// Turns Natural Earth (npm world-atlas, public domain) into the picture that pages contain and the geometry that the
// detailed map loads. Both carry codes only: names come from the node's records, with their designation markers.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoConicEqualArea, geoPath } from "d3-geo";
import { feature, merge, mesh } from "topojson-client";
import { presimplify, quantile, simplify } from "topojson-simplify";
import { clipLine, clipPolygon } from "./clip.mjs";
import { Pen } from "./pen.mjs";

const BOX = [15, 24, 126, 61];
const WIDTH = 960;
const HEIGHT = 472;
const require = createRequire(import.meta.url);
const DISPUTED = JSON.parse(readFileSync(new URL("./disputed.json", import.meta.url), "utf8")).pairs;

/** { geometry: GeoJSON for MapLibre, picture: paths for kerege/web/shell/maps.py } */
export function drawRegion(codes) {
  const world = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json"), "utf8"));
  const countries = assign(world, codes);
  const fine = { world, countries };
  const coarse = simplified(fine);
  return { geometry: geometryOf(fine), picture: pictureOf(coarse) };
}

/** Code -> geometries. Corrects the source where it shows who controls a place instead of whose it is. */
function assign(world, codes) {
  const found = new Map();
  for (const geometry of world.objects.countries.geometries) {
    const code = geometry.id ? codes[geometry.id] : { Kosovo: "XKX", "N. Cyprus": "CYP" }[geometry.properties.name];
    if (code) found.set(code, [...(found.get(code) ?? []), geometry]);
    // A glacier that two countries claim: grey, dashed all around, nobody's.
    else if (geometry.properties.name === "Siachen Glacier") found.set("", [geometry]);
  }
  // The source draws Crimea in Russia; UN General Assembly resolution 68/262 affirms that it is Ukraine's.
  const [russia] = found.get("RUS");
  const parts = russia.arcs.map((arcs) => ({ type: "Polygon", arcs }));
  const isCrimea = (part) => inside(feature(world, part).geometry.coordinates[0], [32, 44, 37, 46.5]);
  const crimea = parts.filter(isCrimea);
  if (crimea.length !== 1) throw new Error("world-atlas changed: Crimea is no longer one polygon of Russia");
  found.set("RUS", [{ type: "MultiPolygon", arcs: russia.arcs.filter((_, at) => !isCrimea(parts[at])) }]);
  found.set("UKR", [...found.get("UKR"), ...crimea]);
  return found;
}

const inside = (ring, [w, s, e, n]) => ring.every(([x, y]) => x >= w && x <= e && y >= s && y <= n);

function simplified({ world, countries }) {
  const objects = Object.fromEntries([...countries].map(([code, g]) => [code || "-", collection(g)]));
  const weighed = presimplify({ ...world, objects });
  const lighter = simplify(weighed, quantile(weighed, 0.9));
  const back = ([code, { geometries }]) => [code === "-" ? "" : code, geometries];
  return { world: lighter, countries: new Map(Object.entries(lighter.objects).map(back)) };
}

const collection = (geometries) => ({ type: "GeometryCollection", geometries });

/** Every line between two countries (no coasts), apart by whether it is settled. */
function lines({ world, countries }) {
  const owner = new Map();
  const all = [];
  for (const [code, geometries] of countries)
    for (const g of geometries) {
      const one = { type: g.type, arcs: g.arcs };
      owner.set(one, code);
      all.push(one);
    }
  const between = (keep) =>
    mesh(world, collection(all), (a, b) => owner.get(a) !== owner.get(b) && keep(owner.get(a), owner.get(b))).coordinates;
  const dispute = (a, b) => DISPUTED.find(({ pair }) => pair.includes(a) && pair.includes(b));
  const settled = between((a, b) => a && b && !dispute(a, b));
  const disputed = between((a, b) => !a || !b || (dispute(a, b) && !dispute(a, b).box));
  for (const { pair, box } of DISPUTED.filter((d) => d.box)) {
    for (const line of between((a, b) => pair.includes(a) && pair.includes(b))) {
      const parts = split(line, box);
      disputed.push(...parts.within);
      settled.push(...parts.outside);
    }
  }
  return { settled, disputed };
}

/** A line cut where it enters or leaves a box. Neighbouring pieces share their point, so that no gap shows. */
function split(line, [w, s, e, n]) {
  const within = [], outside = [];
  let piece = [], was;
  for (const point of line) {
    const is = point[0] >= w && point[0] <= e && point[1] >= s && point[1] <= n;
    if (was !== undefined && is !== was) {
      (was ? within : outside).push([...piece, point]);
      piece = [];
    }
    piece.push(point);
    was = is;
  }
  if (piece.length > 1) (was ? within : outside).push(piece);
  return { within, outside };
}

const asMulti = ({ type, coordinates }) => (type === "Polygon" ? [coordinates] : coordinates);
// A kilometre: the source is no finer.
const round = (n) => Math.round(n * 100) / 100;
const rounded = (c) => (typeof c[0] === "number" ? [round(c[0]), round(c[1])] : c.map(rounded));

function geometryOf(map) {
  const features = [];
  for (const [code, geometries] of map.countries) {
    const coordinates = clipPolygon(asMulti(merge(map.world, geometries)), BOX);
    if (!coordinates.length) continue;
    features.push({
      type: "Feature",
      properties: { kind: "country", code },
      geometry: { type: "MultiPolygon", coordinates: rounded(coordinates) },
    });
  }
  for (const [kind, found] of Object.entries(lines(map))) {
    const coordinates = rounded(found.flatMap((line) => clipLine(line, BOX)));
    features.push({ type: "Feature", properties: { kind }, geometry: { type: "MultiLineString", coordinates } });
  }
  return { type: "FeatureCollection", features };
}

/** The largest part of a country, which its label stands on. */
function labelPoint(path, polygons) {
  const parts = polygons.map((coordinates) => ({ type: "Polygon", coordinates }));
  const largest = parts.reduce((a, b) => (path.area(a) >= path.area(b) ? a : b));
  return path.centroid(largest).map((n) => Math.round(n));
}

function pictureOf(map) {
  const projection = geoConicEqualArea().parallels([33, 55]).rotate([-68, 0]).center([0, 43]);
  const corners = { type: "MultiPoint", coordinates: [[15.5, 43.5], [17, 46], [24, 36], [68, 25.5], [68, 56], [121, 46], [31, 52.5], [99, 52.3]] };
  projection.fitExtent([[10, 8], [WIDTH - 10, HEIGHT - 8]], corners).clipExtent([[-4, -4], [WIDTH + 4, HEIGHT + 4]]);
  const path = geoPath(projection);
  const pen = new Pen();
  const draw = (shape) => (geoPath(projection, pen)(shape), pen.written());
  const large = (shape) => {
    shape.coordinates = shape.coordinates.filter((coordinates) => path.area({ type: "Polygon", coordinates }) > 1.5);
    return shape;
  };
  const countries = {};
  for (const [code, geometries] of map.countries) {
    const shape = large(merge(map.world, geometries));
    const drawn = code && shape.coordinates.length ? draw(shape) : "";
    if (drawn) countries[code] = { d: drawn, at: labelPoint(path, shape.coordinates), area: Math.round(path.area(shape)) };
  }
  const land = draw(large(merge(map.world, [...map.countries.values()].flat())));
  const line = (coordinates) => draw({ type: "MultiLineString", coordinates });
  const { settled, disputed } = lines(map);
  return {
    width: WIDTH, height: HEIGHT, land, countries, settled: line(settled), disputed: line(disputed),
    projection: { parallels: [33, 55], meridian: 68, scale: projection.scale(), origin: projection([68, 0]), checks: checks(projection) },
  };
}

/** Points that maps.py must put on the same place; a test compares. */
const checks = (projection) =>
  [[68, 43], [76.9, 43.25], [21.2, 42.7], [106.9, 47.9], [69.2, 34.5], [44.8, 41.7]].map((at) => ({ at, xy: projection(at) }));
