import { describe, expect, it } from "vitest";
import { isAgreed, isAllowed, licenceProblems } from "../../../cli/supply-chain/licences.ts";

describe("an expression of SPDX", () => {
  it.each(["MIT", "MIT OR GPL-3.0", "(MIT AND BSD-3-Clause)", "GPL-2.0 OR (MIT AND ISC)", "MIT AND (GPL-3.0 OR ISC)"])(
    "is kept to by what is allowed: %s",
    (expression) => expect(isAllowed(expression)).toBe(true),
  );

  it.each([
    "GPL-3.0",
    "MIT AND GPL-3.0",
    "MIT OR",
    "",
    "(MIT",
    "MIT MIT",
    "SEE LICENSE IN x",
    "mit",
    "AGPL-3.0 OR GPL-2.0",
  ])("is not: %s", (expression) => expect(isAllowed(expression)).toBe(false));
});

describe("something that we use", () => {
  it("is agreed to by its own manifest, by what its files say, or by an exception for it and that licence", () => {
    expect(isAgreed({ name: "express", licence: "MIT" })).toBe(true);
    expect(isAgreed({ name: "busboy", licence: undefined })).toBe(true);
    expect(isAgreed({ name: "npm", licence: "Artistic-2.0" })).toBe(true);
    expect(isAgreed({ name: "get-document", licence: undefined })).toBe(true);
  });

  it("is not, by an exception for another, or for another licence of it", () => {
    expect(isAgreed({ name: "express", licence: "Artistic-2.0" })).toBe(false);
    expect(isAgreed({ name: "npm", licence: "GPL-3.0" })).toBe(false);
    expect(isAgreed({ name: "express", licence: undefined })).toBe(false);
  });

  it("is judged by the licence that it states now, not by what its files once said", () => {
    expect(isAgreed({ name: "busboy", licence: "GPL-3.0" })).toBe(false);
  });

  it("is named with its file and what to do where it is not agreed to", () => {
    const problems = licenceProblems("package-lock.json", [
      { name: "a", licence: "GPL-3.0" },
      { name: "b", licence: undefined },
      { name: "c", licence: "ISC" },
    ]);
    expect(problems).toEqual([
      expect.stringMatching(/^package-lock\.json: a has the licence GPL-3\.0, .* use another, or say/),
      expect.stringMatching(/^package-lock\.json: b states no licence: read its files/),
    ]);
  });
});
