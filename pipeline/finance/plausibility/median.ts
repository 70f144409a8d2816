// One scratch for all: the rules ask for thousands of medians in every issue, one after the other.
let scratch = new Float64Array(4096);

/** The upper median of `values[from]` up to `values[to - 1]`; null of nothing. Linear time; the values stay as they are. */
export function medianOf(values: Float64Array, from: number, to: number): number | null {
  const length = to - from;
  if (length <= 0) return null;
  if (scratch.length < length) scratch = new Float64Array(2 * length);
  for (let k = 0; k < length; k += 1) scratch[k] = values[from + k]!;
  return select(scratch, length, length >> 1);
}

/** Hoare's quickselect: the value that would stand at `wanted` if the first `length` were sorted. Reorders them. */
function select(values: Float64Array, length: number, wanted: number): number {
  let [low, high] = [0, length - 1];
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let [left, right] = [low, high];
    while (left <= right) {
      while (values[left]! < pivot) left += 1;
      while (values[right]! > pivot) right -= 1;
      if (left > right) break;
      const swapped = values[left]!;
      values[left] = values[right]!;
      values[right] = swapped;
      left += 1;
      right -= 1;
    }
    if (wanted <= right) high = right;
    else if (wanted >= left) low = left;
    else break;
  }
  return values[wanted]!;
}
