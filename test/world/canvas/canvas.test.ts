import { createCanvas, pathElement, registerFont } from "canvas";
import { describe, expect, it } from "vitest";

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

describe("a canvas of type svg", () => {
  it("keeps what is drawn as paths, also after it was resized, to a tenth of a px", async () => {
    const canvas = createCanvas(1, 1, "svg");
    canvas.width = 30;
    canvas.height = 20;
    const pen = canvas.getContext("2d")!;
    pen.fillStyle = "#12667f";
    pen.beginPath();
    pen.rect(1, 2, 3.001, 4);
    pen.fill();
    expect((await bytesOf(canvas)).toString()).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><path fill="#12667f" d="M1 2h3v4h-3z"/></svg>',
    );
  });

  it("strokes as it was told last, and as before where that is restored", () => {
    const canvas = createCanvas(10, 10, "svg");
    const pen = canvas.getContext("2d")!;
    const line = () => {
      pen.beginPath();
      pen.moveTo(0.123, -0.001);
      pen.lineTo(4.99e-10, 5);
      pen.stroke();
    };
    pen.save();
    Object.assign(pen, { strokeStyle: "#c4452d", lineWidth: 1.5, lineJoin: "round" });
    pen.setLineDash([3, 2]);
    line();
    pen.restore();
    line();
    const d = "M.1 0l-.1 5";
    expect(canvas.paths.map(pathElement)).toEqual([
      `<path fill="none" stroke="#c4452d" stroke-width="1.5" stroke-linejoin="round" stroke-dasharray="3 2" d="${d}"/>`,
      `<path fill="none" stroke="#000" stroke-width="1" d="${d}"/>`,
    ]);
  });

  it("fails loudly on a call that it does not know", () => {
    const pen = createCanvas(10, 10, "svg").getContext("2d")!;
    expect(() => pen.fillText("lost", 0, 0)).toThrow(TypeError);
  });
});

it("says which font it could not read", () => {
  expect(() => registerFont("/nowhere/none.woff2", { family: "None" })).toThrow(
    "No font could be read from /nowhere/none.woff2.",
  );
});
