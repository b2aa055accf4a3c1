import { useI18n } from 'vue-i18n';
import type { AlertAction } from '../contracts/generated';

/** What stands on a button: mostly the name of the action, as the timeline has it. */
export function usePressWords(): (action: AlertAction) => string {
  const { t } = useI18n();
  return (action) => (action === 'answer' ? t('phone.answer') : t(`action.${action}`));
}
