import { Checkbox, SegmentedControl } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { FoundPorts } from '../../../shared/rpc/devices.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { useMethod } from '../../ui/client.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { type DeviceDraft, type DeviceKind, type LinkType, linksOf, newDraft } from './draft.ts';
import { LinkFields } from './LinkFields.tsx';
import { ProtocolField, TerminalFields } from './TerminalFields.tsx';

interface DeviceFormProps {
  readonly draft: DeviceDraft;
  /** Whether this shell reaches the printers of the operating system. */
  readonly osPrinting: boolean;
  readonly change: (draft: DeviceDraft) => void;
}

const kinds: readonly DeviceKind[] = ['printer', 'terminal', 'pole', 'scanner'];
const papers = ['K80', 'K58'] as const;

/** What was found, and whether the network was looked through for it. */
export interface Found extends FoundPorts {
  readonly network: boolean;
}

/** What hangs on this machine and in its network, looked for when asked. */
function useFound() {
  const find = useMethod('devices.find');
  const [found, setFound] = useState<Found | null>(null);
  return {
    found,
    busy: find.busy,
    failure: find.failure,
    look: (network: boolean): void => {
      void find.run({ network }).then((answer) => {
        if (answer !== null) setFound({ ...answer, network });
      });
    },
  };
}

/** Kind, name, where it hangs. Ports are offered, never guessed. */
export function DeviceForm({ draft, osPrinting, change }: DeviceFormProps) {
  const t = useText();
  const ports = useFound();
  const [asked, setAsked] = useState(false);
  if (!asked) {
    setAsked(true);
    ports.look(false);
  }
  const set = (part: Partial<DeviceDraft>): void => change({ ...draft, ...part });
  const network = draft.kind === 'printer' && draft.link === 'tcp';
  const look = (): void => ports.look(network);
  useKeys({ 'Alt+D': look });
  return (
    <div className="qt-field qt-devices-form">
      {draft.was === null ? (
        <div>
          <span className="qt-label">{t('devices.kind')}</span>
          <SegmentedControl
            className="qt-segments"
            aria-label={t('devices.kind')}
            value={draft.kind}
            data={kinds.map((kind) => ({ value: kind, label: t(`devices.kind.${kind}`) }))}
            onChange={(value) => {
              const kind = kinds.find((one) => one === value);
              if (kind !== undefined) change(newDraft(kind, t(`devices.name.${kind}`)));
            }}
          />
        </div>
      ) : null}
      <TextField
        label={t('devices.name')}
        value={draft.name}
        maxLength={40}
        autoFocus
        change={(text) => set({ name: text })}
      />
      {draft.kind === 'terminal' ? <ProtocolField draft={draft} set={set} /> : null}
      <div>
        <span className="qt-label">{t('devices.connection')}</span>
        <SegmentedControl
          className="qt-segments"
          aria-label={t('devices.connection')}
          value={draft.link}
          data={linksOf[draft.kind].map((link) => ({ value: link, label: t(`devices.link.${link}`) }))}
          onChange={(value) => {
            const link = linksOf[draft.kind].find((one): one is LinkType => one === value);
            if (link !== undefined) set({ link });
          }}
        />
      </div>
      <LinkFields draft={draft} set={set} found={ports.found} osPrinting={osPrinting} />
      {nothingToFind(draft, osPrinting) ? null : (
        <SecondaryAction
          label={t(ports.busy ? 'devices.finding' : network ? 'devices.find.network' : 'devices.find')}
          chord="Alt+D"
          icon={<IconSearch size={20} stroke={1.9} />}
          busy={ports.busy}
          run={look}
        />
      )}
      <FailureNotice failure={ports.failure} />
      {draft.kind === 'printer' ? <PrinterFields draft={draft} set={set} /> : null}
      {draft.kind === 'terminal' ? <TerminalFields draft={draft} set={set} /> : null}
    </div>
  );
}

/** Where there is nothing that could be looked for. */
function nothingToFind({ kind, link }: DeviceDraft, osPrinting: boolean): boolean {
  if (link === 'system') return !osPrinting;
  return link === 'keyboard' || (kind === 'terminal' && link === 'tcp');
}

/** A part of the form: what the draft holds, and how it is changed. */
export interface FieldsProps {
  readonly draft: DeviceDraft;
  readonly set: (part: Partial<DeviceDraft>) => void;
}

function PrinterFields({ draft, set }: FieldsProps) {
  const t = useText();
  const box = (key: 'drawer' | 'takesOver' | 'plainWhenSlow' | 'proves', label: string, note?: string) => (
    <Checkbox
      classNames={{ input: 'qt-check' }}
      size="20"
      radius={4}
      label={label}
      description={note}
      checked={draft[key]}
      onChange={(event) => set({ [key]: event.currentTarget.checked })}
    />
  );
  return (
    <>
      <div>
        <span className="qt-label">{t('devices.paper')}</span>
        <SegmentedControl
          className="qt-segments"
          aria-label={t('devices.paper')}
          value={draft.paper}
          data={papers.map((paper) => ({ value: paper, label: t(`devices.paper.${paper}`) }))}
          onChange={(value) => {
            const paper = papers.find((one) => one === value);
            if (paper !== undefined) set({ paper });
          }}
        />
      </div>
      {draft.link === 'system' ? null : box('drawer', t('devices.drawer'))}
      {box('takesOver', t('devices.takes-over'), t('devices.takes-over.note'))}
      {draft.link === 'serial' ? box('plainWhenSlow', t('devices.plain'), t('devices.plain.note')) : null}
      {draft.link === 'system' ? null : box('proves', t('devices.proves'), t('devices.proves.note'))}
    </>
  );
}
