import { useEffect, useMemo, useState } from "react";
import { queryReport, stateOf } from "../data/answers.ts";
import type { PanelJson } from "../data/dashboard.ts";
import { either, interpolate, type Lookup } from "../data/interpolate.ts";
import type { PanelReport, PanelState } from "../data/readiness.ts";
import { rangeVariables } from "../data/request.ts";
import { Frame } from "../grafana/frame.tsx";
import { KINDS, type Kind } from "../grafana/panels/kinds.ts";
import { spanOf } from "../grafana/time.ts";
import { Badges, PanelMenu } from "./badges.tsx";
import { useBoard } from "./board.ts";
import { Catch } from "./catch.tsx";
import { Message } from "./message.tsx";
import { Picture } from "./picture.tsx";
import type { Loaded } from "./use-loaded.ts";
import { type PanelData, usePanelData } from "./use-panel-data.ts";
import { useSize } from "./use-size.ts";

/** A panel in its frame, as large as its place. */
export function Panel({ panel }: { panel: PanelJson }) {
  const { rules } = useBoard();
  const [place, { width, height }] = useSize();
  const kind = KINDS[panel.type];
  const data = usePanelData(panel, kind, Math.floor(width));
  const [broken, setBroken] = useState<string | undefined>();
  const lookup = useLinkVariables();
  const say = (text = "") => interpolate(text, lookup, "text");
  const problems = problemsOf(data, broken, kind?.from === "rules" ? rules.problem : undefined);
  const waits = kind !== undefined && (data.loading || (kind.from === "rules" && rules.of === undefined));
  const state = waits ? "loading" : settledState(kind, problems, data.value);

  useReport(panel, kind, state, data.value);
  return (
    <div className="panel" data-panel-id={panel.id} data-state={state} ref={place}>
      {width > 0 && (
        <Frame
          title={say(panel.title)}
          description={say(panel.description)}
          badges={<Badges panel={panel} approximate={kind?.approximate === true} replace={say} />}
          menu={<PanelMenu panel={panel} queries={data.value?.answers ?? []} />}
          transparent={panel.transparent === true}
          loading={waits}
          {...{ width, height, problems }}
        >
          {(innerWidth, innerHeight) =>
            kind === undefined ? (
              <Message
                title={`unsupported: ${panel.type}`}
                text="The preview draws other types of panel; Grafana may know this one."
              />
            ) : (
              <Catch onProblem={setBroken} key={JSON.stringify(panel)}>
                <Picture
                  width={innerWidth}
                  height={innerHeight}
                  data={data.value}
                  {...{ panel, kind, state, lookup, problems }}
                />
              </Catch>
            )
          }
        </Frame>
      )}
    </div>
  );
}

const problemsOf = (
  { value, problem }: Loaded<PanelData>,
  ...others: readonly (string | undefined)[]
): readonly string[] => [
  ...(value?.answers ?? []).flatMap(({ request, error }) =>
    error === undefined ? [] : [`Query ${request.refId}: ${error}`],
  ),
  ...[problem, ...others].filter((one) => one !== undefined),
];

function settledState(kind: Kind | undefined, problems: readonly string[], data: PanelData | undefined): PanelState {
  if (kind === undefined) return "unsupported";
  if (problems.length > 0) return "failed";
  return kind.from === "targets" ? stateOf(data?.answers ?? []) : "drawn";
}

/** The dashboard's variables, and those of the time range that links are made of. */
function useLinkVariables(): Lookup {
  const { linkVariables, variables, range } = useBoard();
  return useMemo(
    () => either(linkVariables, rangeVariables(spanOf(range)), variables ?? (() => undefined)),
    [linkVariables, variables, range],
  );
}

function useReport(panel: PanelJson, kind: Kind | undefined, state: PanelState, data: PanelData | undefined): void {
  const { report } = useBoard();
  useEffect(() => {
    const queries = (data?.answers ?? []).map(queryReport);
    const expected =
      state === "empty" && (panel.type === "alertlist" || panel.fieldConfig?.defaults?.noValue !== undefined);
    const said: PanelReport = {
      ...{ id: panel.id, title: panel.title ?? "", type: panel.type, state, queries },
      approximate: kind?.approximate === true,
      series: queries.reduce((sum, { series }) => sum + series, 0),
      ...(data?.reason && { reason: data.reason }),
      ...(expected && { expected }),
    };
    report(said);
  }, [report, panel, kind, state, data]);
}
