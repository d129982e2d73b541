/** F1. Steps of a page are parted by `|`. */
export const viHelp = {
  'help.title': 'Trợ giúp',
  'help.close': 'Đóng trợ giúp',
  'help.keys': 'Phím của màn hình này',
  'help.find': 'Tìm trong trợ giúp',
  'help.how': 'Làm thế nào',
  'help.trouble': 'Khi có trục trặc',
  'help.none': 'Không có mục nào như thế. Gõ ít chữ hơn.',
  'help.contact': 'Cần người giúp',
  'help.contact.none': 'gọi quản trị của đơn vị',

  'help.how.cash': 'Thu tiền mặt',
  'help.how.cash.body':
    'Gõ tên không dấu hoặc mã vào ô tìm, <k>Enter</k> để mở người nộp. | Bấm <k>F4</k>. | Gõ số khách đưa; để trống là đưa vừa đủ. | Đếm tiền, bấm <k>Enter</k>. Biên lai tự in, tiền trả lại hiện thật to.',
  'help.how.qr': 'Thu bằng mã QR',
  'help.how.qr.body':
    'Mở người nộp rồi bấm <k>F6</k>. Mã hiện trên màn hình khách, đúng số tiền. | Chờ màn hình báo <b>đã nhận</b>. Chưa báo thì chưa phải tiền. | Bấm <k>Enter</k> để xuất biên lai. | Khách lâu quá thì bấm <k>F5</k> gác lại và làm người tiếp theo; tiền về máy sẽ báo.',
  'help.how.part': 'Thu một phần, bỏ bớt khoản',
  'help.how.part.body':
    'Trong danh sách khoản, <k>↑</k> <k>↓</k> chọn dòng. | <k>←</k> bỏ dòng, <k>→</k> lấy lại. | <k>Ctrl+E</k> sửa số tiền thu lần này của một dòng. | Phần còn thiếu vẫn nợ, lần sau mở lại là thấy.',
  'help.how.siblings': 'Thu cho anh chị em cùng lúc',
  'help.how.siblings.body':
    'Mở một em trước. | Em cùng người nộp hiện ở bên trái: <k>Alt+S</k> thêm vào. Em khác: <k>Alt+E</k> rồi tìm. | Thu một lần; mỗi em ra một biên lai riêng.',
  'help.how.park': 'Gác lại để làm người tiếp theo',
  'help.how.park.body':
    'Bấm <k>F5</k>. Người đang chờ nằm trong danh sách <b>Việc chưa xong</b> bên trái. | Làm người tiếp theo như thường. | Muốn quay lại: chọn dòng đó rồi <k>Enter</k>. Không mất gì, kể cả khi tắt máy.',
  'help.how.reprint': 'In lại biên lai',
  'help.how.reprint.body':
    'Biên lai vừa xong: bấm <k>F10</k>. | Biên lai cũ: <k>F11</k>, gõ số hoặc tên, chọn dòng, <k>Enter</k>. | Tờ in lại có chữ <b>BẢN SAO</b> và lần in. Không bao giờ có hai bản chính.',
  'help.how.find-receipt': 'Tìm biên lai cũ',
  'help.how.find-receipt.body':
    'Bấm <k>F11</k>. | Gõ số (4185), số có ký hiệu (VP26-Q2 4185), tên không dấu, mã, ngày (19/11) hoặc số tiền (1.327.538). | <k>Alt+→</k> đổi giữa hôm nay, ca này và tất cả.',
  'help.how.card': 'Thu bằng thẻ',
  'help.how.card.body':
    'Mở người nộp rồi bấm <k>F7</k>. | Máy thẻ nối với quầy thì tự hiện số tiền; máy rời thì gõ đúng số tiền trên màn hình vào máy. | Máy rời: gõ mã chuẩn chi, bốn số cuối và số lô in trên giấy máy thẻ. | Máy rời, mới thu một phần mà khách đổi ý: hủy trên máy thẻ, bấm <k>Alt+V</k>, chọn vì sao, <k>Enter</k>. | Không bao giờ ghi số thẻ hay ba số sau thẻ.',
  'help.how.change-name': 'Sửa tên người nộp',
  'help.how.change-name.body':
    'Trong màn hình khoản thu bấm <k>Alt+P</k>. | Gõ họ tên người đang trả tiền; <k>Tab</k> sang địa chỉ nếu đơn vị hỏi. | <k>Enter</k>. Tên người thụ hưởng vẫn theo danh sách.',
  'help.how.open-shift': 'Mở ca',
  'help.how.open-shift.body':
    'Bấm <k>F12</k>. | Đếm tiền trong két, gõ số tiền đầu ca. | <k>Enter</k>. Từ đó mới thu được.',
  'help.how.close-shift': 'Chốt ca',
  'help.how.close-shift.body':
    'Bấm <k>F12</k>, chọn Chốt ca. | Đếm từng loại tờ; máy chưa cho thấy số phải có. | So kết quả Thừa hay Thiếu, ghi lý do nếu lệch. | <k>Enter</k> để in Z. Khoản đang chờ không cản chốt ca.',
  'help.how.import': 'Nhập danh sách thu',
  'help.how.import.body':
    'Bấm <k>Alt+M</k>, chọn Nhập danh sách thu. | Chọn tệp XLSX hoặc CSV, xem các cột và dòng lỗi. | <k>Enter</k> để nhận. Chưa nhận thì chưa có gì thay đổi; nhập lại đúng tệp cũ cũng không đổi gì.',

  'help.trouble.printer': 'Máy in không ra giấy',
  'help.trouble.printer.body':
    '<b>Tiền và số biên lai không sao.</b> | Xem ô Máy in ở hàng trên cùng: hết giấy, mở nắp hay mất nối. | Quầy có máy in thay thì biên lai tự ra ở đó: màn hình ghi lấy giấy ở máy nào. | Lắp giấy, đóng nắp, xem dây và công tắc. | Bấm <k>F10</k>. Nếu máy hỏi <b>Giấy có ra không</b>, nhìn khay giấy rồi trả lời thật.',
  'help.trouble.network': 'Mất mạng',
  'help.trouble.network.body':
    'Tiền mặt và thẻ ghi tay vẫn thu được, biên lai vẫn in. | Mã QR vẫn hiện được, nhưng ngân hàng chưa báo về thì chưa xuất biên lai. | Không cần làm gì: có mạng lại máy tự gửi, nhiều tuần sau cũng được.',
  'help.trouble.qr': 'Khách nói đã chuyển mà máy chưa báo',
  'help.trouble.qr.body':
    'Xem lại tên và số tiền khách đã chuyển có đúng trên màn hình khách không. | Bấm <k>Alt+N</k> để ghi là khách nói đã chuyển, rồi <k>F5</k> gác lại. | Tiền về máy sẽ báo, kể cả hôm sau; lúc đó xuất biên lai. | Cần gấp: kế toán trưởng xem điện thoại của đơn vị rồi duyệt nhận bằng PIN.',
  'help.trouble.screenshot': 'Khách đưa ảnh chuyển thành công',
  'help.trouble.screenshot.body':
    'Ảnh trên điện thoại của khách <b>không phải là tiền</b>. | Chỉ xuất biên lai khi màn hình này báo đã nhận. | Không tranh cãi: gác lại, mời khách ngồi chờ, gọi kế toán.',
  'help.trouble.card': 'Không rõ thẻ đã trừ tiền hay chưa',
  'help.trouble.card.body':
    '<b>Không quẹt lại, không thu cách khác</b> cho các khoản này. | Xem giấy máy thẻ và hỏi lại máy theo nút trên màn hình. | Vẫn không rõ: để đó, làm người tiếp theo; kế toán trưởng sẽ quyết khi ngân hàng trả lời.',
  'help.trouble.pin': 'Quên PIN',
  'help.trouble.pin.body':
    'Nhờ quản trị: Cài đặt, Người dùng, chọn tên, gõ PIN mới; kế toán trưởng duyệt. | Vào quầy bằng PIN mới rồi đổi ngay: <k>Alt+M</k>, Đổi PIN của tôi. | Gõ sai nhiều lần thì phải chờ, máy cho biết đến mấy giờ.',
  'help.trouble.display': 'Màn hình khách tắt',
  'help.trouble.display.body':
    'Đọc to số tiền cho khách. | Bấm <k>Ctrl+Q</k> để hiện mã QR ngay trên màn hình này. | Xem dây và nguồn của màn hình khách; nó bật lại là tự hiện đúng.',
  'help.trouble.scanner': 'Máy quét ra chữ sai',
  'help.trouble.scanner.body':
    'Bộ gõ tiếng Việt đang bật: chuyển sang E rồi quét lại. | Vẫn sai thì gõ mã bằng tay.',
  'help.trouble.power': 'Máy tắt giữa chừng',
  'help.trouble.power.body':
    'Bật máy, mở lại Quầy Thu. | Việc đang dở nằm trong <b>Việc chưa xong</b>; khoản đã báo thu là đã ghi. | Chưa chắc khách đã được ghi chưa: <k>F11</k> gõ tên là biết.',
  'help.how.hand-in': 'Nộp quỹ cho thủ quỹ',
  'help.how.hand-in.body':
    'Chốt ca xong, bấm <k>Alt+M</k>, chọn Nộp quỹ. | Thủ quỹ đếm từng loại tờ; máy <b>chưa cho thấy số thu ngân khai</b>. | <k>F9</k>, thủ quỹ nhập PIN của mình. | Không khớp thì đếm lại một lần; vẫn thế thì nhận, phần chênh được ghi lại.',
  'help.how.replace': 'Sửa biên lai đã in',
  'help.how.replace.body':
    '<k>F11</k>, chọn biên lai, <k>Alt+R</k>. | Chọn sai ở đâu: tên người nộp, khoản và số tiền, hay nhầm người. | Biên lai cũ ghi <b>Đã hủy</b>, biên lai mới có số mới. | Tiền không dùng đến: chọn hoàn hay giữ làm số dư. Kế toán trưởng nhập PIN.',
  'help.how.restore': 'Bỏ miễn giảm ghi nhầm',
  'help.how.restore.body':
    'Mở người nộp, bấm <k>Alt+M</k>, chọn Bỏ miễn giảm đã ghi. | Chọn lần giảm, ghi vì sao. | Người duyệt nhập PIN; khoản thu trở lại như cũ.',
  'help.how.match-cards': 'Khớp thẻ ghi tay với giấy kết toán',
  'help.how.match-cards.body':
    'Kế toán: <k>Alt+M</k>, chọn Đối soát, chọn dòng <b>Thẻ ghi tay</b>, <k>Enter</k>. | Dò từng mã chuẩn chi; <k>←</k> bỏ lần quẹt không có trên giấy. | Gõ số lần và tổng tiền trên giấy, <k>Enter</k>. | Phần lệch nằm lại ở Đối soát với người lo và số ngày.',
  'help.how.tie-batch': 'Gắn tiền thẻ về với lô đã kết toán',
  'help.how.tie-batch.body':
    'Kế toán: <k>Alt+M</k>, chọn Đối soát, chọn khoản <b>Tiền về chưa rõ của ai</b>, <k>Enter</k>. | Chọn lô máy gợi ý; xem ngân hàng giữ bao nhiêu phí. | <k>Enter</k> để gắn. Ngoài mức phí thường giữ thì kế toán trưởng chấp nhận ở <k>Alt+L</k> Lô thẻ.',
  'help.how.dispute': 'Nhận khiếu nại của người nộp',
  'help.how.dispute.body':
    '<k>F11</k>, chọn biên lai, <k>Alt+K</k>; không có biên lai thì <k>Alt+M</k>, chọn Khiếu nại, <k>F3</k>. | Ghi sự việc, số tiền, mã giao dịch trên điện thoại của khách. | <k>Ctrl+P</k> in giấy xác nhận có ngày trả lời. | Kế toán ghi từng bước và kết quả.',
  'help.trouble.outage': 'Mất điện, phải viết biên lai giấy',
  'help.trouble.outage.body':
    'Viết vào quyển giấy đã đăng ký, đúng thứ tự số. | Có điện lại: <k>Alt+M</k>, chọn Nhật ký sự cố, <k>Enter</k> để ghi từ mấy giờ, vì sao. | Mở từng người nộp, <k>Alt+M</k>, chọn Nhập bù từ quyển giấy. | Nhật ký tự hiện các tờ đã dùng; <k>Ctrl+P</k> in cả tháng.',
} as const;
