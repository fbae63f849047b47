/** On a phone in the sun, and on paper: one alert a page. */
export const PAGE_STYLE = `
:root { font: 16px/1.5 "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; color: #1c2b33; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; } h2 { font-size: 1.2rem; margin: 0 0 .5rem; } h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
p { margin: 0 0 .5rem; } a { color: #0b5a7d; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { border-bottom: 1px solid #c9d2d7; padding: .4rem .5rem; text-align: left; vertical-align: top; }
th { background: #eef2f4; }
article { border-top: 3px solid #12394a; margin-top: 2rem; padding-top: 1rem; }
.pictures { display: grid; grid-template-columns: repeat(3, 1fr); gap: .5rem; }
figure { margin: 0; } figure svg { display: block; width: 100%; border: 1px solid #4a5b65; }
figcaption { font-size: .85rem; font-weight: 600; }
.missing { aspect-ratio: 1; display: grid; place-items: center; background: #e6eaec; margin: 0; }
path.outline { fill: none; stroke: #ff3bd4; stroke-width: 5; } path.halo { fill: none; stroke: #1a1a1a; stroke-opacity: .55; stroke-width: 9; }
.plate { fill: #fff; fill-opacity: .85; } path.bar { fill: none; stroke: #1c2b33; stroke-width: 5; }
svg text { font-size: 30px; text-anchor: middle; fill: #1c2b33; }
dl { margin: .75rem 0 0; border-top: 1px solid #c9d2d7; }
dl div { display: grid; grid-template-columns: 11rem 1fr; border-bottom: 1px solid #c9d2d7; }
dt { background: #eef2f4; padding: .3rem .5rem; color: #4a5b65; } dd { margin: 0; padding: .3rem .5rem; overflow-wrap: anywhere; }
.blank { min-height: 2.2rem; }
@media (max-width: 40rem) { .pictures { grid-template-columns: 1fr; } dl div { grid-template-columns: 8rem 1fr; } }
@media print { body { max-width: none; padding: 0; font-size: 11px; } article { break-before: page; border: 0; margin: 0; } .back { display: none; } a { color: inherit; text-decoration: none; } }
`;
