/** Refusals of cards on a connected terminal. */
export const viFailureCard = {
  'failure.terminal-missing': 'Chưa nối máy thẻ. Chưa thu gì. Chọn cách khác, hoặc gõ tay trên máy rời.',
  'failure.terminal-query-first':
    'Máy thẻ còn một lần quẹt chưa rõ kết quả. Chưa thu gì lần này. Hỏi lại máy hoặc nhờ người duyệt, rồi thu tiếp.',
  'failure.terminal-not-reached': 'Máy thẻ không trả lời. Không có tiền nào chuyển. Xem dây nối rồi làm lại.',
  'failure.card-void-declined':
    'Máy thẻ không cho hủy giao dịch này. Tiền vẫn đã thu. Hoàn tiền bằng phiếu chi.',
  'failure.card-void-unknown':
    'Chưa rõ máy thẻ đã hủy hay chưa. Không hoàn tiền cách khác. Xem phiếu của máy rồi bấm hủy lại để hỏi máy.',
  'failure.settlement-declined':
    'Máy thẻ không kết toán: lô trống hoặc đã kết toán. Không có tiền nào chuyển.',
  'failure.settlement-unknown':
    'Chưa rõ máy thẻ đã kết toán hay chưa. Không có tiền nào mất. Xem phiếu kết toán của máy.',
} as const;
