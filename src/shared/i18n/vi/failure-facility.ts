/** Refusals about the facility's keys, its desk, and cases. */
export const viFailureFacility = {
  'failure.sheet-empty': 'Chưa có gì để đọc. Chưa đổi gì. Quét mã trên tờ, hoặc gõ tám dòng.',
  'failure.sheet-line':
    'Dòng {line} không đúng. Chưa đổi gì. Xem lại dòng ấy trên tờ: số 0 với chữ O, số 1 với chữ I.',
  'failure.sheet-lines':
    'Tờ này phải có tám dòng, mới đọc được {found}. Chưa đổi gì. Gõ tiếp, hoặc quét lại.',
  'failure.desk-takes-no-money':
    'Máy này là bàn kế toán, không thu tiền. Không có gì đổi. Thu ở quầy có ngăn kéo.',
  'failure.case-not-open': 'Việc này vừa được xét xong rồi. Không có gì đổi.',
  'failure.case-is-proposal':
    'Đây là đề nghị của tỉnh. Không có gì đổi. Đồng ý hoặc từ chối, không bỏ qua được.',
  'failure.proposal-not-understood':
    'Máy này không đọc được đề nghị. Không có gì đổi. Cập nhật chương trình, hoặc từ chối đề nghị.',
} as const;
