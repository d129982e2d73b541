export const viFailureStatement = {
  'failure.statement-file-empty': 'Tệp sao kê trống. Chưa ghi nhận khoản nào. Tải lại tệp từ ngân hàng.',
  'failure.statement-file-too-large':
    'Tệp sao kê quá lớn (trên 16 MB). Chưa ghi nhận khoản nào. Tải sao kê theo khoảng ngày ngắn hơn.',
  'failure.statement-part-unexpected': 'Tệp chuyển bị đứt đoạn. Chưa ghi nhận khoản nào. Chọn lại tệp.',
  'failure.statement-incomplete': 'Tệp chưa chuyển xong. Chưa ghi nhận khoản nào. Chọn lại tệp.',
  'failure.statement-not-found': 'Sao kê này đã đóng. Chọn lại tệp.',
  'failure.statement-failed': 'Không đọc được tệp vì máy bận hoặc có lỗi. Chưa ghi nhận khoản nào. Thử lại.',
  'failure.statement-not-takeable':
    'Chưa ghi nhận khoản nào: sao kê thiếu dòng, có dòng không đọc được, hoặc không phải tài khoản của đơn vị. Tải lại sao kê đầy đủ từ ngân hàng.',
  'failure.statement-needs-mapping':
    'Không tìm thấy dòng tiêu đề (ngày, số tham chiếu, ghi có, nội dung). Chưa ghi nhận khoản nào. Tải sao kê Excel hoặc CSV từ ngân hàng, không sửa tệp.',
  'failure.statement-no-lines': 'Sao kê không có giao dịch nào. Chưa ghi nhận khoản nào.',
  'failure.statement-too-many-rows':
    'Sao kê có quá nhiều dòng. Chưa ghi nhận khoản nào. Tải theo khoảng ngày ngắn hơn.',
  'failure.statement-too-many-columns': 'Tệp có quá nhiều cột, không giống sao kê. Chưa ghi nhận khoản nào.',
  'failure.statement-file-encoding':
    'Tệp dùng bảng mã cũ, không đọc chắc chắn được. Chưa ghi nhận khoản nào. Tải sao kê dạng Excel (.xlsx).',
  'failure.statement-file-kind':
    'Đây không phải tệp Excel (.xlsx), CSV hay bảng HTML. Chưa ghi nhận khoản nào. Tải lại sao kê đúng dạng.',
  'failure.statement-file-damaged': 'Tệp bị hỏng hoặc tải chưa hết. Chưa ghi nhận khoản nào. Tải lại tệp.',
  'failure.statement-file-suspicious':
    'Tệp có cấu trúc bất thường nên không mở. Chưa ghi nhận khoản nào. Tải lại từ trang của ngân hàng.',
  'failure.statement-file-locked': 'Tệp có mật khẩu. Chưa ghi nhận khoản nào. Bỏ mật khẩu rồi chọn lại.',
  'failure.statement-sheet-unknown': 'Không có trang tính nào trong tệp. Chưa ghi nhận khoản nào.',
} as const;
