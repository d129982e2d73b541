/** Refusals of setting devices up. */
export const viFailureDevices = {
  'failure.devices-from-launcher':
    'Sổ tập huấn chỉ dùng thiết bị mô phỏng. Chưa có gì thay đổi. Mở sổ thật để đặt thiết bị.',
  'failure.device-name-taken': 'Đã có thiết bị tên {name}. Chưa lưu. Đặt tên khác.',
  'failure.too-many-devices':
    'Một quầy có nhiều nhất {most} thiết bị. Chưa lưu. Xóa bớt thiết bị không dùng.',
  'failure.device-not-found': 'Không còn thiết bị này. Chưa có gì thay đổi. Chọn lại.',
  'failure.no-drawer': 'Quầy này chưa nối két tiền. Két không mở. Chọn "Két tiền cắm vào máy này" ở máy in.',
} as const;
