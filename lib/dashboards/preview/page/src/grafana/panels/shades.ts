import { colorManipulator } from "@grafana/data";

/** Colours of a scheme from the weakest to the strongest; read off d3-scale-chromatic's at even distances. */
const SCHEMES: Readonly<Record<string, readonly string[]>> = {
  Oranges: ["#fff5eb", "#fdd0a2", "#fd8d3c", "#d94801", "#7f2704"],
  Turbo: [
    "#23171b",
    "#4a58dd",
    "#2f9df5",
    "#27d7c4",
    "#4df884",
    "#95fb51",
    "#dedd32",
    "#ffa423",
    "#f65f18",
    "#ba2208",
    "#900c00",
  ],
};

/** The colour of a share between 0 and 1. Schemes made for white paper begin at their strong end on a dark page. */
export function shadesOf(scheme = "Oranges", isDark: boolean): (share: number) => string {
  const colors = SCHEMES[scheme] ?? SCHEMES["Oranges"] ?? [];
  const ordered = isDark && scheme !== "Turbo" ? [...colors].reverse() : colors;
  return (share) => {
    const at = Math.min(Math.max(share, 0), 1) * (ordered.length - 1);
    const [low, high] = [ordered[Math.floor(at)] ?? "#000000", ordered[Math.ceil(at)] ?? "#000000"];
    return mixed(low, high, at - Math.floor(at));
  };
}

function mixed(low: string, high: string, share: number): string {
  const [from, to] = [low, high].map((color) => colorManipulator.decomposeColor(color).values.map(Number)) as [
    number[],
    number[],
  ];
  const parts = from.map((value, index) => Math.round(value + ((to[index] ?? value) - value) * share));
  return `rgb(${parts.join(", ")})`;
}
