/** Largest file that is read, before encoding (contract `import.preview`). */
export const largestFileBytes = 64 * 1024 * 1024;

/** Bytes turned to text at once; keeps the argument list of `fromCharCode` short. */
const chunkBytes = 0x8000;

/** The file's bytes as base64, the way they travel to the counter. */
export async function fileContent(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += chunkBytes) {
    parts.push(String.fromCharCode(...bytes.subarray(from, from + chunkBytes)));
  }
  return btoa(parts.join(''));
}
