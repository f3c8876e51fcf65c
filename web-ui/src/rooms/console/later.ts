// What only who publishes needs: fetched when it is asked for.
export const publishDialog = () => import('./PublishDialog.svelte');
