/** The page's own style sheet, `/page.css`. Every text on every ground keeps a contrast of 4.5 to 1 in both schemes. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f3f5f7; --panel: #ffffff; --raised: #f8fafb; --line: #dde3e9; --ink: #15202b; --quiet: #55626f;
  --accent: #0a5cb8; --on-accent: #ffffff; --gain: #0b6e45; --loss: #b0271d; --late: #845100; --stale: #b0271d;
  --late-ground: #fdf3dc; --stale-ground: #fdeae8; --fine-ground: #e5f4ec; --curve-gain: #0b6e45; --curve-loss: #b0271d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0c1117; --panel: #141b23; --raised: #19222c; --line: #263240; --ink: #e7edf3; --quiet: #9fadba;
    --accent: #7cb8ff; --on-accent: #0c1117; --gain: #54c795; --loss: #ff8d84; --late: #f2bb62; --stale: #ff8d84;
    --late-ground: #33270f; --stale-ground: #3a1917; --fine-ground: #10291d; --curve-gain: #54c795; --curve-loss: #ff8d84;
  }
}
* { box-sizing: border-box; }
html { font: 14px/1.45 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
body { margin: 0 auto; max-width: 1400px; padding: 0 16px 16px; background: var(--ground); color: var(--ink);
  font-variant-numeric: tabular-nums; }
h1, h2, p, dl, dd { margin: 0; }
a { color: var(--accent); text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
[hidden] { display: none !important; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; border: 0; }
.skip { position: absolute; left: 16px; top: -60px; z-index: 1; padding: 8px 12px; background: var(--panel); }
.skip:focus { top: 8px; }

header { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; padding: 14px 0; }
h1 { font-size: 18px; letter-spacing: -0.01em; margin-right: 8px; }
.pill { display: inline-flex; align-items: center; gap: 6px; padding: 2px 10px; border-radius: 99px;
  border: 1px solid var(--line); background: var(--panel); font-size: 13px; }
.pill::before { content: ""; width: 8px; height: 8px; border-radius: 50%; background: var(--quiet); }
.pill .what { color: var(--quiet); }
.pill[data-state="live"]::before { background: var(--gain); }
.pill[data-state="stale"]::before, .pill[data-state="connecting"]::before { background: var(--late); }
.pill[data-state="retrying"]::before, .pill[data-state="lost"]::before { background: var(--stale); }
.clock { margin-left: auto; color: var(--quiet); }
.lost { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; margin-bottom: 12px; padding: 8px 12px;
  border: 1px solid var(--late); border-radius: 8px; background: var(--late-ground); color: var(--late); }
.lost a { color: inherit; }

.figures dl { display: grid; grid-template-columns: repeat(6, 1fr); margin-bottom: 12px; overflow: hidden;
  border: 1px solid var(--line); border-radius: 10px; background: var(--line); gap: 1px; }
.figures dl div { padding: 10px 14px; background: var(--panel); }
dt { font-size: 12px; color: var(--quiet); }
dd { font-size: 19px; font-weight: 600; letter-spacing: -0.01em; white-space: nowrap; }
.old dd, .old td:not(.tone-late, .tone-stale), .old tbody th { color: var(--quiet); }
.old .curve { filter: grayscale(1); }

.columns { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 7fr); gap: 12px; align-items: start; }
.columns > div { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; }
.panel { min-width: 0; padding: 12px 14px; border: 1px solid var(--line); border-radius: 10px; background: var(--panel); }
h2 { font-size: 13px; font-weight: 600; margin-bottom: 8px; }
h2 small { font-size: 12px; font-weight: 400; color: var(--quiet); }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 5px 12px 5px 0; text-align: left; white-space: nowrap; border-top: 1px solid var(--line); }
th:last-child, td:last-child { padding-right: 0; }
thead th { border-top: 0; font-size: 12px; font-weight: 400; color: var(--quiet); padding-top: 0; }
tbody th { font-weight: 600; }
tbody:empty { display: none; }
.numeric { text-align: right; }
.detail { display: block; font-size: 12px; font-weight: 400; color: var(--quiet); }
#alerts tbody th { white-space: normal; min-width: 11em; }
#alerts td { vertical-align: top; }
.empty { color: var(--quiet); border-top: 1px solid var(--line); padding-top: 6px; }
.tone-gain, .tone-fine { color: var(--gain); }
.tone-loss, .tone-critical { color: var(--loss); }
.tone-late, .tone-warning { color: var(--late); }
.tone-stale { color: var(--stale); font-weight: 600; }
.tone-critical, .tone-warning { font-weight: 600; }
.tone-quiet { color: var(--quiet); }

.curve { display: grid; grid-template-columns: minmax(0, 1fr) auto; column-gap: 8px; font-size: 12px; color: var(--quiet); }
.curve svg { display: block; width: 100%; height: 190px; border-bottom: 1px solid var(--line); }
.bounds { display: flex; flex-direction: column; justify-content: space-between; text-align: right; min-width: 5em; }
.times { display: flex; justify-content: space-between; padding-top: 3px; }
.line { fill: none; stroke-width: 1.75; stroke-linejoin: round; vector-effect: non-scaling-stroke; }
.area { opacity: 0.12; }
.zero { stroke: var(--quiet); stroke-dasharray: 2 4; vector-effect: non-scaling-stroke; }
.gain .line { stroke: var(--curve-gain); } .gain .area { fill: var(--curve-gain); }
.loss .line { stroke: var(--curve-loss); } .loss .area { fill: var(--curve-loss); }

.run { display: flex; flex-wrap: wrap; align-items: end; gap: 8px 12px; margin-bottom: 12px; padding: 10px 12px;
  border-radius: 8px; background: var(--raised); border: 1px solid var(--line); }
label { display: grid; gap: 2px; font-size: 12px; color: var(--quiet); }
select, input, button { font: inherit; font-size: 14px; min-height: 32px; padding: 4px 10px; color: var(--ink);
  background: var(--panel); border: 1px solid var(--quiet); border-radius: 6px; }
input { width: 7em; }
button { cursor: pointer; }
button[type="submit"] { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
button:disabled { opacity: 0.6; cursor: default; }
td button { min-height: 24px; padding: 0 8px; font-size: 13px; }
.problem { color: var(--loss); flex-basis: 100%; }
.problem:empty { display: none; }
progress { width: 110px; height: 8px; margin-right: 6px; vertical-align: middle; appearance: none; border: 0;
  border-radius: 4px; overflow: hidden; background: var(--line); accent-color: var(--accent); }
progress::-webkit-progress-bar { background: var(--line); }
progress::-webkit-progress-value { background: var(--accent); transition: width 0.2s; }
progress::-moz-progress-bar { background: var(--accent); }
footer { padding: 14px 0 0; font-size: 12px; color: var(--quiet); }

@media (max-width: 900px) {
  .columns { grid-template-columns: minmax(0, 1fr); }
  .figures dl { grid-template-columns: repeat(3, 1fr); }
}
@media (max-width: 520px) {
  body { padding: 0 10px 10px; }
  .figures dl { grid-template-columns: repeat(2, 1fr); }
  .clock { margin-left: 0; }
  label, label select, label input, .run button { width: 100%; }
  .run label { flex: 1 1 120px; }
}
@media (prefers-reduced-motion: reduce) {
  * { transition: none !important; animation: none !important; }
}
`;
