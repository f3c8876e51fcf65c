import type { Translated } from '../zh';
import type { imports as zh } from '../zh/imports';

export const imports: Translated<typeof zh> = {
  'imports.mine': 'Grids I hold',
  'imports.mine_note':
    'Open a grid to go down to its buildings, or to import the roll that belongs to it.',
  'imports.code': 'code {code}',
  'imports.below': 'Grids below',
  'imports.nothing_below': 'There is no grid below it yet.',
  'imports.find': 'Find by name or code',
  'imports.find_none': 'There is none.',
  'imports.show_grids': 'Show the other {n}',
  'imports.up': 'Grids above',
  'imports.public_page': 'Public page',
  'imports.grids': 'Import grids',
  'imports.grids_note':
    'Grids from a spreadsheet: code, name, level, parent and, if you like, kind. The parent is the code of the grid above. Grids that are there are never renamed, moved or removed; the same file may come again with lines added.',
  'imports.grids_not_mine':
    'You hold no role that keeps grids. To have some imported, ask an administrator or the grid’s secretary.',
  'imports.roll': 'Roll',
  'imports.roll_none': 'This grid has no roll yet.',
  'imports.roll_there':
    'The roll that is there: {buildings} {buildings|building|buildings}, {units} {units|unit|units}, {heads} {heads|head|heads}, {area}.',
  'imports.roll_members': 'A list of {heads} {heads|member|members}.',
  'imports.roll_not_mine':
    'You hold no role on this grid that keeps its roll. Please ask an administrator or the grid’s secretary.',
  'imports.roll_new': 'Import a roll',
  'imports.roll_again': 'Update the roll from a new file',
  'imports.roll_note':
    'A roll from a spreadsheet: building, stair, room, exclusive area, area source, owner key, representative. The roll of one building belongs to the building’s grid, that of a whole compound to the compound’s. Owner keys only tell owners apart: they are hashed on reading and never kept. Set a column of identity numbers to text first.',
  'imports.roll_whole':
    'The file has to be complete: units that are on the roll but not in the file are taken off it.',
  'imports.template': 'Download a template',
  'imports.template_note':
    'The row of # in the template is an example and is not imported. Fill in from the next row on and save as CSV.',
  'imports.template_grids_file': 'grids-template',
  'imports.template_roll_file': 'roll-template',
  'imports.pick': 'Choose a file',
  'imports.pick_other': 'Choose another file',
  'imports.pick_fixed': 'Choose the mended file',
  'imports.formats':
    'A CSV file of at most 8 MB, in UTF-8 or as Chinese spreadsheets save it (GBK).',
  'imports.file': 'File: {name}',
  'imports.checking': 'Checking…',
  'imports.importing': 'Importing…',
  'imports.too_large': 'The file is too large: 8 MB at most.',
  'imports.unreadable':
    'The file cannot be read; it may have been moved or changed. Please choose it again.',
  'imports.problems': 'Not ready: {n} {n|problem|problems}',
  'imports.problems_note':
    'Nothing was changed. Mend each place in the spreadsheet, then choose the mended file.',
  'imports.place': 'line {line}, column {column}',
  'imports.cell': 'cell {cell}',
  'imports.show_all': 'Show the other {n}',
  'imports.only_listed': 'These are the first {n}; the others show when the file comes again.',
  'imports.ready': 'Ready to import',
  'imports.ready_note':
    'Nothing has been written yet. Look at the numbers and the first rows, then press Import.',
  'imports.same': 'The file says what is there already; there is nothing to import.',
  'imports.counts': 'In the file',
  'imports.changes': 'What would change',
  'imports.rows': 'Rows',
  'imports.buildings': 'Buildings',
  'imports.units': 'Units',
  'imports.heads': 'Heads',
  'imports.area': 'Exclusive area',
  'imports.added': 'New',
  'imports.changed': 'Changed',
  'imports.unchanged': 'The same',
  'imports.removed': 'Taken off',
  'imports.removed_units': '{n} {n|unit|units} taken off the roll',
  'imports.removed_more': '… and {n} more.',
  'imports.encoding':
    'Read as {encoding}. If the words below look wrong, save the file as UTF-8 and choose it again.',
  'imports.sample': 'The first {n} {n|row|rows}',
  'imports.notices': 'Please note',
  'imports.overlaps':
    'Owners that are the same only in part, for a person to decide: {n} {n|group|groups}',
  'imports.overlaps_note':
    'The units of each group share some of their owners but not all, such as “A” and “A, B”. As it stands they count as different heads. Where they are one owner, give them the same owner key in the file and choose it again; where they are not, import it as it is.',
  'imports.spot': '{unit} (line {line})',
  'imports.stair': 'stair {n}',
  'imports.room': 'room {n}',
  'imports.remove_sure': 'I have checked: {n} {n|unit leaves|units leave} the roll',
  'imports.remove_first':
    '{n} {n|unit|units} would leave the roll. Please check and tick the box first.',
  'imports.do': 'Import',
  'imports.done': 'Imported',
  'imports.done_grids': '{added} {added|grid|grids} added, {same} the same as before.',
  'imports.done_roll':
    '{added} {added|unit|units} added, {changed} changed, {same} the same, {removed} taken off; the roll now has {heads} {heads|head|heads} and {area}.',
  'imports.another': 'Import another file',
  'imports.changed_meanwhile':
    'Something changed after the check, so nothing was imported. This is the new check.',
  'imports.column.code': 'Code',
  'imports.column.name': 'Name',
  'imports.column.level': 'Level',
  'imports.column.parent': 'Parent',
  'imports.column.kind': 'Kind',
  'imports.column.building': 'Building',
  'imports.column.stair': 'Stair',
  'imports.column.room': 'Room',
  'imports.column.area': 'Exclusive area',
  'imports.column.area_source': 'Area source',
  'imports.column.owner_key': 'Owner key',
  'imports.column.representative': 'Representative',
  'imports.source.land_register': 'land register',
  'imports.source.survey': 'survey',
  'imports.source.sale_contract': 'sale contract',
  'imports.kind.dwelling': 'dwelling',
  'imports.kind.shop': 'shop',
  'imports.kind.parking': 'parking',
  'imports.kind.street_block': 'street block',
  'imports.kind.market': 'market',
  'imports.kind.office_building': 'office building',
  'imports.example_grid': 'Example microgrid',
  'imports.example_owners': 'Zhang San + Li Si',
  'imports.example_representative': 'Zhang San',
  'refused.import.refused': 'The file has problems; nothing was imported.',
  'refused.roll.ambiguous':
    'This grid has several rolls, and which one to update is not clear here. Please import at the command line and name it.',
  'refused.roll.other_grid': 'That roll belongs to another grid.',
  'refused.roll.members': 'That is a list of members; a roll of units cannot take its place.',
  'refused.roll.unknown': 'There is no such roll.',
  'refused.grid.unknown': 'There is no such grid.',
  'refused.http.body_too_large':
    'The file is too large (8 MB at most), or your session has ended: sign in and try again.',
};
