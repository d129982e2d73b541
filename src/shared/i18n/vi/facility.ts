/** The whole facility, cases for a person to judge, the recovery sheet and the accountant's desk. */
export const viFacility = {
  'more.facility': 'Toàn đơn vị',
  'more.facility.note': 'Các quầy thu được bao nhiêu, số liệu đến lúc nào',
  'more.cases': 'Việc chờ người xét',
  'more.cases.note': '{n} việc: khoản thu trùng, khoản bị hủy, đề nghị của tỉnh',

  'facility.title': 'Toàn đơn vị',
  'facility.counter': 'Quầy',
  'facility.desk': 'Bàn kế toán',
  'facility.here': 'máy này',
  'facility.net': 'Thu ròng',
  'facility.times-share': '% lượt không TM',
  'facility.money': 'Tiền đã trả',
  'facility.money-share': '% tiền không TM',
  'facility.all': 'Cộng toàn đơn vị',
  'facility.methods': 'Theo hình thức thanh toán',
  'facility.times': '{n} lượt',
  'facility.cases': '{n} việc chờ người xét',
  'facility.bar.cases': 'Việc chờ xét ({n})',
  'facility.note': 'Cộng từ sổ của từng quầy. Quầy mất mạng thì số liệu dừng ở giờ ghi dưới tên quầy.',

  'rail.cases': 'Việc chờ',
  'rail.cases.some': '{n} cần xét',
  'rail.cases.more':
    '{n} việc chờ người xét: khoản thu trùng, khoản bị hủy, đề nghị của tỉnh. Tiền và sổ không sao.',
  'rail.cases.open': 'Mở “Việc chờ người xét”',
  'rail.desk.more': 'Bàn kế toán không có ngăn kéo và không xuất biên lai.',

  'case.title': 'Việc chờ người xét',
  'case.count': '{n} việc',
  'case.column.kind': 'Việc gì',
  'case.column.about': 'Của ai',
  'case.column.age': 'Đã chờ',
  'case.empty': 'Không có việc nào chờ xét',
  'case.empty.hint':
    'Hai quầy cùng thu một khoản khi mất mạng, đơn vị hủy khoản đã thu, hoặc tỉnh đề nghị đổi cài đặt thì việc hiện ở đây.',
  'case.none': 'Không có việc',
  'case.not-you': 'Kế toán, kế toán trưởng hoặc quản trị xét',
  'case.only-administrator': 'Quản trị và kế toán trưởng cùng duyệt',
  'case.cannot-accept': 'Máy này không đọc được đề nghị',
  'case.settle': 'Xét xong, ghi lý do',
  'case.accept': 'Đồng ý, mời kế toán trưởng',
  'case.refuse': 'Từ chối đề nghị',
  'case.two-people':
    '<b>Cần hai người.</b> Quản trị đang đăng nhập đồng ý, rồi kế toán trưởng nhập PIN tại máy này. Chưa đủ hai người thì không có gì đổi.',
  'case.accept.title': 'Kế toán trưởng đồng ý đổi',
  'case.accepted': 'Đã đổi theo đề nghị. Hai người duyệt đã ghi vào sổ.',
  'case.refused': 'Đã từ chối. Không có gì đổi.',
  'case.settled': 'Đã ghi lý do vào sổ. Việc này không hiện nữa.',
  'case.reason': 'Lý do',
  'case.reason.missing': 'Ghi lý do rồi bấm Enter.',
  'case.settle.title': 'Việc này xét thế nào?',
  'case.settle.note': 'đã hỏi ai, làm gì với tiền; ghi vào sổ, không sửa được',
  'case.settle.act': 'Ghi lý do',
  'case.settle.outcome': 'Bấm Enter: ghi lý do vào sổ, việc thôi hiện. Tiền và biên lai không đổi.',
  'case.refuse.title': 'Từ chối đề nghị của tỉnh',
  'case.refuse.note': 'ghi vào sổ, không sửa được',
  'case.refuse.act': 'Từ chối',
  'case.refuse.outcome': 'Bấm Enter: từ chối đề nghị. Cài đặt đang dùng giữ nguyên.',
  'case.receipts': 'Biên lai đang có cho khoản này',
  'case.change': 'Sẽ đổi',
  'case.change.none': 'Giống hệt cài đặt đang dùng, không có gì đổi.',
  'case.heard': 'Biết lúc {time}',
  'case.advice.bill-twice':
    '<b>Hai quầy cùng thu một khoản: đã nhận {amount}, chỉ phải thu {owed}.</b> Cả hai biên lai đều giữ nguyên. Hỏi người nộp, rồi hủy hoặc hoàn ở quầy đã lập một trong hai biên lai; xong thì việc này tự hết.',
  'case.advice.credit-twice':
    '<b>Một khoản tiền về được hai quầy cùng nhận cho hai người ({amount}).</b> Cả hai biên lai giữ nguyên. Xem sao kê: chỉ một người đã chuyển; người kia chưa trả thì thu lại hoặc hủy biên lai, rồi ghi lý do.',
  'case.advice.bill-cancelled-but-paid':
    '<b>Phần mềm của đơn vị hủy khoản này, nhưng đã thu {amount}.</b> Biên lai vẫn còn. Hỏi bộ phận lập khoản: hủy nhầm thì ghi lý do; đúng là hủy thì hoàn tiền từ Lịch sử (F11).',
  'case.advice.bill-lowered-below-paid':
    '<b>Phần mềm của đơn vị giảm khoản này xuống dưới số đã thu {amount}.</b> Biên lai vẫn còn. Phần thừa hoàn từ Lịch sử (F11), hoặc ghi lý do giữ nguyên.',
  'case.advice.list-unreadable':
    '<b>Có một dòng của phần mềm đơn vị mà quầy không mở được.</b> Chưa có tiền nào đổi. Báo người phụ trách phần mềm, họ gửi lại dòng ấy.',
  'case.advice.credit-contradicts':
    '<b>Ngân hàng báo cùng một mã giao dịch với hai số tiền: {owed} rồi {amount}.</b> Sổ giữ số đầu. Đối chiếu sao kê rồi ghi lý do.',
  'case.advice.proposal':
    '<b>Tỉnh đề nghị đổi cài đặt.</b> Chưa có gì đổi. Hỏi lại tỉnh bằng số điện thoại đã biết, nhất là khi đổi tài khoản nhận tiền.',
  'case.advice.sister-unknown':
    '<b>Có sổ của một quầy mà máy này chưa được giới thiệu.</b> Chưa ghi gì. Kiểm tra quầy mới đã đọc đúng tờ khôi phục của đơn vị chưa.',
  'case.advice.vouch-wrong':
    '<b>Có máy tự nhận là quầy của đơn vị nhưng không có khóa của đơn vị.</b> Không nhận sổ của máy ấy. Báo quản trị và tỉnh ngay.',
  'case.advice.other':
    '<b>Có mục nhận về mà máy này không tự ghi được.</b> Tiền và sổ không sao. Xem với quản trị, rồi ghi lý do.',
  'sync.case.kind.bill-twice': 'Thu trùng ở hai quầy',
  'sync.case.kind.credit-twice': 'Báo có nhận hai lần',
  'sync.case.kind.proposal': 'Đề nghị của tỉnh',
  'sync.case.kind.journal': 'Sổ của quầy khác',
  'sync.case.kind.counter': 'Quầy cùng đơn vị',
  'sync.case.kind.credit-case': 'Báo có',
  'sync.case.reason.bill-twice': 'cả hai biên lai giữ nguyên, chờ người xét',
  'sync.case.reason.credit-twice': 'hai quầy cùng nhận một khoản tiền về',
  'sync.case.reason.needs-two-people': 'cần quản trị và kế toán trưởng',
  'sync.case.reason.sister-unknown': 'quầy chưa được giới thiệu',
  'sync.case.reason.vouch-wrong': 'không có khóa của đơn vị',
  'sync.case.reason.list-too-long': 'danh mục của tỉnh dài hơn mức quầy giữ được; ở đây chưa đổi gì',
  'sync.case.reason.list-wrong': 'danh mục của tỉnh tự mâu thuẫn; ở đây chưa đổi gì',
  'sync.case.reason.kind-unknown': 'máy này cần cập nhật chương trình',

  'sheet.keys': 'Khóa và tờ khôi phục',
  'sheet.keys.note':
    'Khóa của đơn vị mở được tên người nộp và giới thiệu quầy mới. Không gửi qua máy chủ tỉnh, chỉ nằm trên giấy.',
  'sheet.print.facility': 'Dấu khóa đơn vị',
  'sheet.print.sealing': 'Dấu khóa niêm phong',
  'sheet.neighbour':
    'Phần mềm bệnh viện, trường học gửi khoản thu phải đối chiếu dấu khóa niêm phong trước khi gửi lần đầu.',
  'sheet.what-for': 'Tờ khôi phục để làm gì',
  'sheet.what-for.next': 'Đặt quầy thứ hai hoặc bàn kế toán: máy mới đọc tờ này trước khi thu tiền.',
  'sheet.what-for.lost': 'Mất máy hoặc hỏng ổ cứng: không có tờ này thì không đọc lại được tên người nộp.',
  'sheet.what-for.neighbour': 'Phần mềm đơn vị đối chiếu dấu khóa in trên tờ.',
  'sheet.keep':
    '<b>Ai cầm tờ này đọc được tên người nộp.</b> In một tờ, niêm phong, cất trong két cùng sổ quỹ. Không chụp ảnh, không gửi qua mạng.',
  'sheet.show': 'Hiện tờ khôi phục',
  'sheet.not-you': 'Quản trị, kế toán trưởng hoặc người duyệt',
  'sheet.approve': 'Người thứ hai đồng ý hiện tờ khôi phục',
  'sheet.title': 'Tờ khôi phục khóa đơn vị',
  'sheet.made': 'In từ {counter}, ngày {date}',
  'sheet.code': 'Mã để máy quét đọc',
  'sheet.lines': 'Tám dòng để gõ tay',
  'sheet.warning':
    '<b>Giấy mật, cất trong két.</b> Đọc vào máy mới bằng máy quét, hoặc gõ tám dòng dưới đây. Đọc xong, hai người đối chiếu dấu khóa đơn vị.',
  'sheet.print': 'In tờ này',
  'sheet.print.hint':
    'In bằng máy in giấy A4 hoặc A5. Không có máy in thì chép tay tám dòng và hai dấu khóa.',
  'sheet.hide': 'Cất đi',
  'sheet.line': 'Dòng {n}',
  'sheet.read': 'Đọc tờ khôi phục',
  'sheet.read.title': 'Đọc tờ khôi phục của đơn vị',
  'sheet.read.note': 'In ở quầy đã có: Cài đặt, Khóa và tờ khôi phục.',
  'sheet.read.scan':
    '<b>Có máy quét:</b> quét mã trên tờ. Không có thì gõ tám dòng, chữ hoa hay thường đều được.',
  'sheet.read.left': 'Còn {n} dòng chưa đủ 15 ký tự.',
  'sheet.read.ready': 'Bấm Enter để đọc. Chưa có gì ghi vào sổ.',
  'sheet.read.act': 'Đọc tờ này',
  'sheet.read.done':
    '<b>Đã đọc khóa đơn vị, dấu {print}.</b> Đối chiếu với dấu in trên tờ. Khác thì đọc lại trước khi đi tiếp.',
  'scan.sheet': 'Đây là tờ khôi phục. Chỉ đọc khi đặt máy lần đầu; cất lại vào két.',

  'setup.kind.second':
    '<b>Đơn vị đã có quầy?</b> Đọc <b>tờ khôi phục</b> trước: tờ giấy có khóa của đơn vị, in ở quầy đầu tiên, để các quầy đọc được sổ của nhau.',
  'setup.desk': 'Đặt bàn kế toán',
  'setup.desk.what': '<b>Bàn kế toán</b> là máy của kế toán: xem số liệu, không thu tiền.',
  'setup.desk.not': 'Đặt quầy thu',
  'setup.desk.note': 'Bàn kế toán: không ngăn kéo, không biên lai. Xem và đối soát số liệu của mọi quầy.',
  'setup.default.desk': 'Bàn kế toán',
  'setup.missing.accountant': 'một kế toán hoặc kế toán trưởng',
} as const;
