import { secrets } from "../stacks/secrets.ts";
import { exchange as exchangeService } from "../stacks/services/exchange.ts";
import { command, EXIT } from "./command.ts";
import { CliError } from "./errors.ts";
import { type Ask, askTrusting } from "./stack/ask.ts";
import { authorityIn, ENVIRONMENT_OPTION, modelOf, siteOf } from "./stack/site.ts";

const PATIENCE_MILLISECONDS = 5_000;

export const exchange = command({
  description:
    "Makes the simulated exchange misbehave, to see what alerts. drop, reset, shutdown, skip, repeat, reorder and send happen once; the others last until resume.",
  options: {
    environment: ENVIRONMENT_OPTION,
    milliseconds: { type: "string", placeholder: "N", summary: "of delay or skew" },
    share: { type: "string", placeholder: "0..1", summary: "of frames that malformed cuts in half" },
    seconds: { type: "string", placeholder: "N", summary: "of ban" },
    trades: {
      type: "string",
      placeholder: "N",
      summary: "that skip leaves out, repeat sends twice, or reorder sends after the next",
    },
    frame: { type: "string", placeholder: "NAME", summary: "that send sends; a wrong one is answered with the list" },
  },
  arguments: [
    {
      name: "ACTION",
      summary:
        "stall, delay, malformed, refuse, skew, freeze, mute, ignore, reject, slam, ban, drop, reset, shutdown, skip, repeat, reorder, send or resume",
    },
  ],
  examples: [
    { line: "npx quantflow exchange stall", does: "no more prices; FeedStale fires" },
    { line: "npx quantflow exchange delay --milliseconds 900", does: "old prices; HighLatency fires" },
    { line: "npx quantflow exchange skip --trades 50", does: "trades that the application notices and fetches" },
    { line: "npx quantflow exchange resume", does: "all faults end" },
  ],
  async run(context, { environment, frame, ...numbers }, [action]) {
    const site = siteOf(context, environment);
    const url = `${modelOf(site).publicUrl(exchangeService, "control")}/control`;
    const token = site.store.find(secrets.exchangeControl) ?? "";
    const ask = askTrusting(authorityIn(site.environment, site.store));
    const given = Object.entries(numbers).filter(([, text]) => text !== undefined);
    const body = { action, frame, ...Object.fromEntries(given.map(([name, text]) => [name, Number(text)])) };
    context.terminal.print(await perform({ url, token, ask }, JSON.stringify(body)));
    return EXIT.ok;
  },
});

/** Where it is controlled, and how one shows that one may. */
interface Control {
  readonly url: string;
  readonly token: string;
  readonly ask: Ask;
}

/** Answers the exchange's state after the action, as JSON. */
async function perform({ url, token, ask }: Control, body: string): Promise<string> {
  const response = await ask(url, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body,
    signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
  }).catch((cause: unknown) => {
    throw silent(url, cause);
  });
  const text = await response.text();
  if (!response.ok) throw refused(body, response.status, text);
  return text;
}

const silent = (url: string, cause: unknown): CliError =>
  new CliError("exchange/silent", `The simulated exchange does not answer at ${url}.`, "Start it: npm run up", {
    cause,
  });

const refused = (body: string, status: number, text: string): CliError =>
  new CliError(
    "exchange/refused",
    `The simulated exchange refused ${body} with ${status}: ${text}`,
    "See what it takes: npx quantflow exchange --help",
  );
