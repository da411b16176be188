import { describe, expect, it } from "vitest";
import { postgresConnection, withoutSecrets } from "../../../cli/terraform/connection.ts";

const connect = (PG_CONN_STR?: string) => () => postgresConnection(PG_CONN_STR === undefined ? {} : { PG_CONN_STR });
const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error as { readonly code: string; readonly message: string; readonly remedy: string };
  }
  throw new Error("it was not refused");
};

describe("PG_CONN_STR", () => {
  it.each([
    "postgres://terraform:pw@db.example/states",
    "postgresql://terraform:p%40w@db.example:6432/states?sslmode=verify-full&sslrootcert=/etc/ca.pem",
    "postgres://terraform:-._~!$&'()*+,%22@db.example/states",
    "postgres://terraform@10.0.0.7/states?sslmode=disable",
    "postgres://terraform@172.31.255.1/states?sslmode=disable",
    "postgres://terraform@[fd12::1]/states?sslmode=disable",
    "postgres://terraform@[::1]/states?sslmode=disable",
    "postgres://terraform@localhost/states?sslmode=disable",
    "postgres://terraform@timescaledb/states?sslmode=disable",
    "postgres:///states?host=/var/run/postgresql&sslmode=disable",
  ])("is taken: %s", (text) => {
    expect(connect(text)().href).toBe(text);
  });

  it("that is missing or empty is asked for", () => {
    for (const text of [undefined, ""])
      expect(refusal(connect(text))).toMatchObject({
        code: "state/connection-missing",
        remedy: expect.stringContaining("PG_CONN_STR='postgres://USER:PASSWORD@HOST"),
      });
  });

  it.each([
    ["hello", "it is no URL"],
    ["postgres://u:ge#heim@db.example/states", "it is no URL"],
    ["postgres://u:geheim@db.example:port/states", "it is no URL"],
    ["postgres://u:ge%heim@db.example/states", "a % of its user or password is not written as %25"],
    ['postgres://u:ge"heim@db.example/states', "must be percent-encoded"],
    ["postgres://u:ge^heim@db.example/states", "must be percent-encoded"],
    ["postgres://u:ge\\heim@db.example/states", "must be percent-encoded"],
    ["postgres://u:gäheim@db.example/states", "must be percent-encoded"],
    ["postgres://u|:geheim@db.example/states", "must be percent-encoded"],
    ["postgres://u:ge heim@db.example/states", "it holds a space"],
    ["postgres://u:ge\theim@db.example/states", "a control character"],
    ["postgres://u:geheim@db.example/states\n", "a line's end"],
    ["mysql://u:geheim@db.example/states", "it begins with mysql://"],
    ["postgres://u:geheim@db.example/states?sslmode=prefer", "its sslmode is none of disable, require"],
    ["postgres://u:geheim@db.example", "it names no database"],
    ["postgres://u:geheim@db.example/", "it names no database"],
  ])("that cannot be used is told why, and its value is not: %s", (text, why) => {
    const { code, message } = refusal(connect(text));
    expect(code).toBe("state/connection-malformed");
    expect(message).toContain(why);
    expect(message).not.toMatch(/heim|db\.example/);
  });

  it.each(["db.example", "8.8.8.8", "172.32.0.1", "[2001:db8::1]"])("must be encrypted on the way to %s", (host) => {
    expect(refusal(connect(`postgres://u:pw@${host}/states?sslmode=disable`))).toMatchObject({
      code: "state/connection-in-clear",
      message: expect.stringContaining("the password and the state would travel in clear"),
      remedy: expect.stringContaining("sslmode=verify-full"),
    });
  });
});

it("no secret of a backend stays in Terraform's words", () => {
  const PG_CONN_STR = "postgres://u:hunt%er2@db.example/states";
  const variables = { PG_CONN_STR, TF_HTTP_PASSWORD: "correct-horse", AWS_SECRET_ACCESS_KEY: "wJalr" };
  const words = `parse "${PG_CONN_STR}": invalid URL escape; hunt%er2, correct-horse, wJalr`;
  expect(withoutSecrets(words, variables)).toBe('parse "***": invalid URL escape; ***, ***, ***');
  expect(withoutSecrets(words, {})).toBe(words);
});

it("no secret of a hosted Grafana does", () => {
  const variables = { GRAFANA_AUTH: "admin:hunter2", TF_VAR_slack_webhook_url: "https://hooks.example/T0" };
  expect(withoutSecrets("hunter2 refused: https://hooks.example/T0 is no address", variables)).toBe(
    "*** refused: *** is no address",
  );
});

it.each([
  ['pa"ss\\W0rd', 'parse "postgres://u:pa\\"ss\\\\W0rd@db.example/states": net/url: invalid userinfo'],
  ["pa%22ssW0rd", 'the server refused pa"ssW0rd, quoted "pa\\"ssW0rd"'],
  ["pa%zzW0rd", 'parse "postgres://u:pa%zzW0rd@db.example/states": invalid URL escape "%zz"'],
])("nor does the password %s, however Terraform writes it", (password, words) => {
  for (const PG_CONN_STR of [
    `postgres://u:${password}@db.example/states`,
    `postgres://u@db.example/states?password=${password}`,
  ]) {
    const told = withoutSecrets(words, { PG_CONN_STR });
    expect(told).toContain("***");
    expect(told).not.toContain("W0rd");
  }
});
