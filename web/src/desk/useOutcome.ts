import { useI18n } from 'vue-i18n';
import type { AlertAction } from '../contracts/generated';
import type { Outcome } from './send';

/** What became of a command, in words for the person who gave it. */
export function useOutcome(): (outcome: Outcome, action: AlertAction) => string {
  const { t } = useI18n();
  return (outcome, action) => {
    switch (outcome.kind) {
      case 'done':
        return t('desk.done', { action: t(`action.${action}`) });
      case 'forbidden':
      case 'timeout':
        return t(`desk.${outcome.kind}`);
      case 'conflict':
        return outcome.detail
          ? t('desk.conflict', { detail: outcome.detail })
          : t('desk.conflictBare');
      case 'failed':
        return t('desk.failed', { detail: outcome.detail });
    }
  };
}
