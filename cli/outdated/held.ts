import type { Pin } from "./pin.ts";

/** What stays older on purpose, with the reason: one name, one place, or both. */
export const HELD: readonly (Pick<Pin, "kind"> & Partial<Pick<Pin, "name" | "where">> & { readonly why: string })[] = [
  { kind: "npm", name: "@types/node", why: "follows the oldest Node.js that package.json's engines names" },
  {
    kind: "npm",
    where: "tools/prometheus/ui/package.json",
    why: "the versions that Prometheus' own lock names: they move with tools/prometheus",
  },
  {
    kind: "go",
    name: "github.com/prometheus/alertmanager",
    where: "tools/alertmanager",
    why: "later modules come without the built web pages; tools/alertmanager-next says whether they would read our configuration",
  },
];

export const heldWhy = ({ kind, name, where }: Pin): string | undefined =>
  HELD.find((one) => one.kind === kind && isOrAny(one.name, name) && isOrAny(one.where, where))?.why;

const isOrAny = (wanted: string | undefined, found: string): boolean => wanted === undefined || wanted === found;
