import { type Dashboard, panelsOf, rowsOf } from "../../dashboard.ts";
import { type Constant, moduleText, naturally, type Sources } from "./module.ts";
import { fileNames } from "./names.ts";
import { MAKERS, type Program, programOf, type UnitOfQuery } from "./program.ts";
import { QUANTITIES } from "./scale.ts";

export interface SourceFile {
  /** Relative to the folder that it is printed for: `shop.ts`, `shop/index.ts`. */
  readonly path: string;
  readonly text: string;
}

export interface PrintOptions {
  /** What its file, or its folder, is called: `overview`. */
  readonly name: string;
  /** From the folder that it is printed for to `lib`: `../lib`. */
  readonly lib: string;
  /** The unit of a query's values, where it is known: it tells units apart that Grafana writes alike. */
  readonly unit?: UnitOfQuery;
  /** One file, or a folder with a file a row; undefined: one file, up to a dozen panels. */
  readonly as?: "file" | "folder";
}

/** More than this many panels are read more easily row by row. */
const PANELS_OF_A_FILE = 12;

/**
 * A dashboard as TypeScript that evaluates to exactly it, written as an engineer would write it and formatted as Biome
 * formats: one file, or a folder whose index is its table of contents. One that `dashboard()` would refuse is made by
 * `plainDashboard`, with the reason above it.
 */
export function printDashboard(dashboard: Dashboard, how: PrintOptions): readonly SourceFile[] {
  const program = programOf(dashboard, how.unit ?? (() => undefined));
  const as = how.as ?? (panelsOf(dashboard).length > PANELS_OF_A_FILE ? "folder" : "file");
  return as === "file" ? [file(program, how)] : folder(dashboard, program, how);
}

const sources = (lib: string): Sources => ({
  [`${lib}/dashboards/index.ts`]: MAKERS,
  [`${lib}/metrics/units.ts`]: QUANTITIES,
});

function file({ variables, panels, dashboard }: Program, { name, lib }: PrintOptions): SourceFile {
  const constants = [...variables, ...panels.values(), exported(dashboard)];
  return { path: `${name}.ts`, text: moduleText(constants, sources(lib)) };
}

function folder(dashboard: Dashboard, program: Program, { name, lib }: PrintOptions): readonly SourceFile[] {
  const rows = rowsOf(dashboard).filter(({ panels }) => panels.length > 0);
  const called = fileNames(
    rows.map(({ key }) => key),
    ["index", "variables"],
  );
  const modules: Record<string, readonly Constant[]> = {
    ...(program.variables.length > 0 && { variables: program.variables }),
    ...Object.fromEntries(
      rows.map(({ panels }, at) => [called[at], panels.flatMap((one) => program.panels.get(one) ?? [])]),
    ),
  };
  const from = sources(`../${lib}`);
  const index = moduleText([exported(program.dashboard)], { ...from, ...exportsOf(modules) });
  const others = Object.entries(modules).map(([one, constants]) => ({
    path: `${name}/${one}.ts`,
    text: moduleText(constants.map(exported), from),
  }));
  return [{ path: `${name}/index.ts`, text: index }, ...others];
}

const exportsOf = (modules: Readonly<Record<string, readonly Constant[]>>): Sources =>
  Object.fromEntries(
    Object.keys(modules)
      .sort(naturally)
      .map((one) => [`./${one}.ts`, (modules[one] ?? []).map(({ name }) => name)]),
  );

const exported = (constant: Constant): Constant => ({ ...constant, exported: true });
