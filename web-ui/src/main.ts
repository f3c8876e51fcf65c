import { mount } from 'svelte';
import './tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/first.css';
import App from './App.svelte';
import { standReadyToAnnounce } from './parts/announce';
import { keepFocus } from './parts/keep_focus';
import { guardAgainstSlips } from './parts/slip';
import { keepTextNodes } from './parts/translated';
import { startRouter } from './router.svelte';
import { keepFirst } from './store/first.svelte';
import { followOtherTabs } from './other_tabs';
import { startLock } from './store/shared_computer';
import { loadPreferences } from './store/preferences.svelte';

keepFirst(loadPreferences(new URLSearchParams(location.search)));
startRouter();
followOtherTabs();
startLock();

const target = document.getElementById('app');
if (!target) throw new Error('the page has no #app');
guardAgainstSlips();
keepFocus();
standReadyToAnnounce();
keepTextNodes(document.body);
mount(App, { target });
