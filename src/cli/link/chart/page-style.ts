/** Colours of the page and of its charts. */
export const COLOURS = Object.freeze({
  link: '#0f766e',
  review: '#d97706',
  other: '#94a3b8',
  against: '#b4232f',
  text: '#1f2937',
  faint: '#6b7280',
  line: '#e5e7eb',
});

export const FONTS =
  "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans', sans-serif";

/** Style sheet of the page; nothing is loaded from anywhere. */
export const PAGE_STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; padding: 24px 16px 64px; background: #f8fafc; color: ${COLOURS.text}; font: 15px/1.6 ${FONTS}; }
main { max-width: 1120px; margin: 0 auto; }
h1 { font-size: 24px; margin: 0 0 4px; }
h2 { font-size: 18px; margin: 0 0 4px; }
h3 { font-size: 15px; margin: 20px 0 6px; }
section { background: #fff; border: 1px solid ${COLOURS.line}; border-radius: 8px; padding: 20px; margin: 16px 0; }
p { margin: 4px 0 12px; }
.note { color: ${COLOURS.faint}; font-size: 13px; }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 12px; margin: 16px 0 4px; }
.figure { border: 1px solid ${COLOURS.line}; border-radius: 6px; padding: 8px 12px; }
.figure b { display: block; font-size: 20px; font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.figure span { color: ${COLOURS.faint}; font-size: 13px; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 4px 10px 4px 0; border-bottom: 1px solid ${COLOURS.line}; vertical-align: middle; overflow-wrap: anywhere; }
th { color: ${COLOURS.faint}; font-weight: 500; font-size: 13px; }
td.number, th.number { text-align: right; white-space: nowrap; }
.levels td:last-child, .evidence td:last-child, .rules td:last-child { width: 42%; padding-right: 0; }
.evidence { table-layout: fixed; }
.evidence th:nth-child(1) { width: 16%; } .evidence th:nth-child(4) { width: 42%; }
.levels .group td { border: 0; padding-top: 14px; font-weight: 600; }
.bar { position: relative; height: 18px; background: #f1f5f9; border-radius: 3px; }
.bar i { position: absolute; top: 2px; bottom: 2px; border-radius: 2px; min-width: 1px; }
.bar u { position: absolute; top: 0; bottom: 0; width: 0; border-left: 1px solid ${COLOURS.faint}; }
.bar s { position: absolute; top: -4px; bottom: -4px; width: 0; border-left: 2px dashed ${COLOURS.review}; }
.bar span { position: absolute; top: 0; font-size: 12px; line-height: 18px; }
.for { background: ${COLOURS.link}; }
.against { background: ${COLOURS.against}; }
.prior { background: ${COLOURS.other}; }
.pair { margin: 8px 0; }
.pair[open] { margin-bottom: 22px; }
.pair summary { cursor: pointer; padding: 4px 0; }
.pair summary span { margin-right: 12px; }
.tag { color: #fff; border-radius: 4px; padding: 0 8px; font-size: 13px; font-weight: 500; }
.tag.LINK { background: ${COLOURS.link}; } .tag.REVIEW { background: #a15c06; } .tag.NO { background: #64748b; } .tag.NEVER { background: ${COLOURS.against}; }
.differs { color: ${COLOURS.against}; }
svg { display: block; width: 100%; height: auto; }
.narrow { display: none; }
@media (max-width: 720px) {
  body { padding: 12px 8px 40px; }
  section { padding: 14px 12px; }
  .wide { display: none; } .narrow { display: block; }
  .levels tr, .evidence tr, .rules tr { display: grid; grid-template-columns: 1fr auto auto; padding: 6px 0; border-bottom: 1px solid ${COLOURS.line}; }
  .levels td, .evidence td, .rules td { border: 0; padding: 1px 8px 1px 0; }
  .levels thead, .evidence thead, .rules thead { display: none; }
  .evidence td:first-child, .levels td:last-child, .evidence td:last-child, .rules td:last-child { grid-column: 1 / -1; width: auto; }
  .evidence tr { grid-template-columns: 1fr 1fr; }
  .evidence td[data-label]::before, .levels td[data-label]::before { content: attr(data-label) ' '; color: ${COLOURS.faint}; font-size: 12px; }
  .evidence td.wholly { grid-column: 1 / -1; }
}
@media print { body { background: #fff; } section { break-inside: avoid; } }
`;
