import type { Told } from "../statement.ts";
import type { Statements } from "./index.ts";
import { gone, looping, sluggish } from "./usual.ts";

const probed = (job: string) => ({
  ...gone({ alert: "ServiceUnreachable", job }),
  ...looping({ alert: "ServiceFlapping", job }),
  ...sluggish(job),
});
const scraped = (job: string) => ({
  ...gone({ alert: "TargetDown", job }),
  ...looping({ alert: "RestartLoop", job }),
  ...sluggish(job),
});

export const nodeRed: Statements = {
  ...probed("node-red"),
  "corrupt-configuration": gone({ alert: "ServiceUnreachable", job: "node-red" }).stop,
  "fill-volume": {
    waived:
      "its flows run from memory, and are written when somebody deploys, whom the editor then tells that they were not",
  },
};
export const preview: Statements = {
  ...probed("preview"),
  "corrupt-configuration": {
    waived: "it keeps the dashboards that it has read, and refuses what it cannot read: people see what they saw",
  },
};
export const grafana: Statements = {
  ...scraped("grafana"),
  "corrupt-configuration": gone({ alert: "TargetDown", job: "grafana" }).stop,
  "fill-volume": {
    waived:
      "what it shows is kept by Prometheus and in the code: who logs in or saves is told by the page that it failed",
  },
};
export const cadvisor: Statements = scraped("cadvisor");

const MAIL_IS_BROKEN: { readonly by: readonly Told[]; readonly because: string } = {
  by: ["application"],
  because: "the mail's own server is what is broken; Alertmanager tries it again until it is back",
};
const loses = { loses: "Mails that the catcher held in memory." } as const;
const unreachable = { alert: "ServiceUnreachable", job: "mail", told: MAIL_IS_BROKEN } as const;
const ended = gone(unreachable, loses);

export const mail: Statements = {
  ...gone(unreachable),
  stop: ended.stop,
  kill: ended.kill,
  ...looping({ alert: "ServiceFlapping", job: "mail", told: MAIL_IS_BROKEN }, loses),
  ...sluggish("mail", MAIL_IS_BROKEN),
};
