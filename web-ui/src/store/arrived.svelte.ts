// How often texts have come: what lacked one is drawn again when they have.
export const arrived = $state({ texts: 0 });
