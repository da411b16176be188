import { brokenToken } from "./errors.ts";

/**
 * A token from a variable; undefined when it is not set. The line break that a copied secret often ends in is dropped.
 * Fails on what no header can carry: Node's own message about that would quote the token.
 */
export function tokenIn(variables: NodeJS.ProcessEnv, name: string): string | undefined {
  const token = variables[name]?.trim();
  if (!token) return undefined;
  if (!/^[\x21-\x7e]+$/.test(token)) throw brokenToken(name);
  return token;
}

export const withoutToken = ({ token }: { readonly token: string }, text: string): string =>
  text.replaceAll(token, "***");
