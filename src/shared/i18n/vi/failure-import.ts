/** Refusals about lists from files; those of the file itself are in `failure-more.ts`. */
export const viFailureImport = {
  'failure.lists-being-read':
    'Danh sách người nộp đang được đọc lại nên chưa nhận thêm được. Chưa có gì thay đổi. Chờ vài giây rồi làm lại.',
  'failure.lists-damaged':
    'Tệp danh sách người nộp trên máy bị hỏng nên chưa nhận danh sách mới. Chưa có gì thay đổi, tiền và biên lai vẫn nguyên. Đóng phần mềm rồi mở lại để máy đọc lại danh sách; vẫn vậy thì báo quản trị.',
  'failure.people-list-missing':
    'Chưa đọc lại được danh sách người đã ghi tại quầy nên chưa ghi thêm người. Chưa có gì thay đổi. Đóng phần mềm rồi mở lại; vẫn vậy thì nhập lại danh sách “Ghi tại quầy” từ tệp đã xuất.',
  'failure.import-incomplete': 'Tệp chưa chuyển xong. Danh sách chưa đổi. Chọn lại tệp.',
  'failure.import-part-unexpected': 'Tệp chuyển bị đứt đoạn. Danh sách chưa đổi. Chọn lại tệp.',
  'failure.import-busy': 'Tệp này đang được đọc hoặc đang nhận. Chờ xong rồi làm tiếp.',
  'failure.import-source-unknown': 'Không thấy danh sách của nguồn này. Chưa lập tệp nào. Chọn lại nguồn.',
  'failure.import-list-missing':
    'Tệp gốc của danh sách này không còn trên máy. Chưa lập tệp nào. Nhập lại danh sách rồi xuất.',
  'failure.import-export-not-found': 'Tệp xuất đã hết hạn. Bấm xuất lại.',
} as const;
