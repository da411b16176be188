import { notWell } from "./errors.ts";
import { firesWithin, toldWithin } from "./expected.ts";
import { type Ledger, ledgerOf, missingSince } from "./ledger.ts";
import type { Cell } from "./matrix.ts";
import { untilWell } from "./quiet.ts";
import type { CellResult, NoticeResult } from "./result.ts";
import type { Stage } from "./stage.ts";
import { isWaived, type Notice } from "./statement.ts";
import { noticeName, type Seen, toldBy, toldName, untoldEnds, watched } from "./watch.ts";

/** How long an instance may take to be well before it is broken, and after it was mended; windows look back so long. */
const WELL_WITHIN_SECONDS = 240;
/** What is late is still waited for: by how much it is late stands in the report. */
const PATIENCE_FACTOR = 2;
/** How long a cell without an alert is looked at, so that one that fires all the same is seen. */
const WAIVED_SECONDS = 20;

export type Measured = Omit<CellResult, "environment" | "commit" | "measuredAt" | "load" | "cores">;

/** Breaks one thing on a well instance, sees who is told, mends it, and sees that all is well again. */
export async function perform(stage: Stage, cell: Cell): Promise<Measured> {
  const { prepare, cleanUp } = cell.kind;
  await allWell(stage);
  try {
    await prepare?.(stage, cell.service);
    if (prepare) await allWell(stage);
    return await measured(stage, cell);
  } finally {
    await cleanUp?.(stage, cell.service);
  }
}

async function allWell(stage: Stage): Promise<void> {
  const well = await untilWell(stage, WELL_WITHIN_SECONDS);
  if (typeof well !== "number") throw notWell(WELL_WITHIN_SECONDS, well);
}

async function measured(stage: Stage, cell: Cell): Promise<Measured> {
  await stage.forgetMails();
  const before = await ledgerOf(stage);
  const { seen, notices } = await broken(stage, cell);
  const recovered = await recovery(stage, cell, seen);
  const lost = typeof recovered === "number" ? await lostSince(before, stage) : [];
  return {
    cell: cell.name,
    notices,
    ...(isWaived(cell.statement) && { waived: cell.statement.waived }),
    also: [...seen.fired].filter((name) => name !== "Watchdog" && !seen.firing.has(name)).sort(),
    inhibited: [...seen.inhibited].sort(),
    fills: (await ledgerOf(stage)).stored - before.stored,
    ...(typeof recovered === "number" && { recovered }),
    problems: [...notices.flatMap(lateness), ...(typeof recovered === "number" ? [] : recovered), ...lost],
  };
}

async function broken(stage: Stage, cell: Cell): Promise<{ seen: Seen; notices: readonly NoticeResult[] }> {
  const expected = isWaived(cell.statement) ? [] : cell.statement.notices.map((one) => expectedOf(stage, one));
  const longest = Math.max(WAIVED_SECONDS, ...expected.flatMap(({ told }) => told.map(({ within }) => within)));
  const since = stage.now();
  try {
    const patience = expected.length > 0 ? PATIENCE_FACTOR * longest : longest;
    // Together: a fault that takes its time may be noticed before it is through.
    const [seen] = await Promise.all([watched(stage, cell, since, patience), cell.kind.inject(stage, cell.service)]);
    return { seen, notices: expected.map((one) => withTimes(one, seen)) };
  } finally {
    await cell.kind.undo(stage, cell.service);
  }
}

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
async function recovery(stage: Stage, { statement }: Cell, seen: Seen): Promise<number | readonly string[]> {
  const began = stage.now();
  const well = await untilWell(stage, WELL_WITHIN_SECONDS);
  if (typeof well !== "number") return well;
  const mailed = isWaived(statement) ? [] : statement.notices.filter((one) => seen.told.has(toldName(one, "email")));
  const untold = await until(stage, began, () => untoldEnds(stage, mailed));
  return untold.length === 0 ? well : untold;
}

/** Fills wait on the disk while the database is away, so it may take a while until all of them are in. */
const lostSince = (before: Ledger, stage: Stage): Promise<readonly string[]> =>
  until(stage, stage.now(), () => missingSince(before, stage));

async function until(stage: Stage, since: number, ask: () => Promise<readonly string[]>): Promise<readonly string[]> {
  for (;;) {
    const left = await ask();
    if (left.length === 0 || stage.now() - since > WELL_WITHIN_SECONDS * 1000) return left;
    await stage.pause(1_000);
  }
}
