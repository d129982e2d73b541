/** Refusals by code: what happened – whether money moved – what next. No "vui lòng", no exclamation marks. */
export const viFailure = {
  'failure.other.no':
    'Việc này chưa làm được ({code}). Chưa có tiền nào được ghi. Thử lại, còn lỗi thì báo quản trị.',
  'failure.other.yes':
    'Có trục trặc sau khi ghi tiền ({code}). Tiền đã ghi vào sổ. Đừng thu lại, xem Việc chưa xong.',
  'failure.other.unknown':
    'Chưa rõ việc vừa rồi đã ghi hay chưa ({code}). Đừng thu lại. Bấm lại đúng nút đó, máy không ghi hai lần.',
  'failure.not-signed-in': 'Chưa ai đăng nhập. Chưa có tiền nào được ghi. Chọn tên và gõ PIN.',
  'failure.locked': 'Màn hình đang khóa. Chưa có tiền nào được ghi. Gõ PIN để mở.',
  'failure.wrong-role': 'Vai của bạn không làm việc này. Chưa có gì được ghi. Nhờ người có quyền đăng nhập.',
  'failure.wrong-pin': 'PIN vừa rồi chưa đúng. Chưa có gì thay đổi. Gõ lại.',
  'failure.wrong-pin.left': 'PIN vừa rồi chưa đúng, còn {attemptsLeft} lần.',
  'failure.pin-blocked':
    'Sai PIN nhiều lần nên phải chờ. Chưa có gì thay đổi. Thử lại sau, hoặc nhờ quản trị đặt lại PIN.',
  'failure.no-shift': 'Chưa mở ca. Chưa có tiền nào được ghi. Bấm F12 để mở ca.',
  'failure.shift-already-open': 'Quầy này đang có ca mở. Không mở thêm. Bấm F12 để xem ca đó.',
  'failure.shift-of-another':
    'Ca đang mở là của người khác. Chưa có tiền nào được ghi. Bấm F12 để nhận bàn giao hoặc chốt ca.',
  'failure.count-needed': 'Chưa đếm tiền. Ca vẫn mở. Đếm xong rồi mới chốt được.',
  'failure.reason-needed': 'Thừa hoặc thiếu thì phải có lý do. Ca vẫn mở. Ghi lý do rồi chốt được.',
  'failure.approval-needed': 'Việc này cần người duyệt. Chưa có gì được ghi. Mời người duyệt gõ PIN.',
  'failure.self-approval': 'Không tự duyệt việc của mình. Chưa có gì được ghi. Mời người khác duyệt.',
  'failure.payer-not-found': 'Không thấy người nộp này nữa, danh sách vừa đổi. Chưa thu gì. Tìm lại.',
  'failure.bill-not-found': 'Một khoản không còn trong danh sách. Chưa thu gì. Bấm Esc rồi mở lại người nộp.',
  'failure.bill-owed-less':
    'Một khoản nay còn ít hơn số định thu. Chưa thu gì. Bấm Esc rồi mở lại để xem số mới.',
  'failure.bill-blocked': 'Một khoản đang tạm khóa. Chưa thu gì. Bỏ khoản đó rồi thu các khoản khác.',
  'failure.nothing-chosen': 'Chưa chọn khoản nào. Chưa thu gì. Chọn ít nhất một khoản.',
  'failure.given-short': 'Khách đưa chưa đủ. Chưa xuất biên lai. Gõ lại số khách đưa.',
  'failure.tender-not-found':
    'Không thấy lần thu tiền này. Chưa xuất biên lai. Bấm Esc rồi mở lại người nộp.',
  'failure.tender-finished':
    'Lần thu tiền này đã xong hoặc đã hủy từ trước. Không ghi thêm tiền. Bấm Esc rồi xem biên lai gần nhất.',
  'failure.collection-not-found': 'Không thấy lần thu này. Chưa ghi thêm tiền. Bấm Esc rồi mở lại người nộp.',
  'failure.collection-finished':
    'Lần thu này đã xong từ trước. Không ghi thêm tiền. Xem biên lai gần nhất bên phải.',
  'failure.import-not-found': 'Bản xem trước đã hết hạn. Danh sách chưa đổi. Chọn lại tệp.',
  'failure.import-empty': 'Tệp không có dòng nào. Danh sách chưa đổi. Xem lại trang tính và dòng tiêu đề.',
  'failure.import-too-big': 'Tệp quá lớn. Danh sách chưa đổi. Chia nhỏ tệp rồi chọn lại.',
  'failure.import-unreadable':
    'Không đọc được tệp. Danh sách chưa đổi. Lưu lại dạng XLSX hoặc CSV rồi chọn lại.',
  'failure.import-columns-missing':
    'Chưa biết cột nào là mã, họ tên, khoản thu và số tiền. Danh sách chưa đổi. Chọn cột rồi xem lại.',
  'failure.receipt-not-found': 'Không thấy biên lai này. Không in gì. Tìm lại theo số.',
  'failure.job-not-found': 'Lệnh in này không còn chờ trả lời. Tiền và số biên lai không sao.',
  'failure.last-administrator':
    'Phải còn ít nhất một quản trị đang làm việc. Chưa lưu. Giao vai quản trị cho người khác trước.',
  'failure.pin-needed': 'Người mới cần có PIN. Chưa lưu. Đặt PIN 4–8 số.',
  'failure.amount-range': 'Số tiền ngoài khoảng cho phép. Chưa ghi gì. Gõ lại số tiền.',
  'failure.too-many': 'Quá nhiều dòng một lần. Chưa ghi gì. Chia thành nhiều lần thu.',
  'failure.malformed': 'Có ô ghi chưa đúng dạng. Chưa ghi gì. Xem lại các ô vừa điền.',
  'failure.unknown-method': 'Màn hình và chương trình quầy khác bản. Chưa ghi gì. Đóng Quầy Thu rồi mở lại.',
  'failure.internal':
    'Máy gặp lỗi khi làm việc này. Chưa rõ đã ghi hay chưa, đừng thu lại. Bấm lại đúng nút đó, máy không ghi hai lần.',
  'failure.internal.no':
    'Máy gặp lỗi khi làm việc này. Chưa có tiền nào được ghi. Thử lại, còn lỗi thì báo quản trị.',
  'failure.timeout':
    'Chờ lâu chưa thấy trả lời. Chưa rõ đã ghi hay chưa, đừng thu lại. Bấm lại đúng nút đó, máy không ghi hai lần.',
  'failure.connection-lost':
    'Mất nối với chương trình quầy. Chưa rõ đã ghi hay chưa, đừng thu lại. Chờ nối lại rồi bấm lại đúng nút đó.',
  'failure.not-connected':
    'Chưa nối được với chương trình quầy. Chưa có tiền nào được ghi. Chờ nối lại rồi bấm lại.',
  'failure.too-many-calls': 'Máy đang bận. Chưa có tiền nào được ghi. Chờ vài giây rồi bấm lại.',
  'failure.too-large': 'Nội dung gửi quá lớn. Chưa ghi gì. Chia nhỏ rồi làm lại.',
  'failure.bad-answer':
    'Chương trình quầy trả lời không đúng dạng. Đừng thu lại. Đóng Quầy Thu rồi mở lại để xem việc đã ghi.',
  'failure.wrong-window': 'Cửa sổ này không được làm việc đó. Chưa ghi gì. Dùng cửa sổ thu ngân.',
  'failure.signed-out': 'Chưa ai đăng nhập. Chưa có tiền nào được ghi. Chọn tên và gõ PIN.',
  'failure.quarantined':
    'Sổ đang cách ly. Không ghi thêm tiền. Gọi quản trị, dùng quyển biên lai giấy dự phòng.',
  'failure.disk-full': 'Ổ đĩa đầy. Chưa ghi gì, sổ cũ không sao. Báo quản trị dọn ổ đĩa rồi thử lại.',
  'failure.already-set-up': 'Quầy này đã đặt từ trước. Không đổi gì. Đăng nhập để dùng.',
  'failure.timeout.no': 'Chờ lâu chưa thấy trả lời. Chưa có tiền nào được ghi. Bấm lại.',
  'failure.connection-lost.no':
    'Mất nối với chương trình quầy. Chưa có tiền nào được ghi. Chờ nối lại rồi bấm lại.',
  'failure.bad-answer.no':
    'Chương trình quầy trả lời không đúng dạng. Chưa có tiền nào được ghi. Đóng Quầy Thu rồi mở lại.',
  'failure.another-collection-open':
    'Quầy đang dở một lần thu khác. Chưa thu gì thêm. Xong hoặc gác lần đó rồi thu tiếp.',
  'failure.nothing-due':
    'Lần thu này không còn gì phải thu. Chưa ghi thêm tiền. Bấm Esc rồi mở lại người nộp.',
  'failure.bill-twice': 'Một khoản có mặt hai lần. Chưa thu gì. Bấm Esc rồi mở lại người nộp.',
  'failure.collection-parked': 'Lần thu này đang gác lại. Chưa ghi thêm tiền. Mở lại từ Việc chưa xong.',
  'failure.series-year-over':
    'Năm đã đổi, chưa mở số biên lai năm mới. Chưa thu gì. Bấm Alt+M, chọn Mở số biên lai của năm nay.',
  'failure.series-not-open': 'Chưa mở số biên lai cho loại thu này. Chưa thu gì. Báo quản trị.',
  'failure.series-exists': 'Số biên lai năm này đã mở từ trước. Không đổi gì. Cứ thu tiếp.',
  'failure.year-differs-from-clock':
    'Năm này khác năm của đồng hồ máy. Chưa mở gì. Xem lại ngày giờ của máy.',
  'failure.float-above-counted': 'Tiền để lại nhiều hơn số đã đếm. Ca vẫn mở. Sửa số để lại rồi chốt.',
  'failure.z-differs-from-journal':
    'Hai cách tính Z ra khác nhau nên chưa chốt. Tiền không sao, ca vẫn mở. Gọi quản trị.',
} as const;
