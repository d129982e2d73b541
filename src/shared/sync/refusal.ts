/** Why a backend says no: a closed list of codes, each with a sentence a cashier can read to somebody on the phone. */
import { z } from 'zod';

/** `head` is given with refusals of a push, so that the counter sees where the backend stands. */
export const refusalCodes = [
  'protocol-unknown',
  'malformed',
  'too-large',
  'too-many-requests',
  'code-unknown',
  'code-used',
  'code-expired',
  'counter-known',
  'facility-key-differs',
  'facility-elsewhere',
  'vouch-wrong',
  'counter-unknown',
  'counter-revoked',
  'signature-wrong',
  'challenge-wrong',
  'session-over',
  'not-contiguous',
  'chain-broken',
  'other-content',
  'older-epoch',
  'feed-epoch-other',
  'key-unknown',
  'not-allowed',
  'not-found',
  'not-ready',
  'failed',
] as const;

export type SyncRefusalCode = (typeof refusalCodes)[number];

/** What each code means, in words to be read aloud. Papers and windows have their own words; these stand on the wire. */
const spoken: Readonly<Record<SyncRefusalCode, string>> = {
  'protocol-unknown': 'Phiên bản phần mềm của quầy và của máy chủ tỉnh không khớp. Cần cập nhật.',
  malformed: 'Máy chủ tỉnh không đọc được dữ liệu gửi lên.',
  'too-large': 'Dữ liệu gửi một lần quá lớn.',
  'too-many-requests': 'Quầy gửi quá nhiều yêu cầu. Quầy sẽ tự gửi lại sau.',
  'code-unknown': 'Mã đăng ký quầy không đúng.',
  'code-used': 'Mã đăng ký quầy đã dùng rồi. Cần xin mã mới.',
  'code-expired': 'Mã đăng ký quầy đã hết hạn. Cần xin mã mới.',
  'counter-known': 'Quầy này đã đăng ký. Muốn đăng ký lại cần mã cấp riêng cho quầy này.',
  'facility-key-differs': 'Khóa đơn vị trên quầy khác khóa đơn vị đã đăng ký. Cần đọc lại tờ khôi phục.',
  'facility-elsewhere':
    'Quầy của đơn vị này gửi qua máy chủ riêng của đơn vị. Hãy dùng địa chỉ và mã đăng ký của máy chủ đó.',
  'vouch-wrong': 'Xác nhận của khóa đơn vị không đúng. Cần đọc lại tờ khôi phục.',
  'counter-unknown': 'Máy chủ tỉnh chưa biết quầy này. Cần đăng ký quầy.',
  'counter-revoked':
    'Quầy này đã bị thu hồi quyền gửi. Quầy vẫn thu và ghi sổ bình thường; hãy báo quản trị.',
  'signature-wrong': 'Chữ ký của quầy không đúng. Máy chủ tỉnh không ghi gì.',
  'challenge-wrong': 'Phiên kết nối không đúng. Quầy sẽ kết nối lại.',
  'session-over': 'Phiên kết nối đã hết. Quầy sẽ kết nối lại.',
  'not-contiguous':
    'Sổ gửi lên không nối đúng chỗ máy chủ tỉnh đang có. Máy chủ tỉnh không ghi gì; quầy sẽ hỏi lại rồi gửi tiếp.',
  'chain-broken': 'Chuỗi sổ của quầy không liền. Máy chủ tỉnh không ghi gì; hãy báo quản trị.',
  'other-content':
    'Cùng một bút toán nhưng nội dung khác với bản máy chủ tỉnh đã lưu. Hãy báo quản trị ngay.',
  'older-epoch': 'Đoạn sổ này thuộc kỳ sổ đã đóng. Chỉ quản trị mới đưa vào được.',
  'feed-epoch-other': 'Máy chủ tỉnh vừa được khôi phục. Quầy sẽ đọc lại từ đầu.',
  'key-unknown': 'Khóa kết nối của phần mềm đơn vị không đúng hoặc đã bị thu hồi. Cần xin khóa mới.',
  'not-allowed': 'Không có quyền làm việc này.',
  'not-found': 'Không tìm thấy.',
  'not-ready': 'Máy chủ tỉnh chưa sẵn sàng. Quầy sẽ thử lại.',
  failed: 'Máy chủ tỉnh gặp lỗi. Quầy sẽ thử lại.',
};

/** A Vietnamese sentence for the code. */
export function spokenRefusal(code: SyncRefusalCode): string {
  return spoken[code];
}

const place = z.strictObject({
  epoch: z.int().min(1),
  seq: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Body of every answer that is not 2xx. A reader takes an unknown code as `failed`. */
export const refusalAnswer = z.strictObject({
  refused: z.enum(refusalCodes).catch('failed'),
  say: z.string().max(300),
  /** Where the journal of the counter stands at the backend; only with refusals of a push. */
  head: place.nullable().optional(),
  /** The first entry that does not fit; only with refusals of a push. */
  at: z.strictObject({ epoch: z.int().min(1), seq: z.int().min(1) }).optional(),
});
export type RefusalAnswer = z.output<typeof refusalAnswer>;
