import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { numberArray, textArray } from "../../../app/store/array-literal.ts";
import { PATIENCE_MS, postgresPrograms, startPostgres, type TestServer } from "./servers.ts";
import { openTestDatabase } from "./support.ts";

const programs = postgresPrograms();
if (programs === undefined) console.warn("skipped: PostgreSQL is not installed (apt-get install postgresql)");

describe.skipIf(programs === undefined)("an array literal", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startPostgres(programs as string);
  }, PATIENCE_MS);
  afterAll(() => server.stop());

  it("is read by the database as what it was made of, whatever that is", async () => {
    const { database } = openTestDatabase(server.port);
    // A text of PostgreSQL has every character but this one.
    const text = fc.string({ unit: "grapheme" }).filter((value) => !value.includes("\0"));
    const odd = fc.constantFrom("", "NULL", "null", '"', "\\", "{}", "a,b", ' " ', "\\'");
    const texts = fc.array(fc.option(fc.oneof(text, odd), { nil: undefined }));
    const numbers = fc.array(fc.double({ noNaN: true }));
    await fc.assert(
      fc.asyncProperty(texts, numbers, async (someTexts, someNumbers) => {
        const values = [textArray(someTexts), numberArray(someNumbers)];
        const [row] = await database.query("SELECT $1::text[] AS texts, $2::float8[] AS numbers", values);
        expect(row).toEqual({
          texts: someTexts.map((value) => value ?? null),
          // As text the zero below zero is 0.
          numbers: someNumbers.map((value) => (value === 0 ? 0 : value)),
        });
      }),
    );
  });
});
