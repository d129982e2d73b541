/** Deposits and balances of other counters, refused or brought here. */
export const viElsewhere = {
  'elsewhere.title': 'Tiền ở quầy khác',
  'elsewhere.open': 'Tiền ở quầy khác',
  'elsewhere.note':
    'Tạm ứng, số dư của {name} do quầy khác thu. Nhận về đây rồi cấn trừ hoặc hoàn như của quầy này.',
  'elsewhere.none': 'Không thấy tiền nào ở quầy khác.',
  'elsewhere.balance': 'Số dư giữ cho người nộp',
  'elsewhere.current': 'số liệu đầy đủ',
  'elsewhere.until': 'số liệu đến {time}',
  'elsewhere.slip': 'Phiếu tạm ứng máy này chưa có số liệu',
  'elsewhere.slip.note': 'Thu tiền mặt ở quầy khác; giữ lại phiếu gốc, có người duyệt',
  'elsewhere.series': 'Ký hiệu trên phiếu',
  'elsewhere.number': 'Số phiếu',
  'elsewhere.amount': 'Số tiền trên phiếu',
  'elsewhere.missing.series': 'Gõ ký hiệu in trên phiếu',
  'elsewhere.missing.number': 'Gõ số phiếu',
  'elsewhere.unproven': 'Tiền của phiếu này chưa về. Chờ quầy đã thu xác nhận.',
  'elsewhere.balance-needs-journal': 'Số dư không có phiếu gốc: chờ có đủ số liệu của quầy kia.',
  'elsewhere.outcome': 'Bấm Enter: nhận về quầy này. Chưa có tiền nào chi ra.',
  'elsewhere.outcome.slip':
    '<b>Giữ lại phiếu gốc của người nộp.</b> Bấm Enter: nhận về quầy này, ghi người duyệt. Chưa có tiền nào chi ra.',
  'elsewhere.act': 'Nhận về quầy này',
  'deposit.brought': 'Từ quầy khác',
  'case.advice.refund-twice':
    '<b>Hoàn trùng: một khoản tạm ứng hoặc số dư {owed} đã được dùng, hoàn {amount} ở hai quầy.</b> Cả hai phiếu giữ nguyên. Gọi người nhận xin thu lại phần thừa, hoặc từ chối đề nghị chưa chi; rồi ghi lý do.',
  'case.papers': 'Chứng từ ở các quầy',
  'case.asked': 'Đề nghị hoàn, chưa chi',
  'case.voucher': 'Phiếu chi {number}',
  'sync.case.kind.refund-twice': 'Hoàn trùng ở hai quầy',
  'sync.case.reason.refund-twice': 'cả hai phiếu giữ nguyên, chờ người xét',
  'failure.fund-gone-elsewhere':
    'Khoản này đã được dùng hoặc hoàn ở quầy khác. Tiền chưa đi đâu, chưa có gì được ghi. Xem lại số còn lại; đề nghị hoàn chưa chi thì từ chối.',
  'failure.fund-not-current':
    'Chưa có đủ số liệu của quầy đã nhận tiền, và số dư không có phiếu gốc để giữ lại. Chưa có gì được ghi. Chờ có mạng, hoặc mời người nộp về quầy ấy.',
  'failure.fund-home-not-current':
    'Quầy khác cũng có thể đã dùng, hoàn khoản này mà máy này chưa có số liệu. Tiền chưa đi đâu, chưa có gì được ghi. Chờ có mạng rồi làm lại, hoặc hỏi quầy ấy.',
  'failure.slip-of-several-counters':
    'Hai quầy có phiếu cùng ký hiệu, cùng số của người này, chưa rõ phiếu nào. Tiền chưa đi đâu, chưa có gì được ghi. Mời người nộp về quầy đã thu.',
  'failure.slip-known':
    'Phiếu này đã có trong số liệu, hoặc đã nhận ở một quầy. Chưa có gì được ghi. Chọn trong danh sách, hoặc mời người nộp về quầy đã thu.',
  'failure.slip-series-unknown':
    'Không quầy nào của đơn vị có ký hiệu này. Chưa có gì được ghi. Xem lại ký hiệu in trên phiếu.',
  'failure.slip-only-hospital': 'Chỉ bệnh viện nhận phiếu tạm ứng bằng cách gõ số. Chưa có gì được ghi.',
  'failure.slip-needed': 'Chưa chọn phiếu nào. Chưa có gì được ghi. Chọn phiếu hoặc gõ số phiếu.',
  'failure.slip-of-this-counter':
    'Phiếu này do chính quầy này lập. Chưa có gì được ghi. Tìm trong tạm ứng của người nộp.',
  'failure.fund-is-here': 'Khoản này ở chính quầy này. Chưa có gì được ghi.',
  'failure.deposit-exists': 'Phiếu tạm ứng này đã có ở quầy. Chưa ghi lần nữa. Mở lại danh sách.',
  'failure.balance-exists': 'Số dư này đã có ở quầy. Chưa ghi lần nữa. Mở lại danh sách.',
};
