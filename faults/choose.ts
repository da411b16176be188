import { noSuchCell } from "./errors.ts";
import { KIND_IDS } from "./kinds/index.ts";
import type { Cell } from "./matrix.ts";
import { sixthOf } from "./sixth.ts";

export interface Choice {
  /** One or more names. */
  readonly cell?: readonly string[] | undefined;
  readonly kind?: readonly string[] | undefined;
  readonly service?: readonly string[] | undefined;
  /** A commit's hash. */
  readonly sixth?: string | undefined;
}

/** The cells that were asked for, in the matrix' order; all of them when nothing was. Fails for a name that is none. */
export function chosen(matrix: readonly Cell[], { cell, kind, service, sixth }: Choice): readonly Cell[] {
  const named = [
    ["cell", cell, ({ name }: Cell) => name],
    ["kind", kind, (one: Cell) => one.kind.id],
    ["service", service, (one: Cell) => one.service.name],
  ] as const;
  const cells = named.reduce((left, [what, wanted, nameOf]) => withName(left, what, wanted, nameOf), matrix);
  return sixth === undefined ? cells : sixthOf(cells, sixth);
}

/**
 * The same cells, kind after kind. Alertmanager keeps a group without alerts for up to 30 s, and what joins it waits for
 * the group's interval: two cells that wait for one alert must not follow each other.
 * Source: Alertmanager's dispatch.go, the ticker of doMaintenance.
 */
export const byKind = (cells: readonly Cell[]): readonly Cell[] =>
  KIND_IDS.flatMap((id) => cells.filter(({ kind }) => kind.id === id));

function withName(
  cells: readonly Cell[],
  what: string,
  wanted: readonly string[] | undefined,
  nameOf: (cell: Cell) => string,
): readonly Cell[] {
  if (wanted === undefined) return cells;
  const known = [...new Set(cells.map(nameOf))];
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined) throw noSuchCell(what, unknown, known);
  return cells.filter((one) => wanted.includes(nameOf(one)));
}
