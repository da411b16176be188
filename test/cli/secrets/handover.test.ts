import { describe, expect, it } from "vitest";
import { contentsOf, hasTwoValid, restartedBy } from "../../../cli/secrets/contents.ts";
import { type Handover, textOf } from "../../../cli/secrets/handover.ts";
import { secretStore } from "../../../cli/secrets/store.ts";
import { accepted, generated, plain, type SecretFile } from "../../../lib/services/secret.ts";
import { secrets } from "../../../stacks/secrets.ts";
import { everyService } from "../../../stacks/services/index.ts";
import { temporaryFolder } from "../fixtures.ts";

const token = generated("token");
const other = generated("other");
const both: SecretFile = { needs: [other, token], render: (...values) => values.join("+") };
const on = (step: Handover["step"], secret = token): Handover => ({ secret, previous: "old", step });

describe("a secret on its way from one value to the next", () => {
  it("is accepted in both values by who is asked for it, until all show the next one", () => {
    for (const step of ["announce", "switch"] as const)
      expect(textOf(accepted(token), ["new"], on(step))).toBe("new\nold");
    expect(textOf(accepted(token), ["new"], undefined)).toBe("new");
  });

  it("is shown in its previous value until that is so, and in the next one from then on", () => {
    expect(textOf(plain(token), ["new"], on("announce"))).toBe("old");
    expect(textOf(plain(token), ["new"], on("switch"))).toBe("new");
  });

  it("changes in a file of several secrets alone, and in no file of others", () => {
    expect(textOf(both, ["a", "new"], on("announce"))).toBe("a+old");
    expect(textOf(both, ["a", "new"], on("switch"))).toBe("a+new");
    expect(textOf(plain(token), ["same"], on("announce", other))).toBe("same");
    expect(textOf(accepted(token), ["same"], on("announce", other))).toBe("same");
  });

  it("stands so in the volumes of ours: at no step does one show what the other refuses", () => {
    let given = 0;
    const store = secretStore({
      directory: temporaryFolder(),
      variables: {},
      random: (bytes) => Buffer.alloc(bytes, ++given),
    });
    const secret = secrets.webhookToken;
    const fileIn = (service: string, handover?: Handover) =>
      contentsOf(everyService, store, handover)
        .find((volume) => volume.service === service)
        ?.files.get(secret.name)
        ?.toString() ?? "";
    const previous = store.ensure(secret) ?? "";
    const steps: (Handover | undefined)[] = [undefined];
    store.renew(secret);
    for (const step of ["announce", "switch"] as const) steps.push({ secret, previous, step });
    const shown = [previous, ...[steps[1], steps[2], undefined].map((step) => fileIn("alertmanager", step))];
    const taken = [previous, ...[steps[1], steps[2], undefined].map((step) => fileIn("quantflow-app", step))];
    expect(new Set(shown).size).toBe(2);
    // Volumes are written one after the other: each side may be a step ahead of the other one.
    for (const [index, value] of shown.entries())
      for (const at of [index - 1, index, index + 1])
        if (taken[at] !== undefined)
          expect([index, at, taken[at]?.split("\n")]).toEqual([index, at, expect.arrayContaining([value])]);
  });
});

describe("what a rotation restarts", () => {
  it("is who reads the secret at its start alone", () => {
    expect(restartedBy(secrets.metricsToken, everyService)).toEqual([]);
    expect(restartedBy(secrets.webhookToken, everyService)).toEqual([]);
    expect(restartedBy(secrets.watchmanToken, everyService)).toEqual([]);
    expect(restartedBy(secrets.scrape, everyService)).toEqual(["grafana", "redis-exporter", "cadvisor"]);
    expect(restartedBy(secrets.redisExporter, everyService)).toEqual(["redis", "redis-exporter"]);
  });

  it("is nobody of those who accept two values, which every token of ours has", () => {
    for (const secret of [secrets.metricsToken, secrets.webhookToken, secrets.watchmanToken, secrets.exchangeControl])
      expect([secret.name, hasTwoValid(secret, everyService)]).toEqual([secret.name, true]);
    expect(hasTwoValid(secrets.scrape, everyService)).toBe(false);
  });

  it("follows from files that are there", () => {
    for (const { name, secrets: files = {}, rereads = [] } of everyService)
      expect([name, rereads.filter((path) => !(path in files))]).toEqual([name, []]);
  });
});
