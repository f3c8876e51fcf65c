// Svelte itself takes the types out of `lang="ts"`. Nothing is imported here: the checker loads this
// file while it also loads Vite, and Node sometimes fails to link a module that two loaders ask for.
export default {};
