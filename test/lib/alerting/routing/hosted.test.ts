import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import {
  hostedConfiguration,
  isOurs,
  readHosted,
  receiversIn,
  sameConfiguration,
  writeHosted,
} from "../../../../lib/alerting/routing/hosted.ts";
import { alertmanagerFiles } from "../../../../lib/alerting/routing/index.ts";
import { receivers, route } from "../../renderings/grafana/hosted/given.ts";

const login = { user: "am", password: receivers.pager.routingKey };
const withLogin = { ...route, to: { ...receivers.mail, name: "login", login } };
const given = { route: withLogin, inhibitions: [] };
const secretNamed = (name: string) => `value of ${name}`;
const owner = { instance: "quantflow", environment: "grafana-cloud" };
const ours = hostedConfiguration(given, owner, secretNamed);

describe("the configuration of a hosted Alertmanager", () => {
  it("is that of our own, but for secrets, which it takes from no file, and folders, which it has not", () => {
    const own = alertmanagerFiles(given).get("alertmanager.yml") ?? "";
    const inline = own
      .replace(/(\w+)_file: \/run\/secrets\/(\S+)/g, "$1: value of $2")
      .replace("templates/messages.tmpl", "messages.tmpl");
    expect(inline).not.toContain("/run/secrets");
    expect(parse(ours.text)).toEqual(parse(inline));
    expect(inline.match(/value of/g)).toHaveLength(5);
  });

  it("comes with its templates under names without a folder", () => {
    expect(ours.templates).toEqual({ "messages.tmpl": alertmanagerFiles(given).get("templates/messages.tmpl") });
  });

  it("reads back as it was written, and is known for ours", () => {
    const read = readHosted(writeHosted(ours));
    expect(read).toEqual(ours);
    expect([sameConfiguration(read, ours), isOurs(read, owner)]).toEqual([true, true]);
  });

  it("differs where a secret, a route or a template does", () => {
    expect(
      sameConfiguration(
        ours,
        hostedConfiguration(given, owner, (name) => `new ${name}`),
      ),
    ).toBe(false);
    expect(sameConfiguration(ours, { ...ours, templates: { "messages.tmpl": "" } })).toBe(false);
    expect(sameConfiguration(ours, { ...ours, templates: {} })).toBe(false);
  });
});

describe("somebody else's configuration", () => {
  it("is told by its receivers", () => {
    const theirs = { templates: {}, text: "receivers: [{name: office}, {name: billing}]\nroute: {receiver: office}\n" };
    expect([isOurs(theirs, owner), receiversIn(theirs)]).toEqual([false, ["office", "billing"]]);
    expect(receiversIn({ templates: {}, text: "" })).toEqual([]);
    expect(receiversIn({ templates: {}, text: "receivers: [" })).toEqual([]);
  });

  it("is that of another instance, and of another environment", () => {
    expect(isOurs(ours, { ...owner, instance: "quantflow-two" })).toBe(false);
    expect(isOurs(ours, { ...owner, environment: "scale" })).toBe(false);
  });

  it("fails where the answer is none", () => {
    expect(() => readHosted("template_files: {}")).toThrow();
    expect(() => readHosted("[")).toThrow();
  });
});
