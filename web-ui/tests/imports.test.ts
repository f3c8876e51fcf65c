import { describe, expect, it } from 'vitest';
import { unitWords } from '../src/i18n/units';
import { cellParts, columnsOf, templateLink } from '../src/store/imports';

describe('templates', () => {
  it('carry the mark of UTF-8 and an example that begins with #', () => {
    const link = templateLink(['楼号', '室号'], ['12', '101']);
    expect(link.startsWith('data:text/csv;charset=utf-8,')).toBe(true);
    expect(decodeURIComponent(link.split(',').slice(1).join(','))).toBe(
      '\ufeff楼号,室号\r\n#12,101\r\n',
    );
  });
});

describe('the first rows', () => {
  it('leave out columns that say nothing, in the order of the file', () => {
    const sample = [
      { representative: '', room: '101', building: '12', stair: '', kind: 'shop' },
      { representative: '', room: '102', building: '12', stair: '1', kind: 'shop' },
    ];
    expect(columnsOf('roll', sample)).toEqual(['building', 'stair', 'room', 'kind']);
    expect(columnsOf('grids', [])).toEqual([]);
  });
});

describe('units', () => {
  it('are named as people name them, and what is a name stays one', () => {
    expect(unitWords({ building: '12', stair: '', room: '502' })).toBe('12号楼502室');
    expect(unitWords({ building: '东楼', stair: '2', room: '车库A' })).toBe('东楼2单元车库A');
  });
});

describe('a place in a workbook', () => {
  it('is named by sheet, row and column', () => {
    expect(cellParts('C7')).toEqual({ row: '7', column: 'C' });
    expect(cellParts('AB1048576')).toEqual({ row: '1048576', column: 'AB' });
  });
});
