import {
  IconBuilding,
  IconBuildingBank,
  IconCash,
  IconChartBar,
  IconCloudUp,
  IconDeviceFloppy,
  IconDeviceMobile,
  IconFileInvoice,
  IconFileText,
  IconHistory,
  IconKey,
  IconLetterCase,
  IconPhone,
  IconPlug,
  IconQrcode,
  IconTags,
  IconUsers,
} from '@tabler/icons-react';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { TextKey } from '../../../shared/i18n/translate.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import type { SettingsView } from '../../../shared/rpc/settings.ts';
import { keepFocus } from '../../ui/actions.tsx';
import { useCounter } from '../../ui/client.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.tsx';
import { stepped } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { DevicesPart } from '../devices/DevicesPart.tsx';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { PeoplePart } from '../people/PeoplePart.tsx';
import { AccountsPart } from './AccountsPart.tsx';
import { BackupPart } from './BackupPart.tsx';
import { ChangesPart } from './ChangesPart.tsx';
import { DepositsPart } from './DepositsPart.tsx';
import { FacilityPart } from './FacilityPart.tsx';
import { FormsPart } from './FormsPart.tsx';
import { KeysPart } from './KeysPart.tsx';
import { MethodsPart } from './MethodsPart.tsx';
import { MoneyPart } from './MoneyPart.tsx';
import { OperatorsPart } from './OperatorsPart.tsx';
import { PricesPart } from './PricesPart.tsx';
import { SettingsProvider } from './Section.tsx';
import { SupportPart } from './SupportPart.tsx';
import { SyncPart } from './SyncPart.tsx';
import { TargetsPart } from './TargetsPart.tsx';
import { WordsPart } from './WordsPart.tsx';
import './settings.css';

const icon = { size: 20, stroke: 1.9 } as const;

interface Part {
  readonly key: string;
  readonly label: TextKey;
  readonly icon: ReactNode;
  readonly Show: () => ReactNode;
  /** Only an administrator sees it. */
  readonly administrators?: boolean;
  /** Only a hospital has it. */
  readonly hospitals?: boolean;
}

const parts: readonly Part[] = [
  { key: 'facility', label: 'settings.facility', icon: <IconBuilding {...icon} />, Show: FacilityPart },
  { key: 'accounts', label: 'settings.accounts', icon: <IconBuildingBank {...icon} />, Show: AccountsPart },
  { key: 'methods', label: 'settings.methods', icon: <IconQrcode {...icon} />, Show: MethodsPart },
  {
    key: 'operators',
    label: 'settings.operators',
    icon: <IconDeviceMobile {...icon} />,
    Show: OperatorsPart,
  },
  { key: 'prices', label: 'settings.prices', icon: <IconTags {...icon} />, Show: PricesPart },
  { key: 'money', label: 'settings.money', icon: <IconCash {...icon} />, Show: MoneyPart },
  {
    key: 'deposits',
    label: 'settings.deposits',
    icon: <IconFileInvoice {...icon} />,
    Show: DepositsPart,
    hospitals: true,
  },
  { key: 'targets', label: 'settings.targets', icon: <IconChartBar {...icon} />, Show: TargetsPart },
  { key: 'forms', label: 'settings.forms', icon: <IconFileText {...icon} />, Show: FormsPart },
  { key: 'words', label: 'settings.words', icon: <IconLetterCase {...icon} />, Show: WordsPart },
  {
    key: 'people',
    label: 'settings.people',
    icon: <IconUsers {...icon} />,
    Show: PeoplePart,
    administrators: true,
  },
  { key: 'devices', label: 'settings.devices', icon: <IconPlug {...icon} />, Show: DevicesPart },
  { key: 'sync', label: 'sync.title', icon: <IconCloudUp {...icon} />, Show: SyncPart },
  { key: 'keys', label: 'sheet.keys', icon: <IconKey {...icon} />, Show: KeysPart },
  { key: 'backup', label: 'backup.title', icon: <IconDeviceFloppy {...icon} />, Show: BackupPart },
  { key: 'support', label: 'settings.support', icon: <IconPhone {...icon} />, Show: SupportPart },
  { key: 'changes', label: 'settings.changes', icon: <IconHistory {...icon} />, Show: ChangesPart },
];

/** Settings: sections at the left, arrows choose, Enter goes in, Esc comes back. */
export function SettingsPlace({ first }: { readonly first?: string }) {
  const t = useText();
  const { gate, go, person } = useHouse();
  const counter = useCounter();
  const [settings, setSettings] = useState<SettingsView | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [inside, setInside] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const rows = useRef<(HTMLButtonElement | null)[]>([]);
  const mayChange = person.roles.includes('administrator');
  const hospital = gate.institution === 'hospital';
  const shown = parts.filter(
    (part) => (mayChange || part.administrators !== true) && (hospital || part.hospitals !== true),
  );
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      shown.findIndex(({ key }) => key === first),
    ),
  );
  const part = shown[at];

  const reload = useCallback((): void => {
    void counter.call('settings.get', {}).then((answer) => {
      if (answer.ok) setSettings(answer.value);
      else setFailure(answer.reason);
    });
  }, [counter]);
  useEffect(reload, [reload]);
  useEffect(() => {
    if (!inside && settings !== null) rows.current[at]?.focus();
  }, [inside, at, settings]);

  const enter = (): void => {
    setInside(true);
    const field = body.current?.querySelector<HTMLElement>(
      '.qt-settings-form input:not([type="hidden"]):not([disabled]), .qt-people-edit input, .qt-changes, .qt-devices [tabindex]',
    );
    field?.focus();
  };
  const move = (by: number) => () => setAt(stepped(at, by, shown.length));
  const leave = (): void => {
    if (inside) setInside(false);
    else go('more');
  };
  const value = useMemo(
    () => (settings === null ? null : { settings, mayChange, reload, inside }),
    [settings, mayChange, reload, inside],
  );
  const open = (index: number) => (): void => {
    setAt(index);
    setInside(false);
  };
  return (
    <Frame
      keys={[
        ...(inside
          ? []
          : [
              { chord: 'ArrowUp', label: t('settings.up'), run: move(-1) },
              { chord: 'ArrowDown', label: t('settings.down'), run: move(1) },
              { chord: 'ArrowRight', label: t('settings.in'), run: enter },
            ]),
        { chord: 'Escape', label: t(inside ? 'settings.out' : 'bar.back'), run: leave },
      ]}
    >
      <div className="qt-settings" ref={body}>
        <nav aria-label={t('settings.title')}>
          <h1>{t('settings.title')}</h1>
          {shown.map((one, index) => (
            <button
              key={one.key}
              type="button"
              data-primary=""
              aria-current={index === at ? 'page' : undefined}
              ref={(element) => {
                rows.current[index] = element;
              }}
              onMouseDown={keepFocus}
              onClick={open(index)}
              onFocus={() => setInside(false)}
            >
              {one.icon}
              <span>{t(one.label)}</span>
            </button>
          ))}
        </nav>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: only notes where the focus is */}
        <div className="qt-settings-body" onFocus={() => setInside(true)}>
          {value === null || part === undefined ? (
            <FailureNotice failure={failure} />
          ) : (
            <SettingsProvider value={value}>
              <InsideKeys off={inside} enter={enter} />
              <part.Show key={part.key} />
            </SettingsProvider>
          )}
        </div>
      </div>
    </Frame>
  );
}

/** Enter goes into the section while the list has the focus; inside, Enter belongs to the section. */
function InsideKeys({ off, enter }: { readonly off: boolean; readonly enter: () => void }) {
  useKeys({ Enter: off ? undefined : enter });
  return null;
}
