/** Who is on call and how that was found, in words; the same on desk and wall. */
import { useI18n } from 'vue-i18n';
import type { OnCallAnswer } from './roster';

export function useOnCallWords() {
  const { t } = useI18n();
  return {
    people: ({ people }: Pick<OnCallAnswer, 'people'>): string =>
      people
        .map(({ label, standsFor }) =>
          standsFor ? t('oncall.standsFor', { name: label, who: standsFor }) : label,
        )
        .join('、') || t('oncall.source.gap'),
    found: ({ source, by, reason }: OnCallAnswer): string =>
      [t(`oncall.source.${source}`), source === 'layer' ? by : '', reason]
        .filter(Boolean)
        .filter((word, index, all) => all.indexOf(word) === index)
        .join(' · '),
  };
}
