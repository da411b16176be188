import fc from "fast-check";

interface JsonPanel {
  id: number;
  title: string;
  description?: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: { expr: string; legendFormat: string }[];
  fieldConfig?: { defaults: { unit?: string; max?: number; thresholds?: { steps: { value: number | null }[] } } };
}

/** Grafana's v1 JSON of the shop, as far as these edits touch it. */
export interface Json {
  title: string;
  tags: string[];
  time: { from: string };
  panels: JsonPanel[];
}

type Edit = (json: Json) => void;

const panelOf = (titles: readonly string[], change: (panel: JsonPanel, text: string, number: number) => void) =>
  fc
    .tuple(fc.constantFrom(...titles), fc.string({ minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 900 }))
    .map(
      ([title, text, number]): Edit =>
        (json) => {
          const panel = json.panels.find((one) => one.title === title);
          if (panel) change(panel, text.trim() || "a text", number);
        },
    );

const PLAIN = ["Waiting", "Feed age", "Backlog"];

const swapped = (one: JsonPanel, other: JsonPanel): void => {
  [one.gridPos, other.gridPos] = [other.gridPos, one.gridPos];
};

/** What somebody does in Grafana that is a literal of the code. */
export const pullable: fc.Arbitrary<Edit> = fc.oneof(
  panelOf(PLAIN, (panel, text) => {
    panel.title = text;
  }),
  panelOf(PLAIN, (panel, text) => {
    panel.description = text;
  }),
  panelOf(PLAIN, (panel, _, max) => {
    if (panel.fieldConfig) panel.fieldConfig.defaults.max = max;
  }),
  panelOf(["Feed age"], (panel, _, value) => {
    const step = panel.fieldConfig?.defaults.thresholds?.steps[1];
    if (step) step.value = value / 1000;
  }),
  panelOf(["Backlog"], (panel, text) => {
    for (const target of panel.targets ?? []) target.expr = `max(shop_queue{instance="${text.replace(/\W/g, "")}"})`;
  }),
  fc.constant<Edit>((json) => {
    const [one, other] = json.panels.filter(({ title }) => ["Waiting", "Feed age"].includes(title));
    if (one && other) swapped(one, other);
  }),
  fc.integer({ min: 1, max: 48 }).map(
    (hours): Edit =>
      (json) => {
        json.time.from = `now-${hours}h`;
      },
  ),
  fc.constant<Edit>((json) => json.panels.splice(0, json.panels.length, ...json.panels.slice(0, -1))),
);

/** What is built, made by a helper, or an alert's: nobody but its author can say what is to change. */
export const left: fc.Arbitrary<Edit> = fc.oneof(
  panelOf(["Waiting", "Feed age"], (panel, text) => {
    for (const target of panel.targets ?? []) target.expr = `sum(${text})`;
  }),
  panelOf(["Waiting", "Feed age"], (panel) => {
    if (panel.fieldConfig) panel.fieldConfig.defaults.unit = "none";
  }),
  panelOf(["Feed age"], (panel) => {
    for (const target of panel.targets ?? []) target.legendFormat = "{{nowhere}}";
  }),
  panelOf(["Orders by web"], (panel, text) => {
    panel.title = text;
  }),
  panelOf(["Waiting"], (panel, _, value) => {
    const step = panel.fieldConfig?.defaults.thresholds?.steps[2];
    if (step) step.value = 50 + value;
  }),
);
