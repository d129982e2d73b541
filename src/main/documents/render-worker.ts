/** Entry of the render thread: loads the faces once, then draws one paper after the other until it is ended. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { makeRenderer } from './render.ts';
import { type RenderAnswer, type RenderRequest, type RenderStart, renderMark } from './render-wire.ts';

function isStart(data: unknown): data is RenderStart {
  return typeof data === 'object' && data !== null && 'mark' in data && data.mark === renderMark;
}

function serve(port: MessagePort, fontFolder: string): void {
  // A face that cannot be loaded ends the thread here: paper without accents must never be printed.
  const renderer = makeRenderer(fontFolder);
  port.on('message', ({ id, document, mark, widthDots }: RenderRequest) => {
    try {
      const bitmap = renderer.render(document, mark, widthDots);
      answer(port, { id, bitmap }, [bitmap.bits.buffer as ArrayBuffer]);
    } catch (cause) {
      answer(port, { id, failure: cause instanceof Error ? cause.message : String(cause) });
    }
  });
}

function answer(port: MessagePort, message: RenderAnswer, moved: readonly ArrayBuffer[] = []): void {
  port.postMessage(message, moved);
}

if (parentPort !== null && isStart(workerData)) serve(parentPort, workerData.fontFolder);
