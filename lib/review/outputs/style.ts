/** The page's only style sheet; nothing is loaded. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --ink: #1b2230; --quiet: #586174; --line: #dde1e8; --code: #eef1f5;
  --danger: #b3261e; --warning: #8a5300; --calm: #2c5fa8; --good: #1c6e3d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #11151c; --card: #191f29; --ink: #e4e8ef; --quiet: #9ba6b8; --line: #2c3543; --code: #232b38;
    --danger: #ff8d84; --warning: #f0b45c; --calm: #8ab8ff; --good: #7fd29d;
  }
}
* { box-sizing: border-box; }
body { margin: 0; text-wrap: pretty; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
header, main, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
h1 { margin: 0; font-size: 1.05rem; font-weight: 600; color: var(--quiet); }
h2 { margin: 0; font-size: 1rem; display: inline; }
h3 { margin: 0; font-size: 1rem; display: inline; }
h1, h3, p, li, dd, code { overflow-wrap: anywhere; unicode-bidi: isolate; }
.headline { margin: .35rem 0 0; font-size: 1.3rem; line-height: 1.4; font-weight: 650; }
.headline + .headline { font-size: 1rem; font-weight: 400; }
nav ul { display: flex; flex-wrap: wrap; gap: .4rem; margin: 1.1rem 0 0; padding: 0; list-style: none; }
nav a { display: block; padding: .15rem .65rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--card);
  color: var(--ink); text-decoration: none; font-size: .875rem; }
nav a:hover { border-color: currentColor; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--calm); outline-offset: 2px; }
.symbol { display: inline-block; min-width: 1.25em; font-weight: 700; color: var(--tone); }
.danger { --tone: var(--danger); } .warning { --tone: var(--warning); }
.calm { --tone: var(--calm); } .good { --tone: var(--good); }
main > details { margin: 1rem 0; border: 1px solid var(--line); border-left: 3px solid var(--tone); border-radius: 6px;
  background: var(--card); }
main > details > summary { padding: .6rem 1rem; cursor: pointer; }
.count { color: var(--quiet); font-variant-numeric: tabular-nums; }
.items { margin: 0; padding: 0; list-style: none; }
.items > li { padding: .7rem 1rem; border-top: 1px solid var(--line); }
.items > li > p { margin: .15rem 0 0; }
code { padding: .05rem .3rem; border-radius: 3px; background: var(--code); color: var(--quiet);
  font: .8125rem/1.5 ui-monospace, monospace; }
.aside { color: var(--quiet); font-size: .875rem; }
.items b { color: var(--tone); font-weight: 600; }
.because { color: var(--quiet); }
.items summary { margin: .3rem 0 0 .8rem; color: var(--quiet); font-size: .875rem; cursor: pointer; }
.differences { margin: .45rem 0 0; padding: 0 0 0 .8rem; border-left: 2px solid var(--line); list-style: none;
  font-size: .9375rem; }
.differences li + li { margin-top: .1rem; }
footer { padding-top: .5rem; padding-bottom: 2.5rem; color: var(--quiet); font-size: .875rem; }
@media (max-width: 40rem) {
  header { padding-top: 1.25rem; }
  header, main, footer { padding-left: .75rem; padding-right: .75rem; }
  .headline { font-size: 1.1rem; }
  .items > li { padding: .6rem .75rem; }
}
@media print {
  :root { --page: #fff; --card: #fff; --ink: #000; --quiet: #444; --line: #bbb; --code: #fff;
    --danger: #8c1d18; --warning: #6b4100; --calm: #1d437a; --good: #14532d; }
  body { font-size: 10pt; }
  nav { display: none; }
  p, .differences li { break-inside: avoid; }
  summary, h3, .aside { break-after: avoid; }
  details::details-content { content-visibility: visible; display: block; }
}
`;
