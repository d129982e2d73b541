/** Refusals of the rules of money (`shared/payment`), accounts and codes: what happened – whether money moved – what next. */
export const viFailureLedger = {
  'failure.illegal-tender-move':
    'Lần thu này vừa đổi tình trạng nên việc đó không làm được nữa. Không ghi thêm tiền. Bấm Esc rồi mở lại người nộp.',
  'failure.tender-amount-differs':
    'Số tiền của lần thu này không khớp số đã hỏi. Không ghi thêm tiền. Bấm Esc rồi mở lại người nộp.',
  'failure.tender-method-differs':
    'Cách trả không khớp lần thu này. Không ghi thêm tiền. Bấm Esc rồi mở lại người nộp.',
  'failure.tender-exceeds-due':
    'Số tiền nhiều hơn phần còn phải thu. Chưa ghi thêm tiền. Bấm Esc, mở lại rồi thu đúng phần còn lại.',
  'failure.tender-without-money': 'Lần thu này chưa có tiền nào. Chưa xuất biên lai. Thu tiền trước đã.',
  'failure.tender-exists':
    'Lần thu tiền này đã ghi từ trước. Không ghi lần hai. Xem biên lai gần nhất bên phải.',
  'failure.collection-exists':
    'Lần thu này đã mở từ trước. Không ghi thêm tiền. Bấm Esc rồi mở lại người nộp.',
  'failure.collection-has-money':
    'Lần thu này có tiền không phải tiền mặt, hoặc tiền đang chờ, nên không bỏ được. Tiền vẫn ghi đủ trong sổ. Quẹt thẻ ghi tay thì hủy trên máy thẻ trước (Alt+V); tiền khác thì thu cho đủ rồi xuất biên lai.',
  'failure.collection-has-receipt':
    'Lần thu này đã xuất biên lai. Không ghi thêm tiền. Xem biên lai gần nhất bên phải.',
  'failure.collection-unchanged': 'Lần thu này vẫn như cũ. Không ghi gì. Cứ làm tiếp.',
  'failure.card-under-way':
    'Một lần quẹt thẻ cho khoản này chưa rõ kết quả. Không thu cách khác cho khoản này. Chờ máy thẻ trả lời.',
  'failure.rounding-twice':
    'Lần thu này đã làm tròn tiền mặt một lần. Chưa ghi thêm tiền. Thu phần còn lại đúng số, không làm tròn nữa.',
  'failure.rounding-not-allowed': 'Phần này không được làm tròn. Chưa ghi thêm tiền. Thu đúng số.',
  'failure.money-not-free':
    'Số tiền này đã dùng cho biên lai khác. Không ghi thêm gì. Bấm Esc rồi xem biên lai gần nhất.',
  'failure.money-not-proven':
    'Ngân hàng chưa xác nhận khoản tiền này. Chưa hoàn, chưa chi gì. Chờ báo có rồi làm lại.',
  'failure.money-stands-against-document':
    'Tiền này đang nằm trên một biên lai. Không đổi gì. Hủy biên lai đó trước.',
  'failure.line-not-covered':
    'Tiền đã nhận chưa đủ cho các khoản. Chưa xuất biên lai, tiền đã nhận vẫn ghi trong sổ. Thu thêm phần thiếu.',
  'failure.not-covered':
    'Tiền đã nhận chưa đủ. Chưa xuất biên lai, tiền đã nhận vẫn ghi trong sổ. Thu thêm phần thiếu.',
  'failure.line-not-found':
    'Một khoản không thuộc lần thu này. Chưa ghi thêm tiền. Bấm Esc rồi mở lại người nộp.',
  'failure.receipt-void': 'Biên lai này đã hủy từ trước. Không đổi gì thêm. Xem biên lai thay thế nếu có.',
  'failure.import-finished':
    'Lần nhập này đã xong hoặc đã bỏ. Danh sách không đổi thêm. Chọn lại tệp nếu cần.',
  'failure.import-exists': 'Lần nhập này đã ghi từ trước. Danh sách không đổi thêm. Chọn lại tệp nếu cần.',
  'failure.person-not-active': 'Người này đã nghỉ. Chưa có gì được ghi. Chọn người đang làm việc.',
  'failure.person-not-found': 'Không thấy người này trong danh sách. Chưa có gì được ghi. Chọn lại.',
  'failure.roles-together': 'Kế toán không kiêm thu ngân hay thủ quỹ. Chưa lưu. Bỏ bớt vai.',
  'failure.shift-not-found': 'Không thấy ca này. Chưa có tiền nào được ghi. Bấm F12 để xem ca đang mở.',
  'failure.count-not-found': 'Không thấy lần đếm này. Ca vẫn mở, tiền không sao. Đếm lại rồi chốt.',
  'failure.series-not-found':
    'Không thấy ký hiệu biên lai này. Chưa xuất biên lai, chưa ghi tiền. Bấm Alt+M xem số biên lai của năm.',
  'failure.approval-not-found': 'Lượt duyệt không còn giá trị. Chưa có gì được ghi. Mời duyệt lại.',
  'failure.counter-not-found':
    'Quầy chưa đặt xong. Chưa có tiền nào được ghi. Đóng Quầy Thu rồi mở lại để đặt quầy.',
  'failure.hand-in-exists': 'Tiền của ca này đã nộp từ trước. Không ghi lần hai. Xem tờ Z của ca.',
  'failure.acceptance-above-limit':
    'Quá mức được nhận rủi ro trong ca. Chưa ghi tiền, chưa xuất biên lai. Chờ ngân hàng báo có hoặc thu tiền mặt.',
  'failure.acceptance-differs':
    'Số tiền duyệt không khớp mã đang chờ. Chưa ghi tiền, chưa xuất biên lai. Mời duyệt lại.',
  'failure.acceptance-not-found':
    'Không thấy lượt nhận rủi ro này. Chưa ghi thêm tiền. Bấm Esc rồi mở lại người nộp.',
  'failure.credit-finished': 'Khoản báo có này đã được xử lý. Không ghi lần hai. Xem lại Việc chưa xong.',
  'failure.credit-differs':
    'Khoản báo có không khớp số tiền đã ghi. Không ghi thêm tiền. Báo quản trị đối chiếu với sao kê.',
  'failure.credit-of-another':
    'Khoản báo có này là của lần thu khác. Không ghi thêm tiền. Xem lại Việc chưa xong.',
  'failure.credit-not-found': 'Không thấy khoản báo có này. Không ghi thêm tiền. Xem lại Việc chưa xong.',
  'failure.account-missing':
    'Chưa có tài khoản nhận tiền cho khoản này. Chưa tạo mã, chưa thu gì. Thu tiền mặt, hoặc nhờ quản trị khai tài khoản.',
  'failure.account-malformed':
    'Tài khoản nhận tiền khai chưa đúng. Chưa tạo mã, chưa thu gì. Nhờ quản trị sửa số tài khoản và ngân hàng.',
  'failure.account-twice':
    'Một tài khoản khai hai lần. Chưa lưu, không có tiền nào đổi. Bỏ dòng trùng rồi lưu lại.',
  'failure.account-serves-twice':
    'Một loại thu có hai tài khoản nhận. Chưa lưu, không có tiền nào đổi. Mỗi loại thu chọn một tài khoản.',
  'failure.qr-amount-too-large':
    'Số tiền quá lớn cho một mã QR. Chưa tạo mã, chưa thu gì. Thu làm nhiều lần hoặc chọn cách khác.',
} as const;
