import { describe, expect, it } from "vitest";
import { loggedError } from "../../app/log.ts";

describe("an error in the log", () => {
  it("is its type, code, message, stack and causes, and nothing that a driver hangs on it", () => {
    const cause = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED", client: { password: "x" } });
    const error = new TypeError("not written", { cause });
    expect(loggedError(error)).toEqual({
      type: "TypeError",
      message: "not written",
      stack: expect.stringContaining("TypeError: not written"),
      cause: {
        type: "Error",
        code: "ECONNREFUSED",
        message: "connect ECONNREFUSED",
        stack: expect.stringContaining("ECONNREFUSED"),
      },
    });
  });

  it("tells no credentials of an address", () => {
    const { message } = loggedError(new Error("cannot reach postgres://app:secret@db:5432/q")) as { message: string };
    expect(message).toBe("cannot reach postgres://[Redacted]@db:5432/q");
    expect(loggedError("redis://:pw@cache refused")).toBe("redis://[Redacted]@cache refused");
    expect(loggedError("redis://:p@w@cache refused")).toBe("redis://[Redacted]@cache refused");
  });

  it("has each of several errors", () => {
    const { errors } = loggedError(new AggregateError([new Error("one"), new RangeError("two")])) as {
      errors: { type: string }[];
    };
    expect(errors.map(({ type }) => type)).toEqual(["Error", "RangeError"]);
  });

  it("ends where causes go round", () => {
    const error = new Error("round");
    error.cause = error;
    expect(JSON.stringify(loggedError(error)).match(/"type"/g)).toHaveLength(6);
  });
});
