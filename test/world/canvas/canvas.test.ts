import { createCanvas, registerFont } from "canvas";
import { expect, it } from "vitest";

// The shape of node-canvas, as far as chartjs-node-canvas calls it.
type Buffered = { toBuffer(callback?: (error: Error | null, bytes: Buffer) => void): Buffer | undefined };

function bytesOf(canvas: HTMLCanvasElement): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    (canvas as unknown as Buffered).toBuffer((error, bytes) => (error ? reject(error) : resolve(bytes)));
  });
}

it("answers toBuffer with PNG bytes, by callback and at once", async () => {
  const canvas = createCanvas(4, 4);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
  expect((await bytesOf(canvas)).subarray(0, 4)).toEqual(signature);
  expect((canvas as unknown as Buffered).toBuffer()!.subarray(0, 4)).toEqual(signature);
});

it("draws vector text on a canvas of type svg, also after it was resized", async () => {
  const canvas = createCanvas(1, 1, "svg");
  canvas.width = 30;
  canvas.height = 20;
  canvas.getContext("2d")!.fillRect(1, 2, 3, 4);
  const svg = (await bytesOf(canvas)).toString();
  expect(svg).toContain('width="30" height="20"');
  expect(svg).toContain('<rect x="1" y="2" width="3" height="4"/>');
});

it("says which font it could not read", () => {
  expect(() => registerFont("/nowhere/none.woff2", { family: "None" })).toThrow(
    "No font could be read from /nowhere/none.woff2.",
  );
});
