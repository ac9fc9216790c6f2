import type { Language } from '../language';

export const ARA: Language = {
  tag: 'ar',
  direction: 'rtl',
  words: {
    someOrganization: 'إحدى المؤسسات',
    subject: (organization, request) => `تطلب ${organization} ردّك${request ? `: ${request}` : ''}`,
    newCodeSubject: (organization, request) =>
      request ? `رمزك الجديد من أجل ${request} (${organization})` : `رمزك الجديد من ${organization}`,
    preheader: (items, codeUntil) => `${items}. رمزك في هذه الرسالة، وهو صالح حتى ${codeUntil}.`,
    heading: (organization, request) => request ?? `تطلب ${organization} ردّك`,
    newCodeHeading: 'رمزك الجديد',
    items: {
      zero: (count) => `لا توجد بنود للقراءة واتخاذ القرار (${count})`,
      one: (count) => `هناك بند واحد للقراءة واتخاذ القرار (${count})`,
      two: (count) => `هناك بندان للقراءة واتخاذ القرار (${count})`,
      few: (count) => `هناك ${count} بنود للقراءة واتخاذ القرار`,
      many: (count) => `هناك ${count} بندًا للقراءة واتخاذ القرار`,
      other: (count) => `هناك ${count} بند للقراءة واتخاذ القرار`,
    },
    lead: (organization, items, request) => (request ? `تطلب ${organization} ردّك. ${items}.` : `${items}.`),
    newCodeLead: (organization, request) =>
      `تطلب ${organization} ردّك${request ? `: ${request}` : ''}. لم يعد الرمز السابق صالحًا.`,
    codeLabel: 'رمزك لمرة واحدة',
    codeUntil: (when) => `يعمل مرة واحدة، حتى ${when}.`,
    whatHappens: 'يفتح الزر صفحة تطلب هذا الرمز. لا يُقبل شيء ولا يُوقَّع حتى تؤكده هناك.',
    button: 'افتح وأدخل الرمز',
    linkInstead: 'إن لم يعمل الزر، فانسخ هذا العنوان إلى متصفحك:',
    openPage: 'للرد، افتح هذه الصفحة وأدخل الرمز. لا يُقبل شيء ولا يُوقَّع حتى تؤكده هناك:',
    answerUntil: (when) => `يمكنك الرد حتى ${when}.`,
    whyTitle: 'لماذا وصلك هذا',
    why: (organization, recipient) => `أعطتنا ${organization} العنوان ${recipient} على أنه عنوان الشخص المطلوب ردّه.`,
    notForYouTitle: 'ليس موجّهًا إليك؟',
    notForYou: 'إذن لا يلزمك فعل شيء: لا يستطيع أحد الرد من دون الرمز. لا تعطِ الرمز لأي شخص يتصل بك أو يكتب إليك.',
    sms: (organization) => `تطلب ${organization} ردّك.`,
    newCodeSms: (organization) => `رمزك الجديد من ${organization}.`,
    smsCode: (code, until) => `الرمز: ${code} (حتى ${until})`,
    endedSubject: (organization, request) =>
      `شيء قبلته لم يترتب عليه شيء${request ? `: ${request}` : ''} (${organization})`,
    endedHeading: 'شيء قبلته لم يترتب عليه شيء',
    endedLead: (organization, request) =>
      `طلبت ${organization} ردّك${request ? `: ${request}` : ''}. وانتهى ذلك كله أو بعضه قبل أن يقبل كل من سُئلوا. ما قبلته من ذلك لم يترتب عليه شيء ولا يُلزمك بشيء.`,
    endedNext: 'تقول الصفحة خلف هذا الرابط ما حدث لكل بند ولماذا. وتطلب أولًا رمزًا جديدًا لمرة واحدة:',
    endedButton: 'اعرف ما حدث',
    endedSms: (organization) => `شيء قبلته لدى ${organization} لم يترتب عليه شيء. ما حدث:`,
  },
};
