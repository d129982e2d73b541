import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type ReplayResult, record, replay } from '../../support/powercut/replay.ts';
import { verifyStandIn } from '../../support/powercut/stand-in-verify.ts';
import { isMissing } from '../../support/tools.ts';

const writer = fileURLToPath(new URL('../../support/powercut/stand-in-writer.ts', import.meta.url));

async function cutPower(synchronous: string): Promise<ReplayResult> {
  const scratch = mkdtempSync(join(tmpdir(), 'powercut-'));
  try {
    const folder = join(scratch, 'data');
    mkdirSync(folder);
    const command = [process.execPath, writer, folder, '30', synchronous];
    const recording = await record(command, folder, scratch, 60_000);
    expect(recording.ops.filter(({ kind }) => kind === 'ack')).toHaveLength(30);
    return replay(recording, { images: 60, seed: 5, scratch, verify: verifyStandIn });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

test.skipIf(isMissing('strace'))('the store loses nothing acknowledged when the power fails', async () => {
  const result = await cutPower('FULL');
  expect(result).toMatchObject({ images: 60, lost: 0, doubled: 0, half: 0, corrupt: 0, firstBad: null });
});

test.skipIf(isMissing('strace'))(
  'control: with synchronous=NORMAL it does, so the replay can see a loss',
  async () => {
    expect((await cutPower('NORMAL')).lost).toBeGreaterThan(0);
  },
);
