/** Pages → PDF. Faces are embedded; the same paper gives the same bytes. Never on the money thread: see jobs.ts. */
import PDFDocument from 'pdfkit';
import type { PageBlock, PagePaper } from './blocks.ts';
import type { FaceName, Faces } from './faces.ts';
import { type Line, PageMeasure } from './measure.ts';
import { paginate, type SetPage } from './paginate.ts';
import { stripsOf } from './setter.ts';
import { heightOf, type Ink, lineInks, moved, sizes } from './strips.ts';

const millimetre = 72 / 25.4;
const sheets = {
  A4: [210 * millimetre, 297 * millimetre],
  A5: [148 * millimetre, 210 * millimetre],
} as const;
const margin = { A4: 15 * millimetre, A5: 7 * millimetre } as const;
/** Room for a signature and a stamp, in points. */
const signatureRoom = { A4: 42, A5: 24 } as const;
const footHeight = 14;
/** Tangent of the slant that stands in for an italic face. */
const slantDegrees = 10;
const mostPages = 2_000;

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  readonly signatureRoom: number;
}

/**
 * The PDF of a paper.
 * @throws TypeError when it would have more than 2.000 pages
 */
export async function pdfOf(paper: PagePaper, faces: Faces): Promise<Uint8Array> {
  const document = new PDFDocument({
    autoFirstPage: false,
    // No standard face: whatever stands on a page is set in one that is embedded.
    font: null as unknown as string,
    lang: 'vi-VN',
    displayTitle: true,
    info: {
      Title: paper.name,
      Producer: 'Quầy Thu',
      Creator: 'Quầy Thu',
      CreationDate: new Date(paper.madeAt),
    },
  });
  const bytes = collect(document);
  for (const [name, face] of Object.entries(faces)) document.registerFont(name, face);
  const measure = new PageMeasure((text, face, size) =>
    document.font(face).fontSize(size).widthOfString(text),
  );
  for (const page of imposed(paper, measure)) drawPage(document, page);
  document.end();
  return bytes;
}

function collect(document: PDFKit.PDFDocument): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  return new Promise((resolve, reject) => {
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))));
    document.on('error', reject);
  });
}

function frameOf({ size, landscape }: Pick<PagePaper, 'size' | 'landscape'>): Frame {
  const [short, long] = sheets[size];
  return {
    width: landscape ? long : short,
    height: landscape ? short : long,
    margin: margin[size],
    signatureRoom: signatureRoom[size],
  };
}

/** A sheet of paper, with everything on it. */
interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly inks: readonly Ink[];
  readonly watermarks: readonly { readonly text: string; readonly x: number; readonly y: number }[];
}

/** Pages as sheets: two liên of one landscape A5 page each stand on one A4 with a line to cut along. */
function imposed(paper: PagePaper, measure: PageMeasure): Sheet[] {
  const inFrame = (frame: Frame) => paper.copies.map((blocks) => framedPages(paper, blocks, measure, frame));
  const own = inFrame(frameOf(paper));
  const fits = own.every((pages) => pages.length === 1);
  const copies = fits || !paper.grows ? own : inFrame(frameOf({ size: 'A4', landscape: false }));
  const [first, second] = copies;
  const two = fits && paper.size === 'A5' && paper.landscape && copies.length === 2;
  if (two && first?.length === 1 && second?.length === 1) {
    const [above] = first;
    const [below] = second;
    if (above !== undefined && below !== undefined) return [stacked(above, below)];
  }
  const all = copies.flat();
  if (all.length > mostPages) throw new TypeError(`document of ${all.length} pages`);
  return all;
}

function stacked(above: Sheet, below: Sheet): Sheet {
  const cut: Ink = {
    ink: 'line',
    x: 0,
    y: above.height,
    toX: above.width,
    toY: above.height,
    thick: 0.6,
    dots: true,
  };
  return {
    width: above.width,
    height: above.height + below.height,
    inks: [...above.inks, cut, ...moved(below.inks, 0, above.height)],
    watermarks: [
      ...above.watermarks,
      ...below.watermarks.map((one) => ({ ...one, y: one.y + above.height })),
    ],
  };
}

function framedPages(
  paper: PagePaper,
  blocks: readonly PageBlock[],
  measure: PageMeasure,
  frame: Frame,
): Sheet[] {
  const width = frame.width - 2 * frame.margin;
  const band = bandInks(paper, measure, width);
  const room = frame.height - 2 * frame.margin - band.height;
  const strips = stripsOf(blocks, measure, width, frame.signatureRoom);
  const whole = paginate(strips, room);
  // The foot is only needed where there is a second page.
  const pages = whole.length === 1 ? whole : paginate(strips, room - footHeight);
  return pages.map((page, index) => ({
    width: frame.width,
    height: frame.height,
    inks: moved(
      [
        ...band.inks,
        ...moved(page.inks, 0, band.height),
        ...(pages.length > 1 ? footInks(paper, measure, frame, index + 1, pages) : []),
      ],
      frame.margin,
      frame.margin,
    ),
    watermarks:
      paper.watermark === null ? [] : [{ text: paper.watermark, x: frame.width / 2, y: frame.height / 2 }],
  }));
}

/** A mark nobody can overlook: white on black, on every page. */
function bandInks(
  { mark }: PagePaper,
  measure: PageMeasure,
  width: number,
): { readonly height: number; readonly inks: readonly Ink[] } {
  if (mark === null) return { height: 0, inks: [] };
  const size = sizes.body;
  const lines = measure.wrap([{ text: mark, weight: 'bold' }], size, width - 12);
  const height = heightOf(lines.length, size) + 3;
  const box: Ink = { ink: 'box', x: 0, y: 0, width, height, grey: 0 };
  const place = { x: 6, width: width - 12, top: 1.5, size, align: 'center' as const, white: true };
  return { height: height + 4, inks: [box, ...lineInks(measure, lines, place)] };
}

function footInks(
  { name }: PagePaper,
  measure: PageMeasure,
  frame: Frame,
  page: number,
  pages: readonly SetPage[],
): Ink[] {
  const width = frame.width - 2 * frame.margin;
  const top = frame.height - 2 * frame.margin - footHeight + 2;
  const size = 8;
  const left = onOneLine(measure, name, size, width * 0.8);
  const right = measure.wrap([{ text: `Trang ${page}/${pages.length}` }], size, width * 0.2);
  return [
    ...lineInks(measure, left, { x: 0, width: width * 0.8, top, size, align: 'left' }),
    ...lineInks(measure, right, { x: width * 0.8, width: width * 0.2, top, size, align: 'right' }),
  ];
}

/** The text, or as many of its words as there is room for and a sign that there is more. */
function onOneLine(measure: PageMeasure, text: string, size: number, width: number): Line[] {
  const said = (words: string) => measure.wrap([{ text: words, slanted: true }], size, width);
  const words = text.split(' ');
  for (let count = words.length; count > 1; count -= 1) {
    const lines = said(count === words.length ? text : `${words.slice(0, count).join(' ')}…`);
    if (lines.length === 1) return lines;
  }
  return said(text).slice(0, 1);
}

function drawPage(document: PDFKit.PDFDocument, { width, height, inks, watermarks }: Sheet): void {
  document.addPage({ size: [width, height], margin: 0 });
  for (const { text, x, y } of watermarks) drawWatermark(document, text, x, y, Math.min(width, height));
  for (const one of inks) draw(document, one);
}

function drawWatermark(document: PDFKit.PDFDocument, text: string, x: number, y: number, room: number): void {
  const face: FaceName = 'letters-bold';
  document
    .save()
    .font(face)
    .fontSize(room / 18)
    .fillColor('#c8c8c8')
    .rotate(-24, { origin: [x, y] });
  const width = document.widthOfString(text);
  document.text(text, x - width / 2, y, { lineBreak: false, baseline: 'alphabetic' }).restore();
}

function draw(document: PDFKit.PDFDocument, ink: Ink): void {
  switch (ink.ink) {
    case 'text': {
      document
        .font(ink.face)
        .fontSize(ink.size)
        .fillColor(ink.white === true ? '#fff' : '#000')
        .text(ink.text, ink.x, ink.y, {
          lineBreak: false,
          baseline: 'alphabetic',
          oblique: ink.slanted ? slantDegrees : false,
        });
      return;
    }
    case 'line': {
      document.moveTo(ink.x, ink.y).lineTo(ink.toX, ink.toY).lineWidth(ink.thick).strokeColor('#000');
      if (ink.dots === true) document.dash(1, { space: 2 });
      document.stroke();
      if (ink.dots === true) document.undash();
      return;
    }
    case 'box': {
      const grey = Math.round(ink.grey * 255);
      document.rect(ink.x, ink.y, ink.width, ink.height).fill([grey, grey, grey]);
      return;
    }
  }
}
