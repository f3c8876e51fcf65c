// A unit by building, stair and room, as an import's file names it.
import { t, type TextKey } from './text';
import { english } from './words';

/** "12" is "12号楼"; what is already a name stays as it is. */
function numbered(name: string, key: TextKey): string {
  return /^\d[\dA-Za-z-]*$/.test(name) ? t(key, { n: name }) : name;
}

export function unitWords(unit: { building: string; stair: string; room: string }): string {
  const parts = [
    numbered(unit.building, 'scope.building_number'),
    numbered(unit.stair, 'imports.stair'),
    numbered(unit.room, 'imports.room'),
  ];
  return parts.filter((part) => part !== '').join(english() ? ', ' : '');
}
