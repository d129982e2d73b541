/** Refusals of collecting besides cash and codes. */
export const viFailureCollect = {
  'failure.method-off': 'Đơn vị chưa dùng cách thu này. Chưa thu gì. Chọn cách khác.',
  'failure.wallet-not-merchant':
    'Tài khoản của khoản này không nhận quét bằng ví. Chưa thu gì. Chọn nhà mạng hoặc cách khác.',
  'failure.beneficiary-needed': 'Khoản này thiếu tên học sinh. Chưa thu gì. Sửa danh sách rồi mở lại.',
  'failure.payer-address-needed':
    'Đơn vị yêu cầu ghi địa chỉ người nộp, mà chưa có. Chưa thu gì. Bấm Alt+P để ghi rồi thu lại.',
  'failure.price-not-found': 'Khoản này không có trong bảng giá hôm nay. Chưa thu gì. Bỏ khoản rồi chọn lại.',
  'failure.price-differs': 'Giá của khoản thêm vừa đổi. Chưa thu gì. Bỏ khoản rồi thêm lại.',
  'failure.operator-not-found': 'Không có nhà mạng này trong cài đặt. Chưa thu gì. Chọn lại.',
  'failure.slip-twice':
    'Phiếu máy thẻ này đã gõ cho lần thu khác. Chưa ghi gì. Xem lại mã chuẩn chi và số lô trên phiếu.',
  'failure.not-claimed': 'Khách chưa nói đã chuyển. Không có gì thay đổi. Bấm Alt+N trước khi in phiếu chờ.',
  'failure.no-code': 'Lần thu này không có mã để in. Không có gì thay đổi.',
  'failure.no-surplus': 'Khoản này không còn tiền thừa. Không có gì thay đổi. Xem lại Việc chưa xong.',
  'failure.surplus-without-payer':
    'Chưa rõ tiền này của ai. Tiền vẫn giữ. Tìm người nộp ở Đối soát trước khi dùng.',
  'failure.surplus-too-small': 'Tiền thừa chỉ có {free}. Chưa thu gì. Bớt khoản hoặc thu một phần.',
} as const;
