import { isNode, parseDocument, visit } from "yaml";

/**
 * The value of YAML that others wrote: one document. Fails with a `SyntaxError` on what is none, and on an alias inside of
 * its own anchor, which has no end: yaml 2.9 takes a minute for 500 of them.
 */
export function foreignYaml(text: string): unknown {
  const document = parseDocument(text, { logLevel: "silent" });
  const [error] = document.errors;
  if (error) throw new SyntaxError(error.message, { cause: error });
  visit(document, {
    Alias(_, { source }, path) {
      if (path.some((node) => isNode(node) && "anchor" in node && node.anchor === source))
        throw new SyntaxError(`the alias *${source} stands inside of its own anchor`);
    },
  });
  return unfolded(() => document.toJS());
}

/** Aliases of what is not there, or of too much, are told only now. */
function unfolded(value: () => unknown): unknown {
  try {
    return value();
  } catch (cause) {
    throw new SyntaxError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
