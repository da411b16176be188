import type { SMTPServerOptions } from "smtp-server";
import { onTestFinished } from "vitest";
import { type Caught, openMailCatcher } from "../../support/mail-catcher.ts";
import { Sequence } from "../support/sequence.ts";

/** A mail server on a loopback port, gone after the test; it keeps what it takes. */
export async function mailCatcher(options: SMTPServerOptions = {}, port = 0) {
  const mails = new Sequence<Caught>();
  const catcher = await openMailCatcher(mails.push, options, port);
  onTestFinished(catcher.close);
  return { mails, ...catcher };
}
