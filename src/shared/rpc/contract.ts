/**
 * The typed contract between windows and counter. Nothing crosses the line that is not listed here, and every
 * request, response and topic is checked against its schema on arrival.
 */
import { z } from 'zod';
import { roles } from '../kernel/roles.ts';
import { noteDenominations } from '../money/index.ts';
import { counterKind } from '../sync/index.ts';
import { backupMethods } from './backup.ts';
import { cardMethods, cardView } from './card.ts';
import { cardBatchMethods } from './card-batches.ts';
import { cardMatchMethods, unsettledTerminal } from './card-match.ts';
import { accountsInput, codeMethods, qrDisplayStates, qrView, unfinishedCause } from './codes.ts';
import {
  collectMethods,
  collectViews,
  manualCardView,
  methodsInUseView,
  mostSlips,
  relatives,
  slipView,
} from './collect.ts';
import { correctionMethods } from './corrections.ts';
import { method, topic } from './define.ts';
import { depositMethods } from './deposits.ts';
import { deviceMethods, deviceTopics } from './devices.ts';
import { disputeMethods } from './disputes.ts';
import { documentMethods } from './documents.ts';
import { elsewhereMethods } from './elsewhere.ts';
import { facilityMethods } from './facility.ts';
import { guidanceMethods } from './guidance.ts';
import { historyMethods } from './history.ts';
import { importMethods } from './import.ts';
import { keyMethods } from './keys.ts';
import { reportMethods } from './reports.ts';
import { settingsMethods } from './settings.ts';
import {
  amount,
  approvalInput,
  chosenLine,
  epochMs,
  id,
  nothing,
  paperPrinter,
  paperState,
  payerSaid,
  pin,
  shortText,
  signedAmount,
} from './shapes.ts';
import { statementMethods } from './statements.ts';
import { syncMethods } from './sync.ts';

export type { QrView } from './codes.ts';
export type {
  CreditCandidate,
  CreditReason,
  CreditView,
  ManualCardView,
  PriceView,
  SlipView,
} from './collect.ts';
export type { ChosenLine } from './shapes.ts';

const role = z.enum(roles);

export const institutionKind = z.enum(['hospital', 'school']);

const personView = z.strictObject({
  person: id,
  name: z.string(),
  roles: z.array(role),
  active: z.boolean(),
});
export type PersonView = z.infer<typeof personView>;

/** What the sign-in and lock screens need, and nothing about money or payers. */
export const gateView = z.strictObject({
  /** `setup`: no facility yet; `quarantined`: the journal failed its check and an administrator must act. */
  state: z.enum(['setup', 'signed-out', 'locked', 'open', 'quarantined']),
  ledgerKind: z.enum(['real', 'training']),
  /** A desk has no drawer and no numbers: it works on the journals of the facility's counters. */
  machine: counterKind,
  institution: institutionKind,
  facilityName: z.string(),
  counterName: z.string(),
  people: z.array(personView),
  signedIn: personView.nullable(),
  /** Until when PIN entry is refused for a person after wrong attempts. */
  pinBlocked: z.array(z.strictObject({ person: id, untilMs: epochMs })),
  ledgerCheckedAt: epochMs.nullable(),
  /** Entries the backend has not acknowledged; null while this counter is not enrolled with one. */
  waitingToSend: z.int().min(0).nullable(),
  /** In a demonstration: the PIN of everybody, shown on the sign-in screen. Null in any other ledger. */
  demoPin: z.string().nullable(),
  /**
   * What is wrong with the journal while `state` is `quarantined`, else null. `people` then lists only administrators,
   * as far as the damaged file tells; one of them ends it with `ledger.openEpoch`.
   */
  quarantine: z
    .strictObject({
      code: z.enum(['wrong-entry', 'newer-program', 'rolled-back', 'forked', 'no-owner', 'unreadable']),
      /** The first wrong or missing entry, where there is one to name. */
      place: z.strictObject({ epoch: z.int(), seq: z.int() }).nullable(),
    })
    .nullable(),
  /** Whom to call, as the settings have it: whoever forgot a PIN is not signed in. Empty where nobody has said. */
  support: z.strictObject({ office: z.string(), phone: z.string() }),
  /** Minutes without a key press after which the window asks for `staff.lock`; 0 = never. */
  autoLockMinutes: z.int().min(0).max(120),
  now: epochMs,
});
export type GateView = z.infer<typeof gateView>;

/** Notes that are counted, largest first. */
export const denominations = noteDenominations;

export const countInput = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        denomination: z.int().positive().max(1_000_000),
        notes: z.int().min(0).max(1_000_000),
      }),
    )
    .max(40),
  /** Worth of torn notes that no longer meet the standard, in đồng. */
  torn: amount,
});

const billLineView = z.strictObject({
  /** Opaque reference of the bill line; the same through all imports. */
  bill: z.string().min(1).max(64),
  name: z.string(),
  /** Fee group, public; the name is private. */
  group: z.string(),
  period: z.string().nullable(),
  /** Second line under the name: ground of an exemption, insurance share … */
  note: z.string().nullable(),
  /** Whose bill it is, when several people are shown at once. */
  beneficiary: z.string(),
  beneficiaryName: z.string(),
  /** Class or ward of theirs; null where the list has none. */
  unit: z.string().nullable(),
  amount,
  paid: amount,
  /** amount − paid − what an unfinished collection holds. */
  owed: amount,
  /** Collected on behalf of others (thu hộ): own series, apart from revenue. */
  onBehalf: z.boolean(),
  /** Why nothing can be charged on this line now (a card outcome is unknown …), else null. */
  blocked: z.string().nullable(),
});
export type BillLineView = z.infer<typeof billLineView>;

const payerRow = z.strictObject({
  payer: z.string().min(1).max(64),
  name: z.string(),
  /** Patient, visit or pupil code. */
  code: z.string(),
  /** Class or ward, year of birth, sex, address: what tells namesakes apart. */
  className: z.string().nullable(),
  birthYear: z.string().nullable(),
  gender: z.string().nullable(),
  address: z.string().nullable(),
  owed: amount,
  /** Parts of `name` the search matched: [start, end) in UTF-16 units. */
  matches: z.array(z.tuple([z.int().min(0), z.int().min(0)])),
});
export type PayerRow = z.infer<typeof payerRow>;

export const payerView = payerRow.extend({
  birthDate: z.string().nullable(),
  /** Who usually pays (parent, relative), if the list says. */
  payerName: z.string().nullable(),
  visit: z.string().nullable(),
  tags: z.array(z.string()),
  lines: z.array(billLineView),
  relatives,
});
export type PayerView = z.infer<typeof payerView>;

const chosen = z.strictObject({
  payer: z.string().min(1).max(64),
  /** In the order in which money is allocated to them. */
  lines: z.array(chosenLine).min(1).max(200),
  ...payerSaid,
});

/** State of the newest paper of a document. */
export type PaperState = z.infer<typeof paperState>;

export const receiptView = z.strictObject({
  receipt: id,
  series: z.string(),
  number: z.string(),
  issuedAt: epochMs,
  payerName: z.string().nullable(),
  beneficiaryName: z.string().nullable(),
  code: z.string().nullable(),
  lines: z.array(z.strictObject({ name: z.string().nullable(), group: z.string(), amount })),
  total: amount,
  words: z.string(),
  tenders: z.array(z.strictObject({ method: z.string(), amount: signedAmount })),
  given: amount,
  rounding: signedAmount,
  change: amount,
  /** Cash that paid for this receipt; less than given − change when the payment paid for others too. */
  cashUsed: amount,
  cashierName: z.string(),
  state: z.enum(['issued', 'void']),
  print: paperState,
  printer: paperPrinter,
  printJob: id.nullable(),
  copies: z.int().min(0),
  sentToBackend: z.boolean(),
});
export type ReceiptView = z.infer<typeof receiptView>;

const cashDue = z.strictObject({
  collection: id,
  tender: id,
  /** What the chosen lines add up to. */
  total: amount,
  /** due − total; the cash tender alone is rounded (facts/domain.md §3.1). */
  rounding: signedAmount,
  due: amount,
});
export type CashDue = z.infer<typeof cashDue>;

const collected = z.strictObject({
  collection: id,
  /** Empty while something else of the collection is still to be paid. */
  receipts: z.array(receiptView),
  given: amount,
  change: amount,
});

/** Fee groups + `rounding` + `apartFromReceipts` = methods, to the đồng (design §4 (a), (d)). */
export const shiftFigures = z.strictObject({
  openingFloat: amount,
  cashReceived: signedAmount,
  cashReturned: signedAmount,
  cashRefunded: signedAmount,
  payIn: amount,
  payOut: amount,
  safeDrops: amount,
  expectedCash: signedAmount,
  byMethod: z.array(z.strictObject({ method: z.string(), count: z.int(), amount: signedAmount })),
  byGroup: z.array(z.strictObject({ group: z.string(), count: z.int(), amount: signedAmount })),
  /** What cash was rounded by, over all receipts of the shift. */
  rounding: signedAmount,
  /** Money in that no receipt of this shift stands for: given back, voided, held, deposits, credit balances. */
  apartFromReceipts: signedAmount,
  receipts: z.array(
    z.strictObject({
      series: z.string(),
      first: z.string(),
      last: z.string(),
      issued: z.int(),
      voided: z.int(),
      total: amount,
    }),
  ),
  receiptCount: z.int(),
  receiptTotal: signedAmount,
});
export type ShiftFigures = z.infer<typeof shiftFigures>;

const countView = z.strictObject({
  count: id,
  attempt: z.int().positive(),
  at: epochMs,
  counted: amount,
  lines: z.array(z.strictObject({ denomination: z.int(), notes: z.int() })),
  torn: amount,
});

export const closePreview = z.strictObject({
  shift: id,
  counts: z.array(countView),
  figures: shiftFigures,
  counted: amount,
  /** counted − expected: positive is Thừa (over), negative is Thiếu (short). */
  difference: signedAmount,
  zNumber: z.int().positive(),
  carriedOver: z.array(
    z.strictObject({ kind: z.string(), name: z.string().nullable(), amount, sinceMs: epochMs }),
  ),
  terminals: z.array(unsettledTerminal),
});
export type ClosePreview = z.infer<typeof closePreview>;

export const zView = z.strictObject({
  z: id,
  zNumber: z.int().positive(),
  shift: id,
  openedAt: epochMs,
  closedAt: epochMs,
  cashierName: z.string(),
  figures: shiftFigures,
  counted: amount,
  difference: signedAmount,
  reason: z.string().nullable(),
  nextFloat: amount,
  handedIn: amount,
  printJob: id.nullable(),
});
export type ZView = z.infer<typeof zView>;

const deviceState = z.enum([
  'ready',
  'offline',
  'no-paper',
  'paper-low',
  'cover-open',
  'cutter',
  'fault',
  'unknown',
  'off',
  'manual',
]);

export const unfinishedKind = z.enum([
  'received-no-receipt',
  'parked',
  'qr-waiting',
  'card-unknown',
  'not-printed',
  'voucher-not-printed',
  'unmatched-credit',
  'unsent',
]);

export const workplaceView = z.strictObject({
  now: epochMs,
  shift: z
    .strictObject({
      shift: id,
      name: z.string(),
      cashier: id,
      cashierName: z.string(),
      openedAt: epochMs,
      businessDate: z.string(),
      /** True while the signed-in person is not the one the shift belongs to. */
      someoneElses: z.boolean(),
    })
    .nullable(),
  /** What stands under the name of the facility on its papers; the name is in the gate's view. */
  paperHead: z.strictObject({ address: z.string(), budgetCode: z.string() }),
  rail: z.strictObject({
    /** No verified backup for three days, where backups are due (`backup.view`). */
    backupLate: z.boolean(),
    network: z.strictObject({
      state: z.enum(['not-enrolled', 'sent', 'waiting', 'offline']),
      waiting: z.int(),
      sinceMs: epochMs.nullable(),
    }),
    /** What waits for a person to judge (`case.list`). */
    cases: z.int().min(0),
    bank: z.strictObject({ state: z.enum(['not-connected', 'live', 'paused']), sinceMs: epochMs.nullable() }),
    /**
     * `spare`: who prints new papers while this one cannot; null where it can, or nobody does. `drawerShut`: the drawer
     * hangs on it and does not open by itself meanwhile.
     */
    printer: z.strictObject({
      state: deviceState,
      name: z.string(),
      spare: z.string().nullable(),
      drawerShut: z.boolean(),
    }),
    terminal: z.strictObject({ state: deviceState, name: z.string() }),
    display: z.strictObject({ connected: z.boolean() }),
    share: z.strictObject({
      count: z.int(),
      cashlessCount: z.int(),
      amount: signedAmount,
      /** Null during a blind count: nothing may show from which the expected cash could be worked out. */
      cashlessAmount: signedAmount.nullable(),
      targetLow: z.int().nullable(),
      targetHigh: z.int().nullable(),
    }),
    methods: methodsInUseView,
  }),
  methods: z.array(
    z.strictObject({
      method: z.enum(['cash', 'qr', 'card', 'mobile-money', 'website']),
      ready: z.boolean(),
      /** Why it is off, as a code the window translates. */
      reason: z.string().nullable(),
      /** How it is done where it is ready: `manual` is keyed by hand. */
      note: z.string().nullable(),
    }),
  ),
  ...collectViews,
  /** Cash rounding unit in đồng: 0 none, else 100, 500, 1000. */
  cashRounding: z.int(),
  unfinished: z.array(
    z.strictObject({
      kind: unfinishedKind,
      /** Collection; receipt of `not-printed`; deposit, refund or Z of `voucher-not-printed`; credit of `unmatched-credit`; tender where `collection` is null. */
      ref: z.string(),
      /** Whose it is in the lists, where that is known. */
      payer: z.string().nullable(),
      /** What `collect.resume` and `collect.issue` take; null where there is none to go on with. */
      collection: id.nullable(),
      /** The tender it is about, where it is about one. */
      tender: id.nullable(),
      name: z.string().nullable(),
      /** Of `received-no-receipt` the money that is there. */
      amount: amount.nullable(),
      sinceMs: epochMs,
      cause: unfinishedCause.nullable(),
      /** The collection is covered: `collect.issue` gives the receipts at once, also while it is parked. */
      canIssue: z.boolean(),
      /** What is still to be paid of it. */
      left: amount,
      /** End of the waiting code, if one waits. */
      expiresAt: epochMs.nullable(),
    }),
  ),
  lastReceipt: receiptView.nullable(),
  /** The newest Z and how its paper stands. */
  lastZ: z
    .strictObject({
      z: id,
      zNumber: z.int().positive(),
      print: paperState,
      printer: paperPrinter,
      printJob: id.nullable(),
    })
    .nullable(),
  /** Year of the newest open series of receipts; null before the first. */
  seriesYear: z.int().nullable(),
  /** The collection this counter is in the middle of, if a window was reloaded or the counter restarted. */
  front: z
    .strictObject({
      collection: id,
      payer: z.string(),
      payerName: z.string(),
      total: amount,
      cash: cashDue.nullable(),
      /** The newest code of this collection, whatever became of it; null if none was asked for. */
      qr: qrView.nullable(),
      /** Money that is there for it. */
      received: amount,
      /** What no money covers and nothing is waited for. */
      left: amount,
      /** Covered and not yet on receipts: Enter is `collect.issue`. */
      canIssue: z.boolean(),
      /** The sum that is being keyed into a terminal that is not connected. */
      manualCard: manualCardView.nullable(),
      /** Slips of it that can still be voided there: typed, their money is here and on no receipt. Oldest first. */
      slips: z.array(slipView).max(mostSlips),
      /** The newest attempt on a connected terminal, whatever became of it; null if there was none. */
      card: cardView.nullable(),
      lines: z.array(chosenLine),
      /** Listed fees that were added: they stand in no list. */
      added: z.array(billLineView),
    })
    .nullable(),
  /** What may be accepted without the bank's word in this shift, and how much of it is used. */
  acceptance: z.strictObject({ limit: amount, used: amount }),
  clockWarning: z.string().nullable(),
});
export type WorkplaceView = z.infer<typeof workplaceView>;

/** What the customer display shows. Never a full name, never a service, never the previous payer. */
export const displayView = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('guidance'), facilityName: z.string(), counterName: z.string() }),
  z.strictObject({
    state: z.literal('bill'),
    facilityName: z.string(),
    maskedName: z.string(),
    items: z.int(),
    total: amount,
    /** What of it is paid already. */
    received: amount,
  }),
  ...qrDisplayStates,
  z.strictObject({
    state: z.literal('cash'),
    facilityName: z.string(),
    maskedName: z.string(),
    due: amount,
  }),
  z.strictObject({
    state: z.literal('received'),
    facilityName: z.string(),
    maskedName: z.string(),
    /** What was taken in, rounded cash included: given − change. */
    total: amount,
    change: amount.nullable(),
    receiptNumbers: z.array(z.string()),
  }),
  z.strictObject({ state: z.literal('cancelled'), facilityName: z.string() }),
  z.strictObject({ state: z.literal('closed'), facilityName: z.string(), counterName: z.string() }),
]);
export type DisplayView = z.infer<typeof displayView>;

const cashier = ['cashier'] as const;
const bothWindows = ['cashier', 'display'] as const;
const collecting = ['cashier'] as const;
const drawer = ['cashier', 'treasurer'] as const;

export const methods = {
  'setup.create': method({
    request: z.strictObject({
      institution: institutionKind,
      machine: counterKind.default('counter'),
      facilityName: shortText,
      address: shortText,
      budgetCode: z.string().trim().max(20),
      counterName: shortText,
      seriesPrefix: z.string().regex(/^[A-Z0-9]{1,6}$/),
      people: z
        .array(z.strictObject({ name: shortText, roles: z.array(role).min(1), pin }))
        .min(1)
        .max(20),
      /** Receiving accounts; they can be set later too. */
      accounts: accountsInput.default([]),
    }),
    /** Ids of the people, in the order in which they were given. */
    response: z.strictObject({ people: z.array(id) }),
    capabilities: cashier,
    access: 'open',
  }),
  /**
   * Ends a quarantine: the damaged file is kept, every entry that verifies goes on in a new epoch (design §3). Works
   * only while `gate.state` is `quarantined`; afterwards nobody is signed in.
   */
  'ledger.openEpoch': method({
    request: z.strictObject({ person: id, pin }),
    response: z.strictObject({
      epoch: z.int().min(2),
      /** Entries that were kept. */
      entries: z.int().min(0),
      /** Entries known to have been written and not found; null when no record tells how many. */
      lost: z.int().min(0).nullable(),
    }),
    capabilities: cashier,
    access: 'open',
  }),
  'staff.signIn': method({
    request: z.strictObject({ person: id, pin }),
    response: nothing,
    capabilities: cashier,
    access: 'open',
  }),
  'staff.signOut': method({
    request: nothing,
    response: nothing,
    capabilities: cashier,
    access: 'signed-in',
  }),
  'staff.lock': method({ request: nothing, response: nothing, capabilities: cashier, access: 'signed-in' }),
  'staff.unlock': method({
    request: z.strictObject({ pin }),
    response: nothing,
    capabilities: cashier,
    access: 'signed-in',
  }),
  'staff.changePin': method({
    request: z.strictObject({ oldPin: pin, newPin: pin }),
    response: nothing,
    capabilities: cashier,
    access: 'unlocked',
  }),
  'staff.savePerson': method({
    request: z.strictObject({
      /** Null adds a person. */
      person: id.nullable(),
      name: shortText,
      roles: z.array(role).min(1),
      active: z.boolean(),
      /** Null keeps the present PIN; a new person needs one. */
      pin: pin.nullable(),
      /** Of the chief accountant or an approver, where there is one besides who asks and who is changed. */
      approval: approvalInput.nullable().default(null),
    }),
    response: z.strictObject({ person: id }),
    capabilities: cashier,
    access: ['administrator'],
  }),
  'shift.open': method({
    request: z.strictObject({ float: amount, name: shortText }),
    response: z.strictObject({ shift: id }),
    capabilities: cashier,
    access: drawer,
  }),
  /** Opens this year's series of numbers; never done by the clock alone (design §4). */
  'series.openYear': method({
    request: z.strictObject({ year: z.int().min(2020).max(2200) }),
    response: nothing,
    capabilities: cashier,
    access: ['cashier', 'treasurer', 'administrator'],
  }),
  'shift.takeOver': method({
    request: z.strictObject({ approval: approvalInput }),
    response: nothing,
    capabilities: cashier,
    access: drawer,
  }),
  'shift.x': method({
    request: nothing,
    response: shiftFigures,
    capabilities: cashier,
    access: ['treasurer', 'chief-accountant', 'accountant'],
  }),
  'shift.moveCash': method({
    request: z.strictObject({
      kind: z.enum(['pay-in', 'pay-out', 'safe-drop']),
      amount: amount.min(1),
      reason: shortText,
      approval: approvalInput.nullable(),
    }),
    response: nothing,
    capabilities: cashier,
    access: drawer,
  }),
  /** For a reason said in words, or to count what lies in it. */
  'shift.openDrawer': method({
    request: z.union([z.strictObject({ text: shortText }), z.strictObject({ toCount: z.literal(true) })]),
    response: nothing,
    capabilities: cashier,
    access: drawer,
  }),
  /** Blind: the answer holds what was counted and nothing from which the expected cash could be worked out. */
  'shift.count': method({
    request: countInput.extend({ purpose: z.enum(['close', 'surprise']) }),
    response: countView,
    capabilities: cashier,
    access: drawer,
  }),
  /** Only after at least one closing count of this shift. */
  'shift.preview': method({
    request: nothing,
    response: closePreview,
    capabilities: cashier,
    access: drawer,
  }),
  'shift.close': method({
    request: z.strictObject({
      count: id,
      reason: z.string().trim().max(500).nullable(),
      nextFloat: amount,
      /** Needed to close somebody else's shift. */
      approval: approvalInput.nullable(),
    }),
    response: zView,
    capabilities: cashier,
    access: drawer,
  }),
  'payer.find': method({
    request: z.strictObject({
      text: z.string().max(100),
      limit: z.int().min(1).max(50),
      /** Only who has this very code, number or visit: of a scan, which must not open somebody whose code begins alike. */
      whole: z.boolean().optional(),
    }),
    response: z.strictObject({
      rows: z.array(payerRow),
      /** Exact up to 1,000; `atLeast` when there are more. */
      count: z.int(),
      atLeast: z.boolean(),
    }),
    capabilities: cashier,
    access: 'unlocked',
  }),
  'payer.open': method({
    request: z.strictObject({ payer: z.string().min(1).max(64) }),
    response: payerView,
    capabilities: cashier,
    access: 'unlocked',
  }),
  /** Puts what is being chosen on the customer display; nothing is written. `null` clears it. */
  'collect.show': method({
    request: z.strictObject({
      choice: z.strictObject({ payer: z.string(), lines: z.array(chosenLine).max(200) }).nullable(),
    }),
    response: nothing,
    capabilities: cashier,
    access: collecting,
  }),
  /** Journals the collection and the intended cash tender. The same ids again give the same answer. */
  'collect.cashBegin': method({
    request: chosen.extend({
      collection: id,
      tender: id,
      /** Part of what is left, where something else pays the rest; null or left out is all of it. */
      amount: amount.min(1).nullable().default(null),
    }),
    response: cashDue,
    capabilities: cashier,
    access: collecting,
  }),
  /** Records the cash, issues the receipts, queues their paper. The same tender again gives the same receipts. */
  'collect.cashReceive': method({
    request: z.strictObject({ tender: id, given: amount }),
    response: collected,
    capabilities: cashier,
    access: collecting,
  }),
  'collect.cashCancel': method({
    request: z.strictObject({ tender: id }),
    response: nothing,
    capabilities: cashier,
    access: collecting,
  }),
  ...codeMethods,
  ...cardMethods,
  ...deviceMethods,
  ...settingsMethods,
  ...historyMethods(receiptView),
  ...collectMethods(collected),
  /**
   * Issues the receipts of a collection that is covered and queues their paper, also of a parked one. A credit never
   * does it by itself (design §4). Codes of it that still wait are cancelled. Again it gives the same receipts.
   */
  'collect.issue': method({
    request: z.strictObject({ collection: id }),
    response: collected,
    capabilities: cashier,
    access: collecting,
  }),
  'collect.park': method({
    request: z.strictObject({ collection: id }),
    response: nothing,
    capabilities: cashier,
    access: collecting,
  }),
  'collect.resume': method({
    request: z.strictObject({ collection: id }),
    response: nothing,
    capabilities: cashier,
    access: collecting,
  }),
  'collect.undo': method({
    /** Cash that is handed back with it, as the window showed it; refused when it is another sum. */
    request: z.strictObject({ collection: id, giveBack: amount.optional() }),
    response: nothing,
    capabilities: cashier,
    access: collecting,
  }),
  /** An original that never came out is sent again as the original; anything else is a marked copy. */
  'receipt.print': method({
    request: z.strictObject({ receipt: id }),
    response: z.strictObject({ job: id }),
    capabilities: cashier,
    access: 'unlocked',
  }),
  /** The paper of a Z, by the same rules. */
  'z.print': method({
    request: z.strictObject({ z: id }),
    response: z.strictObject({ job: id }),
    capabilities: cashier,
    access: 'unlocked',
  }),
  /** The cashier's answer to "Giấy có ra không?" for a job whose outcome the printer did not prove. */
  'print.answer': method({
    request: z.strictObject({ job: id, paperCame: z.boolean() }),
    response: nothing,
    capabilities: cashier,
    access: 'unlocked',
  }),
  'receipt.recent': method({
    request: z.strictObject({ text: z.string().max(100), limit: z.int().min(1).max(200) }),
    response: z.strictObject({ receipts: z.array(receiptView) }),
    capabilities: cashier,
    access: 'unlocked',
  }),
  ...importMethods,
  ...statementMethods,
  ...syncMethods,
  ...keyMethods,
  ...backupMethods,
  ...facilityMethods,
  ...correctionMethods,
  ...depositMethods,
  ...elsewhereMethods,
  ...reportMethods,
  ...documentMethods,
  ...cardMatchMethods,
  ...cardBatchMethods,
  ...disputeMethods,
  ...guidanceMethods,
} as const;

export const topics = {
  gate: topic({ value: gateView, capabilities: cashier }),
  /** `view` is null until somebody is signed in and the screen is unlocked. */
  workplace: topic({ value: z.strictObject({ view: workplaceView.nullable() }), capabilities: cashier }),
  display: topic({ value: z.strictObject({ view: displayView }), capabilities: bothWindows }),
  ...deviceTopics,
} as const;

export type MethodName = keyof typeof methods;
export type TopicName = keyof typeof topics;
export type MethodRequest<M extends MethodName> = z.input<(typeof methods)[M]['request']>;
export type MethodResponse<M extends MethodName> = z.output<(typeof methods)[M]['response']>;
export type TopicValue<T extends TopicName> = z.output<(typeof topics)[T]['value']>;
