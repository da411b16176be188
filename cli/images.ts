import type { ImageName } from "../stacks/versions.ts";
import { command, EXIT } from "./command.ts";
import { ensureImages } from "./images/index.ts";
import { PORTABLE_SOURCE_OPTION, portableModel, portableSource } from "./render/portable.ts";
import { requireEngine } from "./stack/engine.ts";
import { ENVIRONMENT_OPTION, siteOf } from "./stack/site.ts";

export const images = command({
  description:
    "What no registry serves, the application among it, is built from this repository. `up` does this by itself; docker compose does not.",
  options: { environment: ENVIRONMENT_OPTION, "image-source": PORTABLE_SOURCE_OPTION },
  examples: [
    { line: "npx quantflow images", does: "pull what a registry serves, and build the rest" },
    { line: "npx quantflow images --image-source local", does: "build all that can be built" },
  ],
  async run(context, { environment, "image-source": option }) {
    const source = portableSource("images", option);
    const { services } = portableModel(siteOf(context, environment), source);
    await requireEngine(context);
    const names = [...new Set(services.map(({ image }) => image as ImageName))];
    await ensureImages(context, names, source);
    context.terminal.print(`${names.length} images are in the engine.`);
    return EXIT.ok;
  },
});
