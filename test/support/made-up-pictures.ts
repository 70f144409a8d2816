/** A JPEG as a camera writes it that was held otherwise: its EXIF says the orientation (1 to 8), in the byte order of Intel or Motorola. */
export function turned(jpeg: Uint8Array, orientation: number, order: "II" | "MM" = "II"): Uint8Array {
  const tiff = Buffer.alloc(26);
  const little = order === "II";
  const two = (value: number, at: number) =>
    little ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const four = (value: number, at: number) =>
    little ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  tiff.write(order, 0, "latin1");
  two(42, 2);
  four(8, 4);
  two(1, 8);
  two(0x0112, 10);
  two(3, 12);
  four(1, 14);
  two(orientation, 18);
  const head = Buffer.from([0xff, 0xe1, 0, tiff.length + 8]);
  return Buffer.concat([jpeg.subarray(0, 2), head, Buffer.from("Exif\0\0"), tiff, jpeg.subarray(2)]);
}

/** The beginning of a PNG that says it has so many pixels: some hundred bytes that would fill a machine's memory. */
export function claimedPng(width: number, height: number): Uint8Array {
  const png = Buffer.alloc(64);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]).copy(
    png,
  );
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
}
