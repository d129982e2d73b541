/** What a closing shift carries over (`desk/carried-over.ts`). */
export const viLife = {
  'unfinished.open': 'Đang thu',
  'unfinished.surplus': 'Tiền thừa, chưa có chứng từ',
  'unfinished.accepted': 'Đã duyệt, chờ tiền về',
  'unfinished.claim': 'Tiền duyệt không về',
  'unfinished.card-keyed': 'Thẻ ghi tay, chưa đối soát',
  'unfinished.refund-owed': 'Còn phải hoàn',
} as const;
