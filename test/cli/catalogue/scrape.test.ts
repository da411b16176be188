import { describe, expect, it } from "vitest";
import { scrapeText } from "../../../cli/catalogue/scrape.ts";
import { mailTarget } from "../../../stacks/services/mail.ts";
import { quantflowTarget } from "../../../stacks/services/quantflow-app.ts";
import { ended, fakeRun } from "../fixtures.ts";

const store = { find: ({ name }: { name: string }) => `value of ${name}` };
const answer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nup_total 1\n";

async function asked(target: Parameters<typeof scrapeText>[1], outcome = ended(answer)) {
  const { run, calls } = fakeRun(() => outcome);
  const text = await scrapeText({ run, container: "quantflow-prometheus", store }, target);
  return { text, args: calls[0]?.args, input: calls[0]?.options.input };
}

describe("a target asked as Prometheus asks it", () => {
  it("gets its request and its secret by standard input, from inside Prometheus' container", async () => {
    const { text, args, input } = await asked(quantflowTarget);
    expect(args).toEqual(["exec", "-i", "quantflow-prometheus", "nc", "-w", "15", "quantflow-app", "9464"]);
    expect(input).toBe(
      "GET /metrics HTTP/1.0\r\nHost: quantflow-app:9464\r\nAuthorization: Bearer value of metrics-token\r\n\r\n",
    );
    expect(text.trim()).toBe("up_total 1");
  });

  it("is asked through its prober, with module and target", async () => {
    const { input } = await asked(mailTarget);
    const basic = Buffer.from("scrape:value of scrape-password").toString("base64");
    expect(input).toBe(
      `GET /probe?module=smtp_banner&target=mail%3A1025 HTTP/1.0\r\nHost: blackbox-exporter:9115\r\nAuthorization: Basic ${basic}\r\n\r\n`,
    );
  });

  it.each([
    ["answers something else", ended("HTTP/1.1 401 Unauthorized\r\n\r\n"), "it answered HTTP/1.1 401 Unauthorized"],
    ["does not answer", ended("", 1, "nc: bad address"), "nc: bad address"],
    ["answers nothing", ended(""), "it answered nothing"],
  ])("is named when it %s", async (_, outcome, words) => {
    await expect(asked(mailTarget, outcome)).rejects.toMatchObject({
      code: "catalogue/scrape-failed",
      message: `mail:1025 (job mail) cannot be scraped from where Prometheus stands: ${words}`,
    });
  });
});
