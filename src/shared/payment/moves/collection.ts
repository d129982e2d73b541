import type { Body, Private } from '../../journal/index.ts';
import type { collectionTypes } from '../../journal/types/collection.ts';
import { isPending } from '../machines.ts';
import type { Row } from '../tables.ts';
import { type Draft, demand, type MoveEntry, type MovesOf } from '../world.ts';
import { ownShift } from './shift.ts';

/** Adds to what this ledger knows of a bill line. */
export function patchBill(
  draft: Draft,
  bill: string,
  add: { paid?: number; held?: number; unknown?: number; reduced?: number },
): void {
  const before = draft.get('bill', bill) ?? { id: bill, paid: 0, held: 0, unknown: 0, reduced: 0 };
  draft.put('bill', {
    id: bill,
    paid: before.paid + (add.paid ?? 0),
    held: before.held + (add.held ?? 0),
    unknown: before.unknown + (add.unknown ?? 0),
    reduced: before.reduced + (add.reduced ?? 0),
  });
}

/** A collection that is in front: neither parked nor finished. */
export function openCollection(draft: Draft, id: string): Row<'collection'> {
  const collection = draft.need('collection', id);
  demand(collection.state !== 'parked', 'collection-parked');
  demand(collection.state === 'open', 'collection-finished');
  return collection;
}

type Lines = Body<'collection.opened'>['lines'];

function putLines(
  draft: Draft,
  entry: { readonly id: string },
  collection: string,
  lines: Lines,
  content: Private<'collection.opened'> | null,
): void {
  demand(new Set(lines.map((line) => line.bill)).size === lines.length, 'bill-twice');
  lines.forEach((line, position) => {
    const names = content?.lines[position];
    draft.create('line', {
      id: line.line,
      collection,
      position,
      bill: line.bill,
      group: line.group,
      amount: line.amount,
      onBehalf: line.onBehalf ? 1 : 0,
      beneficiary: line.beneficiary,
      account: line.account,
      name: names?.name ?? null,
      period: names?.period ?? null,
      beneficiaryName: names?.beneficiaryName ?? null,
      beneficiaryCode: names?.beneficiaryCode ?? null,
      unit: names?.unit ?? null,
      entry: entry.id,
    });
    demand((draft.get('bill', line.bill)?.unknown ?? 0) === 0, 'bill-blocked', line.bill);
    patchBill(draft, line.bill, { held: line.amount });
  });
}

/** Whether a line stands on a receipt, or is about to. */
export function isOnReceipt(draft: Draft, line: string): boolean {
  return draft.list('allocation', 'line', line).some((row) => row.state !== 'freed');
}

/**
 * Refused with `collection-has-money` while a tender holds money without a document, is asked back, or may still get
 * some. Money made a credit balance is not in the way: every đồng of it has its place.
 */
function nothingIsHeld(draft: Draft, collection: string): void {
  for (const tender of draft.list('tender', 'collection', collection)) {
    const free = tender.kept - tender.allocated === 0 && tender.refunding === 0;
    demand(free && !isPending(tender.machine, tender.state), 'collection-has-money');
  }
}

/** Tenders of a collection; refused with `collection-has-money` while one keeps money or may still get some. */
function nothingMayCome(draft: Draft, collection: string): void {
  for (const tender of draft.list('tender', 'collection', collection)) {
    demand(tender.kept === 0 && !isPending(tender.machine, tender.state), 'collection-has-money');
  }
}

function totalOf(lines: Lines): number {
  return lines.reduce((sum, line) => sum + line.amount, 0);
}

/** Forgets which deposits and balances were chosen. */
export function dropFunding(draft: Draft, collection: string): void {
  for (const row of draft.list('funding', 'collection', collection)) draft.drop('funding', row.id);
}

/** Gives the lines free again; refused with `collection-has-receipt` while one of them is on a receipt. */
function releaseLines(draft: Draft, collection: string): readonly Row<'line'>[] {
  const lines = draft.list('line', 'collection', collection);
  for (const line of lines) demand(!isOnReceipt(draft, line.id), 'collection-has-receipt');
  for (const line of lines) patchBill(draft, line.bill, { held: -line.amount });
  return lines;
}

function setState(from: 'open' | 'parked', to: 'open' | 'parked') {
  return (draft: Draft, { body, at }: MoveEntry<'collection.parked' | 'collection.resumed'>): void => {
    const collection = draft.need('collection', body.collection);
    demand(
      collection.state === from,
      collection.state === to ? 'collection-unchanged' : 'collection-finished',
    );
    draft.patch('collection', body.collection, { state: to, changedAt: at });
  };
}

export const collectionMoves: MovesOf<typeof collectionTypes> = {
  'collection.opened': (draft, entry) => {
    const { body, content } = entry;
    ownShift(draft, entry);
    demand(content === null || content.lines.length === body.lines.length, 'lines-without-names');
    draft.create('collection', {
      id: body.collection,
      payer: body.payer,
      purpose: body.purpose,
      state: 'open',
      total: totalOf(body.lines),
      openedAt: entry.at,
      changedAt: entry.at,
      payerName: content?.payerName ?? null,
      payerAddress: content?.payerAddress ?? null,
      entry: entry.id,
    });
    putLines(draft, entry, body.collection, body.lines, content);
  },
  'collection.changed': (draft, entry) => {
    const { body, content } = entry;
    ownShift(draft, entry);
    openCollection(draft, body.collection);
    nothingMayCome(draft, body.collection);
    dropFunding(draft, body.collection);
    for (const line of releaseLines(draft, body.collection)) draft.drop('line', line.id);
    putLines(draft, entry, body.collection, body.lines, content);
    draft.patch('collection', body.collection, {
      total: totalOf(body.lines),
      changedAt: entry.at,
      payerName: content?.payerName ?? null,
      payerAddress: content?.payerAddress ?? null,
      entry: entry.id,
    });
  },
  'collection.parked': setState('open', 'parked'),
  'collection.resumed': setState('parked', 'open'),
  'collection.undone': (draft, { body, at }) => {
    const collection = draft.need('collection', body.collection);
    demand(collection.state === 'open' || collection.state === 'parked', 'collection-finished');
    nothingIsHeld(draft, body.collection);
    releaseLines(draft, body.collection);
    dropFunding(draft, body.collection);
    draft.patch('collection', body.collection, { state: 'undone', changedAt: at });
  },
};
