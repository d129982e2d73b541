/** The sheet of a roll, and the words that lie under everything on it. */
import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { type Bitmap, emptyBitmap, inkOf } from './bitmap.ts';
import { face } from './fonts.ts';

/** An empty sheet to draw on in black. */
export function whiteCanvas(widthDots: number, rows: number): Canvas {
  const canvas = createCanvas(widthDots, rows);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, widthDots, rows);
  context.fillStyle = '#000';
  return canvas;
}

/** Slanted words every 220 rows. */
export function watermark(text: string, widthDots: number, rows: number): Bitmap {
  if (rows < 1) return emptyBitmap(widthDots, rows);
  const context = whiteCanvas(widthDots, rows).getContext('2d');
  context.font = face('letters', 'bold', widthDots / 21);
  context.textAlign = 'center';
  for (let middle = 110; middle < rows + 110; middle += 220) {
    context.save();
    context.translate(widthDots / 2, middle);
    context.rotate(-0.3);
    context.fillText(text, 0, 0);
    context.restore();
  }
  return inkOf(context, widthDots, rows);
}
