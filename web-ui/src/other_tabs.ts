// Two tabs of one browser agree: on the language, on the mode, and on who is signed in, since they have
// one cookie.
import { speak } from './i18n/sets';
import { languageOfOtherTab, takeModeOfOtherTab } from './store/preferences.svelte';
import { kWho, whoHasChanged } from './store/shelves';

export function followOtherTabs(): void {
  window.addEventListener('storage', ({ key }) => {
    if (key === kWho) {
      whoHasChanged();
      location.reload();
    }
    if (key === 'roundtable.language') speak(languageOfOtherTab()).catch(console.error);
    if (key === 'roundtable.elder' || key === 'roundtable.size') takeModeOfOtherTab();
  });
}
