import type { EvidenceWords } from '../evidence-language';

export const ARA: EvidenceWords = {
  tag: 'ar',
  direction: 'rtl',
  title: 'كيف وُقّعت هذه الوثيقة',
  introduction: (organization) =>
    `طلبت ${organization} هذا التوقيع عبر Placet. أُضيفت هذه الصفحة بعد أن اتخذ آخر شخص قراره. يشمل الختم جميع الصفحات: أي تغيير يُبطله.`,
  introductionApart: (organization) =>
    `طلبت ${organization} هذه الموافقة عبر Placet. كانت الوثيقة موقّعة أو مصدّقة من قبل، لذلك تبقى صفحاتها كما كانت تمامًا، وهذا الإثبات وثيقة مستقلة. وهو يحدّد الوثيقة المختومة ببصمتها الرقمية، وأي تغيير هنا يُبطل ختمه.`,
  check: 'تحقّق من هذه الوثيقة',
  document: 'الوثيقة',
  name: 'الاسم',
  original: 'الملف الأصلي (SHA-256)',
  sealed: 'الوثيقة المختومة (SHA-256)',
  pages: 'الصفحات',
  askedBy: 'بطلب من',
  credential: 'الإثبات',
  contact: 'جهة الاتصال',
  identity: 'المعرّف',
  proved: 'أُثبتت جهة الاتصال بواسطة',
  codeBy: {
    EMAIL: 'رمز لمرة واحدة بالبريد الإلكتروني',
    SMS: 'رمز لمرة واحدة برسالة نصية',
    ORGANIZATION: 'رمز لمرة واحدة سلّمته المؤسسة',
  },
  seenBy: { PERSON: 'لم يره إلا هذا الشخص', ORGANIZATION_TOO: 'عُرض على المؤسسة أيضًا' },
  decision: 'القرار',
  accepted: 'قُبلت ووُقّعت',
  when: 'الوقت',
  digest: 'ما عُرض (SHA-256)',
  timestamp: 'الختم الزمني',
  timestampSet: 'وضعته جهة مستقلة للأختام الزمنية',
  timestampFailed: 'لم تُجب جهة الأختام الزمنية؛ خُتمت من دونه',
  timestampNone: 'لا يوجد: لم تُضبط جهة للأختام الزمنية',
};
