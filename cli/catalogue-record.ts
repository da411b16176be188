import { RECORDINGS, readRecordings } from "../stacks/recordings.ts";
import { prometheus } from "../stacks/services/index.ts";
import { observe, recordingsOf } from "./catalogue/observe.ts";
import { recordingPlan, writeRecordings } from "./catalogue/record.ts";
import { recordPage } from "./catalogue/record-page.ts";
import { command, EXIT } from "./command.ts";
import { requireEngine } from "./stack/engine.ts";
import { whileReached } from "./stack/reach.ts";
import { ENVIRONMENT_OPTION, siteOf, unprovenModelOf } from "./stack/site.ts";
import { prometheusOf } from "./stack/status.ts";

export const record = command({
  description:
    "Scrapes every target of the running stack as its Prometheus does: name, type, help, labels and series of each metric. Writes it by exporter and version to metrics/external/recordings/, where the checker, the declarations and the sizing read it. Our own metrics are declared, so they are not written.",
  options: {
    environment: ENVIRONMENT_OPTION,
    json: { type: "boolean", summary: "print [{file, exporter, version, metrics, series, come, gone, replaces}]" },
  },
  examples: [{ line: "npx quantflow catalogue record", does: "after a version in stacks/versions.ts has changed" }],
  async run(context, { environment, json }) {
    const site = siteOf(context, environment);
    const platform = unprovenModelOf(site);
    const engine = await requireEngine(context);
    const scraper = { run: context.run, store: site.store, container: site.names.container(prometheus) };
    const observed = await whileReached(context, engine, { site, platform }, () =>
      observe(scraper, prometheusOf(site, platform), platform.targets),
    );
    const recordings = recordingsOf(observed);
    const plan = recordingPlan(recordings, readRecordings());
    writeRecordings(recordings, plan, RECORDINGS);
    const { print, paint } = context.terminal;
    print(json ? JSON.stringify(plan, null, 2) : recordPage(plan, paint));
    return EXIT.ok;
  },
});
