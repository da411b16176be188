import { type Matcher, nodes, type Selector } from "../../promql/parse/ast.ts";
import { parse } from "../../promql/parse/parse.ts";

/** Every series selector of an expression; none of one that is no PromQL, which is another rule's to say. */
export const selectorsIn = (promql: string): readonly Selector[] =>
  nodes(parse(promql).expression).filter((node): node is Selector => node.kind === "selector");

type Recordings = ReadonlyMap<string, string>;

/** The metrics that an expression reads, through recording rules too; a histogram's series by their common name. */
export function metricsIn(promql: string, recordings: Recordings): ReadonlySet<string> {
  const found = new Set<string>();
  const reading = [promql];
  for (let next = reading.pop(); next !== undefined; next = reading.pop())
    for (const name of namesIn(next)) {
      const recorded = recordings.get(name);
      if (recorded !== undefined && !found.has(name)) reading.push(recorded);
      found.add(name);
    }
  return found;
}

const namesIn = (promql: string): ReadonlySet<string> =>
  new Set(
    selectorsIn(promql).flatMap(({ name }) => (name === undefined ? [] : [name.replace(/_(bucket|sum|count)$/, "")])),
  );

export const matcherOn = ({ matchers }: Selector, label: string): Matcher | undefined =>
  matchers.find((matcher) => matcher.label === label);
