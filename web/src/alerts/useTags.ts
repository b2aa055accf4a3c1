import { useI18n } from 'vue-i18n';

/** The words for a tag of an alert; one that only older or newer jobs set stands as it came. */
export function useTags(): (tag: string) => string {
  const { t, te } = useI18n();
  return (tag) => (te(`tag.${tag}`, 'zh') ? t(`tag.${tag}`) : tag);
}
