import type { AreaGeometry } from '#domain/geometry.js';
import { areaText } from '#domain/areaText.js';
import { officeDayOf } from '#domain/time.js';
import { planeText } from '../bundle/report/factSections.js';
import { roundLength } from '../bundle/report/mapFrame.js';
import { officeMoment } from '../bundle/report/moments.js';
import type { GroundPicture } from '../bundle/pictures.js';
import { filled, LOCALES, REPORT_WORDS, wordOf, type ReportLanguage } from '../bundle/report/words.js';
import { groundMetresPerPixel, pixelOf } from '../pictures/mercatorView.js';
import type { FieldPackRequest, PackedAlert } from './packedAlert.js';
import { escaped } from './markup.js';
import { PAGE_STYLE } from './style.js';
import { FIELD_PACK_WORDS } from './words.js';

/** Path of a picture in the pack. */
export const pictureName = (alertId: string, name: 'before' | 'after' | 'location'): string =>
  `pictures/${alertId}-${name}.jpg`;

/** One page with a list and a sheet for each alert; it asks nothing of any network. */
export function pageOf(packed: readonly PackedAlert[], { language, at, caller }: FieldPackRequest): string {
  const words = FIELD_PACK_WORDS[language];
  const intro = filled(words.intro, { count: packed.length, at: officeMoment(at), by: caller.name });
  return `<!doctype html>
<html lang="${LOCALES[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'">
<title>${escaped(words.title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header id="list"><h1>${escaped(words.title)}</h1><p>${escaped(intro)}</p><p>${escaped(words.files)}</p>
${listOf(packed, language)}
</header>
<main>
${packed.map((one, place) => sheetOf(one, place, language)).join('\n')}
</main>
</body>
</html>
`;
}

function listOf(packed: readonly PackedAlert[], language: ReportLanguage): string {
  const [words, own] = [REPORT_WORDS[language], FIELD_PACK_WORDS[language]];
  const head = [own.number, words.kind, words.severity, words.area, own.due]
    .map((title) => `<th scope="col">${escaped(title)}</th>`)
    .join('');
  const rows = packed.map(({ alert }, place) => {
    const kind = escaped(wordOf(words.terms.violation, alert.kind));
    const cells = [
      `<a href="#a${place + 1}">${kind}</a>`,
      escaped(wordOf(words.terms.severity, alert.severity)),
      escaped(filled(words.areaValue, { ...areaText(alert.areaM2, LOCALES[language]) })),
      escaped(alert.dueOn ?? '—'),
    ];
    return `<tr><td>${place + 1}</td>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function sheetOf(one: PackedAlert, place: number, language: ReportLanguage): string {
  const [words, own] = [REPORT_WORDS[language], FIELD_PACK_WORDS[language]];
  const { alert, pictures, before, after } = one;
  const [lon, lat] = alert.centre;
  const position = `${lat.toFixed(6)}, ${lon.toFixed(6)}`;
  const facts: readonly (readonly [string, string])[] = [
    [words.alertId, escaped(alert.id)],
    [words.severity, escaped(wordOf(words.terms.severity, alert.severity))],
    [words.status, escaped(wordOf(words.terms.alertStatus, alert.status))],
    [words.area, escaped(filled(words.areaValue, { ...areaText(alert.areaM2, LOCALES[language]) }))],
    [words.onset, escaped(filled(words.onsetValue, { from: alert.onsetFrom, to: alert.onsetTo }))],
    [words.centre, `<a href="geo:${lat.toFixed(6)},${lon.toFixed(6)}">${position} (${escaped(own.openInMap)})</a>`],
    [words.plane, escaped(planeText({ words }, alert.centre))],
    [words.permits, escaped(alert.permitCaseNumbers.join('; ') || words.none)],
    [own.due, escaped(alert.dueOn ?? '—')],
  ];
  const dated = (name: string, day: string | null): string => (day === null ? name : `${name} ${officeDayOf(day)}`);
  const figures = [
    figureOf(alert, 'before', pictures.before, dated(words.before, before?.acquiredAt ?? null), language),
    figureOf(alert, 'after', pictures.after, dated(words.after, after?.acquiredAt ?? null), language),
    figureOf(alert, 'location', pictures.location, words.location, language),
  ];
  return `<article id="a${place + 1}">
<h2>${place + 1} · ${escaped(wordOf(words.terms.violation, alert.kind))}</h2>
<p>${escaped(alert.explanation[language])}</p>
<div class="pictures">${figures.join('')}</div>
<dl>${facts.map(([name, value]) => `<div><dt>${escaped(name)}</dt><dd>${value}</dd></div>`).join('')}</dl>
${formOf(language)}
<p class="back"><a href="#list">${escaped(own.back)}</a></p>
</article>`;
}

/** To be filled in by pen on the printed page. */
function formOf(language: ReportLanguage): string {
  const own = FIELD_PACK_WORDS[language];
  const line = (name: string): string => `<div><dt>${escaped(name)}</dt><dd class="blank"></dd></div>`;
  const boxes = [own.isBuilt, own.isDifferent, own.isUnchanged].map((name) => `☐ ${escaped(name)}`).join('　');
  return `<section class="visit"><h3>${escaped(own.visit)}</h3>
<dl>${line(own.visitedOn)}${line(own.visitedBy)}<div><dt>${escaped(own.findings)}</dt><dd>${boxes}</dd></div>${line(own.photos)}${line(own.note)}</dl></section>`;
}

function figureOf(
  alert: PackedAlert['alert'],
  name: 'before' | 'after' | 'location',
  { view, jpeg }: GroundPicture,
  title: string,
  language: ReportLanguage,
): string {
  const words = REPORT_WORDS[language];
  const caption = `<figcaption>${escaped(title)}</figcaption>`;
  if (jpeg === null) return `<figure><p class="missing">${escaped(words.noPicture)}</p>${caption}</figure>`;
  const { width, height } = view;
  const metres = roundLength((groundMetresPerPixel(view) * width) / 3);
  const bar = metres / groundMetresPerPixel(view);
  const length = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
  return `<figure><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">
<image href="${pictureName(alert.id, name)}" width="${width}" height="${height}"/>
<path class="halo" d="${outlineOf(alert.geometry, view)}"/><path class="outline" d="${outlineOf(alert.geometry, view)}"/>
<g transform="translate(${width - 50} 60)"><circle r="40" class="plate"/><path d="M0-32 13 8 0 0-13 8Z"/><text y="32">${escaped(words.north)}</text></g>
<g transform="translate(30 ${height - 40})"><rect x="-16" y="-42" width="${(bar + 32).toFixed(1)}" height="66" class="plate"/><path d="M0-6V6H${bar.toFixed(1)}V-6" class="bar"/><text x="${(bar / 2).toFixed(1)}" y="-12">${length}</text></g>
</svg>${caption}</figure>`;
}

function outlineOf(geometry: AreaGeometry, view: GroundPicture['view']): string {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons
    .flat()
    .map((ring) => {
      const points = ring.map((position) => {
        const [x, y] = pixelOf(view, position);
        return `${x.toFixed(1)} ${y.toFixed(1)}`;
      });
      return `M${points.join('L')}Z`;
    })
    .join('');
}
