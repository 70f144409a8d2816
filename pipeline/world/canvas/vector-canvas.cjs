"use strict";
// A canvas that keeps what is drawn on it as paths in the words of SVG. Skia's own does too, but slower: it needs a parser to
// tidy and cannot be painted again.

/** The state that save() keeps and restore() brings back. */
const fresh = { fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, lineJoin: "miter", lineDash: [] };

/**
 * @param {number} width px
 * @param {number} height px
 */
function createVectorCanvas(width, height) {
  const paths = [];
  const canvas = {
    width,
    height,
    paths,
    getContext: () => pen,
    toBuffer(callback) {
      const svg = Buffer.from(svgOf(canvas));
      if (callback) callback(null, svg);
      return svg;
    },
  };
  const pen = penOn(canvas, paths);
  return canvas;
}

/** The calls of a 2D context that Chart.js makes for lines, bars and grids; any other is not there, and fails loudly. */
function penOn(canvas, paths) {
  const kept = [];
  let d = "";
  const pen = {
    ...fresh,
    canvas,
    save() {
      const { fillStyle, strokeStyle, lineWidth, lineJoin, lineDash } = pen;
      kept.push({ fillStyle, strokeStyle, lineWidth, lineJoin, lineDash });
    },
    restore: () => void Object.assign(pen, kept.pop()),
    setLineDash(dash) {
      pen.lineDash = dash;
    },
    beginPath() {
      d = "";
    },
    moveTo(x, y) {
      d += `M${short(x)} ${short(y)}`;
    },
    lineTo(x, y) {
      d += `L${short(x)} ${short(y)}`;
    },
    rect(x, y, width, height) {
      const [left, top, right, bottom] = [short(x), short(y), short(x + width), short(y + height)];
      d += `M${left} ${top}H${right}V${bottom}H${left}Z`;
    },
    fill: () => void paths.push({ d, fill: pen.fillStyle }),
    stroke() {
      const { strokeStyle: stroke, lineWidth: width, lineJoin: join, lineDash: dash } = pen;
      paths.push({ d, stroke, width, join, dash });
    },
    // Vectors have no size of their own, and begin blank.
    setTransform: () => undefined,
    resetTransform: () => undefined,
    clearRect: () => undefined,
  };
  return pen;
}

/** A length to a hundredth of a px. */
function short(length) {
  return Math.round(length * 100) / 100 || 0;
}

function svgOf({ width, height, paths }) {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${paths.map(pathElement).join("")}</svg>`;
}

/** One path as an element; what is SVG's own default goes unsaid. */
function pathElement({ d, fill, stroke, width, join, dash }) {
  if (fill) return `<path fill="${fill}" d="${d}"/>`;
  const round = join === "miter" ? "" : ` stroke-linejoin="${join}"`;
  const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.join(" ")}"` : "";
  return `<path fill="none" stroke="${stroke}" stroke-width="${width}"${round}${dashes} d="${d}"/>`;
}

module.exports = { createVectorCanvas, pathElement };
