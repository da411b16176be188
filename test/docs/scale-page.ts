import type { BehaviourBytes } from "../../bench/scale-behaviours.ts";
import { blockBytesPerSample, memoryPerSeries, predicted, type ScaleFile } from "../../bench/scale-file.ts";
import { SCALE_HEAD, scaleRow } from "../../bench/scale-table.ts";
import { reachText } from "../../cli/catalogue/ladder-page.ts";
import { rateText, sizeText } from "../../cli/catalogue/text.ts";
import { BLOCK_BYTES_PER_SAMPLE, FORMULAS } from "../../lib/services/capacity.ts";
import { type Capacity, capacityOf } from "../../stacks/capacity.ts";
import { type Ladder, ladderOf } from "../../stacks/capacity-ladder.ts";
import { MEASURED, MESSAGES_OF_SYMBOL } from "../../stacks/capacity-limits.ts";
import type { Model } from "../../stacks/model.ts";

const number = (value: number): string => value.toLocaleString("en-US", { maximumFractionDigits: 1 });

/** docs/scale.md: when to climb and to what, the arithmetic, and what was measured. */
export const scalePage = (model: Model, file: ScaleFile): string =>
  [
    INTRODUCTION,
    "## When to climb",
    ladderWords(capacityOf(model)),
    rungTable(ladderOf(model)),
    AVAILABILITY,
    "## What ends beside Prometheus",
    limitWords(),
    limitTable(ladderOf(model)),
    "## The arithmetic",
    ARITHMETIC,
    table(
      ["what", "is reckoned as", "source"],
      FORMULAS.map(({ of, formula, source }) => [of, formula, source]),
    ),
    growthTable(model),
    "## What was measured",
    measuredWords(file),
    table(SCALE_HEAD, file.points.map(scaleRow)),
    conditions(file),
    ...file.points.flatMap(({ series, note }) => (note === undefined ? [] : [`${number(series)} series: ${note}`])),
    BEHAVIOUR_WORDS,
    table(["a series that is", "chunks, bytes a sample"], file.behaviours.map(behaviourRow)),
    readings(file),
  ].join("\n\n");

const INTRODUCTION = `# Scale

Generated from the catalogue, the ladder and what was measured (\`bench/scale-points.json\`); a test keeps this page equal to
them. The same of any environment, for N replicas of the application that follow M symbols each:

\`\`\`sh
npx quantflow catalogue --capacity --environment docker --replicas 4 --symbols 50
npx quantflow catalogue --capacity --symbols 200 --messages 300 --retention 90d --interval 5s --json
\`\`\`

\`--json\` has the ladder as \`ladder: {rungs, limits}\`, each with \`carries: {symbols, replicas}\`: the highest number that it
carries, the other number being the one that was asked for; 1,000,000 where no end was found.`;

const ladderWords = ({ scale, need, room, interval, retention }: Capacity): string =>
  `In the environment \`local\` with images from their registries Prometheus is given ${sizeText(room.memory.value)}, ${room.processors} processor and ${sizeText(room.disk?.value ?? 0)} of disk.
It carries ${number(need.series)} series every ${interval.text}, kept for ${retention.text}, with N=${scale.replicas} and M=${scale.symbols}. Half of memory and processors stays free at every rung: for queries,
and for the series that a restart leaves in the head.`;

const rungTable = ({ rungs }: Ladder): string =>
  table(
    ["rung", "symbols at N=1", "replicas at M=3", "ends by", "to stand on it", "source"],
    rungs.map(({ name, gives, carries, ends, take, source }) => [
      gives === "availability" ? `${name} (availability, not capacity)` : name,
      reachText(carries.symbols),
      reachText(carries.replicas),
      ends,
      take,
      source,
    ]),
  );

const AVAILABILITY = `Two of each are no rung that one climbs for room: both Prometheus scrape every target, both Alertmanagers take every
alert, so each must carry everything. They are for who may lose neither a sample nor an alert when a machine is lost.`;

const limitWords = (): string =>
  `Symbols and messages end earlier than series do. A symbol is reckoned with ${number(MESSAGES_OF_SYMBOL)} messages a second in a burst, half of them
trades: an assumption, and \`--messages\` says another. Of what was measured (${number(MEASURED.messagesPerSecond)} messages a second by a process, ${number(MEASURED.ticksPerSecond)} ticks a second into
PostgreSQL, ${number(MEASURED.pricesPerSecond)} prices a second into Redis) half is reckoned with.`;

const limitTable = ({ limits }: Ladder): string =>
  table(
    ["what", "asked at N=1, M=3", "limit", "symbols at N=1", "replicas at M=3", "where it is reached", "source"],
    limits.map(({ name, demand, limit, unit, carries, take, source }) => [
      name,
      `${number(demand)} ${unit}`,
      number(limit),
      reachText(carries.symbols),
      reachText(carries.replicas),
      take,
      source,
    ]),
  );

const ARITHMETIC = `Symbols are values of one label, which a metric has once: with every symbol each replica has as many series more as with
the one before. Replicas are targets of one job: each has all of its series again, and alerts and recordings by instance too.`;

const SYMBOLS = [1, 3, 10, 50, 500];
const REPLICAS = [1, 2, 4, 10];

const growthTable = (model: Model): string =>
  table(
    ["series, memory and disk at", ...REPLICAS.map((replicas) => `N=${replicas}`)],
    SYMBOLS.map((symbols) => [
      `M=${symbols}`,
      ...REPLICAS.map((replicas) => {
        const { series, memory, disk } = capacityOf(model, { replicas, symbols }).need;
        return `${number(series)}, ${sizeText(memory.value)}, ${sizeText(disk.value)}`;
      }),
    ]),
  );

const measuredWords = ({ command, machine, prometheus, points }: ScaleFile): string =>
  `By \`${command}\`, each size run apart; where a note stands below the tables, otherwise, as it says. On ${machine}, Prometheus ${prometheus}, ${[...new Set(points.map(({ measured }) => measured))].join(" and ")}. The real Prometheus scrapes targets of ours
until a block is cut: an exporter on the loopback interface, two labels beside those that Prometheus adds, eight series of
sixteen unchanged, four changed by one scrape in ten, three as busy counters, one as a price. No rules, no queries, no
remote_write. Memory is the most that the process held at any time which is not the page of a file, the cutting of the
block in it. The disk of a sample is that of its chunks, and of the index with 480 samples a series, as blocks of two hours
at 15 s have. Another workload filled the machine meanwhile: bytes of memory do not mind, scrapes come at uneven times.`;

const conditions = ({ points }: ScaleFile): string =>
  table(
    [
      "series",
      "targets",
      "every",
      "block",
      "samples of a series in it",
      "ran",
      "scrapes that failed",
      "resident, files in it",
      "memory of a series",
      "index of a series",
    ],
    points.map((point) => [
      number(point.series),
      `${point.targets}`,
      `${point.intervalSeconds} s`,
      `${point.blockMinutes} min`,
      `${point.block?.samplesPerSeries ?? ""}`,
      `${point.minutes.toFixed(1)} min, ${number(point.samplesPerSecond)} samples/s`,
      `${(100 * point.failedScrapes).toFixed(1)} %`,
      sizeText(point.residentBytes),
      sizeText(Math.round(memoryPerSeries(point))),
      point.block === null ? "" : `${point.block.indexBytesPerSeries.toFixed(0)} B`,
    ]),
  );

const BEHAVIOUR_WORDS =
  "What a sample takes depends on nothing but how its series goes on, where scrapes come at even times: blocks of two hours that `promtool tsdb create-blocks-from` made, every 15 s.";

const behaviourRow = ({ behaviour, chunkBytesPerSample }: BehaviourBytes): readonly string[] => [
  behaviour,
  chunkBytesPerSample.toFixed(2),
];

const readings = ({ points }: ScaleFile): string => {
  const shares = points.map((point) => point.anonymousBytes / predicted(point).memory.value);
  const blocks = points.flatMap((point) => blockBytesPerSample(point) ?? []);
  return `So: memory is ${low(shares)} to ${high(shares)} of what is reckoned, and the documented 3 KiB a series stand for what the
benchmark has not: remote_write (a quarter more, prometheus.io/docs/practices/remote_write), rules, and series that come and
go. Blocks are ${low(blocks)} to ${high(blocks)} bytes a sample here, against the 1 to 2 that are documented and about 1.4 that the same series have
at even times: a scrape that comes more than 2 ms off its time, as on a machine with too much to do, makes every timestamp
cost ${rateText(1.5)} bytes more. On such a machine reckon with ${(Math.max(...blocks) / BLOCK_BYTES_PER_SAMPLE).toFixed(1)} times the disk of blocks that is named above. \`retention.size\` holds the disk then, at the price of the oldest days.`;
};

const low = (values: readonly number[]): string => Math.min(...values).toFixed(2);
const high = (values: readonly number[]): string => Math.max(...values).toFixed(2);

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
