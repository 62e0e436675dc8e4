import assert from "node:assert/strict";
import { test } from "node:test";

import { nearest, part } from "../../whoscounting/atlas/static/atlas/map.js";

const KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];

/** A crowd of pins that is the same at every run. */
function crowd(count, seed) {
  let state = seed;
  const next = (limit) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state % limit;
  };
  const taken = new Set();
  while (taken.size < count) taken.add(next(1000) * 10000 + next(1140));
  return [...taken].map((at) => ({ x: Math.floor(at / 10000), y: at % 10000 }));
}

function reached(pins, start) {
  const seen = new Set([start]);
  for (const pin of seen) for (const key of KEYS) seen.add(nearest(pins, pin, key) ?? pin);
  return seen.size;
}

test("an arrow key goes to the nearest pin in its direction", () => {
  const from = { x: 100, y: 100 };
  const [east, farEast, west, north, south] = [[120, 105], [300, 100], [90, 100], [100, 60], [95, 140]].map(([x, y]) => ({ x, y }));
  const pins = [farEast, from, south, east, north, west];
  assert.equal(nearest(pins, from, "ArrowRight"), east);
  assert.equal(nearest(pins, from, "ArrowLeft"), west);
  assert.equal(nearest(pins, from, "ArrowUp"), north);
  assert.equal(nearest(pins, from, "ArrowDown"), south);
});

test("straight ahead counts as nearer than aside", () => {
  const ahead = { x: 150, y: 100 };
  const aside = { x: 130, y: 125 };
  assert.equal(nearest([aside, ahead], { x: 100, y: 100 }, "ArrowRight"), ahead);
});

test("nothing lies beyond the last pin, so the focus stays", () => {
  const last = { x: 900, y: 500 };
  assert.equal(nearest([last, { x: 100, y: 500 }], last, "ArrowRight"), undefined);
});

test("from every pin the arrow keys reach all others", () => {
  for (const seed of [1, 7, 42, 2016, 2026]) {
    const pins = crowd(118, seed);
    for (const pin of pins) assert.equal(reached(pins, pin), pins.length, `crowd ${seed}`);
  }
});

test("zooming keeps the place in the middle and never leaves the drawing", () => {
  const whole = { width: 1000, height: 1140 };
  assert.deepEqual(part(whole, 1, 20, 20), { x: 0, y: 0, width: 1000, height: 1140 });
  assert.deepEqual(part(whole, 2, 500, 600), { x: 250, y: 315, width: 500, height: 570 });
  assert.deepEqual(part(whole, 4, 0, 1140), { x: 0, y: 855, width: 250, height: 285 });
});
