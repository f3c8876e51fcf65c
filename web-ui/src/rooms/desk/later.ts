// What only some of those at the Desk need - who gives roles, works for an organisation, begins a meeting
// like another one, or prints slips: fetched when it is asked for.
import { withTexts } from '../../i18n/sets';

export const actingFor = () => withTexts(import('./ActingFor.svelte'), 'organisations');
export const addAccount = () => withTexts(import('./AddAccount.svelte'), 'organisations');
export const offices = () => import('./Offices.svelte');
export const oneView = () => import('../../store/one_view');
export const organisations = () => withTexts(import('./Organisations.svelte'), 'organisations');
export const printSlips = () => import('../../parts/PrintSlips.svelte');
export const roleFields = () => withTexts(import('./RoleFields.svelte'), 'organisations');
