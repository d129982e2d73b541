/** Setting up, people, proposals, imports, prints and what else happens around the money. */
import type { Book } from './book.ts';

const year = 2026;

export function setUp(book: Book): void {
  const { people } = book;
  for (const who of Object.keys(people) as (keyof typeof people)[]) people[who] = book.id();
  const roles = {
    admin: ['administrator'],
    cashier: ['cashier', 'treasurer'],
    other: ['cashier'],
    chief: ['chief-accountant'],
    approver: ['approver'],
  } as const;
  const names = {
    admin: 'Đỗ Quản Trị',
    cashier: 'Nguyễn Thị Mẫu',
    other: 'Lý Văn Thử',
    chief: 'Võ Thị Ví Dụ',
    approver: 'Trần Hiệu Trưởng',
  };
  for (const who of Object.keys(people) as (keyof typeof people)[]) {
    book.put({
      type: 'person.saved',
      actor: people.admin,
      body: { person: people[who], roles: [...roles[who]], active: true, pinSet: true },
      private: { name: names[who] },
    });
  }
  settings(book);
  for (const [series, purpose] of [
    ['BL26-Q1', 'receipt'],
    ['TH26-Q1', 'on-behalf'],
    ['TU26-Q1', 'deposit'],
    ['HT26-Q1', 'refund'],
    ['QUYEN-7', 'paper-book'],
  ] as const) {
    book.put({
      type: 'series.opened',
      body: { series, purpose, year, firstNumber: 1, width: 6, confirmedBy: 'person' },
    });
  }
}

function settings(book: Book): void {
  const facility = {
    institution: 'hospital',
    name: 'Bệnh viện Mẫu',
    address: 'Phường Thử',
    budgetCode: '',
  } as const;
  const actor = book.people.admin;
  const form = { title: 'BIÊN LAI THU TIỀN', code: 'C45-HD', issuedUnder: 'Thông tư mẫu' };
  book.put({ type: 'settings.set', actor, body: { key: 'facility', value: facility } });
  book.put({ type: 'settings.set', actor, body: { key: 'counter', value: { name: 'Quầy 1' } } });
  book.put({ type: 'settings.set', actor, body: { key: 'receipt-form', value: form } });
  book.put({ type: 'settings.set', actor, body: { key: 'cash-rounding', value: { unit: 500 } } });
  book.put({ type: 'settings.set', actor, body: { key: 'auto-lock', value: { minutes: 5 } } });
  book.put({
    type: 'settings.set',
    actor,
    body: { key: 'words', value: { zero: 'lẻ', thousand: 'nghìn', billion: 'tỷ', even: true } },
  });
  const target = { from: '2026-01-01', low: 50, high: 80 };
  book.put({ type: 'settings.set', actor, body: { key: 'target', value: target } });
  const methods = { qr: '2026-01-01', website: null, 'mobile-money': null, card: '2026-02-01' };
  book.put({ type: 'settings.set', actor, body: { key: 'methods', value: methods } });
}

/** Everything a session can do; the cashier is signed in afterwards. */
export function sessions(book: Book): void {
  const { cashier, other } = book.people;
  book.put({ type: 'session.pin-refused', body: { person: cashier, attempts: 1 } });
  book.put({ type: 'session.signed-in', body: { person: other } });
  book.put({ type: 'session.signed-out', body: { person: other } });
  book.put({ type: 'session.signed-in', body: { person: other } });
  book.put({ type: 'session.handed-over', body: { from: other, to: cashier } });
  book.put({ type: 'session.locked', body: { person: cashier } });
  book.put({ type: 'session.unlocked', body: { person: cashier } });
}

export function proposals(book: Book): void {
  const { admin, chief } = book.people;
  book.put({
    type: 'case.settled',
    actor: chief,
    body: { case: book.id(), kind: 'bill-twice', reason: 'bill-twice' },
    private: { text: 'đã hỏi người nộp' },
  });
  for (const end of ['accepted', 'refused'] as const) {
    const proposal = book.id();
    book.put({
      type: 'proposal.made',
      body: { proposal, subject: 'account', origin: 'feed', needs: ['administrator', 'chief-accountant'] },
      private: { change: '{"account":"mẫu"}' },
    });
    book.put({
      type: 'proposal.accepted',
      actor: admin,
      body: { proposal, role: 'administrator' },
    });
    if (end === 'accepted') {
      book.put({ type: 'proposal.accepted', actor: chief, body: { proposal, role: 'chief-accountant' } });
    } else {
      book.put({
        type: 'proposal.refused',
        actor: chief,
        body: { proposal },
        private: { text: 'sai tài khoản' },
      });
    }
  }
}

export function imports(book: Book): void {
  for (const end of ['completed', 'completed', 'dropped'] as const) {
    const one = book.id();
    book.put({
      type: 'import.begun',
      body: { import: one, source: 'lop', fileHash: 'ab'.repeat(32), payers: 2, lines: 3, total: 300_000 },
      private: { fileName: 'danh-sach.xlsx', sourceName: 'Lớp mẫu' },
    });
    if (end === 'completed') book.put({ type: 'import.completed', body: { import: one } });
    else book.put({ type: 'import.dropped', body: { import: one, reason: 'bo' } });
  }
}

export function prints(book: Book, receipt: string): void {
  const job = book.id();
  const print = { job, document: receipt, kind: 'receipt', printer: 'K80' } as const;
  book.put({ type: 'print.outcome', body: { ...print, mark: 'original', copy: 0, outcome: 'unknown' } });
  book.put({ type: 'print.answered', body: { job, document: receipt, paperCame: true } });
  const copy = { ...print, job: book.id(), mark: 'copy', copy: 1, outcome: 'printed' } as const;
  book.put({ type: 'print.outcome', body: copy });
}

/** Somebody sets the clock back by ten minutes; the next act notices. */
export function clockSetBack(book: Book): void {
  book.clock.jump(-10 * 60_000);
  book.put({ type: 'session.locked', body: { person: book.people.cashier } });
  book.put({ type: 'session.unlocked', body: { person: book.people.cashier } });
}

/** Erases the private parts of entries, by their ids. */
export function erase(book: Book, entries: readonly string[]): void {
  book.put({
    type: 'erasure.made',
    actor: book.people.admin,
    body: { entries: [...entries], ground: 'request' },
    private: { text: 'theo đơn của người nộp' },
  });
}
