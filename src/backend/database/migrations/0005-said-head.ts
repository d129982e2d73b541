import type { Migration } from '../migrate.ts';

/** Where a counter said its own journal ends, and when it said so: by it sisters know whether they have all of it. */
export const saidHead: Migration = {
  number: 5,
  name: 'said-head',
  statements: [
    `alter table counter add column said_epoch bigint, add column said_seq bigint, add column said_at bigint`,
  ],
};
