import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { assemble } from "../../stacks/assemble.ts";
import { environments } from "../../stacks/environments/index.ts";
import { picture } from "../../stacks/picture.ts";
import { UNRESOLVED } from "../../stacks/resolution.ts";

const drawn = picture(
  assemble({
    environment: environments.local,
    instance: { prefix: "quantflow", portOffset: 0, directory: "" },
    resolution: UNRESOLVED,
  }),
);

test("the README's picture is the one that the model draws", () => {
  const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
  expect(/```mermaid\n(.*?)\n```/s.exec(readme)?.[1]).toBe(drawn);
});

test("the picture shows the way of an alert", () => {
  expect(drawn).toContain("quantflow-app -. metrics .-> prometheus");
  expect(drawn).toContain("prometheus == alerts ==> alertmanager");
  expect(drawn).toContain("alertmanager == alerts ==> mail");
});
