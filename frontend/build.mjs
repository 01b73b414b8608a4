// Builds what pages use. tools/build_assets.py runs this with two folders and a table of country codes:
//   node build.mjs STATIC_FOLDER SERVER_FOLDER CODES.json
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
    questions: "src/js/questions.js", // on the pages that ask questions of the bank
    exam: "src/js/exam.js", // on the page on which somebody sits an exam
    learning: "src/js/learning.js", // on the pages of lessons, and where there is no line
    send: "src/js/send.js", // on a page that only leads on to another site
    player: "src/js/player.js", // on the pages that play packages
    "player-frame": "src/js/player-frame.js", // around a package, on the content host
    "player-h5p": "src/js/player-h5p.js", // the same for an exercise of H5P
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
// The run-time of SCORM as its makers built it: it is served on the content host, and no page of ours loads it.
const scorm = join(import.meta.dirname, "node_modules/scorm-again");
for (const name of ["scorm12", "scorm2004"]) {
  const built = readFileSync(join(scorm, `dist/${name}.min.js`), "utf8").replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n");
  writeFileSync(join(statics, `${name}.js`), `/*! scorm-again 3.4.3, MIT: ${name}.js.LEGAL.txt */\n${built}`);
  copyFileSync(join(scorm, "LICENSE"), join(statics, `${name}.js.LEGAL.txt`));
}
// The same for H5P: its player with the style sheet, fonts and pictures that it asks for by relative addresses.
const h5p = join(import.meta.dirname, "node_modules/h5p-standalone");
cpSync(join(h5p, "dist"), join(statics, "h5p"), { recursive: true, filter: (path) => !path.endsWith(".d.ts") });
copyFileSync(join(h5p, "LICENSE"), join(statics, "h5p/LICENSE"));
for (const side of [192, 512]) copyFileSync(join(import.meta.dirname, `src/img/icon-${side}.png`), join(statics, `icon-${side}.png`));
writeFileSync(join(statics, "icon.svg"), readFileSync(join(import.meta.dirname, "src/img/icon.svg")));
