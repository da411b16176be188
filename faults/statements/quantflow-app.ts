import type { Statements } from "./index.ts";
import { gone, looping, sluggish } from "./usual.ts";

const told = {
  by: ["email"],
  because: "the application keeps the history of alerts, and is what is broken",
} as const;

export const quantflowApp: Statements = {
  ...gone({ alert: "ServiceDown", job: "quantflow", told }, { loses: "No fill; prices of that time." }),
  ...looping({ alert: "RestartLoop", job: "quantflow", told }),
  ...sluggish("quantflow"),
};
