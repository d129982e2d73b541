import type { CounterClient } from '../../src/shared/rpc/client.ts';
import type { ImportPreview } from '../../src/shared/rpc/import.ts';
import { patiently, succeeded } from './running-counter.ts';

/** As a window does (`renderer/cashier/import/transfer.ts`): what else it asks for meanwhile must find room. */
const partsInASecond = 160;

/** Sends a file in parts, as a window does. Gives the id of its import. */
export async function sendList(
  client: CounterClient,
  source: string,
  content: Uint8Array,
  fileName = 'ds.csv',
): Promise<string> {
  const request = { fileName, bytes: content.byteLength, source };
  const { import: id, partBytes } = succeeded(await client.call('import.begin', request));
  let second: Promise<void> = Promise.resolve();
  for (let index = 0; index * partBytes < content.byteLength; index += 1) {
    if (index % partsInASecond === 0) {
      await second;
      second = new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    const part = Buffer.from(content.subarray(index * partBytes, (index + 1) * partBytes));
    await patiently(client, 'import.part', { import: id, index, content: part.toString('base64') });
  }
  return id;
}

/** Sends a file and looks at it. */
export async function previewList(
  client: CounterClient,
  source: string,
  content: Uint8Array,
): Promise<ImportPreview> {
  const id = await sendList(client, source, content);
  return succeeded(await client.call('import.preview', { import: id, mapping: null }));
}

/** Sends a file, looks at it and takes it. */
export async function takeList(
  client: CounterClient,
  source: string,
  content: Uint8Array,
): Promise<ImportPreview> {
  const preview = await previewList(client, source, content);
  succeeded(await client.call('import.accept', { import: preview.import }));
  return preview;
}
