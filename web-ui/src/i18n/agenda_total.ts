// How long an agenda is, in words.
import { minutesOf, type DraftItem } from '../store/convene';
import { t } from './text';

/** "5 项，一共约 90 分钟"; where no item says how long it takes, only how many there are. */
export function agendaTotal(agenda: DraftItem[]): string {
  const n = minutesOf(agenda);
  return n > 0
    ? t('convene.total', { count: agenda.length, n })
    : t('convene.count', { count: agenda.length });
}
