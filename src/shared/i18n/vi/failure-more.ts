/** Refusals of people, PINs, paper, recovery and files; the rest is in `failure.ts`. */
export const viFailureMore = {
  'failure.pin-wait': 'Vừa gõ sai PIN nên phải chờ {waitSeconds} giây. Chưa có gì thay đổi. Chờ rồi gõ lại.',
  'failure.bad-pin': 'PIN phải có 4–8 chữ số. Chưa có gì thay đổi. Gõ lại.',
  'failure.weak-pin': 'PIN này quá dễ đoán. Chưa lưu. Chọn số khác.',
  'failure.pin-unchanged': 'PIN mới trùng PIN cũ. Chưa đổi. Chọn số khác.',
  'failure.pin-not-set': 'Người này chưa có PIN trên máy này. Chưa có gì thay đổi. Nhờ quản trị đặt PIN.',
  'failure.person-unknown': 'Không thấy người này trong danh sách. Chưa có gì thay đổi. Chọn lại.',
  'failure.person-inactive': 'Người này đã nghỉ. Chưa có gì thay đổi. Chọn người khác.',
  'failure.bad-name': 'Họ tên chưa đúng. Chưa lưu. Ghi đủ họ tên rồi lưu lại.',
  'failure.roles-not-together': 'Kế toán không kiêm thu ngân hay thủ quỹ. Chưa lưu. Bỏ bớt vai.',
  'failure.too-many-people': 'Danh sách người dùng đã đầy. Chưa lưu. Dùng lại tên người đã nghỉ.',
  'failure.session-changed': 'Người đứng quầy vừa đổi. Chưa có gì được ghi. Làm lại từ đầu.',
  'failure.already-signed-in': 'Đã có người đăng nhập. Không đổi gì.',
  'failure.someone-else-signed-in': 'Người khác đang đứng quầy. Không đổi gì. Mời người đó đăng xuất trước.',
  'failure.not-locked': 'Màn hình không khóa. Không đổi gì.',
  'failure.approval-of-another': 'Lượt duyệt này là cho việc khác. Chưa có gì được ghi. Mời duyệt lại.',
  'failure.print-answer-first':
    'Tờ trước chưa rõ có ra không. Tiền và số không sao. Trả lời Có ra hay Không ra trước rồi in.',
  'failure.print-not-asked': 'Lệnh in này không còn chờ trả lời. Tiền và số biên lai không sao.',
  'failure.print-not-in-doubt': 'Lệnh in này không còn chờ trả lời. Tiền và số biên lai không sao.',
  'failure.not-quarantined': 'Sổ không bị cách ly. Không đổi gì. Đăng nhập để dùng.',
  'failure.recovery-cannot-write':
    'Không ghi được sổ mới. Sổ cũ vẫn nguyên chỗ. Xem ổ đĩa còn chỗ không rồi thử lại.',
  'failure.recovery-newer-program':
    'Sổ do bản Quầy Thu mới hơn ghi. Sổ cũ vẫn nguyên chỗ. Cài bản mới rồi mở lại.',
  'failure.recovery-nothing-verifies':
    'Không mục nào trong sổ còn nguyên vẹn. Sổ cũ vẫn nguyên chỗ. Gọi hỗ trợ để phục hồi từ bản sao lưu.',
  'failure.import-file-empty': 'Tệp không có gì. Danh sách chưa đổi. Chọn tệp khác.',
  'failure.import-file-too-large': 'Tệp quá lớn. Danh sách chưa đổi. Chia nhỏ tệp rồi chọn lại.',
  'failure.import-file-encoding':
    'Chữ trong tệp không đọc được. Danh sách chưa đổi. Lưu lại dạng XLSX hoặc CSV UTF-8 rồi chọn lại.',
  'failure.import-file-kind':
    'Loại tệp này chưa đọc được. Danh sách chưa đổi. Lưu lại dạng XLSX hoặc CSV rồi chọn lại.',
  'failure.import-file-damaged': 'Tệp bị hỏng. Danh sách chưa đổi. Mở bằng Excel, lưu lại rồi chọn lại.',
  'failure.import-file-suspicious':
    'Tệp có cấu trúc lạ nên không mở. Danh sách chưa đổi. Lưu lại dạng XLSX hoặc CSV rồi chọn lại.',
  'failure.import-file-locked': 'Tệp có mật khẩu. Danh sách chưa đổi. Bỏ mật khẩu trong Excel rồi chọn lại.',
  'failure.import-sheet-unknown': 'Không thấy trang tính đó. Danh sách chưa đổi. Chọn trang khác.',
  'failure.import-too-many-rows': 'Tệp có quá nhiều dòng. Danh sách chưa đổi. Chia nhỏ tệp rồi chọn lại.',
  'failure.import-too-many-columns': 'Tệp có quá nhiều cột. Danh sách chưa đổi. Bỏ bớt cột rồi chọn lại.',
  'failure.import-nothing-valid':
    'Không dòng nào nhận được. Danh sách chưa đổi. Xem lại cột và dòng tiêu đề.',
  'failure.import-cancelled': 'Việc đọc tệp đã dừng. Danh sách chưa đổi. Chọn lại tệp.',
  'failure.import-failed': 'Không đọc xong tệp. Danh sách chưa đổi. Chọn lại tệp, còn lỗi thì báo quản trị.',
  'failure.z-not-found': 'Không thấy Z này. Không in gì. Số liệu các ca đã chốt vẫn trong sổ.',
  'failure.recovery-missing':
    'Không thấy tệp sổ ở chỗ cũ. Chưa có gì bị đổi. Cắm lại ổ đĩa hoặc gọi hỗ trợ, đừng đặt quầy mới.',
  'failure.recovery-unreadable':
    'Không đọc được tệp sổ. Sổ cũ vẫn nguyên chỗ, không thu thêm tiền. Gọi hỗ trợ để phục hồi từ bản sao lưu.',
  'failure.busy':
    'Máy đang bận một việc như vậy. Chưa có gì thay đổi, không có tiền nào được ghi. Chờ vài giây rồi thử lại.',
  'failure.print-in-progress': 'Tờ này đang in. Tiền và số không sao. Chờ in xong.',
  'failure.print-not-found':
    'Không thấy tờ này trong các bản in. Không in gì, tiền và số không sao. Tìm lại theo số.',
  'failure.print-erased': 'Nội dung tờ này đã xóa theo hạn lưu. Không in được nữa, tiền và số không sao.',
} as const;
