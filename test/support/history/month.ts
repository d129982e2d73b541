/** A scripted month of a counter: three shifts a day, every kind of correction, deposits, nights, a year change. */
import { applyCredit } from '../../../src/main/bank/credits.ts';
import { acceptTransfer, transferNeverCame } from '../../../src/main/desk/accept-transfer.ts';
import { confirmHandIn } from '../../../src/main/desk/hand-in.ts';
import { exportInvoiceSet } from '../../../src/main/desk/invoice-set.ts';
import { beginManual, keyCard } from '../../../src/main/desk/key-card.ts';
import { moveCash } from '../../../src/main/desk/move-cash.ts';
import { enterPaper, openBook } from '../../../src/main/desk/paper-book.ts';
import { park } from '../../../src/main/desk/park.ts';
import { applyMealDays, recordMealDays, reduceFee } from '../../../src/main/desk/reduce-fee.ts';
import { approveRefund, payRefund, refuseRefund, requestRefund } from '../../../src/main/desk/refund.ts';
import { setAccounts } from '../../../src/main/desk/set-accounts.ts';
import { settleStay } from '../../../src/main/desk/settle-stay.ts';
import { beginQr } from '../../../src/main/desk/show-qr.ts';
import { keepSurplus } from '../../../src/main/desk/surplus.ts';
import { voidReceipt } from '../../../src/main/desk/void-receipt.ts';
import { makeReports, type Reports } from '../../../src/main/reports/reports.ts';
import { freeMoney, isProven, type Row } from '../../../src/shared/payment/index.ts';
import { type Chance, makeChance } from '../chance.ts';
import { code, DeskCounter, done, type Who } from '../desk-counter.ts';

export interface MonthOptions {
  readonly institution: 'hospital' | 'school';
  readonly seed: number;
  /** First day; the month runs from its morning. */
  readonly from: string;
  readonly days: number;
  /** Names of the shifts of a day by their hours; the last one goes on into the next day. */
  readonly shifts: readonly number[];
  readonly receiptsPerShift: number;
  readonly counter?: string;
}

const units = ['Khoa Nội', 'Khoa Ngoại', 'Khoa Sản', 'Cấp cứu'];
const classes = ['1A', '2B', '3C'];
const groups = {
  hospital: ['vien-phi', 'thuoc', 'xet-nghiem', 'giuong'],
  school: ['ban-tru', 'tien-an', 'nuoc-uong', 'hoc-2-buoi'],
};

class Month {
  readonly desk: DeskCounter;
  readonly options: MonthOptions;
  readonly chance: Chance;
  readonly reports: Reports;
  /** Acts that were refused, by code: most are tries that come too late or too early. */
  readonly refused = new Map<string, number>();
  #leaf = 0;
  #reference = 0;
  #payers = 0;
  readonly #recent: string[] = [];
  readonly #withDeposit: { payer: string; bill: string; amount: number }[] = [];
  #closed = 0;

  constructor(desk: DeskCounter, options: MonthOptions) {
    this.desk = desk;
    this.options = options;
    this.chance = makeChance(options.seed);
    this.reports = makeReports({
      clock: desk.context.clock,
      database: desk.money,
      reads: desk.context.reads,
    });
  }

  get #reads() {
    return this.desk.context.reads;
  }

  #note(answer: Parameters<typeof code>[0]): boolean {
    const said = code(answer);
    if (said !== 'ok') this.refused.set(said, (this.refused.get(said) ?? 0) + 1);
    return said === 'ok';
  }

  #amount(): number {
    return 1_000 * (1 + this.chance.below(800)) + (this.chance.maybe(0.3) ? this.chance.below(1_000) : 0);
  }

  #payer(lines: number, onBehalf = false) {
    const { institution } = this.options;
    this.#payers += 1;
    const amounts = Array.from({ length: lines }, () => this.#amount());
    const payer = this.desk.payer(amounts, {
      className: this.chance.pick(institution === 'hospital' ? units : classes),
      group: onBehalf ? 'bhyt' : this.chance.pick(groups[institution]),
      onBehalf,
    });
    return {
      payer: payer.payer,
      lines: payer.bills.map((bill, index) => ({ bill, amount: amounts[index] ?? 0 })),
    };
  }

  /** One ordinary payment by whichever method. */
  #pay(): void {
    const { desk, chance } = this;
    const { payer, lines } = this.#payer(1 + chance.below(3), chance.maybe(0.1));
    const chosen = lines.map((line) =>
      chance.maybe(0.1) && line.amount > 2_000 ? { ...line, amount: line.amount - 1_000 } : line,
    );
    const way = chance.below(10);
    desk.clock.advance(1_000 + chance.below(20_000));
    if (way < 5) {
      this.#recent.push(...desk.payCash(payer, chosen));
      return;
    }
    const ids = { collection: desk.id(), tender: desk.id(), payer, payerName: 'Trần Quốc Ưởng' };
    if (way < 8) this.#payByCode(ids, chosen);
    else this.#payByCard(ids, chosen);
  }

  #payByCode(ids: Ids, lines: Lines): void {
    const { desk, chance } = this;
    const { context } = desk;
    const shown = done(beginQr(context, { ...ids, lines, amount: null, wallet: false }));
    if (chance.maybe(0.15)) {
      // The bank is slow: an approver accepts, the credit comes later, or never.
      done(park(context, { collection: ids.collection }));
      this.#later.push({ tender: ids.tender, reference: shown.reference ?? '', never: chance.maybe(0.2) });
      return;
    }
    const extra = chance.maybe(0.05) ? 5_000 : 0;
    this.#credit(shown.reference ?? '', shown.due + extra);
    this.#issue(ids.collection);
  }

  readonly #later: { tender: string; reference: string; never: boolean }[] = [];

  #credit(reference: string, amount: number): void {
    const { context, clock } = this.desk;
    this.#reference += 1;
    const credit = {
      ...{
        bin: '970499',
        number: '0000012345678',
        reference: `FT${this.options.seed}-${this.#reference}`,
        amount,
      },
      ...{
        paidAt: clock.now() - 2_000,
        content: `${reference} THANH TOAN`,
        senderName: null,
        virtualAccount: null,
      },
    };
    const acted = context.ledger.act(() => applyCredit(context, credit, 'feed'));
    if (!acted.ok || acted.value.is !== 'matched') throw new Error(`credit: ${JSON.stringify(acted)}`);
  }

  /** What was left waiting for the bank: accepted now, credited or found missing the next time. */
  async #settleLater(): Promise<void> {
    const { context } = this.desk;
    for (const waiting of this.#later.splice(0)) {
      const tender = this.#reads.tender(waiting.tender);
      if (tender === undefined) continue;
      if (tender.state === 'shown') {
        const evidence = {
          evidence: 'bank-sms',
          text: 'tin nhắn ngân hàng',
          approval: this.desk.by('chief'),
        } as const;
        if (this.#note(await acceptTransfer(context, { tender: tender.id, ...evidence }))) {
          this.#issue(tender.collection ?? '');
          this.#later.push(waiting);
        } else this.#credit(waiting.reference, tender.due);
      } else if (waiting.never) {
        const ground = { ground: 'not-in-statement', approval: this.desk.by('chief') } as const;
        this.#note(await transferNeverCame(context, { tender: tender.id, ...ground }));
      } else this.#credit(waiting.reference, tender.due);
    }
  }

  #issue(collection: string): void {
    const unfinished = this.#reads.collection(collection)?.state;
    if (unfinished === 'open' || unfinished === 'parked') this.#recent.push(...this.desk.issue(collection));
  }

  #payByCard(ids: Ids, lines: Lines): void {
    const { context } = this.desk;
    done(beginManual(context, { ...ids, lines, amount: null }));
    const slip = {
      approvalCode: String(this.#payers).padStart(6, '0'),
      lastFour: '4242',
      terminal: 'T1',
      batch: '1',
    };
    const keyed = done(keyCard(context, { tender: ids.tender, ...slip }));
    this.#recent.push(...keyed.receipts);
  }

  async #correct(): Promise<void> {
    const { chance } = this;
    const recent = this.#recent.slice(-60).flatMap((id) => this.#reads.receipt(id) ?? []);
    const receipt = recent.length === 0 ? undefined : chance.pick(recent);
    if (receipt === undefined || receipt.state === 'void') return;
    switch (chance.below(4)) {
      case 0:
      case 1:
        await this.#void(receipt);
        return;
      case 2:
        await this.#refundOn(receipt);
        return;
      default:
        await this.#replace(receipt);
    }
  }

  async #void(receipt: Row<'receipt'>): Promise<void> {
    const { chance, desk } = this;
    const sources = (JSON.parse(receipt.frozen) as { sources: { source: string; id: string }[] }).sources;
    const fates = sources
      .filter(({ source }) => source === 'tender')
      .map(({ id }) => ({ tender: id, fate: chance.pick(['returned', 'refund', 'balance'] as const) }));
    const request = {
      receipt: receipt.id,
      reason: 'wrong-amount',
      text: 'sai',
      copyRecalled: chance.maybe(0.8),
      payee: { name: 'Phạm Người Nhà', identity: '001099000001' },
    } as const;
    this.#note(
      await voidReceipt(desk.context, { ...request, fates, replacement: null, approval: desk.by('chief') }),
    );
  }

  async #replace(receipt: Row<'receipt'>): Promise<void> {
    const { desk } = this;
    const replacement = { payerName: 'Lê Văn Đúng', payerAddress: null, lines: null, payer: null };
    const request = {
      receipt: receipt.id,
      reason: 'wrong-payer',
      text: 'sai tên',
      copyRecalled: true,
    } as const;
    const answer = await voidReceipt(desk.context, {
      ...request,
      fates: [],
      replacement,
      approval: desk.by('chief'),
    });
    if (this.#note(answer) && answer.ok && answer.value.replacedBy !== null)
      this.#recent.push(answer.value.replacedBy);
  }

  async #refundOn(receipt: Row<'receipt'>): Promise<void> {
    const { chance, desk } = this;
    const [first] = (
      JSON.parse(receipt.frozen) as { sources: { source: string; id: string; amount: number }[] }
    ).sources;
    if (first === undefined || first.source === 'rounding') return;
    const way = chance.pick(['cash', 'transfer', 'card'] as const);
    const amount = chance.maybe(0.4) ? first.amount : 1 + chance.below(first.amount);
    const refund = desk.id();
    const request = {
      ...{ refund, source: first.source as 'tender', id: first.id, receipt: receipt.id, amount, way },
      ...{ payeeName: 'Phạm Người Nhà', payeeIdentity: '001099000001', text: 'trả lại' },
    };
    this.#note(requestRefund(desk.context, request));
  }

  /** Money that stands on nothing is kept or asked back; refunds go on. */
  async #tidy(): Promise<void> {
    const { chance, desk } = this;
    for (const tender of this.#reads.tendersWithFreeMoney().slice(0, 3)) {
      const state = tender.collection === null ? 'undone' : this.#reads.collection(tender.collection)?.state;
      if (state === 'open' || state === 'parked' || !isProven(tender.machine, tender.state)) continue;
      if (freeMoney(tender) > 0) this.#note(keepSurplus(desk.context, { tender: tender.id }));
    }
    for (const balance of this.#reads.openBalances().slice(0, 2)) {
      const amount = balance.amount - balance.used - balance.refunding - balance.refunded;
      const request = {
        ...({
          refund: desk.id(),
          source: 'balance',
          id: balance.id,
          receipt: null,
          amount,
          way: 'cash',
        } as const),
        ...{ payeeName: 'Phạm Người Nhà', payeeIdentity: '001099000001', text: 'trả số dư' },
      };
      if (chance.maybe(0.5)) this.#note(requestRefund(desk.context, request));
    }
    for (const refund of this.#reads.pendingRefunds().slice(0, 6)) {
      const approval = desk.by('chief');
      if (refund.state === 'approved')
        this.#note(payRefund(desk.context, { refund: refund.id, reference: 'FT-1' }));
      else if (chance.maybe(0.15))
        this.#note(await refuseRefund(desk.context, { refund: refund.id, text: 'không', approval }));
      else this.#note(await approveRefund(desk.context, { refund: refund.id, approval }));
    }
  }

  #deposit(): void {
    const { payer, lines } = this.#payer(1);
    const [line] = lines;
    if (line === undefined) return;
    this.desk.deposit(payer, this.#amount());
    if (this.chance.maybe(0.4)) this.desk.deposit(payer, this.#amount());
    this.#withDeposit.push({ payer, ...line });
  }

  /** Somebody with a deposit leaves the hospital. */
  #discharge(): void {
    const stay = this.#withDeposit.shift();
    if (stay === undefined) return;
    const { desk, chance } = this;
    const request = {
      ...{ settlement: desk.id(), payer: stay.payer, visit: null, payerName: 'Trần Ưởng' },
      ...{
        insurance: this.#amount(),
        lines: [{ bill: stay.bill, amount: stay.amount, part: 'own' as const }],
      },
      refundTo: chance.maybe(0.7) ? { name: 'Phạm Người Nhà', identity: '001099000001' } : null,
    };
    const settled = done(settleStay(desk.context, request));
    if (settled.due === 0 || settled.collection === null) return;
    desk.clock.advance(1_000);
    desk.payOpenCash(settled.collection);
  }

  async #schoolMonth(): Promise<void> {
    const { desk } = this;
    const { payer, lines } = this.#payer(2);
    const days = {
      payer,
      days: 2,
      dayPrice: 15_000,
      period: 'Tháng 9',
      text: 'ốm',
      approval: desk.by('chief'),
    };
    done(await recordMealDays(desk.context, days));
    const [first, second] = lines;
    if (first === undefined || second === undefined) return;
    const { taken } = done(applyMealDays(desk.context, { bill: first.bill }));
    if (first.amount > taken)
      this.#recent.push(...desk.payCash(payer, [{ bill: first.bill, amount: first.amount - taken }]));
    const less = {
      reduction: desk.id(),
      bill: second.bill,
      amount: Math.floor(second.amount / 2),
      ground: 'exempt' as const,
    };
    const exempt = { ...less, decision: 'QĐ 5', text: 'hộ nghèo', approval: desk.by('approver') };
    done(await reduceFee(desk.context, exempt));
  }

  async #paper(): Promise<void> {
    const { desk } = this;
    const { payer, lines } = this.#payer(1);
    this.#leaf += 1;
    const answer = await enterPaper(desk.context, {
      ...{
        paper: desk.id(),
        book: 'QUYEN-01',
        number: this.#leaf,
        writtenAt: desk.clock.now() - 40 * 3_600_000,
      },
      ...{ writer: 'Lý Văn Thử', writerPerson: null, text: 'mất điện', approval: desk.by('accountant') },
      taken: this.chance.maybe(0.1) ? null : { payer, payerName: 'Người Nộp', lines },
    });
    if (this.#note(answer) && answer.ok && answer.value.receipt !== null)
      this.#recent.push(answer.value.receipt);
  }

  async #drawer(): Promise<void> {
    const kind = this.chance.pick(['pay-in', 'safe-drop', 'pay-out'] as const);
    const approval = kind === 'pay-out' ? this.desk.by('chief') : null;
    this.#note(await moveCash(this.desk.context, { kind, amount: 10_000, reason: 'lý do', approval }));
  }

  async #one(): Promise<void> {
    const dice = this.chance.below(100);
    const hospital = this.options.institution === 'hospital';
    if (dice < 72) this.#pay();
    else if (dice < 80) await this.#correct();
    else if (dice < 86) await this.#tidy();
    else if (dice < 90) await (hospital ? this.#deposit() : this.#schoolMonth());
    else if (dice < 93) hospital ? this.#discharge() : this.#pay();
    else if (dice < 95) await this.#drawer();
    else if (dice < 97) await this.#settleLater();
    else if (dice < 98) await this.#paper();
    else this.#pay();
  }

  async #shift(who: Who): Promise<void> {
    const { desk, chance, options } = this;
    await desk.openShift(who, this.#reads.counterRow()?.floatLeft ?? 500_000);
    const spacing = Math.floor((7.5 * 3_600_000) / options.receiptsPerShift);
    const year = () =>
      this.#reads.series('receipt').some((row) => row.year === Number(desk.today.slice(0, 4)));
    for (let index = 0; index < options.receiptsPerShift; index += 1) {
      desk.clock.advance(Math.max(0, spacing - 30_000));
      if (!year()) desk.openYear();
      await this.#one();
    }
    this.#closed += 1;
    const expected = this.#reads.runningFigures(this.#reads.openShift()?.id ?? '').expectedCash;
    const over = chance.maybe(0.3) ? Math.max(-expected, chance.below(20_000) - 10_000) : 0;
    const z = await desk.close(over, Math.min(500_000, Math.max(0, expected + over)));
    if (!chance.maybe(0.8)) return;
    const handIn = this.#reads.handInOfZ(z);
    if (handIn === undefined) return;
    const counted = { handIn: handIn.id, lines: [], torn: handIn.amount, recounted: false };
    done(await confirmHandIn(desk.context, { ...counted, receiver: desk.by('treasurer') }));
  }

  async run(): Promise<void> {
    const { desk, options } = this;
    await desk.signIn('admin');
    const account = {
      ...{
        account: 'chinh',
        bin: '970499',
        number: '0000012345678',
        holder: 'DON VI THU NGHIEM',
        bank: 'NH Mẫu',
      },
      ...({ serves: 'all', purposeLimit: 25, serviceCode: 'QRIBFTTA', merchant: null } as const),
    };
    const accounts = [
      { ...account, onBehalf: false },
      { ...account, account: 'thu-ho', number: '0000012345679', onBehalf: true },
    ];
    done(await setAccounts(desk.context, { accounts, acceptanceLimit: null, approval: desk.by('chief') }));
    done(openBook(desk.context, { book: 'QUYEN-01', firstNumber: 1 }));
    const start = Date.parse(`${options.from}T06:00:00+07:00`);
    for (let day = 0; day < options.days; day += 1) {
      for (const [index, hour] of options.shifts.entries()) {
        const at = start + day * 86_400_000 + (hour - 6) * 3_600_000;
        desk.clock.advance(Math.max(0, at - desk.clock.now()));
        await this.#shift(index % 2 === 0 ? 'cashier' : 'other');
        if (this.chance.maybe(0.5)) {
          const yesterday = new Date(desk.clock.now() - 3 * 86_400_000).toISOString().slice(0, 10);
          const set = exportInvoiceSet(desk.context, { day: yesterday, singles: [] });
          this.#note(set);
        }
        // Reports are asked for in the middle of the month, too: sums grow page by page.
        if (this.chance.maybe(0.3)) this.reports.takeIn();
      }
    }
  }
}

type Ids = { collection: string; tender: string; payer: string; payerName: string };
type Lines = readonly { bill: string; amount: number }[];

/** Plays the month on a new counter; the caller removes it. */
export async function playMonth(
  options: MonthOptions,
): Promise<{ desk: DeskCounter; refused: ReadonlyMap<string, number> }> {
  const desk = await DeskCounter.open(
    options.institution,
    `${options.from}T05:30`,
    options.seed,
    options.counter,
  );
  const month = new Month(desk, options);
  await month.run();
  return { desk, refused: month.refused };
}
