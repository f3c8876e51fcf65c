// What only who begins a meeting like another one needs, or prints slips: fetched when it is asked for.
export const offices = () => import('./Offices.svelte');
export const oneView = () => import('../../store/one_view');
export const printSlips = () => import('../../parts/PrintSlips.svelte');
