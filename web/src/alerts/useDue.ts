import { useI18n } from 'vue-i18n';
import type { Alert } from '../contracts/generated';
import { counting } from '../time/format';
import { nextDeadline } from './deadline';

/** The next deadline in words: 确认剩 0:24, or 确认超时 0:12. */
export function useDue(): (alert: Alert, now: number) => string | undefined {
  const { t } = useI18n();
  return (alert, now) => {
    const next = nextDeadline(alert, now);
    if (!next) return undefined;
    return t(next.leftMs < 0 ? 'card.late' : 'card.left', {
      name: t(`timer.${next.name}`),
      time: counting(Math.abs(next.leftMs)),
    });
  };
}
