/** The ledger itself, its settings, lists, papers and erasures. */
import { z } from 'zod';
import { roles } from '../../kernel/roles.ts';
import {
  date,
  dong,
  fields,
  hash,
  id,
  instant,
  opaque,
  open,
  publicKey,
  sealed,
  signed,
  text,
  word,
} from '../define.ts';

const head = fields({ epoch: z.int().min(1), seq: z.int().min(1), hash });

const formFields = {
  /** Title on the paper: BIÊN LAI THU TIỀN, PHIẾU THU … */
  title: z.string().max(80),
  /** Form code and the circular it is issued under, as data with a date (facts/domain.md §1.3). */
  code: z.string().max(40),
  issuedUnder: z.string().max(200),
};
const form = fields(formFields);

export const facility = fields({
  institution: z.enum(['hospital', 'school']),
  name: z.string().min(1).max(200),
  address: z.string().min(1).max(200),
  /** Mã đơn vị quan hệ ngân sách; may be empty. */
  budgetCode: z.string().max(20),
});

/**
 * An account of the facility that takes money by code. `account` is our own word for it; a code shown keeps what it was
 * shown with, whatever becomes of the setting.
 */
export const receivingAccount = fields({
  account: word,
  bin: z.string().regex(/^\d{6}$/),
  number: z.string().regex(/^[A-Za-z0-9]{1,19}$/),
  /** Holder's name as the bank shows it to the payer, so without marks. */
  holder: z.string().regex(/^[ -~]{1,60}$/),
  /** Short name of the bank as payers know it. */
  bank: z.string().min(1).max(40),
  /** Fee groups whose money comes here; `all` for every group that no other account names. */
  serves: z.union([z.literal('all'), z.array(word).max(50)]),
  /** Takes the money collected on behalf of others, apart from revenue. */
  onBehalf: z.boolean(),
  /** Longest content that the account's provider carries (facts/payments.md §1.3). */
  purposeLimit: z.union([z.literal(25), z.literal(19)]),
  serviceCode: z.enum(['QRIBFTTA', 'QRPUSH']),
  /** Needed by QRPUSH, a payment to a merchant; null for transfers. */
  merchant: z
    .strictObject({
      category: z.string().regex(/^\d{4}$/),
      name: z.string().min(1).max(25),
      city: z.string().min(1).max(15),
    })
    .nullable(),
});
export type ReceivingAccount = z.output<typeof receivingAccount>;

/** One operator of Mobile Money: `payTo` is the number or merchant code that the payer types on the phone. */
export const mobileOperator = fields({
  operator: word,
  name: z.string().min(1).max(40),
  /** What the payer dials first, `*998#`; empty where only the operator's app serves. */
  dial: z.string().regex(/^[*#0-9]{0,20}$/),
  payTo: z.string().regex(/^[A-Za-z0-9 ]{1,40}$/),
  /** First and last day in use; left out where it has no such day. */
  from: date.optional(),
  until: date.optional(),
});
export type MobileOperator = z.output<typeof mobileOperator>;

/** A fee with its price, in force from a day on until the next price of the same `price`, or until its last day. */
export const listedPrice = fields({
  price: word,
  name: z.string().min(1).max(200),
  group: word,
  amount: dong.min(1),
  onBehalf: z.boolean(),
  from: date,
  /** Last day; left out while it goes on. */
  until: date.optional(),
});
export type ListedPrice = z.output<typeof listedPrice>;

/** What is asked beyond the payer's own name, which always stands on a receipt (R5–R6). */
export const payerFields = fields({
  beneficiary: z.enum(['required', 'optional']),
  address: z.enum(['required', 'optional', 'off']),
});

/** Which column of a bank's file without a header holds what, as a person said it once (facts/files §1). */
const statementColumn = fields({
  role: z.enum(['date', 'reference', 'credit', 'debit', 'amount', 'balance', 'content', 'other-name']),
  column: z.int().min(0).max(199),
});
export const statementColumns = z.array(statementColumn).min(2).max(8);
export type StatementColumnsSaid = z.output<typeof statementColumns>;

/** One cashless method: whether it is in use, and since when (R1–R3, product.md A3). */
const methodInUse = fields({ on: z.boolean(), since: date.nullable() });

/** A printed form from a day on: title, code, circular line, and who signs (facts/domain.md §1.3). */
const datedForm = fields({
  ...formFields,
  from: date,
  /** Places to sign: who pays, who collects, then others; `person` null leaves the name to be written by hand. */
  signers: z
    .array(fields({ title: z.string().min(1).max(60), person: id.nullable() }))
    .min(2)
    .max(4),
});

export const settingsBody = z.discriminatedUnion('key', [
  fields({ key: z.literal('facility'), value: facility }),
  fields({ key: z.literal('counter'), value: fields({ name: z.string().min(1).max(200) }) }),
  fields({
    key: z.literal('machine'),
    /** Said once, at the first set-up; a counter where nothing was said (design §6 "Sister journals"). */
    value: fields({ kind: z.enum(['counter', 'accountant-desk']) }),
  }),
  fields({ key: z.literal('receipt-form'), value: form }),
  fields({
    key: z.literal('cash-rounding'),
    value: fields({ unit: z.union([z.literal(0), z.literal(100), z.literal(500), z.literal(1000)]) }),
  }),
  fields({
    key: z.literal('words'),
    value: fields({
      zero: z.enum(['lẻ', 'linh']),
      thousand: z.enum(['nghìn', 'ngàn']),
      billion: z.enum(['tỷ', 'tỉ']),
      even: z.boolean(),
    }),
  }),
  fields({
    key: z.literal('series-prefix'),
    value: fields({ prefix: z.string().regex(/^[A-Z0-9]{1,6}$/) }),
  }),
  fields({
    key: z.literal('auto-lock'),
    value: fields({ minutes: z.int().min(0).max(120) }),
  }),
  fields({
    key: z.literal('target'),
    /** Target band of the cashless share in percent, from a date (R9–R11). */
    value: fields({ from: date, low: z.int().min(0).max(100), high: z.int().min(0).max(100) }),
  }),
  fields({
    key: z.literal('methods'),
    /** Cashless methods in use, each with the date it was put in use (R1–R3). */
    value: fields({
      qr: date.nullable(),
      website: date.nullable(),
      'mobile-money': date.nullable(),
      card: date.nullable(),
    }),
  }),
  fields({
    key: z.literal('accounts'),
    value: fields({ list: z.array(receivingAccount).max(20) }),
  }),
  fields({
    key: z.literal('acceptance-limit'),
    /** What an approver may accept without the bank's word in one shift (design §4 "Accepted"). */
    value: fields({ perShift: dong }),
  }),
  fields({
    key: z.literal('deposit-invoicing'),
    /** Whether a deposit of a patient is a guarantee, or a prepayment that is invoiced when taken (facts §1.1 step 3). */
    value: fields({ mode: z.enum(['guarantee', 'prepayment']), from: date }),
  }),
  fields({ key: z.literal('method.qr'), value: methodInUse }),
  fields({ key: z.literal('method.website'), value: methodInUse }),
  fields({ key: z.literal('method.mobile-money'), value: methodInUse }),
  fields({ key: z.literal('method.card'), value: methodInUse }),
  fields({
    key: z.literal('targets'),
    /** Target bands of the cashless share in percent, each from its day on (R9–R11). */
    value: fields({
      list: z
        .array(fields({ from: date, low: z.int().min(0).max(100), high: z.int().min(0).max(100) }))
        .max(40),
    }),
  }),
  fields({
    key: z.literal('card-fee'),
    /** What acquirers usually keep of a batch of cards, in basis points (1/100 %), each from its day on (product.md E). */
    value: fields({
      list: z
        .array(
          fields({
            from: date,
            low: z.int().min(0).max(2_000),
            high: z.int().min(0).max(2_000),
          }),
        )
        .max(40),
    }),
  }),
  fields({
    key: z.literal('receipt-forms'),
    value: fields({ list: z.array(datedForm).min(1).max(40) }),
  }),
  fields({
    key: z.literal('standing'),
    /** Level of the facility and whether it lies in an urban area: cuts of the yearly report (R10–R11). */
    value: fields({
      tier: z.enum(['province', 'district', 'commune', 'other']),
      urban: z.boolean(),
    }),
  }),
  fields({
    key: z.literal('payer-fields'),
    value: payerFields,
  }),
  /** Whom to call: an office and its number, never a person's own. */
  fields({
    key: z.literal('support'),
    value: fields({ office: z.string().max(80), phone: z.string().max(40) }),
  }),
  fields({
    key: z.literal('mobile-money'),
    /** Operators of Mobile Money that the facility takes money through, and what the payer sends to. */
    value: fields({ operators: z.array(mobileOperator).max(10) }),
  }),
  fields({
    key: z.literal('prices'),
    /** Listed fees that a cashier may add to a bill (product.md A2); nothing else can be added. */
    value: fields({ list: z.array(listedPrice).max(200) }),
  }),
  fields({
    key: z.literal('statement-columns'),
    /** For each receiving account whose bank writes no header. */
    value: fields({
      list: z.array(fields({ account: word, columns: statementColumns })).max(20),
    }),
  }),
]);

export const houseTypes = {
  /** First entry of a ledger. Says for ever whether it is real or for training (design §5). */
  'ledger.opened': open(
    fields({
      kind: z.enum(['real', 'training']),
      /** Ed25519 key that signs this counter's batches and head records. */
      counterKey: publicKey,
      /** Ed25519 key of the facility, which vouches for its counters. */
      facilityKey: publicKey,
      /** ECDH key to which private parts are sealed before they leave. */
      sealingKey: publicKey,
    }),
  ),
  /** First entry of every later epoch (design §3 "Epochs"). */
  'epoch.opened': open(
    fields({
      cause: z.enum(['restore', 'replaced-machine', 'quarantine']),
      /** The last entry that is here and verifies. */
      continues: head,
      /** The highest head known from any outside record; between the two lies the lost stretch. */
      highestKnown: head,
      /** Set when local.db was lost and the recovery sheet with a named administrator opened this epoch. */
      recoveredBy: id.nullable(),
      series: z.array(fields({ series: word, closedAt: z.int().min(0), mayMiss: z.boolean() })).max(50),
    }),
  ),
  /** A person has accounted for the paper of a lost stretch. */
  'epoch.accounted': sealed(
    fields({ epoch: z.int().min(1), series: word, lastNumber: z.int().min(0) }),
    fields({ text }),
  ),
  'settings.set': open(settingsBody),
  /** A series of gap-free numbers within (counter, epoch, series, year). */
  'series.opened': open(
    fields({
      series: word,
      purpose: z.enum(['receipt', 'on-behalf', 'deposit', 'refund', 'paper-book']),
      year: z.int().min(2020).max(2200),
      firstNumber: z.int().min(1),
      width: z.int().min(4).max(8),
      /** How the year was known: confirmed by the backend, or by the person who opened it. */
      confirmedBy: z.enum(['backend', 'person']),
    }),
  ),
  /** A change that needs more than one person, or that came by the feed (design §6). */
  'proposal.made': sealed(
    fields({
      proposal: id,
      subject: z.enum(['account', 'person', 'setting', 'price-list']),
      origin: z.enum(['person', 'feed']),
      needs: z.array(z.enum(roles)).min(1).max(4),
    }),
    fields({ change: z.string().max(20_000) }),
  ),
  'proposal.accepted': open(fields({ proposal: id, role: z.enum(roles) })),
  'proposal.refused': sealed(fields({ proposal: id }), fields({ text })),
  /** Somebody has judged what nothing here could decide: an item of the feed, or a bill that two counters took. */
  'case.settled': sealed(fields({ case: id, kind: word, reason: word }), fields({ text })),
  /** A second person's PIN given for one act. */
  'approval.given': open(
    fields({ approval: id, act: word, subject: opaque, approver: id, role: z.enum(roles) }),
  ),
  /** Written before the catalogue's pointer moves; its completion after (design §2). */
  'import.begun': sealed(
    fields({ import: id, source: opaque, fileHash: hash, payers: dong, lines: dong, total: dong }),
    fields({ fileName: z.string().max(255), sourceName: z.string().max(200) }),
  ),
  'import.completed': open(fields({ import: id })),
  'import.dropped': open(fields({ import: id, reason: word })),
  /** What became of one sheet of paper. Printing never changes money. */
  'print.outcome': open(
    fields({
      job: id,
      document: id,
      kind: z.enum(['receipt', 'z-slip', 'x-slip', 'slip']),
      mark: z.enum(['original', 'copy', 'replaces-faulty']),
      copy: z.int().min(0),
      outcome: z.enum(['printed', 'sent', 'failed', 'unknown']),
      printer: word,
    }),
  ),
  /** The cashier's answer to "did paper come out?" for an unproved job. */
  'print.answered': open(fields({ job: id, document: id, paperCame: z.boolean() })),
  'clock.jumped': open(fields({ from: instant, to: instant, deltaMs: signed })),
  /** Names the entries whose private parts are deleted in the same transaction. */
  'erasure.made': sealed(
    fields({
      entries: z.array(id).min(1).max(1000),
      ground: z.enum(['period-over', 'request', 'court']),
    }),
    fields({ text }),
  ),
};
