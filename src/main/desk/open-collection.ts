import { businessDateOf } from '../../shared/kernel/clock.ts';
import { IllegalMove } from '../../shared/payment/index.ts';
import type { ChosenLine } from '../../shared/rpc/contract.ts';
import type { CatalogueBill, CataloguePayer } from '../catalogue/read.ts';
import { accountFor, receivingAccounts } from '../facility/accounts.ts';
import { type CashlessMethod, listedPrices, methodOff } from '../facility/methods.ts';
import { beneficiaryNeeded, payerAddress } from '../facility/payer-fields.ts';
import type { DeskContext } from './context.ts';

export interface CollectionRequest {
  readonly collection: string;
  readonly payer: string;
  readonly payerName: string;
  readonly payerAddress?: string | undefined;
  readonly lines: readonly ChosenLine[];
  /** The money is here already, on a paper leaf or as a surplus: what was not asked for then holds nothing up. */
  readonly moneyIsHere?: true;
}

/**
 * The payer's address as the facility asks for it, in the caller's act.
 * @throws IllegalMove `payer-address-needed`; the money has not moved
 */
export function addressOf(
  { reads }: Pick<DeskContext, 'reads'>,
  said: string | undefined,
  listed: string | null,
): string | null {
  const address = payerAddress(reads, said, listed);
  if (address === undefined) throw new IllegalMove('payer-address-needed');
  return address;
}

/** Refuses a method that the facility does not use today. @throws IllegalMove `method-off`, `account-missing` */
export function needMethod({ clock, reads }: DeskContext, method: CashlessMethod): void {
  const off = methodOff(reads, method, businessDateOf(clock.now()));
  if (off === 'not-set-up' && method === 'qr') throw new IllegalMove('account-missing');
  if (off !== null) throw new IllegalMove('method-off');
}

/**
 * Opens the collection, or goes on with the one that is there already, whose lines then stand; in the caller's act.
 * @throws IllegalMove `collection-not-found` when there is none and no lines are chosen
 */
export function openOrGoOn(
  context: DeskContext,
  actor: string,
  request: Omit<CollectionRequest, 'lines'> & { readonly lines: readonly ChosenLine[] | null },
): void {
  const { lines } = request;
  if (context.reads.collection(request.collection) !== undefined) return;
  if (lines === null) throw new IllegalMove('collection-not-found');
  openCollection(context, actor, { ...request, lines });
}

/**
 * Opens a collection of the chosen lines, which may be of several people the payer pays for, inside the caller's act.
 * Names and fee types come from the list, amounts are checked against what is still owed; nothing a window says of a bill is believed.
 */
export function openCollection(context: DeskContext, actor: string, request: CollectionRequest): void {
  const { catalogue, ids, ledger, reads } = context;
  if (reads.unfinishedCollections().some((one) => one.state === 'open'))
    throw new IllegalMove('another-collection-open');
  const payer = catalogue.openPayer(request.payer);
  if (payer === null) throw new IllegalMove('payer-not-found');
  const accounts = receivingAccounts(reads);
  const { payerAddress: said } = request;
  const listed = payer.address;
  const address = request.moneyIsHere
    ? (payerAddress(reads, said, listed) ?? null)
    : addressOf(context, said, listed);
  const chosen = request.lines.map((line) => chooseLine(context, payer, line));
  ledger.append({
    type: 'collection.opened',
    actor,
    body: {
      collection: request.collection,
      payer: request.payer,
      purpose: 'bills',
      lines: chosen.map(({ line, served, amount }) => ({
        line: ids.next(),
        bill: line.bill,
        group: line.feeGroup,
        amount,
        onBehalf: line.onBehalf,
        beneficiary: served.payer,
        account: accountFor(accounts, { group: line.feeGroup, onBehalf: line.onBehalf })?.account ?? null,
      })),
    },
    private: {
      payerName: request.payerName,
      payerAddress: address,
      lines: chosen.map(({ line, served }) => ({
        name: line.fee,
        period: line.period,
        beneficiaryName: served.name,
        beneficiaryCode: served.code,
        unit: served.className,
      })),
    },
  });
}

interface Chosen {
  readonly line: CatalogueBill;
  /** Whose bill it is: the payer's own, or of somebody else they pay for. */
  readonly served: CataloguePayer;
  readonly amount: number;
}

/**
 * A line of the list, or a listed fee, with what is collected of it now.
 * @throws IllegalMove `bill-not-found`, `bill-owed-less`, `beneficiary-needed`, `price-not-found`, `price-differs`
 */
function chooseLine(context: DeskContext, payer: CataloguePayer, chosen: ChosenLine): Chosen {
  const { catalogue, reads } = context;
  const { bill, amount, payer: other, price } = chosen;
  const served = other === undefined || other === payer.payer ? payer : catalogue.openPayer(other);
  if (served?.name.trim() === '' && beneficiaryNeeded(reads)) throw new IllegalMove('beneficiary-needed');
  if (price !== undefined && served) return listedFee(context, served, chosen, price);
  const line = served?.bills.find((one) => one.bill === bill);
  if (line === undefined || !served) throw new IllegalMove('bill-not-found');
  const { paid, held, reduced } = reads.bill(bill);
  if (amount > line.amount - line.listedPaid - paid - held - reduced) throw new IllegalMove('bill-owed-less');
  return { line, served, amount };
}

/** Ids of added fees begin so; a list never has them, and each is used once. */
const addedFee = /^fee-[0-9a-f-]{36}$/;

/** A fee of the price list, one or several times, that no list asked for (product.md A2: only listed fees). */
function listedFee(
  { clock, reads }: DeskContext,
  served: CataloguePayer,
  { bill, amount }: ChosenLine,
  price: string,
): Chosen {
  const listed = listedPrices(reads, businessDateOf(clock.now())).find((one) => one.price === price);
  if (listed === undefined) throw new IllegalMove('price-not-found');
  const { paid, held } = reads.bill(bill);
  if (!addedFee.test(bill) || paid + held > 0) throw new IllegalMove('bill-twice');
  const times = amount / listed.amount;
  if (!Number.isInteger(times)) throw new IllegalMove('price-differs');
  const line: CatalogueBill = {
    bill,
    payer: served.payer,
    visit: null,
    fee: times === 1 ? listed.name : `${listed.name} × ${times}`,
    feeGroup: listed.group,
    period: null,
    amount,
    listedPaid: 0,
    note: null,
    onBehalf: listed.onBehalf,
  };
  return { line, served, amount };
}
