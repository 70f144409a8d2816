import type { Fields, Shape } from "../../sections/shape.ts";

/** A number for each shape, the same for shapes that are alike: by it a partial is looked at once for all calls that show it the same. */
export function openShapeIds(): (shape: Shape) => number {
  const known = new WeakMap<Shape, number>();
  const alike = new Map<string, number>();
  const idOf = (shape: Shape): number => {
    const found = known.get(shape);
    if (found !== undefined) return found;
    const key = keyOf(shape, idOf);
    const id = alike.get(key) ?? alike.size;
    alike.set(key, id);
    known.set(shape, id);
    return id;
  };
  return idOf;
}

function keyOf(shape: Shape, idOf: (shape: Shape) => number): string {
  switch (shape.kind) {
    case "object":
    case "chart":
      return `${shape.kind} ${fieldsKey(shape.fields, idOf)}`;
    case "list":
    case "nullable":
      return `${shape.kind} ${idOf(shape.of)}`;
    case "union":
      return `union ${shape.of.map(idOf).join(" ")}`;
    case "enum":
      return `enum ${JSON.stringify(shape.values)}`;
    case "text":
      return `text ${shape.date}`;
    default:
      return shape.kind;
  }
}

function fieldsKey(fields: Fields, idOf: (shape: Shape) => number): string {
  return Object.entries(fields)
    .map(([name, shape]) => `${JSON.stringify(name)}:${idOf(shape)}`)
    .sort()
    .join(" ");
}
