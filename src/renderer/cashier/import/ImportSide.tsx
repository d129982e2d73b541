import { NativeSelect } from '@mantine/core';
import type { ImportPreview, ImportSource } from '../../../shared/rpc/import.ts';
import { Facts } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';

interface SourceProps {
  readonly sources: readonly ImportSource[];
  /** Null: a new one, named by `name`. */
  readonly chosen: string | null;
  readonly name: string;
  readonly choose: (source: string | null) => void;
  readonly rename: (name: string) => void;
}

/** Which list the file is to be: one that is in force, or a new one. */
export function SourceChoice({ sources, chosen, name, choose, rename }: SourceProps) {
  const t = useText();
  return (
    <>
      {sources.length === 0 ? null : (
        <NativeSelect
          label={t('import.source')}
          description={chosen === null ? undefined : t('import.source.note')}
          value={chosen ?? ''}
          data={[
            ...sources.map(({ source }) => ({ value: source, label: source })),
            { value: '', label: t('import.source.new') },
          ]}
          onChange={(event) => choose(event.currentTarget.value === '' ? null : event.currentTarget.value)}
        />
      )}
      {chosen === null ? (
        <TextField
          label={t(sources.length === 0 ? 'import.source' : 'import.source.name')}
          description={t('import.source.note')}
          value={name}
          maxLength={200}
          change={rename}
        />
      ) : null}
    </>
  );
}

/** The sums of what was read, and what a person must know before taking it. */
export function PreviewSums({ preview }: { readonly preview: ImportPreview }) {
  const t = useText();
  const { difference } = preview;
  const sums = [
    ['import.rows', preview.rows],
    ['import.valid', preview.valid],
    ['import.invalid', preview.invalid],
    ['import.payers', preview.payers],
    ['import.lines', preview.lines],
    ...(difference === null
      ? []
      : ([
          ['import.difference.added', difference.added],
          ['import.difference.changed', difference.changed],
          ['import.difference.removed', difference.removed],
          ['import.difference.same', difference.same],
        ] as const)),
  ] as const;
  return (
    <Facts
      className="qt-sums"
      rows={sums.map(([key, value]) => [t(key), value.toLocaleString('vi-VN')] as const)}
    />
  );
}

/** What a person must know before taking the list. */
export function PreviewNotices({ preview }: { readonly preview: ImportPreview }) {
  const t = useText();
  const cases = preview.difference?.cases ?? 0;
  return (
    <>
      {preview.alreadyInForce ? <Notice tone="blue">{t('import.same')}</Notice> : null}
      {cases > 0 ? (
        <Notice tone="amber" role="alert">
          <Say k="import.cases.note" params={{ n: cases }} />
        </Notice>
      ) : null}
      {preview.invalid > 0 ? (
        <Notice tone="amber" role="alert">
          <Say k="import.some.note" params={{ invalid: preview.invalid }} />
        </Notice>
      ) : null}
    </>
  );
}
