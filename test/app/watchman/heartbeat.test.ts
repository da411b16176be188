import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { heartbeatIn } from "../../../app/watchman/heartbeat.ts";
import { notification, OURS } from "./support.ts";

const result = (text: string) => heartbeatIn(text, "local");

describe("a notification to the watchman", () => {
  it("is a heartbeat when the Watchdog of this environment fires", () => {
    expect(result(notification(OURS))).toBe("accepted");
  });

  it("is none when the Watchdog has ended", () => {
    expect(result(notification(OURS, "resolved"))).toBe("ended");
  });

  it.each([
    ["of another environment", { ...OURS, environment: "docker" }],
    ["without an environment", { alertname: "Watchdog" }],
  ])("is foreign %s", (_, labels) => {
    expect(result(notification(labels))).toBe("foreign");
  });

  it.each([
    ["of another alert", notification({ ...OURS, alertname: "ServiceDown" })],
    ["without alerts", JSON.stringify({ alerts: [] })],
    ["with a status that is none", notification(OURS, "pending")],
    ["that is no object", "[]"],
    ["that is no JSON", "{"],
    ["that is empty", ""],
  ])("is invalid %s", (_, text) => {
    expect(result(text)).toBe("invalid");
  });

  it("never counts as a heartbeat unless it says so, whatever JSON it is", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(result(text)).toBe("invalid");
      }),
    );
  });
});
