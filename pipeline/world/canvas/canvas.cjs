"use strict";
// The calls that chartjs-node-canvas makes of node-canvas, answered by @napi-rs/canvas and, for vectors, here.

const { createCanvas: create, GlobalFonts, Image, Path2D } = require("@napi-rs/canvas");
const { createVectorCanvas, newCourse, pathElement, pathLook } = require("./vector-canvas.cjs");

/**
 * A canvas of node-canvas's shape.
 *
 * @param {number} width pixels
 * @param {number} height pixels
 * @param {"svg" | undefined} type "svg" keeps paths, anything else draws pixels
 */
function createCanvas(width, height, type) {
  if (type === "svg") return createVectorCanvas(width, height);
  const canvas = create(width, height);
  // node-canvas answers toBuffer(callback) with (error, bytes), on a thread of its own.
  canvas.toBuffer = (callback) => {
    if (typeof callback !== "function") return canvas.encodeSync("png");
    canvas.encode("png").then((bytes) => callback(null, bytes), callback);
    return undefined;
  };
  return canvas;
}

/** Makes a font file known under `family`, for every canvas of this thread. */
function registerFont(path, { family }) {
  if (!GlobalFonts.registerFromPath(path, family)) throw new Error(`No font could be read from ${path}.`);
}

module.exports = { createCanvas, registerFont, newCourse, pathElement, pathLook, Image, Path2D };
