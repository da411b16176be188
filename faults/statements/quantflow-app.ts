import type { Statements } from "./index.ts";
import { delay, gone, looping, sluggish } from "./usual.ts";

const told = {
  by: ["email"],
  because: "the application keeps the history of alerts, and is what is broken",
} as const;

const loses = { loses: "No fill; prices of that time." } as const;

export const quantflowApp: Statements = {
  ...gone({ alert: "ServiceDown", job: "quantflow", told }, loses),
  ...looping({ alert: "RestartLoop", job: "quantflow", told }, loses),
  ...sluggish("quantflow"),
  "fill-volume": {
    notices: [
      {
        alert: "ApplicationCannotWrite",
        job: "quantflow",
        after: delay(10, "it tries its disk every ten seconds"),
        told: {
          by: ["email"],
          because:
            "its history of alerts is on the disk that is full; Alertmanager sends them again until there is room",
        },
      },
    ],
    loses: "Nothing: fills wait in memory, and go from there to the database.",
  },
};
