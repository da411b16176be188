import { type Context, command, EXIT } from "./command.ts";
import { requireEngine } from "./stack/engine.ts";
import { needsYes } from "./stack/errors.ts";
import { locked } from "./stack/locked.ts";
import { ENVIRONMENT_OPTION, type Site, siteOf } from "./stack/site.ts";
import { deleteData, requireNothingHosted, takeDown } from "./stack/take-down.ts";

export const down = command({
  description:
    "Removes containers, networks and configuration. Data volumes and secrets stay, and `up` brings everything back as it was.",
  options: {
    environment: ENVIRONMENT_OPTION,
    "delete-data": { type: "boolean", summary: "delete the data volumes and the secrets too; asks first" },
    yes: { type: "boolean", summary: "do not ask" },
  },
  examples: [
    { line: "npm run down", does: "stop, and keep the data" },
    { line: "npm run down -- --delete-data", does: "as if it had never been" },
  ],
  async run(context, { environment, "delete-data": deletes, yes }) {
    const site = siteOf(context, environment);
    if (deletes && !yes && !(await agreed(context, site))) {
      context.terminal.print("Nothing was done.");
      return EXIT.failed;
    }
    if (deletes) await requireNothingHosted(context, site);
    await requireEngine(context);
    const gone = await locked(context, site, "down", async () => {
      await takeDown(context, site);
      return deletes ? deleteData(context, site) : [];
    });
    context.terminal.print(
      deletes
        ? `Stopped. Deleted ${gone.length} volumes, the secrets and the state.`
        : "Stopped. The data is kept; start again: npm run up",
    );
    return EXIT.ok;
  },
});

function agreed({ terminal }: Context, { instance }: Site): Promise<boolean> {
  if (!terminal.interactive) throw needsYes();
  return terminal.confirm(`Delete all data and secrets of ${instance.prefix} for good?`);
}
