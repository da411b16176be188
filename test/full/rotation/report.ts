import { type MadeBy, madeByLine } from "../../support/made-by.ts";

/** What one rotation did to the platform. */
export interface Rotated {
  readonly secret: string;
  readonly twoValid: boolean;
  readonly restarted: readonly string[];
  /** Failed scrapes of services that were not restarted. */
  readonly failedScrapes: number;
  readonly seconds: number;
}

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;

/** The report as a page. */
export const rotationReport = (
  madeBy: MadeBy,
  environment: string,
  interval: string,
  rotated: readonly Rotated[],
): string =>
  `${[
    "# Every secret is rotated while all of it runs",
    `${madeByLine(madeBy)} Environment \`${environment}\`, scraped every ${interval}.`,
    `\`npx quantflow secrets rotate NAME\` for each secret that may change, one after the other. Two valid: the program that asks for it accepts the old
value until all that show it show the new one. Held by the run: exactly the services that \`secrets list\` names were started anew, every target was
scraped well afterwards, and where two values were valid no scrape failed. Where they cannot be (a web.yml holds one hash a user, PostgreSQL one password a
role), a scrape that falls into the milliseconds of the change may fail once.`,
    [
      row(["secret", "two valid", "started anew", "failed scrapes of the others", "seconds"]),
      row(["---", "---", "---", "---:", "---:"]),
      ...rotated.map(({ secret, twoValid, restarted, failedScrapes, seconds }) =>
        row([secret, twoValid ? "yes" : "no", restarted.join(", ") || "nothing", failedScrapes, seconds.toFixed(1)]),
      ),
    ].join("\n"),
  ].join("\n\n")}\n`;
