import { useCallback, useEffect, useRef, useState } from 'react';
import type { MethodResponse } from '../../../../shared/rpc/contract.ts';
import type { Scan } from '../../../../shared/scan/scan.ts';
import { useMethod } from '../../../ui/client.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Say, useText } from '../../../ui/text.tsx';
import { useScans } from '../../../ui/useWedge.ts';
import { FormDialog } from '../../corrections/FormDialog.tsx';
import { scanWords } from '../../devices/facts.ts';
import '../../facility/facility.css';

const lineCount = 8;
const lineLetters = 15;

/** Letters and digits in groups of five, at most one line of the sheet. */
function grouped(text: string): string {
  const plain = text.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return plain.slice(0, lineLetters).replace(/(.{5})(?=.)/g, '$1-');
}

/** Lines from one on, filled with what was typed or pasted there. */
function filled(lines: readonly string[], from: number, text: string): readonly string[] {
  const letters = text.toUpperCase().replace(/[^0-9A-Z]/g, '');
  // What a scanner reads, pasted: its mark is no letter of the first line.
  const plain = letters.length > lineCount * lineLetters ? letters.slice(-lineCount * lineLetters) : letters;
  const after = [...lines];
  after[from] = grouped(plain);
  for (let at = from + 1; at < lineCount && plain.length > (at - from) * lineLetters; at += 1) {
    after[at] = grouped(plain.slice((at - from) * lineLetters));
  }
  return after;
}

interface SheetDialogProps {
  readonly read: (prints: MethodResponse<'keys.read'>) => void;
  readonly close: () => void;
}

/** The facility's recovery sheet at its next machine: scanned in one go, or typed line by line. */
export function SheetDialog({ read, close }: SheetDialogProps) {
  const t = useText();
  const method = useMethod('keys.read');
  const [lines, setLines] = useState<readonly string[]>(() => Array.from({ length: lineCount }, () => ''));
  const [said, setSaid] = useState<string | null>(null);
  const fields = useRef<(HTMLInputElement | null)[]>([]);
  const ready = lines.every((line) => line.length === lineLetters + 2);
  const { run } = method;
  const take = useCallback(
    async (text: string): Promise<void> => {
      const prints = await run({ text });
      if (prints !== null) read(prints);
    },
    [run, read],
  );
  useScans(
    useCallback(
      (scan: Scan): void => {
        setSaid(scan.kind === 'sheet' ? null : scanWords(t, scan).text);
        if (scan.kind === 'sheet') void take(scan.text);
      },
      [t, take],
    ),
  );
  const change = (at: number, text: string): void => {
    const next = filled(lines, at, text);
    setLines(next);
    setSaid(null);
    method.clear();
    if (text.length > (lines[at]?.length ?? 0) && next[at]?.length === lineLetters + 2) {
      const to = next.findIndex((line, index) => index > at && line.length < lineLetters + 2);
      if (to > 0) fields.current[to]?.focus();
    }
  };
  const wrong = method.failure?.code === 'sheet-line' ? Number(method.failure.detail?.line) - 1 : null;
  useEffect(() => {
    if (wrong !== null) fields.current[wrong]?.focus();
  }, [wrong]);
  return (
    <FormDialog
      title={t('sheet.read.title')}
      note={t('sheet.read.note')}
      busy={method.busy}
      failure={method.failure}
      close={close}
      foot={
        ready
          ? t('sheet.read.ready')
          : t('sheet.read.left', { n: lines.filter((one) => one.length < 17).length })
      }
      back={t('approval.cancel')}
      act={t('sheet.read.act')}
      ready={ready}
      run={() => void take(lines.join(''))}
    >
      <Notice tone="blue">
        <Say k="sheet.read.scan" />
      </Notice>
      {said === null ? null : (
        <Notice tone="red" role="alert">
          {said}
        </Notice>
      )}
      <div className="qt-sheet-fields">
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the eight lines of the sheet, in their order
          <label key={at} data-wrong={at === wrong ? '' : undefined}>
            <span>{t('sheet.line', { n: at + 1 })}</span>
            <input
              className="qt-input"
              ref={(element) => {
                fields.current[at] = element;
              }}
              value={line}
              autoComplete="off"
              spellCheck={false}
              aria-invalid={at === wrong}
              data-autofocus={at === 0 ? '' : undefined}
              onChange={(event) => change(at, event.currentTarget.value)}
            />
          </label>
        ))}
      </div>
    </FormDialog>
  );
}
