import type { CurveSample } from "../desk/view.ts";
import { signed } from "./numbers.ts";
import { age, clockTime } from "./time.ts";

/** The size of the drawing, in its own units; it is scaled to the place that it has. */
export const CURVE_WIDTH = 600;
export const CURVE_HEIGHT = 180;

/** A drawing of profit and loss over time, as the attributes of an SVG. */
export interface CurveDrawing {
  readonly line: string;
  /** Between the line and zero. */
  readonly area: string;
  /** The height at which profit and loss is zero. */
  readonly zero: number;
  readonly top: string;
  readonly bottom: string;
  readonly first: string;
  readonly last: string;
  readonly isGain: boolean;
  /** The same in words. */
  readonly label: string;
}

const EMPTY: CurveDrawing = {
  ...{ line: "", area: "", zero: CURVE_HEIGHT / 2, top: "", bottom: "", first: "", last: "", isGain: true },
  label: "Profit and loss: nothing to draw yet",
};

/** Zero is always in the picture, and a flat curve is not blown up to look like a mountain. */
function scaleOf(values: readonly number[]) {
  const highest = Math.max(0, ...values);
  const lowest = Math.min(0, ...values);
  const margin = Math.max((highest - lowest) * 0.06, 0.01);
  const top = highest + margin;
  const span = top - (lowest - margin);
  return { highest, lowest, y: (value: number) => ((top - value) / span) * CURVE_HEIGHT };
}

const said = (value: number): string => signed(value.toFixed(2));

export function drawCurve(samples: readonly CurveSample[]): CurveDrawing {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined) return EMPTY;
  const { highest, lowest, y } = scaleOf(samples.map(([, value]) => value));
  const span = Math.max(last[0] - first[0], 1);
  const points = samples.map(([time, value]) => {
    const x = ((time - first[0]) / span) * CURVE_WIDTH;
    return `${x.toFixed(1)} ${y(value).toFixed(1)}`;
  });
  const zero = Number(y(0).toFixed(1));
  const end = ((last[0] - first[0]) / span) * CURVE_WIDTH;
  return {
    line: `M${points.join("L")}`,
    area: `M0 ${zero}L${points.join("L")}L${end.toFixed(1)} ${zero}Z`,
    ...{ zero, top: said(highest), bottom: said(lowest), isGain: last[1] >= 0 },
    ...{ first: clockTime(first[0]), last: clockTime(last[0]) },
    label: `Profit and loss over ${age(last[0] - first[0])}: now ${said(last[1])}, between ${said(lowest)} and ${said(highest)}`,
  };
}
