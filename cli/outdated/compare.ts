import { images } from "../../stacks/versions.ts";
import type { Context } from "../command.ts";
import { debianNewest } from "./debian.ts";
import { goNewest } from "./go.ts";
import { heldWhy } from "./held.ts";
import { npmNewest } from "./npm.ts";
import type { Compared, Newest, Pin } from "./pin.ts";
import { type Ask, imageNewest } from "./registry.ts";
import { isOlder } from "./version.ts";

/** Every pin held against its registry. What cannot be asked is `unknown`; it fails nothing and is never called current. */
export async function compared(context: Context, pins: readonly Pin[], ask: Ask): Promise<readonly Compared[]> {
  const of = (kind: Pin["kind"]) => pins.filter((pin) => pin.kind === kind);
  const [npm, go, debian, image] = await Promise.all([
    npmCompared(context, of("npm")),
    goNewest(context, of("go")).then((newest) => judged(of("go"), newest)),
    debianNewest(context, of("debian"), images.base.local.version).then((newest) => judged(of("debian"), newest)),
    Promise.all(of("image").map(async (pin) => judgedAlone(pin, await imageNewest(ask, pin)))),
  ]);
  return [...npm, ...go, ...image, ...debian];
}

/** Folder by folder: npm reads one package.json at a time. */
async function npmCompared(context: Context, pins: readonly Pin[]): Promise<readonly Compared[]> {
  const found: Compared[] = [];
  for (const where of new Set(pins.map((pin) => pin.where))) {
    const here = pins.filter((pin) => pin.where === where);
    found.push(...judged(here, await npmNewest(context, where.replace(/\/?package\.json$/, ""), here)));
  }
  return found;
}

const judged = (pins: readonly Pin[], answer: Newest): readonly Compared[] =>
  pins.map((pin) => judgedAlone(pin, "unreachable" in answer ? answer : newestOf(pin.name, answer)));

function newestOf(name: string, { newest, failures }: Exclude<Newest, { unreachable: string }>) {
  const found = newest.get(name);
  return found === undefined
    ? { unreachable: failures?.get(name) ?? "its registry does not know it" }
    : { newest: found };
}

function judgedAlone(pin: Pin, answer: { newest?: string; unreachable?: string }): Compared {
  const { newest, unreachable } = answer;
  if (newest === undefined) return { ...pin, state: "unknown", why: `not reachable: ${unreachable}` };
  if (isCurrent(pin, newest)) return { ...pin, newest, state: "current" };
  const why = heldWhy(pin);
  return why === undefined ? { ...pin, newest, state: "older" } : { ...pin, newest, state: "held", why };
}

/** Debian's packages are pinned by the first numbers of their version: 7.0 has 7.0.15. */
const isCurrent = ({ kind, pinned }: Pin, newest: string): boolean =>
  kind === "debian" ? `${newest}.`.startsWith(`${pinned}.`) : !isOlder(pinned, newest);
