/** Refusals of the line to the provincial backend. */
export const viFailureSync = {
  'failure.sync-training': 'Sổ tập không gửi đi đâu cả. Chưa đăng ký. Mở sổ thật rồi đăng ký.',
  'failure.sync-not-asked': 'Chưa hỏi máy chủ tỉnh. Chưa đăng ký. Gõ địa chỉ và mã rồi bấm Hỏi.',
  'failure.sync-url-malformed': 'Địa chỉ máy chủ chưa đúng. Chưa đăng ký. Gõ lại như trong giấy của tỉnh.',
  'failure.sync-url-insecure':
    'Địa chỉ này không mã hóa (http). Chưa đăng ký. Dùng địa chỉ bắt đầu bằng https.',
  'failure.sync-code-malformed': 'Mã đăng ký chưa đúng, phải đủ 20 ký tự. Chưa đăng ký. Gõ lại mã.',
  'failure.sync-backend-key-differs':
    'Máy trả lời không phải máy chủ của mã này. Chưa đăng ký. Kiểm tra địa chỉ và gọi cho tỉnh.',
  'failure.sync-unreachable': 'Không nối được với máy chủ tỉnh. Chưa đăng ký. Xem mạng rồi thử lại.',
  'failure.sync-timed-out': 'Máy chủ tỉnh không trả lời kịp. Chưa đăng ký. Thử lại sau ít phút.',
  'failure.sync-not-a-backend':
    'Địa chỉ này không phải máy chủ tỉnh (hoặc mạng đòi đăng nhập). Chưa đăng ký. Xem mạng và địa chỉ.',
  'failure.sync-refused': 'Máy chủ tỉnh từ chối: {say} Quầy vẫn thu và ghi sổ bình thường.',
} as const;
