import {
  type FieldDisplay,
  getDisplayValueAlignmentFactors,
  getFieldDisplayValues,
  type ReduceDataOptions,
  VizOrientation,
} from "@grafana/data";
import {
  BigValue,
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  BigValueTextMode,
  DataLinksContextMenu,
  useTheme2,
  VizRepeater,
} from "@grafana/ui";
import type { Drawing } from "./drawing.ts";

interface Options {
  readonly reduceOptions?: ReduceDataOptions;
  readonly orientation?: VizOrientation;
  readonly colorMode?: BigValueColorMode;
  readonly graphMode?: BigValueGraphMode;
  readonly justifyMode?: BigValueJustifyMode;
  readonly textMode?: BigValueTextMode;
  readonly wideLayout?: boolean;
}

export const LAST: ReduceDataOptions = { calcs: ["lastNotNull"], values: false };

/** Grafana's big numbers over spark lines. */
export function StatPanel({ panel, frames, config, range, width, height, replace }: Drawing) {
  const theme = useTheme2();
  const options = (panel.options ?? {}) as Options;
  const graph = options.graphMode ?? BigValueGraphMode.Area;
  const values = () =>
    getFieldDisplayValues({
      data: frames,
      fieldConfig: config,
      reduceOptions: options.reduceOptions ?? LAST,
      replaceVariables: replace,
      sparkline: graph !== BigValueGraphMode.None,
      timeZone: "browser",
      theme,
    });
  const draw = (shown: {
    value: FieldDisplay;
    width: number;
    height: number;
    count: number;
    alignmentFactors: object;
  }) => {
    const { value, alignmentFactors, ...size } = shown;
    const sparkline = value.sparkline && { ...value.sparkline, timeRange: range };
    return (
      <Linked value={value}>
        <BigValue
          {...size}
          value={value.display}
          {...(sparkline && { sparkline })}
          colorMode={options.colorMode ?? BigValueColorMode.Value}
          graphMode={graph}
          justifyMode={options.justifyMode ?? BigValueJustifyMode.Auto}
          textMode={options.textMode ?? BigValueTextMode.Auto}
          alignmentFactors={alignmentFactors as ReturnType<typeof getDisplayValueAlignmentFactors>}
          disableWideLayout={options.wideLayout === false}
          hasLinks={value.hasLinks}
          theme={theme}
        />
      </Linked>
    );
  };
  return (
    <VizRepeater
      getValues={values}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={draw}
      source={frames}
      renderCounter={0}
      orientation={options.orientation ?? VizOrientation.Auto}
      autoGrid
      {...{ width, height }}
    />
  );
}

/** What leads elsewhere when it is clicked, if it does. */
export function Linked({ value, children }: { value: FieldDisplay; children: React.JSX.Element }) {
  if (!value.hasLinks || !value.getLinks) return children;
  const links = value.getLinks;
  return <DataLinksContextMenu links={links}>{() => children}</DataLinksContextMenu>;
}
