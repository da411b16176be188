import type ts from "typescript";
import { placeOf } from "./program.ts";

/** A change that is not written: where its code stands, why it was left, what to do instead. */
export interface Refusal {
  /** `file:line` */
  readonly source: string;
  readonly why: string;
  readonly remedy: string;
}

/** Thrown where an edit meets code that it must not touch; `edit` catches it for each change. */
export class Refused extends Error {
  override readonly name = "Refused";
  constructor(readonly refusal: Refusal) {
    super(refusal.why);
  }
}

export const refuse = (node: ts.Node, why: string, remedy: string): Refused =>
  new Refused({ source: placeOf(node), why, remedy });

export const computed = (node: ts.Node, what: string): Refused =>
  refuse(node, `${what} is computed: ${shortened(node.getText())}`, "change what it is computed from by hand");

export const usedElsewhere = (node: ts.Node, name: string, place: string): Refused =>
  refuse(
    node,
    `${name} is used at ${place} too, so a change of it would change more than this`,
    "change it by hand, or give the panel a value of its own",
  );

export const builtQuery = (node: ts.Node): Refused =>
  refuse(
    node,
    "the query is built by the query builder, which knows its labels and unit; PromQL is not turned back into it",
    "write the change with the builder's functions by hand",
  );

export const unitOfQuery = (node: ts.Node): Refused =>
  refuse(node, "the unit follows the query's", "change the query, or undo the change in Grafana");

export const madeElsewhere = (node: ts.Node, key: string): Refused =>
  refuse(
    node,
    `the panel "${key}" is made by this loop or helper, so a change here would change other panels too`,
    "change the loop or helper by hand, or write this panel out",
  );

export const notFound = (node: ts.Node, what: string): Refused =>
  refuse(node, `no code of ${what} is found from here`, "change it by hand");

export const foundTwice = (node: ts.Node, what: string, other: ts.Node): Refused =>
  refuse(node, `${what} is written twice, here and at ${placeOf(other)}`, "change by hand the one that is meant");

export const unwritable = (node: ts.Node, what: string): Refused =>
  refuse(node, `${what} is not written by pull`, "change it by hand, or undo the change in Grafana");

export const spreadList = (node: ts.Node): Refused =>
  refuse(node, `the list holds what a loop or helper makes: ${shortened(node.getText())}`, "change its order by hand");

const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}...` : text).replace(/\s+/g, " ");
