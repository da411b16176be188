import { type DataFrame, dateTimeFormat, type Field, type LinkModel } from "@grafana/data";
import { SortOrder, TooltipDisplayMode, type VizTooltipOptions } from "@grafana/schema";
import {
  getFieldDisplayItems,
  VizTooltipContent,
  VizTooltipFooter,
  VizTooltipHeader,
  VizTooltipWrapper,
} from "@grafana/ui";

/** Grafana's `TooltipHoverMode`, whose values its package declares and does not export. */
export const HoverMode = { xOne: 0, xAll: 1, xyOne: 2 } as const;

/** Where a click at a point leads. */
export const linksAt = (field: Field | undefined, valueRowIndex: number): LinkModel[] =>
  field?.getLinks?.({ valueRowIndex }) ?? [];

/** The values of all curves at the pointer, as Grafana's time series shows them. */
export function SeriesTooltip(props: {
  frame: DataFrame;
  options: VizTooltipOptions | undefined;
  rows: (number | null)[];
  series: number | null;
  pinned: boolean;
  links: LinkModel[];
}) {
  const { frame, options, rows, series, pinned, links } = props;
  const [time] = frame.fields;
  if (time === undefined) return null;
  const at = time.values[rows[0] ?? 0];
  const items = getFieldDisplayItems(
    frame.fields,
    time,
    rows,
    series,
    options?.mode ?? TooltipDisplayMode.Multi,
    options?.sort ?? SortOrder.None,
    ({ config }) => config.custom?.hideFrom?.tooltip !== true,
  );
  return (
    <VizTooltipWrapper>
      <VizTooltipHeader item={{ label: "", value: dateTimeFormat(at) }} isPinned={pinned} />
      <VizTooltipContent items={items} isPinned={pinned} scrollable maxHeight={options?.maxHeight ?? 300} />
      {pinned && links.length > 0 && <VizTooltipFooter dataLinks={links as LinkModel<Field>[]} />}
    </VizTooltipWrapper>
  );
}
