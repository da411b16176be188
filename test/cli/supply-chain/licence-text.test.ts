import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { licencesIn } from "../../../cli/supply-chain/licence-text.ts";
import { repository } from "../fixtures.ts";

const REDISTRIBUTION =
  "Redistribution and use in source and binary\nforms, with or without modification, are permitted";

describe("the text of a licence is known", () => {
  it.each([
    ["express", "MIT"],
    ["typescript", "Apache-2.0"],
    ["inherits", "ISC"],
    ["pg-copy-streams", "MIT"],
  ])("in the archive of %s: %s", (name, licence) => {
    const folder = join(repository, "node_modules", name);
    const file = { typescript: "LICENSE.txt", "pg-copy-streams": "README.md" }[name] ?? "LICENSE";
    expect(licencesIn(readFileSync(join(folder, file), "utf8"))).toEqual([licence]);
  });

  it.each([
    [`${REDISTRIBUTION}\n * Neither the name of X nor the names of its contributors`, ["BSD-3-Clause"]],
    [`# ${REDISTRIBUTION}`, ["BSD-2-Clause"]],
    ["Mozilla Public License, version 2.0", ["MPL-2.0"]],
    [
      "// Apache License\n//   Version 2.0, January 2004\n\nPermission is hereby granted, free of charge, to any person obtaining a copy",
      ["Apache-2.0", "MIT"],
    ],
    ["GNU LESSER GENERAL PUBLIC LICENSE\n  Version 3, 29 June 2007", ["LGPL-3.0"]],
    ["GNU AFFERO GENERAL PUBLIC LICENSE\n  Version 3, 19 November 2007", ["AGPL-3.0"]],
    ["All rights reserved.", []],
  ])("%j", (text, licences) => expect(licencesIn(text)).toEqual(licences));
});
