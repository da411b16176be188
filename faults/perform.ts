import { notWell } from "./errors.ts";
import { firesWithin, toldWithin } from "./expected.ts";
import { type Ledger, ledgerOf, missingSince } from "./ledger.ts";
import type { Cell } from "./matrix.ts";
import { untilWell } from "./quiet.ts";
import type { CellResult, NoticeResult } from "./result.ts";
import type { Stage } from "./stage.ts";
import { isWaived, type Notice, toldBy, WATCHMAN } from "./statement.ts";
import { statements } from "./statements/index.ts";
import { noticeName, type Seen, toldName, untoldEnds, watched } from "./watch.ts";

/** At the pace of production; windows look back so long. */
const WELL_WITHIN_SECONDS = 1_200;
/** What is late is still waited for: by how much it is late stands in the report. */
const PATIENCE_FACTOR = 2;

/** Seconds that an instance may take to be well before it is broken, and after it was mended. */
export const wellWithin = ({ model }: Stage): number => WELL_WITHIN_SECONDS / model.environment.pace;

export type Measured = Omit<CellResult, "environment" | "commit" | "measuredAt" | "load" | "cores">;

/** Breaks one thing on a well instance, sees who is told, mends it, and sees that all is well again. */
export async function perform(stage: Stage, cell: Cell): Promise<Measured> {
  const { prepare, cleanUp } = cell.kind;
  await allWell(stage, cell);
  try {
    await prepare?.(stage, cell.service);
    if (prepare) await allWell(stage, cell);
    return await measured(stage, cell);
  } finally {
    await cleanUp?.(stage, cell.service);
  }
}

async function allWell(stage: Stage, cell: Cell): Promise<void> {
  const well = await untilWell(stage, wellWithin(stage), awaitedBy(cell));
  if (typeof well !== "number") throw notWell(wellWithin(stage), well);
}

const noticesOf = ({ statement }: Pick<Cell, "statement">): readonly Notice[] =>
  isWaived(statement) ? [] : statement.notices;

const awaitedBy = (cell: Cell): ReadonlySet<string> => new Set(noticesOf(cell).map(noticeName));

async function measured(stage: Stage, cell: Cell): Promise<Measured> {
  await stage.forgetMails();
  const before = await ledgerOf(stage);
  const { seen, notices } = await broken(stage, cell);
  const recovered = await recovery(stage, cell, seen);
  const isWell = typeof recovered === "number";
  const lost = isWell ? await lostSince(before, stage) : recovered;
  return {
    cell: cell.name,
    notices,
    ...(isWaived(cell.statement) && { waived: cell.statement.waived }),
    also: [...seen.fired].filter((name) => name !== "Watchdog" && !seen.firing.has(name)).sort(),
    inhibited: [...seen.inhibited].sort(),
    // What is still down may be the one that would be asked.
    ...(isWell && { recovered, fills: (await ledgerOf(stage)).stored - before.stored }),
    problems: [...notices.flatMap(lateness), ...unforeseen(cell, seen), ...lost],
  };
}

async function broken(stage: Stage, cell: Cell): Promise<{ seen: Seen; notices: readonly NoticeResult[] }> {
  const expected = noticesOf(cell).map((one) => expectedOf(stage, one));
  const over = new AbortController();
  const watch = { since: stage.now(), seconds: patience(stage, cell, expected), signal: over.signal };
  try {
    // Together: a fault that takes its time may be noticed before it is through.
    const [seen] = await Promise.all([watched(stage, cell, watch), cell.kind.inject(stage, cell.service)]);
    return { seen, notices: expected.map((one) => withTimes(one, seen)) };
  } finally {
    over.abort();
    await cell.kind.undo(stage, cell.service);
  }
}

/** One that is waived is looked at for as long as any other way to break the service may take to be told. */
function patience(stage: Stage, { service, statement }: Cell, expected: readonly NoticeResult[]): number {
  const others = Object.values(statements[service.name] ?? {}).flatMap((other) => noticesOf({ statement: other }));
  return isWaived(statement)
    ? Math.max(...others.filter(({ alert }) => alert !== WATCHMAN).map((one) => firesWithin(one, stage.model)))
    : PATIENCE_FACTOR * Math.max(...expected.flatMap(({ told }) => told.map(({ within }) => within)));
}

/** What a waived cell was told of all the same. */
const unforeseen = ({ statement }: Cell, { grave }: Seen): readonly string[] =>
  isWaived(statement) ? [...grave].sort().map((name) => `${name} fired, and the cell is waived`) : [];

function expectedOf({ model }: Stage, notice: Notice): NoticeResult {
  return {
    alert: notice.alert,
    job: notice.job,
    firesWithin: firesWithin(notice, model),
    told: toldBy(notice).map((receiver) => ({ receiver, within: toldWithin(notice, receiver, model) })),
  };
}

function withTimes(expected: NoticeResult, { firing, told }: Seen): NoticeResult {
  const fired = firing.get(noticeName(expected));
  return {
    ...expected,
    ...(fired !== undefined && { firing: fired }),
    told: expected.told.map(({ receiver, within }) => {
      const seconds = told.get(toldName(expected, receiver));
      return { receiver, within, ...(seconds !== undefined && { seconds }) };
    }),
  };
}

/** What was told too late, or to nobody. */
const lateness = ({ alert, told }: NoticeResult): readonly string[] =>
  told.flatMap(({ receiver, within, seconds }) => {
    if (seconds === undefined) return [`${alert} did not reach ${receiver} within ${PATIENCE_FACTOR * within} s`];
    return seconds > within
      ? [`${alert} reached ${receiver} after ${seconds.toFixed(1)} s, not within ${within} s`]
      : [];
  });

/** Seconds until all was well and its end told, or what is still wrong. */
async function recovery(stage: Stage, cell: Cell, seen: Seen): Promise<number | readonly string[]> {
  const began = stage.now();
  const well = await untilWell(stage, wellWithin(stage), awaitedBy(cell));
  if (typeof well !== "number") return well;
  const mailed = noticesOf(cell).filter((one) => seen.told.has(toldName(one, "email")));
  const untold = await until(stage, began, () => untoldEnds(stage, mailed));
  return untold.length === 0 ? well : untold;
}

/** Fills wait on the disk while the database is away, so it may take a while until all of them are in. */
const lostSince = (before: Ledger, stage: Stage): Promise<readonly string[]> =>
  until(stage, stage.now(), () => missingSince(before, stage));

async function until(stage: Stage, since: number, ask: () => Promise<readonly string[]>): Promise<readonly string[]> {
  for (;;) {
    const left = await ask();
    if (left.length === 0 || stage.now() - since > wellWithin(stage) * 1000) return left;
    await stage.pause(1_000);
  }
}
