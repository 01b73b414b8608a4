// Cuts polygons and lines at a box in degrees (Sutherland and Hodgman 1974), so that the file holds only the region.

const SIDES = ([w, s, e, n]) => [
  { inside: ([x]) => x >= w, cut: (a, b) => at(a, b, (w - a[0]) / (b[0] - a[0])) },
  { inside: ([x]) => x <= e, cut: (a, b) => at(a, b, (e - a[0]) / (b[0] - a[0])) },
  { inside: ([, y]) => y >= s, cut: (a, b) => at(a, b, (s - a[1]) / (b[1] - a[1])) },
  { inside: ([, y]) => y <= n, cut: (a, b) => at(a, b, (n - a[1]) / (b[1] - a[1])) },
];
const at = (a, b, t) => [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];

function clipRing(ring, box) {
  let points = ring.slice(0, -1);
  for (const { inside, cut } of SIDES(box)) {
    const kept = [];
    points.forEach((point, i) => {
      const before = points.at(i - 1);
      if (inside(point) !== inside(before)) kept.push(cut(before, point));
      if (inside(point)) kept.push(point);
    });
    points = kept;
  }
  return points.length < 3 ? [] : [...points, points[0]];
}

/** Coordinates of a MultiPolygon inside the box; [] when nothing is. */
export function clipPolygon(polygons, box) {
  return polygons
    .map((rings) => rings.map((ring) => clipRing(ring, box)).filter((ring) => ring.length))
    .filter((rings) => rings.length);
}

/** The pieces of a line inside the box. */
export function clipLine(line, box) {
  const pieces = [];
  let piece = [];
  for (const point of line) {
    if (SIDES(box).every(({ inside }) => inside(point))) piece.push(point);
    else if (piece.length) { pieces.push(piece); piece = []; }
  }
  if (piece.length) pieces.push(piece);
  return pieces.filter((p) => p.length > 1);
}
