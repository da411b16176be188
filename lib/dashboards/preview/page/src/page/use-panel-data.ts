import type { DataFrame } from "@grafana/data";
import { type Answer, stateOf } from "../data/answers.ts";
import type { Client } from "../data/client.ts";
import type { PanelJson } from "../data/dashboard.ts";
import { messageOf } from "../data/errors.ts";
import { interpolate, type Lookup } from "../data/interpolate.ts";
import { type Request, requestsOf } from "../data/request.ts";
import { seriesOf } from "../data/series.ts";
import { tableOf } from "../data/table.ts";
import { seriesFrame, tableFrame, transformed } from "../grafana/frames.ts";
import type { Draw, Kind } from "../grafana/panels/kinds.ts";
import { spanOf } from "../grafana/time.ts";
import { type Board, useBoard } from "./board.ts";
import { type Loaded, useLoaded } from "./use-loaded.ts";

export interface PanelData {
  readonly draw: Draw;
  readonly answers: readonly Answer[];
  readonly frames: readonly DataFrame[];
  /** Why there is nothing to draw; undefined where there is something, or nobody knows. */
  readonly reason?: string;
}

interface Wanted {
  readonly panel: PanelJson;
  readonly kind: Kind;
  readonly requests: readonly Request[];
}

/** What a panel's targets answer for the time, the variables and the width that it has now; and what draws it. */
export function usePanelData(panel: PanelJson, kind: Kind | undefined, width: number) {
  const board = useBoard();
  const { variables } = board;
  const requests = variables && width > 0 ? requestsOf(panel, { ...asked(board, variables), width }) : undefined;
  const wanted = kind && requests && { panel, kind, requests };
  const key = wanted && JSON.stringify([panel.type, requests, panel.transformations]);
  const loaded: Loaded<PanelData> = useLoaded(key, (signal) => load(wanted as Wanted, board, signal));
  return { ...loaded, loading: loaded.of !== key || key === undefined };
}

const asked = ({ range, scrapeInterval }: Board, variables: Lookup) => ({
  span: spanOf(range),
  scrapeInterval,
  variables,
  offset: -new Date().getTimezoneOffset() * 60_000,
});

async function load({ panel, kind, requests }: Wanted, board: Board, signal: AbortSignal): Promise<PanelData> {
  const { client, variables = () => undefined } = board;
  const drawing = Promise.all([kind.load(), lettersLoaded()]);
  const answers = await Promise.all(requests.map((request) => answer(request, client, signal)));
  const transformations = panel.transformations ?? [];
  const frames = await transformed(framesOf(answers), transformations, (text) => interpolate(text, variables, "glob"));
  const reason = await reasonOf(answers, client);
  const [draw] = await drawing;
  return { draw, answers, frames, ...(reason && { reason }) };
}

/** A canvas measures and writes with what is there. Without Inter the browser's own letters must do. */
const lettersLoaded = (): Promise<unknown> => document.fonts.load("12px Inter").catch(() => undefined);

async function answer(request: Request, client: Client, signal: AbortSignal): Promise<Answer> {
  try {
    return { request, series: seriesOf(request, await client.query(request, signal)) };
  } catch (problem) {
    return { request, series: [], error: messageOf(problem) };
  }
}

/** One frame a curve; of a target that wants a table, one in all. */
const framesOf = (answers: readonly Answer[]): readonly DataFrame[] =>
  answers.flatMap(({ request, series }) =>
    request.format === "table"
      ? [tableFrame(request.refId, tableOf(series, request.refId, answers.length > 1))]
      : series.map(seriesFrame),
  );

/** Of the first query, which is what the panel is about. Where the server cannot say, the query itself must do. */
async function reasonOf(answers: readonly Answer[], client: Client): Promise<string | undefined> {
  const [first] = answers;
  if (first === undefined || stateOf(answers) !== "empty") return undefined;
  return client.reason(first.request.expr, first.request.span.to).catch(() => undefined);
}
