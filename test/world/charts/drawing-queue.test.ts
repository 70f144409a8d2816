import { setImmediate as turn } from "node:timers/promises";
import { expect, it } from "vitest";
import { drawingQueue } from "../../../pipeline/world/charts/drawing-queue.ts";

async function settled(count = 12) {
  for (let index = 0; index < count; index += 1) await turn();
}

it("draws every SVG before any PNG and practises when nothing waits", async () => {
  const drawn: string[] = [];
  const enqueue = drawingQueue((name: string) => drawn.push(name));
  enqueue("practice", "practice");
  enqueue("png", "png 1");
  enqueue("svg", "svg 1");
  enqueue("png", "png 2");
  enqueue("svg", "svg 2");
  await settled();
  expect(drawn).toEqual(["svg 1", "svg 2", "png 1", "png 2", "practice"]);
});

it("lets an SVG overtake the PNGs that still wait", async () => {
  const drawn: string[] = [];
  const enqueue = drawingQueue((name: string) => {
    drawn.push(name);
    if (name === "png 1") enqueue("svg", "late svg");
  });
  for (const name of ["png 1", "png 2", "png 3"]) enqueue("png", name);
  await settled();
  expect(drawn).toEqual(["png 1", "late svg", "png 2", "png 3"]);
});

it("wakes again after it has run dry", async () => {
  const drawn: string[] = [];
  const enqueue = drawingQueue((name: string) => drawn.push(name));
  enqueue("svg", "one");
  await settled();
  enqueue("png", "two");
  await settled();
  expect(drawn).toEqual(["one", "two"]);
});
