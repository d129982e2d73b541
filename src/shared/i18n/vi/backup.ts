/** Settings: backups. */
export const viBackup = {
  'backup.title': 'Sao lưu',
  'backup.note': 'Mỗi ngày một bản, mở thử và kiểm lại toàn bộ rồi mới tính là có.',
  'backup.folder': 'Thư mục trên ổ thứ hai hoặc USB',
  'backup.folder.hint': 'Ví dụ E:\\SaoLuu hoặc /media/usb. Để trống là không sao lưu.',
  'backup.last': 'Bản đã kiểm gần nhất',
  'backup.none': 'Chưa có bản nào',
  'backup.size': 'Dung lượng',
  'backup.size.mb': '{mb} MB, {n} bút toán',
  'backup.where': 'Nằm ở',
  'backup.save': 'Lưu nơi sao lưu',
  'backup.now': 'Sao lưu ngay',
  'backup.running': 'Đang sao lưu và mở thử…',
  'backup.not-you': 'Quản trị đổi mục này',
  'backup.same-disk': '<b>Cùng ổ đĩa với dữ liệu.</b> Ổ hỏng là mất cả hai. Nên dùng ổ thứ hai hoặc USB.',
  'backup.late': '<b>Ba ngày nay chưa có bản sao lưu nào.</b> Kiểm tra ổ hoặc USB, rồi bấm Sao lưu ngay.',
  'backup.late.unset':
    '<b>Chưa đặt nơi sao lưu.</b> Cắm ổ thứ hai hoặc USB, ghi thư mục của nó ở bên, rồi lưu.',
  'rail.backup.late':
    'Ba ngày nay chưa có bản sao lưu nào được kiểm. Thu tiền vẫn bình thường. Báo quản trị: Cài đặt, Sao lưu.',
  'backup.why': 'Bản sao có tên và mã của người nộp. Cất USB như cất sổ: trong tủ khóa.',
  'backup.kept': 'Giữ 14 ngày, 12 tháng và 10 năm gần nhất; bản cũ hơn tự bỏ.',
  'backup.failed': '<b>Lần sao lưu gần nhất chưa được.</b> {why} Tiền và sổ không bị ảnh hưởng.',
  'backup.failed.disk-full': 'Ổ đĩa không đủ chỗ.',
  'backup.failed.not-writable': 'Không được ghi vào thư mục này.',
  'backup.failed.disk-failed': 'Ổ đĩa báo lỗi; thử ổ khác.',
  'backup.failed.no-folder': 'Không thấy thư mục. Kiểm tra đã cắm ổ hoặc USB chưa.',
  'backup.failed.inside-data-folder': 'Thư mục này nằm trong dữ liệu của quầy.',
  'backup.failed.copy-wrong': 'Bản sao mở ra không đúng nên đã bỏ. Thử ổ khác, báo quản trị.',
  'backup.failed.other': 'Gọi hỗ trợ.',
  'failure.backup-no-folder':
    'Không thấy thư mục này trên máy. Chưa có gì thay đổi. Kiểm tra đã cắm ổ hoặc USB chưa.',
  'failure.backup-inside-data-folder':
    'Thư mục này nằm trong dữ liệu của quầy. Chưa có gì thay đổi. Chọn ổ thứ hai hoặc USB.',
} as const;
