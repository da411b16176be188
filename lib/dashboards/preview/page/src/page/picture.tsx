import { useMemo } from "react";
import type { PanelJson } from "../data/dashboard.ts";
import type { Lookup } from "../data/interpolate.ts";
import type { RuleGroups } from "../data/prometheus.ts";
import type { PanelState } from "../data/readiness.ts";
import { useTheme2 } from "../grafana/controls.ts";
import { FieldColorModeId, fieldConfigOf, withConfig } from "../grafana/fields.ts";
import { replacer } from "../grafana/links.ts";
import type { Kind } from "../grafana/panels/kinds.ts";
import { useBoard } from "./board.ts";
import { Message } from "./message.tsx";
import type { PanelData } from "./use-panel-data.ts";

interface Props {
  readonly panel: PanelJson;
  readonly kind: Kind;
  readonly state: PanelState;
  readonly data: PanelData | undefined;
  readonly problems: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly lookup: Lookup;
}

const NO_RULES: RuleGroups = { groups: [] };

/** What stands inside a panel's frame: its drawing, or in words why there is none. */
export function Picture(props: Props) {
  const { kind, state, data, problems } = props;
  if (data === undefined) return problems.length > 0 ? <Failed {...props} /> : null;
  if (kind.from === "targets" && data.frames.length === 0)
    return problems.length > 0 ? <Failed {...props} /> : <Empty {...props} />;
  if (state === "empty") return <Empty {...props} />;
  return <Drawn {...props} data={data} />;
}

function Drawn({ panel, kind, data, width, height, lookup }: Props & { readonly data: PanelData }) {
  const { range, timeZone, zoom, marks, rules, dashboard } = useBoard();
  const theme = useTheme2();
  const replace = useMemo(() => replacer(lookup), [lookup]);
  const colors = kind.colors ?? FieldColorModeId.Thresholds;
  const config = useMemo(() => fieldConfigOf(panel.fieldConfig, colors), [panel.fieldConfig, colors]);
  const frames = useMemo(
    () => withConfig(data.frames, config, theme, timeZone, replace),
    [data.frames, config, theme, timeZone, replace],
  );
  const series = data.answers.flatMap((answer) => answer.series);
  const crosshair = (dashboard.graphTooltip ?? 0) !== 0;
  const Draw = data.draw;
  return (
    <Draw
      {...{ panel, frames, config, series, range, timeZone, width, height, replace, crosshair, marks, zoom }}
      rules={rules.value ?? NO_RULES}
    />
  );
}

/** Nothing to draw: what that means where the panel says so, else why. */
function Empty({ panel, data }: Props) {
  const expected = panel.fieldConfig?.defaults?.noValue;
  if (expected !== undefined) return <Message title={expected} text="" />;
  const asked =
    data?.answers.length === 0 ? "The panel has no query." : (data?.reason ?? "The query has no result in this time.");
  return <Message title="No data" text={asked} queries={data?.answers.map(({ request }) => request.expr)} />;
}

function Failed({ problems, data }: Props) {
  return (
    <Message title="Failed" text={problems.join("; ")} queries={data?.answers.map(({ request }) => request.expr)} />
  );
}
