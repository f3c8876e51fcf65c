// Who sees to what was agreed, in words. Wording only.
import type { DecisionRow } from '../store/api';
import { t } from './text';

/** "责任人：12号楼业主 王**"; '' where nobody is named. */
export function agreedBy(one: DecisionRow): string {
  if (!one.household) return one.who ? t('agreed.who', { who: one.who }) : '';
  const building = one.building ?? '';
  const place = /^\d+$/.test(building) ? t('scope.building_number', { n: building }) : building;
  if (place === '') return one.who ? t('agreed.who', { who: one.who }) : '';
  const owner = one.who
    ? t('agreed.owner', { place, who: one.who })
    : t('agreed.owner_unnamed', { place });
  return t('agreed.who', { who: owner });
}
