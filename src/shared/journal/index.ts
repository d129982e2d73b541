export * from './canonical.ts';
export * from './entry.ts';
export {
  type ListedPrice,
  type MobileOperator,
  type ReceivingAccount,
  type StatementColumnsSaid,
  settingsBody,
} from './types/house.ts';
export * from './types/index.ts';
export { figures } from './types/shift.ts';
