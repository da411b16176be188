import { describe, expect, it } from "vitest";
import { historyChannel } from "../../../app/webhook/channel.ts";
import type { AlertRecord } from "../../../app/webhook/schema.ts";
import { alert } from "./support.ts";

const never = new AbortController().signal;
const failing = (code: string | undefined) => async () => {
  throw Object.assign(new Error("not saved"), code === undefined ? {} : { code });
};

describe("the history channel", () => {
  it("saves the alert in the store", async () => {
    const saved: AlertRecord[] = [];
    await historyChannel(async (records) => void saved.push(...records)).deliver(alert("a"), never);
    expect(saved).toEqual([alert("a")]);
  });

  it.each([
    ["22021", "alert"],
    ["23514", "alert"],
    ["57P01", "receiver"],
    ["ECONNREFUSED", "receiver"],
    ["42P01", "receiver"],
    [undefined, "receiver"],
  ])("fails by %s, the %s's fault", async (code, blame) => {
    await expect(historyChannel(failing(code)).deliver(alert("a"), never)).rejects.toMatchObject({ blame });
  });
});
