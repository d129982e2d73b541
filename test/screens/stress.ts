/** The worst a counter meets: forty lines, ten digits, long royal names. */

const longName = 'Công Tằng Tôn Nữ Hoàng Thị Quỳnh Như Ngọc Bảo Trân';
const lines = 40;

/** A hospital list with one patient of forty lines and sums of ten digits, and namesakes with the longest names. */
export function stressList(): string {
  const head = 'STT;Mã BN;Họ và tên;Năm sinh;Địa chỉ;Nội dung thu;Nhóm dịch vụ;Số tiền phải thu';
  const address = 'tổ 14, khu phố Đông Nam Thượng, thị trấn Đồng Thử, huyện Bình Ví Dụ, tỉnh Mẫu Sơn';
  const rows: string[] = [];
  for (let n = 1; n <= lines; n += 1) {
    const fee = `Chụp cắt lớp vi tính có tiêm thuốc cản quang, lần ${n}, phòng kỹ thuật cao số ${n}`;
    const amount = n === 1 ? '1.234.567.890' : String(38_700 * n);
    rows.push(`${n};BN99000001;${longName};1971;${address};${fee};Chẩn đoán hình ảnh;${amount}`);
  }
  for (let n = 2; n <= 9; n += 1) {
    rows.push(`${lines + n};BN9900000${n};${longName};19${70 + n};${address};Khám bệnh;Khám bệnh;38.700`);
  }
  return `${head}\n${rows.join('\n')}\n`;
}

/** Code that finds the patient of forty lines, and the name. */
export const stressPayer = { text: 'BN99000001', name: longName } as const;
