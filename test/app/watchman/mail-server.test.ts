import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FileSecret } from "../../../app/secrets.ts";
import { type MailServerOptions, smtpServer } from "../../../app/watchman/mail-server.ts";
import { secretFile, temporaryFolder } from "../support/exchange.ts";
import { mailCatcher } from "./mail-catcher.ts";

const mail = { kind: "silent", subject: "No heartbeat", text: "Look at Prometheus.\n" } as const;
const to = (port: number, more: Partial<MailServerOptions> = {}) =>
  smtpServer({ host: "localhost", port, tls: "none", from: "watchman@a.test", to: "on-call@a.test", ...more });

/** A certificate that nobody but its maker trusts. */
async function selfSigned() {
  const folder = await temporaryFolder();
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"];
  execFileSync("openssl", ["req", "-x509", ...curve, "-subj", "/CN=localhost", "-keyout", key, "-out", cert], {
    stdio: "ignore",
  });
  return { key: readFileSync(key), cert: readFileSync(cert) };
}

describe("the watchman's way to a mail server", () => {
  it("brings a mail to a catcher without TLS, marked as a program's", async () => {
    const { mails, port } = await mailCatcher({ disabledCommands: ["STARTTLS", "AUTH"] });
    await to(port).send(mail);
    const { message, ...rest } = await mails.next();
    expect(rest).toEqual({ from: "watchman@a.test", to: ["on-call@a.test"], secure: false, user: undefined });
    expect(message).toMatch(/^Subject: No heartbeat\r$/m);
    expect(message).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(message).toContain("\r\n\r\nLook at Prometheus.");
  });

  it("refuses to mail without TLS where it is required, before it says who it is", async () => {
    const { mails, port } = await mailCatcher({ disabledCommands: ["STARTTLS"] });
    const password = new FileSecret(await secretFile("a-long-password"), () => undefined);
    const sending = to(port, { tls: "required", login: { user: "watchman", password } }).send(mail);
    await expect(sending).rejects.toMatchObject({ code: "ETLS" });
    expect(mails.all).toEqual([]);
  });

  it("refuses a certificate that nobody vouches for", async () => {
    const { mails, port } = await mailCatcher(await selfSigned());
    await expect(to(port, { tls: "required" }).send(mail)).rejects.toThrow("self-signed certificate");
    expect(mails.all).toEqual([]);
  });

  it("says who it is with the password that its file holds at that time", async () => {
    const users: string[] = [];
    const { port } = await mailCatcher({
      ...{ authOptional: false, allowInsecureAuth: true, disabledCommands: ["STARTTLS"] },
      onAuth({ username, password }, _session, done) {
        users.push(`${username} ${password}`);
        done(null, { user: username ?? "" });
      },
    });
    const password = new FileSecret(await secretFile("a-long-password"), () => undefined);
    await to(port, { login: { user: "watchman", password } }).check();
    expect(users).toEqual(["watchman a-long-password"]);
  });

  it("rejects where no server is", async () => {
    const { port, close } = await mailCatcher();
    await close();
    await expect(to(port).send(mail)).rejects.toMatchObject({ code: expect.stringMatching(/^E/) });
    await expect(to(port).check()).rejects.toMatchObject({ code: expect.stringMatching(/^E/) });
  });
});
