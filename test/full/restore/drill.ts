import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { contentsOf } from "../../../cli/backup/database.ts";
import { run } from "../../../cli/run.ts";
import { basic } from "../../../cli/stack/prometheus.ts";
import type { Clone } from "../../e2e/clone.ts";
import type { Platform } from "../../e2e/platform.ts";

/** A running instance, and what a person asks of its data. */
export interface Place {
  readonly clone: Clone;
  readonly platform: Platform;
}

const silence = z.object({
  id: z.string(),
  comment: z.string(),
  status: z.object({ state: z.string() }),
});
export type Silence = z.infer<typeof silence>;

async function ask(url: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(20_000) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 500)}`);
  return text === "" ? undefined : JSON.parse(text);
}

const JSON_BODY = { "content-type": "application/json" };

/** Makes a silence for an hour; answers its id. */
export async function makeSilence({ platform }: Place, comment: string, now: number): Promise<string> {
  const body = {
    matchers: [{ name: "alertname", value: "RestoreDrill", isRegex: false, isEqual: true }],
    startsAt: new Date(now).toISOString(),
    endsAt: new Date(now + 3_600_000).toISOString(),
    createdBy: "restore drill",
    comment,
  };
  const answer = await ask(`${platform.urls.alertmanager}/api/v2/silences`, {
    method: "POST",
    headers: { ...JSON_BODY, authorization: basic(platform.login) },
    body: JSON.stringify(body),
  });
  return z.object({ silenceID: z.string() }).parse(answer).silenceID;
}

export const silencesOf = async ({ platform }: Place): Promise<readonly Silence[]> =>
  z
    .array(silence)
    .parse(
      await ask(`${platform.urls.alertmanager}/api/v2/silences`, { headers: { authorization: basic(platform.login) } }),
    );

async function editor({ platform }: Place): Promise<Record<string, string>> {
  const answer = await ask(`${platform.urls.nodeRed}/auth/token`, {
    method: "POST",
    headers: JSON_BODY,
    body: JSON.stringify({
      ...{ client_id: "node-red-admin", grant_type: "password", scope: "*" },
      ...{ username: platform.login.user, password: platform.login.password },
    }),
  });
  return { authorization: `Bearer ${z.object({ access_token: z.string() }).parse(answer).access_token}` };
}

/** Node-RED's flows with one node that has a credential, which is saved encrypted. */
export async function saveFlow(place: Place): Promise<void> {
  const flows = [
    { id: "f1", type: "tab", label: "restore drill" },
    {
      ...{ id: "n1", type: "http request", z: "f1", name: "with a login", authType: "basic", wires: [[]], x: 1, y: 1 },
      credentials: { user: "drill", password: "kept by the backup" },
    },
  ];
  await ask(`${place.platform.urls.nodeRed}/flows`, {
    method: "POST",
    headers: { ...(await editor(place)), ...JSON_BODY },
    body: JSON.stringify(flows),
  });
}

/** The flows, and the user that the node's decrypted credential names. */
export async function savedFlow(place: Place): Promise<{ readonly flows: unknown; readonly user: unknown }> {
  const headers = await editor(place);
  const flows = await ask(`${place.platform.urls.nodeRed}/flows`, { headers });
  const credentials = await ask(`${place.platform.urls.nodeRed}/credentials/http-request/n1`, { headers });
  return { flows, user: z.object({ user: z.string() }).parse(credentials).user };
}

/** One value from the database. */
export async function sql({ clone }: Place, query: string): Promise<string> {
  const psql = ["psql", "--no-psqlrc", "-U", "postgres", "-d", "quantflow", "-tAc", query];
  const { code, stdout, stderr } = await run("docker", ["exec", `${clone.prefix}-timescaledb`, ...psql]);
  if (code !== 0) throw new Error(stderr);
  return stdout.trim();
}

export const databaseContents = ({ clone }: Place) =>
  contentsOf({ run }, { container: `${clone.prefix}-timescaledb`, database: "quantflow", superuser: "postgres" });

/** Tables of what happened at a time, by the column that has it. */
export const TIMED = { trades: "time", candles: "time", ticks: "time", alerts: "received_at" } as const;

/** The rows of a table up to a time: how many, and the sum of their hashes. */
export const upTo = (place: Place, table: keyof typeof TIMED, until: number): Promise<string> =>
  sql(
    place,
    `SET TimeZone = 'UTC'; SELECT count(*) || ' rows, sum ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)
     FROM quantflow.${table} t WHERE ${TIMED[table]} <= to_timestamp(${until / 1000})`,
  ).then((text) => text.split("\n").at(-1) ?? "");

/** How often the newest trade or tick is another while the work is done. */
export async function writesDuring<T>(place: Place, work: Promise<T>): Promise<{ result: T; writes: number }> {
  const state = { done: false };
  const result = work.finally(() => {
    state.done = true;
  });
  let writes = 0;
  let newest = "";
  while (!state.done) {
    const now = await sql(place, "SELECT max(time) FROM quantflow.ticks");
    if (newest !== "" && now !== newest) writes += 1;
    newest = now;
    await setTimeout(200);
  }
  return { result: await result, writes };
}
