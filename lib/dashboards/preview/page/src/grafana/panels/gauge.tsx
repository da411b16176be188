import { type FieldConfig, formattedValueToString, ThresholdsMode } from "@grafana/data";
import { useTheme2 } from "@grafana/ui";
import type { Drawing } from "./drawing.ts";
import { type Shown, Values } from "./values.tsx";

/** The bow of a gauge: three quarters of a circle, open below; degrees from the top, clockwise. */
const [START, SWEEP] = [-135, 270];

/** A pointer's bow in the value's colour, and around it those of the thresholds. */
export function GaugePanel(drawing: Drawing) {
  return <Values drawing={drawing} draw={(shown) => <Gauge {...shown} />} autoGrid />;
}

function Gauge({ value: { display, field, name }, width, height, count }: Shown) {
  const { colors, visualization } = useTheme2();
  const [min, max] = [field.min ?? 0, field.max ?? 100];
  const share = (value: number) => Math.min(1, Math.max(0, (value - min) / (max - min)));
  const titled = count > 1;
  const size = Math.min(width, (height - (titled ? 20 : 0)) * 1.15);
  return (
    <figure className="gauge" style={{ width, height }}>
      <svg
        width={size}
        height={size / 1.15}
        viewBox="0 0 100 87"
        role="img"
        aria-label={`${name}: ${formattedValueToString(display)}`}
      >
        <path d={bow(40, 0, 1)} stroke={colors.background.secondary} strokeWidth={13} fill="none" />
        <path
          d={bow(40, 0, share(display.numeric))}
          stroke={display.color ?? colors.primary.main}
          strokeWidth={13}
          fill="none"
        />
        {stepsOf(field).map(({ color, from, to }) => (
          <path
            key={from}
            d={bow(48.5, share(from), share(to))}
            stroke={visualization.getColorByName(color)}
            strokeWidth={2}
            fill="none"
          />
        ))}
        <text
          x={50}
          y={57}
          textAnchor="middle"
          fontSize={16}
          fontWeight={500}
          fill={display.color ?? colors.text.primary}
        >
          {formattedValueToString(display)}
        </text>
      </svg>
      {titled && <figcaption title={display.title}>{display.title}</figcaption>}
    </figure>
  );
}

/** Each threshold's colour, and from where to where on the scale it reaches. */
function stepsOf({ thresholds, ...field }: FieldConfig) {
  if (thresholds === undefined) return [];
  const [min, max] = [field.min ?? 0, field.max ?? 100];
  const at = (value: number) =>
    thresholds.mode === ThresholdsMode.Percentage ? min + ((max - min) * value) / 100 : value;
  return thresholds.steps.map(({ color, value }, index) => ({
    color,
    from: Math.max(min, at(value)),
    to: Math.min(max, at(thresholds.steps[index + 1]?.value ?? Number.POSITIVE_INFINITY)),
  }));
}

/** A part of the bow as an SVG path; `from` and `to` are shares of the whole. */
function bow(radius: number, from: number, to: number): string {
  const point = (share: number) => {
    const angle = ((START + share * SWEEP - 90) * Math.PI) / 180;
    return `${50 + radius * Math.cos(angle)} ${50 + radius * Math.sin(angle)}`;
  };
  return `M ${point(from)} A ${radius} ${radius} 0 ${(to - from) * SWEEP > 180 ? 1 : 0} 1 ${point(to)}`;
}
