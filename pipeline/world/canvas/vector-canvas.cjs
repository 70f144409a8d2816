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
  let course = newCourse();
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
      course = newCourse();
    },
    moveTo: (x, y) => course.moveTo(x, y),
    lineTo: (x, y) => course.lineTo(x, y),
    rect(x, y, width, height) {
      course.moveTo(x, y);
      course.lineTo(x + width, y);
      course.lineTo(x + width, y + height);
      course.lineTo(x, y + height);
      course.close();
    },
    fill: () => void paths.push({ d: course.words(), fill: pen.fillStyle }),
    stroke() {
      const { strokeStyle: stroke, lineWidth: width, lineJoin: join, lineDash: dash } = pen;
      paths.push({ d: course.words(), stroke, width, join, dash });
    },
    // Vectors have no size of their own, and begin blank.
    setTransform: () => undefined,
    resetTransform: () => undefined,
    clearRect: () => undefined,
  };
  return pen;
}

/**
 * Where a path goes, in as few letters as SVG allows: to a tenth of a px, each corner from the one before, and no more between two numbers
 * than tells them apart: `M25 129.3l.9 12.2 4.1-41.4`. A page holds thousands of corners.
 */
function newCourse() {
  let words = "";
  /** Tenths of a px. */
  let [x, y] = [0, 0];
  let command = "";
  let isPointed = false;
  const add = (number) => {
    const text = inTenths(number);
    // A sign begins a number, and so does a second point.
    const isParted = command !== "" || number < 0 || (isPointed && text.startsWith("."));
    words += isParted ? `${command}${text}` : ` ${text}`;
    command = "";
    isPointed = text.includes(".");
  };
  /** Of a line's corners only the first letter is said. */
  let last = "";
  return {
    moveTo(toX, toY) {
      [x, y] = [Math.round(toX * 10), Math.round(toY * 10)];
      last = command = "M";
      add(x);
      add(y);
    },
    lineTo(toX, toY) {
      const [across, down] = [Math.round(toX * 10) - x, Math.round(toY * 10) - y];
      if (across === 0 && down === 0 && last !== "M") return;
      [x, y] = [x + across, y + down];
      const now = down === 0 ? "h" : across === 0 ? "v" : "l";
      if (now !== last) command = now;
      last = now;
      if (now !== "v") add(across);
      if (now !== "h") add(down);
    },
    close() {
      words += "z";
    },
    words: () => words,
  };
}

function inTenths(number) {
  const size = Math.abs(number);
  const [whole, rest] = [Math.trunc(size / 10), size % 10];
  return `${number < 0 ? "-" : ""}${whole || (rest ? "" : "0")}${rest ? `.${rest}` : ""}`;
}

function svgOf({ width, height, paths }) {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${paths.map(pathElement).join("")}</svg>`;
}

/** One path as an element; what is SVG's own default goes unsaid. */
function pathElement(path) {
  return `<path ${pathLook(path)} d="${path.d}"/>`;
}

/** How a path is drawn, as attributes: neighbours that are drawn alike can be one. */
function pathLook({ fill, stroke, width, join, dash }) {
  if (fill) return `fill="${fill}"`;
  const round = join === "miter" ? "" : ` stroke-linejoin="${join}"`;
  const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.join(" ")}"` : "";
  return `fill="none" stroke="${stroke}" stroke-width="${width}"${round}${dashes}`;
}

module.exports = { createVectorCanvas, newCourse, pathElement, pathLook };
