import { isDeepStrictEqual } from "node:util";
import type { Cell } from "./matrix.ts";
import { isWaived, type Told, toldBy } from "./statement.ts";

export interface NoticeResult {
  readonly alert: string;
  readonly job: string;
  /** Seconds from the fault until Prometheus has it firing; undefined when it was not seen. */
  readonly firing?: number;
  readonly firesWithin: number;
  readonly told: readonly { readonly receiver: Told; readonly within: number; readonly seconds?: number }[];
}

/** One cell as it was measured. */
export interface CellResult {
  /** `redis/freeze` */
  readonly cell: string;
  readonly environment: string;
  /** Of the tree it was measured on; ends in `+` where that had changes that are not committed. */
  readonly commit: string;
  /** ISO 8601. */
  readonly measuredAt: string;
  /** The machine's load over a minute, at the end of the cell, and its cores. */
  readonly load: number;
  readonly cores: number;
  readonly notices: readonly NoticeResult[];
  /** Why no alert is expected. */
  readonly waived?: string;
  /** What else fired, and what was inhibited. */
  readonly also: readonly string[];
  readonly inhibited: readonly string[];
  /** Fills of the cell's time that are in the database; undefined where it did not recover, and nobody counted. */
  readonly fills?: number;
  /** Seconds from the end of the fault until all was well again. */
  readonly recovered?: number;
  /** What falls short, in words; empty when the cell holds. */
  readonly problems: readonly string[];
}

/** Whether it was measured for what the cell states now: who is told by what, or that nobody has to be. */
export const measures = ({ statement }: Cell, { notices, waived }: CellResult): boolean =>
  isWaived(statement)
    ? waived !== undefined
    : waived === undefined &&
      isDeepStrictEqual(
        notices.map(({ alert, job, told }) => [alert, job, told.map(({ receiver }) => receiver)]),
        statement.notices.map((notice) => [notice.alert, notice.job, toldBy(notice)]),
      );

export const holds = ({ problems }: CellResult): boolean => problems.length === 0;
