/** The form of a device: what is stored of it, and what it says is missing. */
import { describe, expect, it } from 'vitest';
import {
  connectionOf,
  type DeviceDraft,
  draftOf,
  linksOf,
  missingOf,
  newDraft,
} from '../../../src/renderer/cashier/devices/draft.ts';
import { vi } from '../../../src/shared/i18n/vi.ts';

const filled = (kind: DeviceDraft['kind'], part: Partial<DeviceDraft> = {}): DeviceDraft => {
  const draft = {
    ...newDraft(kind, 'Thử'),
    host: '192.0.2.7',
    port: '9100',
    path: 'COM3',
    queue: 'HP',
    ...part,
  };
  return kind === 'terminal'
    ? { ...draft, terminal: { ...draft.terminal, factor: '1', ...part.terminal } }
    : draft;
};

describe('a form that is filled in', () => {
  it.each(Object.entries(linksOf).flatMap(([kind, links]) => links.map((link) => [kind, link] as const)))(
    'of a %s by %s is complete, and is the same when it is opened again',
    (kind, link) => {
      const draft = filled(kind as DeviceDraft['kind'], { link });
      expect(missingOf(draft)).toBeNull();
      const complete = connectionOf(draft);
      if (complete === null) throw new Error('not complete');
      const view = {
        ...complete,
        origin: 'person',
        state: 'ready',
        since: 0,
        trouble: null,
        usual: false,
      } as const;
      expect(connectionOf(draftOf(view as unknown as Parameters<typeof draftOf>[0]))).toEqual(complete);
    },
  );
});

describe('a form that is not', () => {
  const terminal = filled('terminal').terminal;
  const zvt = { ...terminal, protocol: 'zvt', password: '000000' } as const;
  it.each<[string, DeviceDraft]>([
    ['name', filled('printer', { name: '  ' })],
    ['host', filled('printer', { link: 'tcp', host: '' })],
    ['host', filled('printer', { link: 'tcp', host: '192.168 1.5' })],
    ['port', filled('printer', { link: 'tcp', port: '' })],
    ['port', filled('printer', { link: 'tcp', port: '70000' })],
    ['path', filled('pole', { link: 'serial', path: ' ' })],
    ['path', filled('printer', { link: 'file', file: '' })],
    ['queue', filled('printer', { link: 'system', queue: '' })],
    ['factor', filled('terminal', { terminal: { ...terminal, factor: null } })],
    ['replyTimeoutMs', filled('terminal', { terminal: { ...terminal, replySeconds: '5' } })],
    ['code', filled('terminal', { terminal: { ...terminal, notFound: 'N' } })],
    ['code', filled('terminal', { terminal: { ...terminal, countField: 'abc' } })],
    ['password', filled('terminal', { terminal: { ...zvt, password: '12' } })],
    ['code', filled('terminal', { terminal: { ...zvt, nothingToSettle: 'XYZ' } })],
  ])('says that %s is missing, in words of its own', (what, draft) => {
    expect(connectionOf(draft)).toBeNull();
    expect(missingOf(draft)).toBe(`devices.missing.${what}`);
    expect(vi).toHaveProperty([`devices.missing.${what}`]);
  });
});
