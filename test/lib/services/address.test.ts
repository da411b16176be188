import { describe, expect, test } from "vitest";
import { address, authority, url } from "../../../lib/services/address.ts";
import { postgresExporter } from "../../../stacks/services/index.ts";

describe("an address", () => {
  const at = address(postgresExporter, "metrics", "/metrics");

  test("is a host and a port of the service itself", () => {
    expect(authority(at)).toBe("postgres-exporter:9187");
    expect(url(at)).toBe("http://postgres-exporter:9187/metrics");
    expect(url(at, "https")).toBe("https://postgres-exporter:9187/metrics");
  });
});
