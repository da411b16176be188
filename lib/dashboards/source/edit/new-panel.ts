import ts from "typescript";
import type { Panel } from "../../panels/panel.ts";
import { unitOf } from "../../units.ts";
import { format } from "../print/format.ts";
import { Names } from "../print/names.ts";
import { panelCode } from "../print/panel.ts";
import { addImport } from "./imports.ts";
import { apply } from "./literal.ts";
import { importedModule } from "./paths.ts";
import { descendants, type Program } from "./program.ts";
import { type Constant, constantOf } from "./resolve.ts";

/**
 * Writes a panel that is new in Grafana as a constant behind `neighbour`, the panel that it follows or the first of its
 * row, and imports it where the row is written; answers its name. Without a neighbour it stands above the dashboard.
 */
export function addPanel(
  program: Program,
  panel: Panel,
  at: { readonly file: string; readonly neighbour: string | undefined; readonly statement: ts.Statement },
): string {
  const source = program.source(at.file);
  const neighbour = source && at.neighbour !== undefined ? constantOf(program, source, at.neighbour) : undefined;
  const file = neighbour?.file ?? at.file;
  const name = new Names(namesOf(program, [file, at.file])).give([panel.title, panel.key], "panel");
  const isElsewhere = file !== at.file;
  const text = format(panelCode(panel, unitOf), `${isElsewhere ? "export " : ""}const ${name} = `, ";");
  put(program, file, text, neighbour, at.statement);
  if (isElsewhere) addImport(program, at.file, importedModule(at.file, file), name);
  return name;
}

const namesOf = (program: Program, files: readonly string[]): readonly string[] =>
  files.flatMap((file) => {
    const source = program.source(file);
    return source ? descendants(source).flatMap((node) => (ts.isIdentifier(node) ? [node.text] : [])) : [];
  });

function put(
  program: Program,
  file: string,
  text: string,
  neighbour: Constant | undefined,
  statement: ts.Statement,
): void {
  if (neighbour) {
    const { end } = neighbour.statement;
    apply(program, file, [{ start: end, end, text: `\n\n${text}` }]);
    return;
  }
  const start = statement.getStart();
  apply(program, file, [{ start, end: start, text: `${text}\n\n` }]);
}
