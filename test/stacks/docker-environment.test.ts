import { describe, expect, it } from "vitest";
import { receiversOf } from "../../lib/alerting/routing/index.ts";
import { assemble } from "../../stacks/assemble.ts";
import { environments } from "../../stacks/environments/index.ts";
import { alertmanagerFiles } from "../../stacks/files.ts";
import type { Model } from "../../stacks/model.ts";
import { secrets } from "../../stacks/secrets.ts";

const given = (...names: readonly { readonly name: string }[]): Model =>
  assemble({
    environment: environments.docker,
    instance: { prefix: "quantflow", portOffset: 0, directory: "." },
    resolution: { imageSource: { kind: "registry" }, available: [], secrets: names.map(({ name }) => name) },
  });
const everything = () => given(secrets.smtpPassword, secrets.pagerDutyKey, secrets.deadMansSwitch);
const toldOfWatchdog = ({ route }: Model) =>
  (route.routes ?? []).filter(({ when }) => when?.["severity"] === "none").map(({ to }) => to);
const receivers = (model: Model) => receiversOf(model.route).map(({ kind, name }) => `${kind} ${name}`);

describe("the environment docker", () => {
  it("is refused where the password that mails people has not been given, with the line that gives it", () => {
    expect(() => given(secrets.pagerDutyKey)).toThrow(
      expect.objectContaining({
        code: "stacks/people-untold",
        remedy: expect.stringContaining("secrets push --environment docker --name smtp-password"),
      }),
    );
  });

  it("tells people, a pager, a dead man's switch and the history", () => {
    const model = everything();
    expect(receivers(model).sort()).toEqual([
      "email email",
      "pagerduty pager",
      "webhook application",
      "webhook dead-mans-switch",
      "webhook watchman",
    ]);
    const { audience } = environments.docker;
    expect(toldOfWatchdog(model)).toEqual([audience.watchman, audience.deadManSwitch]);
  });

  it("names no secret's value, and where each is read from", () => {
    const configuration = alertmanagerFiles(everything()).get("alertmanager.yml");
    for (const secret of [secrets.smtpPassword, secrets.pagerDutyKey, secrets.deadMansSwitch])
      expect(configuration).toContain(`_file: /run/secrets/${secret.name}`);
    const alertmanager = everything().services.find(({ name }) => name === "alertmanager");
    expect(Object.keys(alertmanager?.secrets ?? {})).toEqual(
      expect.arrayContaining(["smtp-password", "pagerduty-key", "dead-mans-switch-url"]),
    );
  });

  it("leaves out who has no secret, and tells people of the Watchdog in the dead man's switch's place", () => {
    const model = given(secrets.smtpPassword);
    expect(model.omitted.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["receiver pager", "receiver dead-mans-switch"]),
    );
    expect(toldOfWatchdog(model).map(({ name }) => name)).toEqual(["watchman", "email"]);
  });

  it("trades on a market outside, without the simulated one and the mail catcher", () => {
    const { services, targets, omitted } = everything();
    const app = services.find(({ name }) => name === "quantflow-app");
    expect(app?.environment).toMatchObject({
      QUANTFLOW_FEED_URL: "wss://data-stream.binance.vision/stream",
      QUANTFLOW_FEED_REST_URL: "https://data-api.binance.vision",
    });
    expect(app?.needs?.map(({ name }) => name)).toEqual(["timescaledb", "redis"]);
    expect(omitted.map(({ name }) => name)).toEqual(expect.arrayContaining(["exchange", "mail"]));
    expect(targets.map(({ job }) => job)).not.toContain("exchange");
    expect(targets.map(({ job }) => job)).not.toContain("mail");
  });
});
