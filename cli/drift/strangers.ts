import type { Plan } from "../../lib/review/index.ts";
import type { Run } from "../run.ts";
import { engineRefused } from "../stack/errors.ts";

/** An object of the engine that bears this instance's label, or a name that its stacks declare, and is in no state. */
export interface Stranger {
  readonly kind: "container" | "network" | "volume";
  readonly name: string;
  /** Whether a stack wants this very name: its next apply fails, or takes a volume over. */
  readonly declared: boolean;
}

interface Claim {
  /** The value of our label. */
  readonly prefix: string;
  readonly declared: ReadonlySet<string>;
  readonly plans: readonly Plan[];
}

const LABEL = '{{.Label "quantflow.instance"}}';
const ASKED = [
  { kind: "container", args: ["ps", "--all", "--no-trunc", "--format", `{{.ID}}\t{{.Names}}\t${LABEL}`] },
  { kind: "network", args: ["network", "ls", "--no-trunc", "--format", `{{.ID}}\t{{.Name}}\t${LABEL}`] },
  { kind: "volume", args: ["volume", "ls", "--format", `{{.Name}}\t{{.Name}}\t${LABEL}`] },
] as const;

/** What stands in the engine as if it were ours, and no stack made: by its id, as a name may be taken by another. */
export async function strangersIn(run: Run, claim: Claim): Promise<readonly Stranger[]> {
  const known = idsIn(claim.plans);
  const found = await Promise.all(ASKED.map(({ kind, args }) => rows(run, kind, args)));
  return found
    .flat()
    .filter(({ id, name, label }) => !known.has(id) && (label === claim.prefix || claim.declared.has(name)))
    .map(({ kind, name }) => ({ kind, name, declared: claim.declared.has(name) }));
}

async function rows(run: Run, kind: Stranger["kind"], args: readonly string[]) {
  const { code, stdout, stderr } = await run("docker", args);
  if (code !== 0) throw engineRefused(`list its ${kind}s`, stderr.trim());
  const lines = stdout.split("\n").filter((line) => line !== "");
  return lines.map((line) => {
    const [id = "", name = "", label = ""] = line.split("\t");
    return { kind, id, name, label };
  });
}

/** What the states hold, by the engine's ids; a volume's is its name. */
const idsIn = (plans: readonly Plan[]): ReadonlySet<string> =>
  new Set(
    plans.flatMap(({ changes }) =>
      changes.flatMap(({ before }) => {
        const { id } = Object(before) as { readonly id?: unknown };
        return typeof id === "string" ? [id] : [];
      }),
    ),
  );

/** For a person, with what follows from it. */
export const strangerSays = ({ kind, name, declared }: Stranger): string =>
  declared
    ? `${kind} ${name}: no stack made it, and one wants its name: the next apply stumbles over it`
    : `${kind} ${name}: it bears this instance's label, and no stack made it`;
