import type { Language } from '../language';

export const ENG: Language = {
  tag: 'en-GB',
  direction: 'ltr',
  words: {
    someOrganization: 'An organization',
    open: {
      asks: (organization) => `${organization} asks for your answer`,
      itemsLabel: 'What waits for you',
      items: {
        one: (count) => `${count} item to read and decide`,
        other: (count) => `${count} items to read and decide`,
      },
      untilLabel: 'Answer by',
      soonTitle: 'Answering opens soon',
      soon: [
        'You cannot answer here yet, and nothing is expected of you until you can. Keep the message with this link: it stays the same.',
        'This page will ask for a one-time code before it shows what is asked, and nothing will be accepted or signed until you confirm it.',
      ],
      notForYouTitle: 'Not for you?',
      notForYou: (organization) => [
        'Then there is nothing you need to do: without the code nobody can answer. Do not give the code to anyone who calls or writes to you.',
        `If you know ${organization}, tell them that their message reached the wrong person.`,
      ],
      unchanged: 'Opening this page has changed nothing.',
    },
    expired: (organization, when) => ({
      heading: 'The time to answer is over',
      text: [
        `${organization} asked for your answer by ${when}. This link can no longer be used to give it.`,
        `If you still want to answer, ask ${organization} to send you a new request.`,
      ],
    }),
    canceled: (organization) => ({
      heading: 'This request was withdrawn',
      text: [
        `${organization} asked for your answer and has since withdrawn the request.`,
        `There is nothing you need to do. If you expected to answer, ask ${organization} about it.`,
      ],
    }),
    finished: (organization) => ({
      heading: 'This request is finished',
      text: [
        `What ${organization} asked has been answered, and the request is closed.`,
        `There is nothing left for you to do. If you have a question, ${organization} can tell you more.`,
      ],
    }),
    missing: {
      heading: 'This link leads nowhere',
      text: [
        'Perhaps a part of it got lost on the way. Open it once more from the message you received, or copy the whole address from there.',
        'If you come back to this page, ask whoever sent you the message.',
      ],
    },
    unavailable: {
      heading: 'This page cannot be shown just now',
      text: [
        'The fault is on our side, and nothing is lost. Please try again in a few minutes: your link stays the same.',
      ],
    },
  },
};
