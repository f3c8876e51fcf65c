import { mount } from 'svelte';
import './tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/first.css';
import App from './App.svelte';
import { startRouter } from './router.svelte';
import { keepFirst } from './store/first.svelte';
import { loadPreferences } from './store/preferences.svelte';

keepFirst(loadPreferences(new URLSearchParams(location.search)));
startRouter();

const target = document.getElementById('app');
if (!target) throw new Error('the page has no #app');
mount(App, { target });
