import { canonical } from '../../journal/index.ts';
import type { houseTypes } from '../../journal/types/house.ts';
import { type Kind, kinds, privateColumns, type Row } from '../tables.ts';
import { type Draft, demand, type MovesOf } from '../world.ts';

/** Blanks every copy of private parts that came with one of these entries (design §3 "Erasure"). */
function blankCopies(draft: Draft, entry: string): void {
  for (const kind of kinds) {
    const columns = privateColumns(kind);
    if (columns.length === 0) continue;
    const blank = Object.fromEntries(columns.map((column) => [column, null]));
    for (const row of draft.list(kind, 'entry' as never, entry)) {
      draft.put(kind, { ...row, ...blank } as Row<Kind> as never);
    }
  }
}

export const houseMoves: MovesOf<typeof houseTypes> = {
  'ledger.opened': (draft, { body }) => {
    demand(draft.get('counter', 'counter') === undefined, 'already-set-up');
    draft.create('counter', {
      id: 'counter',
      kind: body.kind,
      openShift: null,
      floatLeft: null,
      zNumber: 0,
      signedIn: null,
      locked: 0,
    });
  },
  'epoch.opened': (draft, { body, epoch, at }) => {
    draft.create('epoch', {
      id: String(epoch),
      cause: body.cause,
      openedAt: at,
      continues: canonical(body.continues),
      highestKnown: canonical(body.highestKnown),
      accounted: body.series.some((series) => series.mayMiss) ? 0 : 1,
    });
    for (const { series } of body.series) draft.patch('series', series, { closedAt: at });
  },
  'epoch.accounted': (draft, { body }) => {
    draft.patch('epoch', String(body.epoch), { accounted: 1 });
  },
  'settings.set': (draft, { body, at }) => {
    draft.put('setting', { id: body.key, value: canonical(body.value), at });
  },
  'series.opened': (draft, { body, at }) => {
    draft.create('series', {
      id: body.series,
      purpose: body.purpose,
      year: body.year,
      next: body.firstNumber,
      width: body.width,
      openedAt: at,
      closedAt: null,
    });
  },
  'proposal.made': (draft, { id, body, content }) => {
    draft.create('proposal', {
      id: body.proposal,
      subject: body.subject,
      needs: canonical(body.needs),
      accepted: canonical([]),
      state: 'open',
      change: content?.change ?? null,
      entry: id,
    });
  },
  'proposal.accepted': (draft, { body, actor }) => {
    const proposal = draft.need('proposal', body.proposal);
    demand(proposal.state === 'open', 'proposal-finished');
    const accepted = JSON.parse(proposal.accepted) as { person: string; role: string }[];
    const needs = JSON.parse(proposal.needs) as string[];
    const person = draft.need('person', actor);
    const held = JSON.parse(person.roles) as string[];
    demand(needs.includes(body.role) && person.active === 1 && held.includes(body.role), 'wrong-role');
    demand(!accepted.some((one) => one.person === actor || one.role === body.role), 'self-approval');
    const now = [...accepted, { person: actor, role: body.role }];
    draft.patch('proposal', body.proposal, {
      accepted: canonical(now),
      state: now.length === needs.length ? 'accepted' : 'open',
    });
  },
  'proposal.refused': (draft, { body }) => {
    demand(draft.need('proposal', body.proposal).state === 'open', 'proposal-finished');
    draft.patch('proposal', body.proposal, { state: 'refused' });
  },
  'case.settled': () => {},
  'approval.given': (draft, { body, actor, at }) => {
    // What nobody here did is decided also by whoever answers for the books alone (staff/approvals.ts).
    demand(body.approver !== actor || body.act === 'decide-unknown', 'self-approval');
    draft.create('approval', {
      id: body.approval,
      act: body.act,
      subject: body.subject,
      approver: body.approver,
      role: body.role,
      at,
    });
  },
  'import.begun': (draft, { id, body, content, at }) => {
    draft.create('import', {
      id: body.import,
      source: body.source,
      fileHash: body.fileHash,
      state: 'begun',
      payers: body.payers,
      lines: body.lines,
      at,
      fileName: content?.fileName ?? null,
      entry: id,
    });
  },
  'import.completed': (draft, { body }) => {
    const row = draft.need('import', body.import);
    demand(row.state === 'begun', 'import-finished');
    for (const other of draft.list('import', 'source', row.source)) {
      if (other.state === 'in-force') draft.patch('import', other.id, { state: 'superseded' });
    }
    draft.patch('import', body.import, { state: 'in-force' });
  },
  'import.dropped': (draft, { body }) => {
    demand(draft.need('import', body.import).state === 'begun', 'import-finished');
    draft.patch('import', body.import, { state: 'dropped' });
  },
  'print.outcome': (draft, { body, at }) => {
    const before = draft.get('print', body.job);
    draft.put('print', {
      id: body.job,
      document: body.document,
      kind: body.kind,
      mark: body.mark,
      copy: body.copy,
      outcome: body.outcome,
      paperCame: before?.paperCame ?? null,
      at,
    });
    const receipt =
      body.kind === 'receipt' && body.mark === 'copy' ? draft.get('receipt', body.document) : undefined;
    if (receipt !== undefined)
      draft.patch('receipt', receipt.id, { copies: Math.max(receipt.copies, body.copy) });
  },
  'print.answered': (draft, { body }) => {
    const job = draft.need('print', body.job);
    demand(job.outcome === 'unknown' || job.outcome === 'sent', 'print-not-in-doubt');
    draft.patch('print', body.job, { paperCame: body.paperCame ? 1 : 0 });
  },
  'clock.jumped': (draft, { id, body }) => {
    draft.create('clockJump', { id, from: body.from, to: body.to });
  },
  'erasure.made': (draft, { id, body, at }) => {
    for (const entry of body.entries) {
      draft.create('erased', { id: entry, erasure: id, at });
      blankCopies(draft, entry);
    }
  },
};
