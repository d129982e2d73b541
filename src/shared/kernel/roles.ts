/** Roles of `product.md` "People": thu ngân, thủ quỹ, kế toán, kế toán trưởng, người duyệt, quản trị. */
export const roles = [
  'cashier',
  'treasurer',
  'accountant',
  'chief-accountant',
  'approver',
  'administrator',
] as const;

export type Role = (typeof roles)[number];

/**
 * Whether one person may hold these roles together. Whoever keeps the books holds no cash (segregation of duties,
 * `facts/domain.md` §2.1): an accountant or chief accountant is neither cashier nor treasurer.
 */
export function rolesAllowedTogether(held: readonly Role[]): boolean {
  const keepsBooks = held.includes('accountant') || held.includes('chief-accountant');
  const holdsCash = held.includes('cashier') || held.includes('treasurer');
  return held.length > 0 && !(keepsBooks && holdsCash);
}
