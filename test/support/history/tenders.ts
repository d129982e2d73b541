/** Acts that ask for money and say what became of it. */
import type { Machine, Row } from '../../../src/shared/payment/index.ts';
import { claimOf, designMoves, statesWithMoney } from '../design-table.ts';
import type { Act, Play } from './play.ts';

const cardResult = {
  approvalCode: '123456',
  rrn: '000000000001',
  stan: '000001',
  terminal: 'T1',
  merchant: 'M1',
  batch: '000001',
  scheme: 'NAPAS',
  lastFour: '4242',
};

function open(tender: Row<'tender'>): boolean {
  return ['intended', 'sent', 'unknown', 'shown', 'asked', 'claimed'].includes(tender.state);
}

/** What may still be asked for in a collection; 0 while its bills are blocked or a card is under way. */
export function leftToAsk(play: Play, collection: Row<'collection'>): number {
  const tenders = play.world.list('tender', 'collection', collection.id);
  if (tenders.some((tender) => tender.machine === 'card' && tender.state === 'sent')) return 0;
  const lines = play.world.list('line', 'collection', collection.id);
  if (lines.some((line) => (play.world.get('bill', line.bill)?.unknown ?? 0) > 0)) return 0;
  let left = collection.total;
  for (const tender of tenders) {
    if (open(tender)) left -= tender.amount;
    else if (tender.machine === 'cash') left -= tender.kept > 0 ? tender.amount : 0;
    else left -= tender.kept;
  }
  for (const fund of play.world.list('funding', 'collection', collection.id)) left -= fund.amount;
  return Math.max(0, left);
}

export const openCollections = (play: Play) =>
  play.world.all('collection').filter((collection) => collection.state === 'open');

export const ask: Act = (play) => {
  if (play.shift === undefined) return false;
  const collection = play.pickOrNone(openCollections(play).filter((one) => leftToAsk(play, one) > 0));
  if (collection === undefined) return false;
  const left = leftToAsk(play, collection);
  const amount = play.chance.maybe(0.6) ? left : play.between(1, left);
  const base = { tender: play.id(), collection: collection.id, amount };
  const actor = play.cashier;
  const expiresAt = play.world.at + 600_000;
  switch (play.chance.below(6)) {
    case 0:
    case 1:
      return askCash(play, collection, amount);
    case 2:
      play.put({ type: 'card.intended', actor, body: { ...base, terminal: 'T1', reference: 'R1' } });
      return true;
    case 3:
      play.put({ type: 'manual.intended', actor, body: base });
      return true;
    case 4:
      play.put({
        type: 'vietqr.shown',
        actor,
        body: {
          ...base,
          account: 'hp',
          matchKey: 'code',
          matchCode: 'ABCD1234',
          serviceCode: play.chance.pick(['QRIBFTTA', 'QRPUSH']),
          wallet: play.chance.maybe(0.3),
          expiresAt,
          payload: 'x'.repeat(40),
          holder: 'DON VI MAU',
          bank: 'NH MAU',
          accountNumber: '0001234',
        },
      });
      return true;
    default:
      play.put({
        type: 'ussd.asked',
        actor,
        body: { ...base, operator: 'op', operatorNumber: null, expiresAt },
        content: { phone: null },
      });
      return true;
  }
};

/** Whole hundreds up or down, as the unit of the facility would have it. */
function askCash(play: Play, collection: Row<'collection'>, amount: number): boolean {
  const unit = play.chance.pick([0, 100, 500, 1000]);
  const rounded = unit === 0 ? amount : Math.floor(amount / unit + 0.5) * unit;
  const earlier = play.world
    .list('tender', 'collection', collection.id)
    .some((one) => one.due !== one.amount && (one.kept > 0 || open(one)));
  const due = earlier || rounded === 0 || collection.purpose === 'deposit' ? amount : rounded;
  play.put({
    type: 'cash.intended',
    actor: play.cashier,
    body: { tender: play.id(), collection: collection.id, amount, due, rounding: due - amount },
  });
  return true;
}

/** A credit that was seen and matched; its id. */
function matchedCredit(
  play: Play,
  tender: string,
  amount: number,
  how: 'exact' | 'short' | 'over' | 'late' | 'duplicate',
): string {
  const credit = play.id();
  play.put({
    type: 'credit.seen',
    body: {
      credit,
      account: 'hp',
      bankReference: credit,
      amount,
      paidAt: play.world.at,
      origin: 'feed',
      found: null,
    },
    content: { content: 'ND', otherName: null },
  });
  if (play.chance.maybe(0.2)) play.put({ type: 'credit.unmatched', body: { credit } });
  play.put({ type: 'credit.matched', body: { credit, tender, how, by: 'code' } });
  return credit;
}

function creditedAmount(play: Play, tender: Row<'tender'>): number {
  const amounts = [tender.due, tender.due, play.between(1, tender.due), tender.due + play.between(1, 50_000)];
  return play.chance.pick(amounts);
}

/** Money that comes by a credit nobody asked for here, or a second time. */
export const incoming: Act = (play) => {
  const collection = play.shift === undefined ? undefined : play.pickOrNone(openCollections(play));
  const into = play.chance.maybe(0.5) ? collection : undefined;
  const tender = play.id();
  const amount = play.between(1, 200_000);
  const credit = matchedCredit(play, tender, amount, 'duplicate');
  play.put({
    type: 'incoming.credited',
    body: {
      tender,
      collection: into?.id ?? null,
      method: play.chance.pick(['website', 'transfer', 'e-wallet']),
      kind: 'transfer',
      amount,
      moved: amount,
      claim: 0,
      credit,
      paidAt: play.world.at,
    },
  });
  return true;
};

/** A credit that is nobody's and goes back. */
export const strayCredit: Act = (play) => {
  const credit = play.id();
  play.put({
    type: 'credit.seen',
    body: {
      credit,
      account: 'hp',
      bankReference: credit,
      amount: 5000,
      paidAt: 1,
      origin: 'statement',
      found: null,
    },
    content: { content: 'ND', otherName: null },
  });
  play.put({ type: 'credit.unmatched', body: { credit } });
  if (play.chance.maybe(0.5)) {
    const approval = play.approve('return-credit', credit);
    play.put({ type: 'credit.returned', body: { credit, approval }, content: { text: 'trả lại' } });
  }
  return true;
};

function mayMoveTo(play: Play, tender: Row<'tender'>, to: string): boolean {
  const needsShift =
    ['received', 'keyed', 'accepted'].includes(to) || (tender.machine === 'cash' && to === 'returned');
  if (needsShift && play.shift === undefined) return false;
  if (to !== 'returned' && to !== 'voided') return true;
  const pending = play.world
    .list('refund', 'sourceId', tender.id)
    .some((refund) => refund.state === 'requested' || refund.state === 'approved');
  return tender.allocated === 0 && !pending;
}

interface Progress {
  readonly tender: Row<'tender'>;
  readonly to: string;
}

function progresses(play: Play): Progress[] {
  const all: Progress[] = [];
  for (const tender of play.world.all('tender')) {
    for (const to of designMoves[tender.machine][tender.state] ?? []) {
      if (mayMoveTo(play, tender, to)) all.push({ tender, to });
    }
  }
  return all;
}

/** Next move of a random tender, by the table of the design. */
export const progress: Act = (play) => {
  const all = progresses(play);
  // Waiting ones first: give-backs and late credits would else eat up every history.
  const waiting = all.filter(({ tender }) => open(tender));
  const some = waiting.length > 0 && play.chance.maybe(0.8) ? waiting : all;
  const hopeful = some.filter(({ to }) => !['cancelled', 'declined', 'expired'].includes(to));
  const chosen = play.pickOrNone(hopeful.length > 0 && play.chance.maybe(0.7) ? hopeful : some);
  if (chosen === undefined) return false;
  moveTender(play, chosen.tender, chosen.to);
  return true;
};

/** What the move to this state leaves with the tender. */
function keptIn(tender: Row<'tender'>, to: string, credited: number): number {
  if (!statesWithMoney.includes(to)) return 0;
  if (to === 'credited') return credited;
  return tender.due;
}

function moveTender(play: Play, tender: Row<'tender'>, to: string): void {
  const before = play.world.get('tender', tender.id) ?? tender;
  const amount = to === 'credited' ? creditedAmount(play, tender) : 0;
  const kept = keptIn(before, to, amount);
  const base = {
    tender: tender.id,
    method: tender.method,
    from: before.state,
    moved: kept - before.kept,
    claim: claimOf({ kept, allocated: before.allocated }) - claimOf(before),
  };
  const extra = extraOf(play, tender, to, amount);
  play.put({
    type: `${tender.machine}.${to}` as 'cash.received',
    actor: play.cashier,
    body: { ...base, ...extra } as never,
  });
}

function extraOf(play: Play, tender: Row<'tender'>, to: string, amount: number): Record<string, unknown> {
  switch (`${tender.machine as Exclude<Machine, 'incoming'>}.${to}`) {
    case 'cash.received': {
      const change = play.chance.maybe(0.5) ? play.between(0, 100_000) : 0;
      return { given: tender.due + change, change };
    }
    case 'cash.returned':
    case 'card.voided':
    case 'manual.voided':
      return { reason: 'khach-doi-y' };
    case 'card.approved':
    case 'manual.keyed':
      return cardResult;
    case 'card.declined':
      return { responseCode: '05' };
    case 'card.unknown':
      return { cause: 'timeout' };
    case 'card.decided-paid':
    case 'card.decided-unpaid':
      return { approval: play.approve('decide-unknown', tender.id), evidence: 'slip' };
    case 'manual.matched':
      return { credit: null, batch: '000001' };
    case 'manual.not-found':
      return { ground: 'batch' };
    default:
      return codeExtra(play, tender, to, amount);
  }
}

function codeExtra(play: Play, tender: Row<'tender'>, to: string, amount: number): Record<string, unknown> {
  switch (to) {
    case 'claimed':
      return { by: 'payer' };
    case 'never-came':
      return { ground: 'sao-ke' };
    case 'accepted':
      return { acceptance: acceptance(play, tender) };
    case 'credited': {
      const exact = amount === tender.due ? 'exact' : amount < tender.due ? 'short' : 'over';
      const credit = matchedCredit(play, tender.id, amount, play.chance.maybe(0.2) ? 'late' : exact);
      return { credit, paidAt: play.world.at };
    }
    default:
      return {};
  }
}

function acceptance(play: Play, tender: Row<'tender'>): string {
  const id = play.id();
  const used = play.world
    .list('acceptance', 'shift', play.shift?.id ?? '')
    .reduce((sum, one) => sum + one.amount, 0);
  play.put({
    type: 'acceptance.given',
    actor: play.cashier,
    body: {
      acceptance: id,
      tender: tender.id,
      amount: tender.due,
      approval: play.approve('accept-transfer', tender.id),
      evidence: 'bank-sms',
      shiftLimit: used + tender.due + play.between(0, 5),
      usedBefore: used,
    },
    content: { text: 'tin nhắn ngân hàng' },
  });
  return id;
}
