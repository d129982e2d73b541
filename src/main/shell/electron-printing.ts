/** Prints a sheet through the operating system, for printers that only their maker's driver can speak to. */
import { BrowserWindow } from 'electron';

/** Dots of a receipt printer are 1/8 mm. */
const micronsPerDot = 125;

/** One sheet as the counter hands it over. */
export interface SheetForQueue {
  readonly queue: string;
  readonly widthDots: number;
  readonly rows: number;
  /** Base64. */
  readonly png: string;
}

/** Names of the system's print queues. */
export async function queuesOf(window: BrowserWindow | null): Promise<string[]> {
  const printers = (await window?.webContents.getPrintersAsync()) ?? [];
  return printers.map(({ name }) => name);
}

/**
 * Gives the system one page of exactly the sheet's size. `taken`: it lies in the queue. `refused`: there is no such
 * queue. Anything else the system says leaves it open whether something was queued.
 */
export async function printSheet(sheet: SheetForQueue): Promise<'taken' | 'refused' | 'unknown'> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, javascript: false, partition: 'print' },
  });
  try {
    if (!(await queuesOf(window)).includes(sheet.queue)) return 'refused';
    await window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(pageOf(sheet))}`);
    return await printed(window, sheet);
  } catch {
    return 'unknown';
  } finally {
    window.destroy();
  }
}

function printed(
  window: BrowserWindow,
  { queue, widthDots, rows }: SheetForQueue,
): Promise<'taken' | 'unknown'> {
  return new Promise((resolve) => {
    window.webContents.print(
      {
        silent: true,
        deviceName: queue,
        color: false,
        margins: { marginType: 'none' },
        pageSize: { width: widthDots * micronsPerDot, height: rows * micronsPerDot },
      },
      (success) => resolve(success ? 'taken' : 'unknown'),
    );
  });
}

function pageOf({ widthDots, png }: SheetForQueue): string {
  const width = (widthDots * micronsPerDot) / 1_000;
  const style = `@page{margin:0}body{margin:0}img{display:block;width:${width}mm;image-rendering:pixelated}`;
  return `<!doctype html><style>${style}</style><img alt="" src="data:image/png;base64,${png}">`;
}
