// What only some of those at the Desk need - who gives roles, works for an organisation, begins a meeting
// like another one, or prints slips: fetched when it is asked for.

export const actingFor = () => import('./ActingFor.svelte');
export const addAccount = () => import('./AddAccount.svelte');
export const closeAccount = () => import('./CloseAccount.svelte');
export const copyMessage = () => import('../../parts/copy_message');
export const editGrid = () => import('./EditGrid.svelte');
export const handover = () => import('./Handover.svelte');
export const householdCard = () => import('./HouseholdCard.svelte');
export const importChanges = () => import('./ImportChanges.svelte');
export const offices = () => import('./Offices.svelte');
export const oneView = () => import('../../store/one_view');
export const organisations = () => import('./Organisations.svelte');
export const openMatters = () => import('./OpenMatters.svelte');
export const printSlips = () => import('../../parts/PrintSlips.svelte');
export const signingKeys = () => import('./SigningKeys.svelte');
export const rollUnits = () => import('./RollUnits.svelte');
export const roleFields = () => import('./RoleFields.svelte');
