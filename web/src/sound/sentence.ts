/** What is said of an alert: level, kind, place, each from recorded phrases. Pure. */
import { siteName } from '../alerts/place';
import type { Alert, RawPress } from '../contracts/generated';

export interface Sentence {
  /** Recorded phrases in their order. */
  phrases: readonly string[];
  /** The same in words, with the whole name of the place: for a voice that the browser has. */
  words: string;
  /** Every part of it is recorded; else the place is told less exactly, or not at all. */
  whole: boolean;
}

const LEVELS = ['红色告警', '橙色告警', '黄色告警', '蓝色告警'] as const;
export const LINK_BROKEN: Sentence = {
  phrases: ['告警链路中断'],
  words: '告警链路中断',
  whole: true,
};
export const SELF_TEST: Sentence = { phrases: ['声音自检'], words: '声音自检', whole: true };

const NUMERALS = '零一二三四五六七八九';
const MOST_NUMBER = 999;

/** 7 → 七, 12 → 十二, 105 → 一百零五; longer numbers digit by digit, as people read them. */
export function numeral(digits: string): string {
  const n = Number(digits);
  const digit = (value: number) => NUMERALS[value] ?? '';
  if (digits.startsWith('0') || n > MOST_NUMBER)
    return [...digits].map((d) => digit(Number(d))).join('');
  if (n < 10) return digit(n);
  const [hundreds, rest] = [Math.floor(n / 100), n % 100];
  const [tens, ones] = [Math.floor(rest / 10), rest % 10];
  const one = ones ? digit(ones) : '';
  if (hundreds === 0) return `${tens > 1 ? digit(tens) : ''}十${one}`;
  const head = `${digit(hundreds)}百`;
  if (rest === 0) return head;
  return tens === 0 ? `${head}零${one}` : `${head}${digit(tens)}十${one}`;
}

/** The text as recorded phrases, as few and as long as possible; undefined: a part is not recorded. */
export function segment(
  text: string,
  isRecorded: (phrase: string) => boolean,
): string[] | undefined {
  const spoken = text.replace(/[\s·—-]+/g, '').replace(/\d+/g, numeral);
  // best[i]: the fewest phrases that make the first i characters.
  const best: (string[] | undefined)[] = [[]];
  for (let end = 1; end <= spoken.length; end += 1) {
    for (let start = 0; start < end; start += 1) {
      const before = best[start];
      const phrase = spoken.slice(start, end);
      if (!before || !isRecorded(phrase)) continue;
      const held = best[end];
      if (!held || before.length + 1 < held.length) best[end] = [...before, phrase];
    }
  }
  return best[spoken.length];
}

/** The site, else the nearest level above it that is recorded. */
function placeOf(
  placed: Alert | RawPress,
  isRecorded: (phrase: string) => boolean,
): { phrases: string[]; whole: boolean } {
  const name = siteName(placed);
  const levels = (placed.placeName ?? '').split('/').filter((level) => level && level !== name);
  const site = name === undefined ? undefined : segment(name, isRecorded);
  const around = levels.reverse().flatMap((level) => {
    const phrases = segment(level, isRecorded);
    return phrases && level.endsWith('社区') ? [phrases] : [];
  })[0];
  return { phrases: [...(around ?? []), ...(site ?? [])], whole: site !== undefined };
}

/**
 * @param kind what kind of alert, in the words that the screens have for it; undefined: none
 */
export function sentenceOf(
  placed: Alert | RawPress,
  kind: string | undefined,
  isRecorded: (phrase: string) => boolean,
): Sentence {
  const level = LEVELS[('level' in placed ? placed.level : 1) - 1] ?? LEVELS[0];
  const kindPhrases = kind === undefined ? [] : segment(kind, isRecorded);
  const place = placeOf(placed, isRecorded);
  const raw = 'signalId' in placed ? ['未经汇聚'] : [];
  return {
    phrases: [level, ...(kindPhrases ?? []), ...place.phrases, ...raw],
    words: [level, kind, siteName(placed), ...raw].filter(Boolean).join('，'),
    whole: kindPhrases !== undefined && place.whole,
  };
}
