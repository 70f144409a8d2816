import { expect, test } from "vitest";
import { slimCss } from "../../pipeline/render/slim-css.ts";

test("comments and white space between rules go, what parts words and strings stays", () => {
  expect(
    slimCss("/* Inter's own */\na > b,\n.c :is(d, e) {\n  content: 'a;  b';\n  width: calc(1px + 2px);\n}\n"),
  ).toBe("a > b,.c :is(d,e){content: 'a;  b';width: calc(1px + 2px);}");
  expect(slimCss('a { content: "/* kept */ {"; }')).toBe('a{content: "/* kept */ {";}');
});
