// That a ballot has opened reaches who looks elsewhere: it is said, and felt where the device may.
import { t } from '../../i18n/text';
import { announce } from '../../parts/announce';

const kBuzzMs = 200;

export function tellOfBallot(question: string): void {
  announce(t('vote.opened', { question }));
  // Before the first touch browsers refuse, and complain.
  if (navigator.userActivation?.hasBeenActive ?? true) navigator.vibrate?.(kBuzzMs);
}

/** It has closed: that it is open is said no more. */
export const takeBackBallot = (): void => announce('');
