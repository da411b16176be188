import { counter } from "../definitions.ts";
import type { Convention } from "./convention.ts";

const helped = (help: string) => [counter({ name: "quantflow_trades_total", help, unit: "items" })];

export const sentence: Convention = {
  id: "help/sentence",
  summary: "A help is a sentence",
  why: "It is all that stands beside the name in Grafana and in docs/metrics.md; whoever is woken at night has nothing else.",
  bad: [helped(""), helped("   "), helped("trades"), helped("Fills of the portfolio")],
  good: [helped("Fills of the portfolio."), helped("1 while a fault lasts, else 0.")],
  run: ({ help }) => {
    if (help.trim() === "") return ["has no help: say in a sentence what is measured, and what does not count"];
    return /^[A-Z0-9].{10,}\.$/s.test(help)
      ? []
      : [`has the help ${JSON.stringify(help)}: begin with a capital letter and end with a full stop`];
  },
};
