/** Refusals about lists from files; those of the file itself are in `failure-more.ts`. */
export const viFailureImport = {
  'failure.lists-being-read':
    'Danh sách người nộp đang được đọc lại nên chưa nhận thêm được. Chưa có gì thay đổi. Chờ vài giây rồi làm lại.',
  'failure.import-incomplete': 'Tệp chưa chuyển xong. Danh sách chưa đổi. Chọn lại tệp.',
  'failure.import-part-unexpected': 'Tệp chuyển bị đứt đoạn. Danh sách chưa đổi. Chọn lại tệp.',
  'failure.import-busy': 'Tệp này đang được đọc hoặc đang nhận. Chờ xong rồi làm tiếp.',
  'failure.import-source-unknown': 'Không thấy danh sách của nguồn này. Chưa lập tệp nào. Chọn lại nguồn.',
  'failure.import-list-missing':
    'Tệp gốc của danh sách này không còn trên máy. Chưa lập tệp nào. Nhập lại danh sách rồi xuất.',
  'failure.import-export-not-found': 'Tệp xuất đã hết hạn. Bấm xuất lại.',
} as const;
