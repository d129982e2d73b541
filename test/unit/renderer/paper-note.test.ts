/** What screens say of a paper: the printer that has it by its name, also when another than the usual one took over. */
import { describe, expect, it } from 'vitest';
import { paperNote } from '../../../src/renderer/cashier/frame/PaperCame.tsx';
import { printWords } from '../../../src/renderer/cashier/workplace/PaperFacts.tsx';
import { translate } from '../../../src/shared/i18n/translate.ts';
import { paperState } from '../../../src/shared/rpc/shapes.ts';

const t: Parameters<typeof paperNote>[0] = (key, params) => translate('vi', key, params);
const states = paperState.options;

describe('the words under a paper', () => {
  it.each(states)(
    '%s: never name the usual printer as the one that has it when another took over',
    (print) => {
      const note = paperNote(t, { print, printer: 'K58' }, 'K80');
      if (print === 'none' || print === 'file') return;
      expect(note).toContain('K58');
      expect(note.replace('không phải K80', '')).not.toContain('K80');
    },
  );

  it.each(states)('%s: are the plain ones where the usual printer has it', (print) => {
    expect(paperNote(t, { print, printer: 'K80' }, 'K80')).not.toContain('không phải');
    // The usual printer was taken away meanwhile: nothing to compare with.
    expect(paperNote(t, { print, printer: 'K80' }, '')).not.toContain('không phải');
  });

  it.each(states)('%s: F10 prints again only what may have come out before', (print) => {
    const first = print === 'failed' || print === 'none';
    const proven = print === 'printed' || print === 'came' || print === 'file';
    expect(printWords({ print })).toBe(first ? 'done.print' : proven ? 'done.copy' : 'done.again');
  });

  it('say that there is no printer, or that it is a file', () => {
    expect(paperNote(t, { print: 'failed', printer: null }, '')).toBe('quầy này không có máy in');
    expect(paperNote(t, { print: 'file', printer: null }, 'K80')).toContain('tệp');
  });
});
