import { describe, expect, it } from "vitest";
import {
  alertmanagerFiles,
  pacedRoute,
  reach,
  receiverSecrets,
  unreachable,
} from "../../lib/alerting/routing/index.ts";
import { labelsOf } from "../../lib/alerting/rules/file.ts";
import { scrapeSecrets } from "../../lib/services/scrape.ts";
import { JOBS } from "../../metrics/index.ts";
import { rules } from "../../rules/index.ts";
import { inhibitions } from "../../rules/inhibitions.ts";
import { environments } from "../../stacks/environments.ts";
import { routes } from "../../stacks/routes.ts";
import { alertmanager, alertmanagerTarget } from "../../stacks/services/alertmanager.ts";
import { prometheus } from "../../stacks/services/prometheus.ts";
import { targets } from "../../stacks/targets.ts";
import { BUILDING } from "../support/tools.ts";
import { withFiles } from "../support/with-files.ts";

const groups = rules({ jobs: JOBS });
const alerts = groups.flatMap((group) => group.alerts);

describe("the routes", () => {
  it("mail every alert, and give the application a copy", () => {
    for (const alert of alerts) {
      const labels = { ...labelsOf(alert), alertname: alert.name };
      expect(reach(labels, routes).map(({ name }) => name)).toEqual(["application", "email"]);
    }
  });

  it("would leave every alert with the application alone, were there no mail", () => {
    const copies = { ...routes, routes: routes.routes?.slice(0, 1) ?? [] };
    expect(unreachable(alerts, copies, () => []).map(({ only }) => only)).toEqual(alerts.map(() => ["application"]));
  });

  it.each(Object.values(environments))(
    "pass amtool's check as $name has them",
    async ({ pace }) => {
      const files = alertmanagerFiles({ route: pacedRoute(routes, pace), inhibitions: inhibitions(groups) });
      const outcome = await withFiles("amtool", files, ["check-config", "alertmanager.yml"]);
      expect(outcome.code, outcome.stderr).toBe(0);
    },
    BUILDING,
  );
});

describe("the secrets that a configuration names", () => {
  it("are mounted in Alertmanager", () => {
    expect(Object.keys(alertmanager.secrets ?? {})).toEqual(
      expect.arrayContaining(Object.keys(receiverSecrets({ route: routes }))),
    );
  });

  it("are mounted in Prometheus", () => {
    const named = scrapeSecrets({ targets: Object.values(targets), alertmanagers: [alertmanagerTarget] });
    expect(Object.keys(prometheus.secrets ?? {})).toEqual(expect.arrayContaining(Object.keys(named)));
  });
});
