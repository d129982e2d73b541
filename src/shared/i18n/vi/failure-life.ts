/** Refusals of corrections, deposits, the fund and reports. */
export const viFailureLife = {
  'failure.collection-unfinished':
    'Lượt thu của biên lai này chưa xong. Chưa có gì được ghi. Xong lượt thu rồi thay biên lai.',
  'failure.count-stale': 'Tiền trong ngăn kéo đã đổi sau lần đếm. Ca chưa đóng. Đếm lại rồi đóng ca.',
  'failure.decision-needed': 'Miễn giảm phải có số quyết định. Chưa giảm. Ghi số quyết định rồi làm lại.',
  'failure.deposit-too-small': 'Tạm ứng không còn đủ số này. Chưa có gì được ghi. Xem lại số còn lại.',
  'failure.balance-too-small': 'Số dư không còn đủ số này. Chưa có gì được ghi. Xem lại số còn lại.',
  'failure.collection-is-deposit': 'Đây là lượt thu tạm ứng, không cấn trừ được. Chưa có gì được ghi.',
  'failure.drawer-opened-to-count':
    'Két đã mở cho lần đếm này rồi. Tiền không thay đổi. Đếm xong lần này, hoặc mở két ở mục Ca và ghi lý do.',
  'failure.drawer-too-small':
    'Theo sổ, két không có đủ số tiền mặt này. Chưa ghi gì, đừng lấy tiền ra. Nếu trong két thật có: ghi “Nộp thêm vào két” kèm lý do trước.',
  'failure.fate-missing':
    'Chưa nói số tiền nào trả lại, hoàn hay giữ lại. Chưa hủy. Chọn cho từng khoản tiền.',
  'failure.fate-not-allowed':
    'Khoản tiền này không trả lại theo cách đó được. Chưa hủy. Chọn hoàn hoặc giữ làm số dư.',
  'failure.fund-too-small': 'Quỹ không có nhiều tiền đến thế. Chưa ghi. Xem lại sổ quỹ.',
  'failure.fund-twice': 'Một khoản tạm ứng hay số dư được chọn hai lần. Chưa ghi. Chọn lại.',
  'failure.hand-in-differs':
    'Số đếm chưa khớp số thu ngân khai. Chưa nhận tiền, lần đếm này được giữ. Đếm lại; vẫn đúng số này thì nhận, phần chênh được ghi lại.',
  'failure.hand-in-not-counted':
    'Thủ quỹ chưa đếm tiền của ca này nên chưa xem được số thu ngân khai. Đếm và nhận ở mục Nộp quỹ trước.',
  'failure.hand-in-finished': 'Lần nộp quỹ này đã được xác nhận. Không ghi thêm.',
  'failure.hand-in-not-found': 'Không thấy lần nộp quỹ này. Chưa có gì được ghi. Mở lại danh sách.',
  'failure.identity-needed':
    'Hoàn tiền phải ghi số giấy tờ của người nhận. Chưa ghi. Ghi số CCCD rồi làm lại.',
  'failure.invoice-set-empty': 'Ngày này không còn chứng từ nào để xuất. Chưa có gì được ghi.',
  'failure.invoice-set-too-large': 'Ngày này có quá nhiều chứng từ cho một bộ. Chưa xuất.',
  'failure.money-of-another': 'Khoản tiền này là của người nộp khác. Chưa có gì được ghi. Chọn lại.',
  'failure.nothing-carried-over':
    'Không có ngày nghỉ ăn nào còn để trừ, hoặc khoản này đã thu đủ. Chưa có gì được ghi.',
  'failure.outage-not-found': 'Không thấy sự cố này. Chưa có gì được ghi.',
  'failure.outage-times': 'Giờ của sự cố chưa đúng hoặc sự cố đã hết. Chưa ghi. Xem lại giờ.',
  'failure.paper-exists': 'Tờ này của quyển đã được nhập. Chưa ghi. Xem lại số trên giấy.',
  'failure.paper-from-the-future': 'Giờ trên giấy còn chưa tới. Chưa nhập. Xem lại ngày giờ.',
  'failure.paper-not-in-book': 'Số này không thuộc quyển. Chưa nhập. Xem lại quyển và số.',
  'failure.period-malformed': 'Ngày bắt đầu sau ngày kết thúc. Chưa lập báo cáo. Chọn lại ngày.',
  'failure.receipt-invoiced':
    'Biên lai đã nằm trong bộ xuất hóa đơn nên không hủy được. Chưa có gì được ghi. Lập phiếu hoàn tiền.',
  'failure.receipt-refunded': 'Biên lai này đã có hoàn tiền nên không hủy được. Chưa có gì được ghi.',
  'failure.reduction-finished': 'Lần giảm này đã bỏ rồi. Không ghi thêm.',
  'failure.reference-needed': 'Trả không bằng tiền mặt phải ghi mã giao dịch. Chưa trả. Ghi mã rồi làm lại.',
  'failure.refund-above-balance': 'Số hoàn lớn hơn số còn được hoàn. Chưa ghi. Xem lại số tiền.',
  'failure.refund-finished': 'Yêu cầu hoàn này đã xong. Không ghi thêm.',
  'failure.refund-not-approved': 'Yêu cầu hoàn này chưa được duyệt. Chưa trả. Mời người duyệt trước.',
  'failure.refund-not-found': 'Không thấy yêu cầu hoàn này. Chưa có gì được ghi. Mở lại danh sách.',
  'failure.refund-to-staff':
    'Không hoàn tiền cho nhân viên nhận thay. Chưa ghi. Hoàn cho người bệnh hoặc người nhà.',
  'failure.refund-under-way': 'Tiền này đang chờ hoàn. Chưa có gì được ghi. Xử lý yêu cầu hoàn trước.',
  'failure.replacement-above-money':
    'Biên lai thay lớn hơn tiền của biên lai cũ. Chưa có gì được ghi. Hủy riêng rồi thu mới.',
  'failure.report-frozen': 'Kỳ này đã chốt. Số chốt không đổi. Phần đến sau ghi ở dòng bổ sung.',
  'failure.report-behind':
    'Số liệu còn đang được cộng lại từ sổ. Thu tiền không bị ảnh hưởng. Chờ một phút rồi mở lại.',
  'failure.report-not-found': 'Không đọc được báo cáo đã chốt này. Số liệu gốc trong sổ vẫn còn.',
  'failure.batch-empty': 'Chưa chọn lần quẹt nào của lô này. Chưa ghi gì. Chọn ít nhất một lần.',
  'failure.period-not-over': 'Kỳ này chưa hết nên chưa chốt. Chưa ghi gì. Chờ hết kỳ, hoặc chọn chốt sớm.',
} as const;
