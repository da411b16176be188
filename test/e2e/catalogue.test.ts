import { beforeAll, describe, expect, it } from "vitest";
import { type Observed, observe, recordingsOf } from "../../cli/catalogue/observe.ts";
import { run } from "../../cli/run.ts";
import { seriesOf } from "../../lib/metrics/cost.ts";
import { asRecorded } from "../../lib/metrics/declared.ts";
import type { RecordedMetrics } from "../../lib/metrics/recording.ts";
import { vanished, vanishedText } from "../../lib/metrics/vanished.ts";
import { catalogue, isOwn } from "../../metrics/index.ts";
import { exporterOf, readRecordings, SCRAPE } from "../../stacks/recordings.ts";
import { docker } from "./engine.ts";
import { eventually } from "./eventually.ts";
import { type Shared, shared } from "./shared.ts";

/** Exports what the machine's kernel and devices have, so only what we use of it must be everywhere. */
const OF_THE_MACHINE = "node-exporter";

let here: Shared;
beforeAll(async () => {
  here = await shared();
});

const exported = (): Promise<readonly Observed[]> =>
  observe(
    { run, container: `${here.clone.prefix}-prometheus`, store: { find: ({ name }) => here.platform.secret(name) } },
    here.platform,
    here.platform.model.targets,
  );

/** The stand-in for its image, where no registry answers, is PostgreSQL without the extension. */
async function hasTimescale(): Promise<boolean> {
  const ask = "SELECT count(*) FROM pg_extension WHERE extname = 'timescaledb'";
  const psql = ["psql", "-U", "postgres", "-d", "quantflow", "-tAc", ask];
  return (await docker(["exec", `${here.clone.prefix}-timescaledb`, ...psql])).trim() === "1";
}

/** What other environments run, Thanos say, is recorded too. */
function recordedHere() {
  const exporters = [SCRAPE, ...here.platform.model.targets.map(exporterOf)].map(({ exporter }) => exporter);
  return readRecordings().filter(({ exporter }) => exporters.includes(exporter));
}

/** A counter may come with its first event, and a service may have started a moment ago: looks again for a minute. */
const nothing = (what: string, problems: (observed: readonly Observed[]) => readonly string[]): Promise<void> =>
  eventually(what, async () => expect(problems(await exported())).toEqual([]), { within: 60 });

describe("what the running services export", () => {
  it("is still what the checker and the rules were told: no metric, label or type has gone", async () => {
    await nothing("everything that was recorded", (observed) => {
      const running = recordingsOf(observed);
      return recordedHere().flatMap(({ exporter, version, metrics }) => {
        const now = running.find((one) => one.exporter === exporter && one.version === version);
        if (!now) return [`${exporter} ${version}: not running`];
        return vanished(exporter === OF_THE_MACHINE ? used(metrics) : metrics, now.metrics).map(
          (one) => `${exporter} ${version}: ${vanishedText(one)}`,
        );
      });
    });
  });

  it("is of ours what we declare, and all of it but what plain PostgreSQL has not", async () => {
    const absent = (await hasTimescale()) ? /^$/ : /^quantflow_timescale_/;
    await nothing("everything that we declare", (observed) =>
      observed.flatMap(({ job, own }) =>
        vanished(asRecorded(catalogue[job].filter(isOwn)), own)
          .filter(({ metric }) => !absent.test(metric))
          .map((one) => `${job}: ${vanishedText(one)}`),
      ),
    );
    const undeclared = (await exported()).flatMap((one) =>
      Object.keys(one.exported).filter((name) => /^(quantflow|exchange)_/.test(name)),
    );
    expect(undeclared).toEqual([]);
  });

  it("costs no more of ours than its declarations say", async () => {
    const over = (await exported()).flatMap(({ job, own }) =>
      catalogue[job].filter(isOwn).flatMap((metric) => {
        const series = own[metric.name]?.series ?? 0;
        return series <= seriesOf(metric) ? [] : [`${metric.name}: ${series} series of ${seriesOf(metric)}`];
      }),
    );
    expect(over).toEqual([]);
  });
});

function used(metrics: RecordedMetrics): RecordedMetrics {
  const names = new Set(catalogue.node.map(({ name }) => name));
  return Object.fromEntries(Object.entries(metrics).filter(([name]) => names.has(name)));
}
