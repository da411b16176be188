/** Words that a licence's text cannot do without, and no other of this list has together. https://spdx.org/licenses */
const TEXTS: readonly { readonly licence: string; readonly has: readonly RegExp[]; readonly lacks?: RegExp }[] = [
  { licence: "Apache-2.0", has: [/Apache License,? Version 2\.0/i] },
  { licence: "MIT", has: [/Permission is hereby granted, free of charge, to any person obtaining a copy/i] },
  { licence: "ISC", has: [/Permission to use, copy, modify, and(\/or)? distribute this software/i] },
  { licence: "MPL-2.0", has: [/Mozilla Public License,? (Version|v\.) 2\.0/i] },
  { licence: "CC0-1.0", has: [/CC0 1\.0 Universal/i] },
  { licence: "CC-BY-4.0", has: [/Creative Commons Attribution 4\.0/i] },
  { licence: "CC-BY-SA-4.0", has: [/Creative Commons Attribution-ShareAlike 4\.0/i] },
  { licence: "Unlicense", has: [/free and unencumbered software released into the public domain/i] },
  { licence: "Zlib", has: [/This software is provided 'as-is', without any express/i] },
  { licence: "AGPL-3.0", has: [/GNU AFFERO GENERAL PUBLIC LICENSE\s+Version 3/i] },
  { licence: "LGPL-3.0", has: [/GNU LESSER GENERAL PUBLIC LICENSE\s+Version 3/i] },
  { licence: "LGPL-2.1", has: [/GNU LESSER GENERAL PUBLIC LICENSE\s+Version 2\.1/i] },
  { licence: "GPL-3.0", has: [/^\s*GNU GENERAL PUBLIC LICENSE\s+Version 3/i] },
  { licence: "GPL-2.0", has: [/^\s*GNU GENERAL PUBLIC LICENSE\s+Version 2/i] },
  { licence: "BUSL-1.1", has: [/Business Source License 1\.1/i] },
  ...bsd(),
];

function bsd() {
  const redistribution = /Redistribution and use in source and binary forms/i;
  const endorsement = /(Neither (the )?names?|The names? of .{1,80} may not be used) .{0,200}(endorse|contributors)/i;
  return [
    { licence: "BSD-3-Clause", has: [redistribution, endorsement] },
    { licence: "BSD-2-Clause", has: [redistribution], lacks: endorsement },
  ];
}

/** The licences whose text this is, by their names of SPDX, sorted; a file may hold several. */
export function licencesIn(text: string): readonly string[] {
  const oneLine = text.replaceAll(/(?:[\s#*]|\/\/)+/g, " ");
  return TEXTS.filter(({ has, lacks }) => has.every((one) => one.test(oneLine)) && !lacks?.test(oneLine))
    .map(({ licence }) => licence)
    .sort();
}
