import { IconBarcode, IconCreditCard, IconDeviceDesktop, IconPlus, IconPrinter } from '@tabler/icons-react';
import type { DeviceView } from '../../../shared/rpc/devices.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ChoiceRow } from '../../ui/ChoiceList.tsx';
import { useText } from '../../ui/text.tsx';
import { linkWords, stateWords } from './facts.ts';

const icon = { size: 26, stroke: 1.8 } as const;
const icons = {
  printer: <IconPrinter {...icon} />,
  terminal: <IconCreditCard {...icon} />,
  pole: <IconDeviceDesktop {...icon} />,
  scanner: <IconBarcode {...icon} />,
} as const;

interface DeviceListProps {
  readonly title: string;
  readonly devices: readonly DeviceView[];
  readonly chosen: string | null;
  readonly choose: (name: string) => void;
  /** Null where none can be added. */
  readonly add: (() => void) | null;
}

/** The devices of this counter, each with its true state. */
export function DeviceList({ title, devices, chosen, choose, add }: DeviceListProps) {
  const t = useText();
  return (
    <section className="qt-devices-list">
      <h2>{title}</h2>
      <ChoiceList label={title} tabIndex={0}>
        {devices.map((device) => {
          const { text, tone } = stateWords(t, device);
          return (
            <ChoiceRow key={device.name} selected={device.name === chosen} choose={() => choose(device.name)}>
              {icons[device.connection.kind]}
              <span>
                <b>{device.name}</b>
                <small>{linkWords(t, device.connection)}</small>
              </span>
              <em data-tone={tone}>{text}</em>
            </ChoiceRow>
          );
        })}
      </ChoiceList>
      {devices.length === 0 ? <p>{t('devices.none')}</p> : null}
      {add === null ? (
        <p>{t('devices.training')}</p>
      ) : (
        <SecondaryAction
          label={t('devices.add')}
          chord="Alt+T"
          icon={<IconPlus size={20} stroke={1.9} />}
          run={add}
        />
      )}
    </section>
  );
}
