import { useEffect, useState } from 'react';
import { useText } from '../ui/text.tsx';
import { Choice, Device, useLooks } from './parts.tsx';
import { order, type Peer, sheetPicture } from './peers.ts';
import { anything, printerState } from './states.ts';

/** Rows of a roll that is about to end: half a receipt. */
const shortRollRows = 400;
/** A slow head, so that something can be done to a sheet while it is printed. */
const slowRowsPerSecond = 150;

/** The paper it takes, by the width of its head. */
function paperOf(widthDots: number): string {
  return widthDots === 384 ? 'K58' : 'K80';
}

/** The picture of the newest sheet. */
function useNewestSheet(peer: Peer, sheet: number): string | null {
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    let address: string | null = null;
    void (sheet === 0 ? Promise.resolve(null) : sheetPicture(peer, sheet)).then((blob) => {
      if (gone) return;
      address = blob === null ? null : URL.createObjectURL(blob);
      setPicture(address);
    });
    return () => {
      gone = true;
      if (address !== null) URL.revokeObjectURL(address);
    };
  }, [peer, sheet]);
  return picture;
}

/** The receipt printer: power, paper, cover, knife, what it answers, and what came out of it. */
export function Printer({ peer }: { readonly peer: Peer }) {
  const t = useText();
  const { state, look } = useLooks(peer, '/state', printerState);
  const picture = useNewestSheet(peer, state?.books.sheets ?? 0);
  const set = (body: object) => (): void => {
    void order(peer, { method: 'POST', path: '/script', body }, anything).then(look);
  };
  const script = state?.script;
  const paper = script?.paperRowsLeft ?? null;
  const plenty = { paperRowsLeft: null, paperNearEnd: false };
  return (
    <Device
      title={t('panel.printer', { paper: state === null ? '' : paperOf(state.widthDots) })}
      on={script?.power ?? null}
    >
      <Choice
        label={t('panel.power')}
        options={[
          { label: t('panel.power.on'), on: script?.power === true, run: set({ power: true }) },
          { label: t('panel.power.off'), on: script?.power === false, run: set({ power: false }) },
        ]}
      />
      <Choice
        label={t('panel.paper')}
        options={[
          {
            label: t('panel.paper.plenty'),
            on: paper === null && script?.paperNearEnd === false,
            run: set(plenty),
          },
          {
            label: t('panel.paper.near'),
            on: script?.paperNearEnd === true && paper !== 0,
            run: set({ paperRowsLeft: shortRollRows, paperNearEnd: true }),
          },
          {
            label: t('panel.paper.out'),
            on: paper === 0,
            run: set({ paperRowsLeft: 0, paperNearEnd: true }),
          },
        ]}
      />
      <Choice
        label={t('panel.cover')}
        options={[
          {
            label: t('panel.cover.closed'),
            on: script?.cover === 'closed',
            run: set({ cover: 'closed' }),
          },
          { label: t('panel.cover.open'), on: script?.cover === 'open', run: set({ cover: 'open' }) },
        ]}
      />
      <Choice
        label={t('panel.cutter')}
        options={[
          { label: t('panel.cutter.ok'), on: script?.cutter === 'ok', run: set({ cutter: 'ok' }) },
          {
            label: t('panel.cutter.jammed'),
            on: script?.cutter === 'jammed',
            run: set({ cutter: 'jammed' }),
          },
        ]}
      />
      <Choice
        label={t('panel.answers')}
        options={[
          {
            label: t('panel.answers.true'),
            on: script?.mute === false && !script.lie,
            run: set({ mute: false, lie: false }),
          },
          {
            label: t('panel.answers.mute'),
            on: script?.mute === true,
            run: set({ mute: true, lie: false }),
          },
          {
            label: t('panel.answers.lie'),
            on: script?.lie === true,
            run: set({ mute: false, lie: true }),
          },
        ]}
      />
      <Choice
        label={t('panel.speed')}
        options={[
          {
            label: t('panel.speed.full'),
            on: script?.rowsPerSecond === null,
            run: set({ rowsPerSecond: null }),
          },
          {
            label: t('panel.speed.slow'),
            on: script?.rowsPerSecond != null,
            run: set({ rowsPerSecond: slowRowsPerSecond }),
          },
        ]}
      />
      <Choice
        label={t('panel.cable')}
        options={[{ label: t('panel.cable.in-job'), on: false, run: set({ dropAfterBytes: 2_000 }) }]}
      />
      <p className="sim-books">
        {t('panel.printer.books', {
          sheets: state?.books.sheets ?? 0,
          kicks: state?.books.drawerKicks ?? 0,
        })}
      </p>
      {picture === null ? null : (
        <div className="sim-sheet">
          <img src={picture} alt={t('panel.printer.sheet')} />
        </div>
      )}
    </Device>
  );
}
