// Builds what pages use. tools/build_assets.py runs this with two folders and a table of country codes:
//   node build.mjs STATIC_FOLDER SERVER_FOLDER CODES.json
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { drawRegion } from "./map/region.mjs";

const [statics, server, codesFile] = process.argv.slice(2);
const common = {
  bundle: true,
  minify: true,
  legalComments: "linked",
  target: ["es2022", "chrome110", "firefox115", "safari16.4"],
  loader: { ".svg": "dataurl" },
  logLevel: "warning",
  absWorkingDir: import.meta.dirname,
  outdir: statics,
};

for (const folder of [statics, server]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}
await build({
  ...common,
  format: "esm",
  entryPoints: {
    kerege: "src/js/kerege.js",
    answers: "src/js/answers.js", // on the pages of assessments, and where there is no line
    practice: "src/js/practice.js", // on the pages of activities, and where there is no line
    // The map is fetched only when somebody asks for it; its worker is a file of ours, so that no blob: is needed.
    map: "src/js/map.js",
    "map-worker": "maplibre-gl/dist/maplibre-gl-worker.mjs",
  },
});
await build({
  ...common,
  entryPoints: { kerege: "src/css/kerege.css", map: "maplibre-gl/dist/maplibre-gl.css" },
});
const region = drawRegion(JSON.parse(readFileSync(codesFile, "utf8")));
writeFileSync(join(statics, "region.json"), JSON.stringify(region.geometry));
writeFileSync(join(server, "map_paths.json"), JSON.stringify(region.picture));
writeFileSync(join(statics, "icon.svg"), readFileSync(join(import.meta.dirname, "src/img/icon.svg")));
