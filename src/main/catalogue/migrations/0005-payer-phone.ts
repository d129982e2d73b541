import type { Migration } from '../../store/migrate.ts';

/**
 * The phone of who pays, where a list has it: brothers and sisters are found by it too (product.md A2). Lists that are in
 * force were read without it and have none until their next file.
 */
export const payerPhone: Migration = {
  number: 5,
  name: 'payer-phone',
  up(connection) {
    connection.exec('ALTER TABLE payer ADD COLUMN phone TEXT');
  },
};
