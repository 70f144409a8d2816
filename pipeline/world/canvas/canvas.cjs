"use strict";
// The calls that chartjs-node-canvas makes of node-canvas, answered by @napi-rs/canvas.
const { createCanvas: create, GlobalFonts, Image, SvgExportFlag } = require("@napi-rs/canvas");

/**
 * A canvas of node-canvas's shape.
 *
 * @param {number} width pixels
 * @param {number} height pixels
 * @param {"svg" | undefined} type "svg" draws to vector text, anything else to pixels
 */
function createCanvas(width, height, type) {
  const canvas = type === "svg" ? create(width, height, SvgExportFlag.NoPrettyXML) : create(width, height);
  const encode = type === "svg" ? async () => canvas.getContent() : () => canvas.encode("png");
  // node-canvas answers toBuffer(callback) with (error, bytes), on a thread of its own.
  canvas.toBuffer = (callback) => {
    if (typeof callback !== "function")
      return type === "svg" ? canvas.getContent() : canvas.encodeSync("png");
    encode().then((bytes) => callback(null, bytes), callback);
    return undefined;
  };
  return canvas;
}

/** Makes a font file known under `family`, for every canvas of this thread. */
function registerFont(path, { family }) {
  if (!GlobalFonts.registerFromPath(path, family)) throw new Error(`No font could be read from ${path}.`);
}

module.exports = { createCanvas, registerFont, Image };
