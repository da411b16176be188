import { useEffect, useMemo, useState } from "react";
import { type Answer, queryReport, stateOf } from "../data/answers.ts";
import type { PanelJson } from "../data/dashboard.ts";
import { either, interpolate, type Lookup } from "../data/interpolate.ts";
import type { PanelReport } from "../data/readiness.ts";
import { rangeVariables } from "../data/request.ts";
import { Menu, useTheme2 } from "../grafana/controls.ts";
import { fieldConfigOf, withConfig } from "../grafana/fields.ts";
import { Frame } from "../grafana/frame.tsx";
import { replacer } from "../grafana/links.ts";
import { KINDS, type Kind } from "../grafana/panels/kinds.ts";
import { spanOf } from "../grafana/time.ts";
import { useBoard } from "./board.ts";
import { Catch } from "./catch.tsx";
import { Message } from "./message.tsx";
import { type PanelData, usePanelData } from "./use-panel-data.ts";
import { useSize } from "./use-size.ts";

/** A panel in its frame, as large as its place. */
export function Panel({ panel }: { panel: PanelJson }) {
  const board = useBoard();
  const [place, { width, height }] = useSize();
  const kind = KINDS[panel.type];
  const { value, problem, loading } = usePanelData(panel, Math.floor(width));
  const answers = value?.answers ?? [];
  const [broken, setBroken] = useState<string | undefined>();
  const lookup = useLinkVariables();
  const say = (text: string | undefined) => interpolate(text ?? "", lookup, "text");
  const settled = kind === undefined || (!loading && width > 0);
  const problems = [
    ...answers.flatMap(({ request, error }) => (error ? [`${request.refId}: ${error}`] : [])),
    ...(problem ? [problem] : []),
    ...(broken ? [broken] : []),
  ];
  const state =
    kind === undefined ? "unsupported" : problems.length > 0 ? "failed" : kind.data ? stateOf(answers) : "drawn";

  useReport(panel, settled ? state : "loading", answers, kind);
  return (
    <div className="panel" data-panel-id={panel.id} ref={place}>
      {width > 0 && (
        <Frame
          title={say(panel.title)}
          description={say(panel.description)}
          badges={kind?.approximate && <span className="approximate">approximate</span>}
          menu={
            <Menu>
              <Menu.Item label="View" icon="eye" onClick={() => board.view(panel.id)} />
            </Menu>
          }
          transparent={panel.transparent === true}
          {...{ width, height, loading: loading && kind !== undefined, problems }}
        >
          {(innerWidth, innerHeight) =>
            kind === undefined ? (
              <Message title={`unsupported: ${panel.type}`} text="" />
            ) : value === undefined ? null : state === "empty" ? (
              <Message title="No data" text="" />
            ) : (
              <Catch onProblem={setBroken} key={JSON.stringify(panel)}>
                <Drawn kind={kind} data={value} width={innerWidth} height={innerHeight} {...{ panel, lookup }} />
              </Catch>
            )
          }
        </Frame>
      )}
    </div>
  );
}

function Drawn(props: {
  panel: PanelJson;
  kind: Kind;
  data: PanelData;
  width: number;
  height: number;
  lookup: Lookup;
}) {
  const { panel, kind, data, width, height, lookup } = props;
  const { range, zoom, marks, rules, dashboard } = useBoard();
  const theme = useTheme2();
  const replace = useMemo(() => replacer(lookup), [lookup]);
  const config = useMemo(() => fieldConfigOf(panel.fieldConfig), [panel.fieldConfig]);
  const frames = useMemo(() => withConfig(data.frames, config, theme, replace), [data.frames, config, theme, replace]);
  const Draw = kind.draw;
  return (
    <Draw
      series={data.answers.flatMap(({ series }) => series)}
      crosshair={dashboard.graphTooltip !== 0}
      rules={rules ?? { groups: [] }}
      {...{ panel, frames, config, range, width, height, replace, marks, zoom }}
    />
  );
}

/** The dashboard's variables, and those of the time range that links are made of. */
function useLinkVariables(): Lookup {
  const { variables, range } = useBoard();
  return useMemo(() => either(rangeVariables(spanOf(range)), variables ?? (() => undefined)), [variables, range]);
}

function useReport(
  panel: PanelJson,
  state: PanelReport["state"],
  answers: readonly Answer[],
  kind: Kind | undefined,
): void {
  const { report } = useBoard();
  useEffect(() => {
    const queries = answers.map(queryReport);
    report({
      id: panel.id,
      title: panel.title ?? "",
      type: panel.type,
      state,
      approximate: kind?.approximate === true,
      series: queries.reduce((sum, { series }) => sum + series, 0),
      queries,
    });
  }, [report, panel, state, answers, kind]);
}
