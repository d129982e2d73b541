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
  'failure.card-batch-settled':
    'Lô của giao dịch này đã kết toán, không hủy được nữa. Tiền vẫn đã thu. Lập hoàn tiền cho khách.',
  'failure.card-void-unsupported':
    'Ngân hàng của máy thẻ này không cho hủy từ quầy. Chưa có gì thay đổi. Hủy trên máy, hoặc lập hoàn tiền.',
  'failure.refund-not-by-card':
    'Tiền này không thu bằng thẻ trên máy đang nối. Chưa hoàn gì. Hoàn bằng cách khác rồi gõ mã giao dịch.',
  'failure.refund-at-terminal':
    'Máy thẻ đã được bảo hoàn khoản này, chưa rõ kết quả. Đừng trả cách khác. Hỏi lại máy hoặc nhờ người duyệt.',
  'failure.card-not-settled':
    'Giao dịch này còn trong lô chưa kết toán. Chưa hoàn gì. Kết toán máy thẻ trước, rồi hoàn trên máy.',
  'failure.card-refund-unsupported':
    'Ngân hàng của máy thẻ này không cho hoàn từ quầy. Chưa hoàn gì. Hoàn trên máy hoặc qua ngân hàng rồi gõ mã giao dịch.',
  'failure.card-refund-declined':
    'Máy thẻ từ chối hoàn. Tiền chưa về thẻ của khách. Thử lại, hoặc nhờ ngân hàng hoàn rồi gõ mã giao dịch.',
  'failure.card-refund-unknown':
    'Chưa rõ máy thẻ đã hoàn hay chưa. Đừng trả cách khác. Xem phiếu của máy rồi hỏi lại máy.',
  'failure.void-under-way':
    'Máy thẻ đang được bảo hủy hoặc hoàn khoản này, chưa rõ kết quả. Chưa có gì thay đổi. Hỏi lại máy thẻ trước.',
  'failure.void-differs': 'Số tiền hủy khác số tiền đã thu. Chưa hủy gì. Mở lại danh sách rồi làm lại.',
  'failure.void-finished': 'Lệnh hủy này đã có kết quả. Chưa có gì thay đổi. Mở lại danh sách.',
  'failure.settlement-finished': 'Lần kết toán này đã có kết quả. Chưa có gì thay đổi. Mở lại danh sách.',
  'failure.terminal-has-unknown':
    'Máy thẻ này còn giao dịch chưa rõ kết quả, không đổi tên hay xóa được. Chưa có gì thay đổi. Hỏi lại máy trước.',
} as const;
