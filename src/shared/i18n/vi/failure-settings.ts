/** Refusals of the settings. */
export const viFailureSettings = {
  'failure.setting-not-editable': 'Mục này không đổi ở đây. Chưa có gì thay đổi.',
  'failure.setting-day-missing': 'Ghi ngày đưa vào dùng rồi lưu lại. Chưa có gì thay đổi.',
  'failure.setting-day-past':
    'Dòng đã có hiệu lực thì không sửa được. Thêm dòng mới từ hôm nay trở đi. Chưa có gì thay đổi.',
  'failure.setting-day-twice': 'Hai dòng cùng một ngày. Bỏ bớt một dòng. Chưa có gì thay đổi.',
  'failure.setting-band-empty': 'Phần trăm đầu lớn hơn phần trăm cuối. Sửa lại rồi lưu. Chưa có gì thay đổi.',
  'failure.setting-price-twice':
    'Một khoản có hai giá từ cùng một ngày. Chưa có gì thay đổi. Bỏ bớt một dòng.',
  'failure.setting-ends-before':
    'Ngày dùng cuối phải từ hôm nay và từ ngày bắt đầu trở đi. Chưa có gì thay đổi. Sửa ngày.',
  'failure.setting-operator-twice': 'Hai nhà mạng cùng một mã. Chưa có gì thay đổi. Bỏ bớt một dòng.',
  'failure.setting-beneficiary-needed': 'Trường học luôn phải ghi tên học sinh. Chưa có gì thay đổi.',
  'failure.list-already-there': 'Đã có danh sách thu rồi, không nhận danh sách mẫu nữa. Chưa có gì thay đổi.',
} as const;
