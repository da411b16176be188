import { describe, expect, it } from "vitest";
import { type Image, imageReference, isBuilt } from "../../../lib/services/image.ts";

const hash = "0123456789abcdef";
const both: Image = {
  summary: "s",
  registry: { repository: "prom/prometheus", tag: "v3.13.5" },
  local: { version: "v3.13.5" },
};
const external: Image = {
  summary: "s",
  registry: { repository: "ghcr.io/google/cadvisor", tag: "v0.60.5" },
  noLocalSource: "because",
};
const official: Image = {
  summary: "s",
  registry: { repository: "redis", tag: "8.10.2-alpine" },
  local: { version: "7.0" },
};
const ours: Image = { summary: "s", local: { version: "0.1.0" } };
const registry = { kind: "registry" } as const;
const mirror = { kind: "mirror", host: "mirror.example:5000" } as const;
const local = { kind: "local" } as const;

describe("the name of an image", () => {
  it("is its pinned tag in its registry", () => {
    expect(imageReference("prometheus", both, registry, hash)).toBe("prom/prometheus:v3.13.5");
    expect(imageReference("cadvisor", external, registry, hash)).toBe("ghcr.io/google/cadvisor:v0.60.5");
  });

  it("keeps the path and changes the host in a mirror", () => {
    expect(imageReference("prometheus", both, mirror, hash)).toBe("mirror.example:5000/prom/prometheus:v3.13.5");
    expect(imageReference("cadvisor", external, mirror, hash)).toBe("mirror.example:5000/google/cadvisor:v0.60.5");
  });

  it("has Docker Hub's folder for official images in a mirror", () => {
    expect(imageReference("redis", official, mirror, hash)).toBe("mirror.example:5000/library/redis:8.10.2-alpine");
  });

  it("carries twelve digits of what it is made of where it is built", () => {
    expect(imageReference("prometheus", both, local, hash)).toBe("quantflow-local/prometheus:v3.13.5-0123456789ab");
  });

  it("is the local one in every source when the image is our own", () => {
    for (const source of [registry, mirror, local])
      expect(imageReference("quantflow-app", ours, source, hash)).toBe(
        "quantflow-local/quantflow-app:0.1.0-0123456789ab",
      );
  });

  it("stays the registry's where nothing can be built", () => {
    expect(imageReference("cadvisor", external, local, hash)).toBe("ghcr.io/google/cadvisor:v0.60.5");
  });
});

describe("an image is built here", () => {
  it("when it is our own, whatever the source", () => expect(isBuilt(ours, registry)).toBe(true));
  it("when images are local and it can be", () => expect(isBuilt(both, local)).toBe(true));
  it("not when a registry serves it", () => expect(isBuilt(both, registry)).toBe(false));
  it("not when it has no local source", () => expect(isBuilt(external, local)).toBe(false));
});
