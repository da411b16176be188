import { describe, expect, it } from "vitest";
import { ConfigurationError } from "../../../app/errors.ts";
import { watchmanConfiguration } from "../../../app/watchman/configuration.ts";

const REQUIRED = {
  WATCHMAN_ENVIRONMENT: "local",
  WATCHMAN_SILENCE_SECONDS: "420",
  WATCHMAN_TOKEN_FILE: "/secrets/token",
  WATCHMAN_METRICS_TOKEN_FILE: "/secrets/metrics",
  WATCHMAN_DATA_DIRECTORY: "/data",
  WATCHMAN_SMTP_HOST: "smtp.a.test",
  WATCHMAN_MAIL_FROM: "watchman@a.test",
  WATCHMAN_MAIL_TO: "on-call@a.test",
};

const problems = (given: Record<string, string>): readonly string[] => {
  try {
    watchmanConfiguration({ ...REQUIRED, ...given });
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
};

describe("the watchman's configuration", () => {
  it("requires TLS unless it is told otherwise, and reminds after an hour, four, and every day", () => {
    expect(watchmanConfiguration(REQUIRED)).toMatchObject({
      ...{ port: 9465, environment: "local", silence: 420, reminders: [3600, 14_400, 86_400], lookAt: [] },
      mail: { host: "smtp.a.test", port: 587, tls: "required", from: "watchman@a.test", to: "on-call@a.test" },
    });
  });

  it("has a login where user and password are given", () => {
    const login = { WATCHMAN_SMTP_USER: "watchman", WATCHMAN_SMTP_PASSWORD_FILE: "/secrets/smtp" };
    expect(watchmanConfiguration({ ...REQUIRED, ...login }).mail.login).toEqual({
      user: "watchman",
      passwordFile: "/secrets/smtp",
    });
  });

  it.each([
    [{ WATCHMAN_SMTP_USER: "watchman" }, "go together"],
    [
      { WATCHMAN_SMTP_USER: "a", WATCHMAN_SMTP_PASSWORD_FILE: "/b", WATCHMAN_SMTP_TLS: "none" },
      "a password in clear is everybody's",
    ],
    [{ WATCHMAN_SILENCE_SECONDS: "0" }, "expected more than 0"],
    [{ WATCHMAN_REMINDER_SECONDS: "3600,60" }, "expected ascending seconds"],
    [{ WATCHMAN_REMINDER_SECONDS: "often" }, "expected ascending seconds"],
    [{ WATCHMAN_MAIL_TO: "a@a.test\nBcc: all@a.test" }, "expected one line"],
    [{ WATCHMAN_TOKEN: "secret" }, "WATCHMAN_TOKEN is set: put the secret into a file"],
  ] as const)("refuses %o", (given, words) => {
    expect(problems(given).join("\n")).toContain(words);
  });
});
