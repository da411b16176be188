import type { Stage } from "../../faults/stage.ts";
import { namesUnder } from "../../lib/renderings/docker/names.ts";
import { model } from "./model.ts";

/** A stage on which all is well, and that does nothing but write down what the engine was asked. */
export function recordingStage(answers: Readonly<Record<string, string>> = {}) {
  const calls: (readonly string[])[] = [];
  const up = model.targets.map(() => ({ labels: {}, value: 1 }));
  const stage: Stage = {
    model,
    names: namesUnder("quantflow"),
    docker: async (args) => {
      calls.push(args);
      return Object.entries(answers).find(([start]) => args.join(" ").startsWith(start))?.[1] ?? "";
    },
    networksOf: async () => [],
    control: async () => {},
    sql: async () => "0",
    query: async (promql) => (promql === "up == 1" ? up : []),
    values: async () => [],
    downTargets: async () => [],
    alerts: async () => [],
    routed: async () => [],
    mails: async () => [],
    forgetMails: async () => {},
    history: async () => [],
    cash: async () => 0,
    now: () => 0,
    pause: async () => {},
  };
  return { stage, calls };
}
