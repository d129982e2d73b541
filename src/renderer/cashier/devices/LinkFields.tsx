import { Select, TextInput } from '@mantine/core';
import { baudRates } from '../../../shared/rpc/device-profiles.ts';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import type { FieldsProps, Found } from './DeviceForm.tsx';

interface LinkFieldsProps extends FieldsProps {
  readonly found: Found | null;
  readonly osPrinting: boolean;
}

/** Where a device hangs: a port or an address, offered where it was found, never guessed. */
export function LinkFields(props: LinkFieldsProps) {
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

function TcpFields({ draft, set, found }: FieldsProps & { readonly found: Found | null }) {
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
      ) : found?.network === true ? (
        <p className="qt-settings-hint" role="status">
          {t('devices.found.none')}
        </p>
      ) : null}
    </>
  );
}

function SerialFields({ draft, set, found }: FieldsProps & { readonly found: Found | null }) {
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

function FileField({ draft, set, found }: FieldsProps & { readonly found: Found | null }) {
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

function QueueField({ draft, set, found, osPrinting }: LinkFieldsProps) {
  const t = useText();
  const queues = found?.queues ?? [];
  if (!osPrinting) {
    return (
      <Notice tone="amber" role="status">
        <Say k="devices.queue.not-here" />
      </Notice>
    );
  }
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

/** Keys that lead somewhere in every screen. */
const functionKey = /^F(?:[1-9]|1[0-2])$/;

function KeyboardField({ draft, set }: FieldsProps) {
  const t = useText();
  return (
    <>
      <TextInput
        label={t('devices.prefix')}
        description={t('devices.prefix.note')}
        readOnly
        data-takes-keys=""
        value={draft.prefixKey ?? t('devices.prefix.none')}
        onKeyDown={(event) => {
          const { code } = event;
          if (['Tab', 'Enter', 'Escape'].includes(code) || event.altKey || event.ctrlKey) return;
          event.preventDefault();
          set({ prefixKey: code === 'Backspace' ? null : code });
        }}
      />
      {functionKey.test(draft.prefixKey ?? '') ? (
        <Notice tone="amber" role="status">
          {t('devices.prefix.taken')}
        </Notice>
      ) : null}
      <Notice tone="amber">{t('devices.keyboard.advice')}</Notice>
    </>
  );
}
