import { Checkbox, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { baudRates } from '../../../shared/rpc/device-profiles.ts';
import type { FoundPorts } from '../../../shared/rpc/devices.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { useMethod } from '../../ui/client.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { type DeviceDraft, type DeviceKind, type LinkType, linksOf, newDraft } from './draft.ts';
import { ProtocolField, TerminalFields } from './TerminalFields.tsx';

interface DeviceFormProps {
  readonly draft: DeviceDraft;
  readonly change: (draft: DeviceDraft) => void;
}

const kinds: readonly DeviceKind[] = ['printer', 'terminal', 'pole', 'scanner'];
const papers = ['K80', 'K58'] as const;

/** What hangs on this machine and in its network, looked for when asked. */
function useFound() {
  const find = useMethod('devices.find');
  const [found, setFound] = useState<FoundPorts | null>(null);
  return {
    found,
    busy: find.busy,
    failure: find.failure,
    look: (network: boolean): void => {
      void find.run({ network }).then((answer) => {
        if (answer !== null) setFound(answer);
      });
    },
  };
}

/** Kind, name, where it hangs. Ports are offered, never guessed. */
export function DeviceForm({ draft, change }: DeviceFormProps) {
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
      <LinkFields draft={draft} set={set} found={ports.found} />
      {draft.link === 'keyboard' || (draft.kind === 'terminal' && draft.link === 'tcp') ? null : (
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

interface FieldsProps {
  readonly draft: DeviceDraft;
  readonly set: (part: Partial<DeviceDraft>) => void;
}

function LinkFields(props: FieldsProps & { readonly found: FoundPorts | null }) {
  switch (props.draft.link) {
    case 'tcp':
      return <TcpFields {...props} />;
    case 'serial':
      return <SerialFields {...props} />;
    case 'file':
      return <FileField {...props} />;
    case 'system':
      return <QueueField {...props} />;
    case 'keyboard':
      return <KeyboardField {...props} />;
  }
}

function TcpFields({ draft, set, found }: FieldsProps & { readonly found: FoundPorts | null }) {
  const t = useText();
  const hosts = found?.hosts ?? [];
  return (
    <>
      <div className="qt-devices-pair">
        <TextField
          label={t('devices.host')}
          placeholder="192.168.1.100"
          autoComplete="off"
          spellCheck={false}
          value={draft.host}
          change={(text) => set({ host: text })}
        />
        <TextField
          label={t('devices.port')}
          inputMode="numeric"
          value={draft.port}
          change={(text) => set({ port: text.replace(/\D/g, '').slice(0, 5) })}
        />
      </div>
      {hosts.length > 0 ? (
        <Select
          label={t('devices.found', { count: hosts.length })}
          withCheckIcon={false}
          value={hosts.some(({ host }) => host === draft.host) ? draft.host : null}
          data={hosts.map(({ host }) => host)}
          onChange={(host) => {
            if (host !== null) set({ host });
          }}
        />
      ) : null}
    </>
  );
}

function SerialFields({ draft, set, found }: FieldsProps & { readonly found: FoundPorts | null }) {
  const t = useText();
  const serial = found?.serial ?? [];
  const known = serial.map(({ path, about }) => ({
    value: path,
    label: about === '' ? path : `${path} · ${about}`,
  }));
  return (
    <>
      <div className="qt-devices-pair">
        <TextField
          label={t('devices.path')}
          placeholder="COM3"
          autoComplete="off"
          spellCheck={false}
          value={draft.path}
          change={(text) => set({ path: text })}
        />
        <Select
          label={t('devices.baud')}
          allowDeselect={false}
          withCheckIcon={false}
          value={draft.baudRate}
          data={baudRates.map(String)}
          onChange={(baudRate) => {
            if (baudRate !== null) set({ baudRate });
          }}
        />
      </div>
      {known.length > 0 ? (
        <Select
          label={t('devices.find')}
          withCheckIcon={false}
          value={known.some(({ value }) => value === draft.path) ? draft.path : null}
          data={known}
          onChange={(path) => {
            if (path !== null) set({ path });
          }}
        />
      ) : found === null ? null : (
        <p className="qt-settings-hint">{t('devices.path.none')}</p>
      )}
    </>
  );
}

function FileField({ draft, set, found }: FieldsProps & { readonly found: FoundPorts | null }) {
  const t = useText();
  return (
    <TextField
      label={t('devices.file')}
      description={found === null || found.files.length === 0 ? undefined : found.files.join(', ')}
      autoComplete="off"
      spellCheck={false}
      value={draft.file}
      change={(text) => set({ file: text })}
    />
  );
}

function QueueField({ draft, set, found }: FieldsProps & { readonly found: FoundPorts | null }) {
  const t = useText();
  const queues = found?.queues ?? [];
  return (
    <Select
      label={t('devices.queue')}
      placeholder={queues.length === 0 ? t('devices.queue.none') : ''}
      allowDeselect={false}
      withCheckIcon={false}
      value={draft.queue === '' ? null : draft.queue}
      data={[...new Set(draft.queue === '' ? queues : [...queues, draft.queue])]}
      onChange={(queue) => {
        if (queue !== null) set({ queue });
      }}
    />
  );
}

function KeyboardField({ draft, set }: FieldsProps) {
  const t = useText();
  return (
    <>
      <TextInput
        label={t('devices.prefix')}
        description={t('devices.prefix.note')}
        readOnly
        value={draft.prefixKey ?? t('devices.prefix.none')}
        onKeyDown={(event) => {
          const { code } = event;
          if (['Tab', 'Enter', 'Escape'].includes(code) || event.altKey || event.ctrlKey) return;
          event.preventDefault();
          set({ prefixKey: code === 'Backspace' ? null : code });
        }}
      />
      <Notice tone="amber">{t('devices.keyboard.advice')}</Notice>
    </>
  );
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
