import { expect, it } from "vitest";
import { readScaleFile } from "../../bench/scale-file.ts";
import { assemble } from "../../stacks/assemble.ts";
import { environments } from "../../stacks/environments/index.ts";
import { instanceFrom } from "../../stacks/instance.ts";
import { UNRESOLVED } from "../../stacks/resolution.ts";
import { scalePage } from "./scale-page.ts";

it("the page of scale is made of the ladder and of what was measured; write it again with vitest -u", async () => {
  const model = assemble({
    environment: environments.local,
    instance: instanceFrom({}, "/nowhere", "local"),
    resolution: UNRESOLVED,
  });
  await expect(`${scalePage(model, readScaleFile())}\n`).toMatchFileSnapshot("../../docs/scale.md");
});
