/** Refusals of papers and reports as files. */
export const viFailureDocuments = {
  'failure.banking-not-found': 'Không thấy lần nộp tiền vào tài khoản này. Chưa lập giấy. Mở lại danh sách.',
  'failure.count-not-found': 'Không thấy lần kiểm quỹ này. Chưa lập giấy. Mở lại danh sách.',
  'failure.document-busy': 'Đang lập nhiều giấy khác. Sổ không đổi. Chờ một lát rồi xuất lại.',
  'failure.document-failed': 'Không lập được tệp này. Sổ không đổi. Xuất lại, nếu vẫn lỗi thì báo hỗ trợ.',
  'failure.document-not-found': 'Tệp đã hết hạn tải. Sổ không đổi. Xuất lại.',
  'failure.hand-in-gap':
    'Bảng kê lệch {gap} đ so với Z nên chưa lập được. Tiền không đổi. Báo kế toán trưởng kiểm sổ.',
  'failure.shift-not-closed': 'Ca này chưa chốt nên chưa xem được đường tiền mặt. Chốt ca trước.',
} as const;
