/** Guidance slips and arrears. */
export const viGuidance = {
  'more.guidance': 'Hướng dẫn trả không tiền mặt',
  'more.guidance.note': 'In phiếu hướng dẫn cho người nộp, tính một lượt',
  'guidance.done': 'Đã in phiếu hướng dẫn, tính một lượt.',
  'failure.guidance-not-printed':
    'Phiếu hướng dẫn chưa in được. Lượt hướng dẫn đã tính. Xem máy in rồi in lại.',
  'more.arrears': 'Còn nợ theo lớp',
  'more.arrears.note': 'Mỗi lớp còn bao nhiêu; danh sách một lớp cho giáo viên',
  'arrears.title': 'Còn nợ',
  'arrears.column.unit': 'Lớp',
  'arrears.column.name': 'Họ tên',
  'arrears.column.code': 'Mã',
  'arrears.column.payers': 'Sĩ số',
  'arrears.column.owing': 'Còn nợ',
  'arrears.column.owed': 'Số tiền',
  'arrears.sum': '{n} người còn nợ, {amount}',
  'arrears.none': 'Không ai còn nợ.',
  'arrears.none.hint': 'Mọi khoản trong danh sách đã thu đủ hoặc đã miễn.',
  'arrears.open': 'Xem từng người',
  'arrears.back': 'Về các lớp',
  'arrears.class': 'Còn nợ, {unit}',
  'arrears.paid': 'đủ',
  'arrears.receipts': 'Biên lai của người này',
  'arrears.note':
    'Bảng các lớp <b>không có tên</b>, treo được. Danh sách một lớp theo thứ tự lớp, chỉ đưa giáo viên.',
} as const;
