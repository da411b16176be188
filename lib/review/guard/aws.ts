import { attributesOf, plannedAttributes } from "./attributes.ts";
import { example } from "./example.ts";
import type { Lie } from "./lie.ts";

const DATABASE = "aws_db_instance.trades";
const DEFERRED = ["allocated_storage", "engine_version", "instance_class", "multi_az", "backup_retention_period"];

const maintenanceWindow: Lie = {
  id: "aws/db-maintenance-window",
  kind: "reported, not applied",
  summary:
    "Without apply_immediately a database is changed in its next maintenance window, and the plan shows it until then",
  source: "https://github.com/hashicorp/terraform/issues/4699",
  bad: [
    example(
      "update",
      DATABASE,
      { instance_class: "db.t4g.micro" },
      { instance_class: "db.t4g.small", apply_immediately: false },
    ),
  ],
  good: [
    example(
      "update",
      DATABASE,
      { instance_class: "db.t4g.micro" },
      { instance_class: "db.t4g.small", apply_immediately: true },
    ),
    example("update", DATABASE, { tags: { a: "1" } }, { tags: { a: "2" } }),
  ],
  run: (change) => {
    const immediately = attributesOf(change.after)["apply_immediately"] === true;
    const deferred = plannedAttributes(change).filter((name) => DEFERRED.includes(name));
    return change.type === "aws_db_instance" && change.action === "update" && !immediately && deferred.length > 0
      ? `${deferred.join(", ")}: changed in the next maintenance window, not by this apply; set apply_immediately to have it, and its stop, now`
      : undefined;
  },
};

const inlineRules: Lie = {
  id: "aws/inline-rules-fight",
  kind: "perpetual difference",
  summary: "Rules inside a security group and rules beside it delete each other, every second apply",
  source: "https://github.com/hashicorp/terraform/issues/11011",
  bad: [
    example(
      "update",
      "aws_security_group.app",
      { ingress: [{ from_port: 443 }, { from_port: 22 }] },
      { ingress: [{ from_port: 443 }] },
    ),
  ],
  good: [
    example(
      "update",
      "aws_security_group.app",
      { ingress: [{ from_port: 443 }] },
      { ingress: [{ from_port: 443 }, { from_port: 22 }] },
    ),
  ],
  run: (change) => {
    const lost = ["ingress", "egress"].filter((side) => count(change.before, side) > count(change.after, side));
    return change.type === "aws_security_group" &&
      change.action === "update" &&
      lost.length > 0 &&
      count(change.after, lost[0]) > 0
      ? `rules of ${lost.join(" and ")} are taken away; when an aws_security_group_rule made them they come back at the next apply and go again: keep them all inside the group or all beside it`
      : undefined;
  },
};

const count = (value: Parameters<typeof attributesOf>[0], side = ""): number => {
  const rules = attributesOf(value)[side];
  return Array.isArray(rules) ? rules.length : 0;
};

export const AWS: readonly Lie[] = [maintenanceWindow, inlineRules];
