import type { viFacility } from '../vi/facility.ts';

export const enFacility: Readonly<Record<keyof typeof viFacility, string>> = {
  'more.facility': 'Whole facility',
  'more.facility.note': 'What each counter collected, and until when its figures are known',
  'more.cases': 'Cases to judge',
  'more.cases.note': '{n} cases: bills taken twice, bills cancelled, proposals of the province',

  'facility.title': 'Whole facility',
  'facility.counter': 'Counter',
  'facility.desk': 'Accountant’s desk',
  'facility.here': 'this machine',
  'facility.net': 'Net receipts',
  'facility.times-share': '% cashless by count',
  'facility.money': 'Paid',
  'facility.money-share': '% cashless by value',
  'facility.all': 'All of the facility',
  'facility.methods': 'By way of paying',
  'facility.times': '{n} payments',
  'facility.cases': '{n} cases to judge',
  'facility.bar.cases': 'Cases ({n})',
  'facility.note':
    'Added up from each counter’s book. Figures of a counter without network end at the time under its name.',

  'rail.cases': 'Cases',
  'rail.cases.some': '{n} to judge',
  'rail.cases.more':
    '{n} cases wait for a person: bills taken twice, bills cancelled, proposals of the province. Money and book are safe.',
  'rail.cases.open': 'Open “Cases to judge”',
  'rail.desk.more': 'An accountant’s desk has no drawer and issues no receipts.',

  'case.title': 'Cases to judge',
  'case.count': '{n} cases',
  'case.column.kind': 'What',
  'case.column.about': 'Whose',
  'case.column.age': 'Waiting',
  'case.empty': 'No case waits',
  'case.empty.hint':
    'Two counters that took the same bill while offline, a bill cancelled after it was paid, or a proposal of the province appear here.',
  'case.none': 'No case',
  'case.not-you': 'An accountant, the chief accountant or an administrator judges',
  'case.only-administrator': 'Administrator and chief accountant agree together',
  'case.cannot-accept': 'This machine cannot read the proposal',
  'case.settle': 'Judged, say why',
  'case.accept': 'Agree, ask the chief accountant',
  'case.refuse': 'Refuse the proposal',
  'case.two-people':
    '<b>Two people are needed.</b> The administrator signed in agrees, then the chief accountant enters their PIN at this machine. Until both have, nothing changes.',
  'case.accept.title': 'The chief accountant agrees',
  'case.accepted': 'Changed as proposed. Both people stand in the book.',
  'case.refused': 'Refused. Nothing changed.',
  'case.settled': 'The reason stands in the book. The case is shown no more.',
  'case.reason': 'Reason',
  'case.reason.missing': 'Say why, then press Enter.',
  'case.settle.title': 'How is this judged?',
  'case.settle.note': 'whom you asked, what becomes of the money; written in the book, not to be changed',
  'case.settle.act': 'Write the reason',
  'case.settle.outcome': 'Enter writes the reason; the case goes. Money and receipts do not change.',
  'case.refuse.title': 'Refuse the province’s proposal',
  'case.refuse.note': 'written in the book, not to be changed',
  'case.refuse.act': 'Refuse',
  'case.refuse.outcome': 'Enter refuses the proposal. The settings in force stay.',
  'case.receipts': 'Receipts that stand for this bill',
  'case.change': 'Would change',
  'case.change.none': 'The same as what is in force: nothing would change.',
  'case.heard': 'Heard at {time}',
  'case.advice.bill-twice':
    '<b>Two counters took the same bill: {amount} came, {owed} was owed.</b> Both receipts stand. Ask the payer, then void or refund one of them at the counter that issued it; the case then goes by itself.',
  'case.advice.credit-twice':
    '<b>Two counters gave the same credit ({amount}) to two payments.</b> Both receipts stand. See the statement: one of them has not paid; collect from them or void the receipt, then write the reason.',
  'case.advice.bill-cancelled-but-paid':
    '<b>The facility’s system cancelled this bill, but {amount} was taken.</b> The receipt stands. Ask whoever made the bill: if by mistake, write the reason; if not, refund from the history (F11).',
  'case.advice.bill-lowered-below-paid':
    '<b>The facility’s system lowered this bill below the {amount} that was taken.</b> The receipt stands. Refund the rest from the history (F11), or write why it stays.',
  'case.advice.list-unreadable':
    '<b>A line of the facility’s system could not be opened here.</b> No money changed. Tell whoever runs that system to send the line again.',
  'case.advice.credit-contradicts':
    '<b>The bank told one transaction with two amounts: {owed}, then {amount}.</b> The book keeps the first. Compare with the statement, then write the reason.',
  'case.advice.proposal':
    '<b>The province proposes a change of settings.</b> Nothing has changed. Ask the province on a number you know, most of all about a receiving account.',
  'case.advice.sister-unknown':
    '<b>There is a journal of a counter this machine was not told of.</b> Nothing was written. See that the new counter read the facility’s recovery sheet.',
  'case.advice.vouch-wrong':
    '<b>A machine says it is a counter of this facility without having its key.</b> Its journal is not taken. Tell the administrator and the province at once.',
  'case.advice.other':
    '<b>Something came that this machine could not write by itself.</b> Money and book are safe. Look at it with the administrator, then write the reason.',
  'sync.case.kind.bill-twice': 'Taken at two counters',
  'sync.case.kind.credit-twice': 'Credit taken twice',
  'sync.case.kind.proposal': 'Proposal of the province',
  'sync.case.kind.journal': 'Another counter’s journal',
  'sync.case.kind.counter': 'A counter of the facility',
  'sync.case.kind.credit-case': 'Credit',
  'sync.case.reason.bill-twice': 'both receipts stand, somebody must judge',
  'sync.case.reason.credit-twice': 'two counters took the same credit',
  'sync.case.reason.needs-two-people': 'needs administrator and chief accountant',
  'sync.case.reason.sister-unknown': 'counter not introduced',
  'sync.case.reason.vouch-wrong': 'without the facility’s key',
  'sync.case.reason.list-too-long':
    'the province’s list is longer than a counter keeps; nothing changed here',
  'sync.case.reason.list-wrong': 'the province’s list contradicts itself; nothing changed here',
  'sync.case.reason.kind-unknown': 'this machine needs a newer program',

  'sheet.keys': 'Keys and recovery sheet',
  'sheet.keys.note':
    'The facility’s keys open payers’ names and introduce new counters. They never pass the province’s server; they lie on paper only.',
  'sheet.print.facility': 'Print of the facility key',
  'sheet.print.sealing': 'Print of the sealing key',
  'sheet.neighbour':
    'A hospital or school system that sends bills compares the print of the sealing key before its first use.',
  'sheet.what-for': 'What the sheet is for',
  'sheet.what-for.next': 'A second counter or the accountant’s desk reads it before it takes money.',
  'sheet.what-for.lost': 'If this machine is lost, payers’ names cannot be read again without it.',
  'sheet.what-for.neighbour': 'The facility’s own system compares the prints on it.',
  'sheet.keep':
    '<b>Whoever holds this sheet can read payers’ names.</b> Print one, seal it, keep it in the safe with the cash book. No photograph, nothing over a network.',
  'sheet.show': 'Show the recovery sheet',
  'sheet.not-you': 'Administrator, chief accountant or approver',
  'sheet.approve': 'A second person agrees to show the sheet',
  'sheet.title': 'Recovery sheet of the facility',
  'sheet.made': 'From {counter}, {date}',
  'sheet.code': 'Code for a scanner',
  'sheet.lines': 'Eight lines to be typed',
  'sheet.warning':
    '<b>Secret; keep it in the safe.</b> A new machine reads it with a scanner, or the eight lines are typed. Then two people compare the print of the facility key.',
  'sheet.print': 'Print this sheet',
  'sheet.print.hint': 'On A4 or A5. Without such a printer copy the eight lines and both prints by hand.',
  'sheet.hide': 'Put away',
  'sheet.line': 'Line {n}',
  'sheet.read': 'Read the recovery sheet',
  'sheet.read.title': 'Read the facility’s recovery sheet',
  'sheet.read.note': 'Printed at a counter that is there: Settings, Keys and recovery sheet.',
  'sheet.read.scan':
    '<b>With a scanner:</b> scan the code on the sheet. Without one type the eight lines, in capitals or not.',
  'sheet.read.left': '{n} lines do not have 15 characters yet.',
  'sheet.read.ready': 'Enter reads it. Nothing is written in a book yet.',
  'sheet.read.act': 'Read this sheet',
  'sheet.read.done':
    '<b>The facility key was read, print {print}.</b> Compare it with the print on the sheet. If it differs, read again before going on.',
  'scan.sheet': 'This is a recovery sheet. It is read only at the first set-up; put it back into the safe.',

  'setup.kind.second':
    '<b>Does the facility have a counter already?</b> Read its <b>recovery sheet</b> first, the paper with the facility’s key printed at the first counter, so that the counters know each other and can read each other’s books.',
  'setup.desk.what': 'The <b>accountant’s desk</b> is a machine that looks at figures and takes no money.',
  'setup.desk': 'Set up a desk',
  'setup.desk.not': 'Set up a counter',
  'setup.desk.note':
    'Accountant’s desk: no drawer, no receipts. It sees and reconciles the figures of all counters.',
  'setup.default.desk': 'Bàn kế toán',
  'setup.missing.accountant': 'an accountant or chief accountant',
};
