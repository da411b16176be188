import { describe, expect, it } from "vitest";
import { example } from "../../../../lib/review/guard/example.ts";
import { isIdle, isPerpetual } from "../../../../lib/review/guard/index.ts";

const container = (before: Parameters<typeof example>[2], after: Parameters<typeof example>[3]) =>
  isPerpetual(example("update", "docker_container.redis", before, after));

describe("a perpetual difference", () => {
  it("is null beside empty", () => {
    expect(container({ dns: null, tmpfs: null, start: false }, { dns: [], tmpfs: {}, start: null })).toBe(true);
  });

  it("is another order of blocks, or what the provider reads of the running object", () => {
    const [one, two] = [{ name: "data" }, { name: "monitor", gw_priority: null }];
    expect(container({ networks_advanced: [one, two] }, { networks_advanced: [{ ...two, gw_priority: 0 }, one] })).toBe(
      true,
    );
    expect(container({ network_data: [{ ip_address: "a" }] }, { network_data: [{ ip_address: "b" }] })).toBe(true);
  });

  it("is what a known lie explains", () => {
    expect(container({ memory: 256, memory_swap: 512 }, { memory: 256, memory_swap: null })).toBe(true);
  });

  it("is not another order of a command, a changed value, or a lie beside a changed value", () => {
    expect(container({ command: ["a", "b"] }, { command: ["b", "a"] })).toBe(false);
    expect(container({ memory: 256 }, { memory: 512 })).toBe(false);
    expect(
      container(
        { memory: 256, memory_swap: 512, restart: "no" },
        { memory: 256, memory_swap: null, restart: "always" },
      ),
    ).toBe(false);
  });

  it("is never an object that comes or goes", () => {
    expect(isPerpetual(example("destroy", "docker_container.redis", {}, null))).toBe(false);
  });
});

describe("a planned update", () => {
  const isIdleUpdate = (before: Parameters<typeof example>[2], after: Parameters<typeof example>[3]) =>
    isIdle(example("update", "docker_container.redis", before, after));

  it("is idle where a known lie and the provider's own readings explain all of it", () => {
    const before = { memory: 256, memory_swap: 512, exit_code: 1 };
    expect(isIdleUpdate(before, { memory: 256, memory_swap: null, exit_code: 0 })).toBe(true);
  });

  it("is not where zero takes the place of null, blocks change places, or nothing is seen to differ", () => {
    expect(isIdleUpdate({ desired_capacity: null }, { desired_capacity: 0 })).toBe(false);
    expect(isIdleUpdate({ step: [{ name: "a" }, { name: "b" }] }, { step: [{ name: "b" }, { name: "a" }] })).toBe(
      false,
    );
    expect(isIdleUpdate({ memory: 256 }, { memory: 256 })).toBe(false);
  });
});
