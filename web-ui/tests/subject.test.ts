// A dialog that is open says when what it is about has changed or gone.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Subject } from '../src/store/subject.svelte';

describe('what an open dialog is about', () => {
  it('is the same until it reads otherwise, and again when it reads as before', () => {
    let now: string | undefined = 'as proposed';
    const subject = new Subject(() => now);
    expect(subject.turned).toBeUndefined();
    now = 'as corrected';
    expect(subject.turned).toBe('changed');
    now = 'as proposed';
    expect(subject.turned).toBeUndefined();
  });

  it('is gone where nothing is left of it, also if it was gone from the first', () => {
    let now = 'proposed';
    const subject = new Subject(() => now);
    now = '';
    expect(subject.turned).toBe('gone');
    expect(new Subject(() => now).turned).toBe('gone');
  });

  it('turns into nothing where none was named', () => {
    expect(new Subject(() => undefined).turned).toBeUndefined();
  });
});

describe('every dialog of the Room that gives a command', () => {
  const kRoom = join(import.meta.dirname, '../src/rooms/room');
  const kParts = join(import.meta.dirname, '../src/parts');

  it('names its subject', () => {
    const tags = readdirSync(kRoom)
      .filter((file) => file.endsWith('.svelte'))
      .flatMap((file) =>
        Array.from(
          readFileSync(join(kRoom, file), 'utf8').matchAll(
            /<(?:ConfirmDialog|FloorDialog)\b.*?\/>/gs,
          ),
          ([tag]) => ({ file, tag }),
        ),
      );
    expect(tags.length).toBeGreaterThan(3);
    expect(tags.filter(({ tag }) => !/\bsubject\b/.test(tag))).toEqual([]);
  });

  it('or asks for it itself', () => {
    const files = [
      ...['AmendDialog', 'ProposalDialog', 'ConfirmDialog'].map((name) => join(kParts, name)),
      join(kRoom, 'FloorDialog'),
    ];
    for (const file of files) {
      const source = readFileSync(`${file}.svelte`, 'utf8');
      expect(source, file).toMatch(/new Subject\(/);
      expect(source, file).toMatch(/<Turned /);
      expect(source, file).toMatch(/\bblocked\b/);
    }
  });
});

describe('every dialog of the Console that gives a step of the meeting', () => {
  const kConsole = join(import.meta.dirname, '../src/rooms/console');
  const sourceOf = (name: string) => readFileSync(join(kConsole, `${name}.svelte`), 'utf8');

  it('names its subject', () => {
    const files = ['AgendaPanel', 'AgendaRow', 'ConsoleHead', 'EarlierPanel', 'MinutesSteps'];
    const more = ['ProposalDesk', 'RunningBallot', 'FilesDialog', 'CheckInDialog'];
    for (const file of [...files, ...more]) {
      const tags = sourceOf(file).match(/<ConfirmDialog\b.*?\/>/gs) ?? [];
      expect(tags.length, file).toBeGreaterThan(0);
      expect(
        tags.filter((tag) => !/\bsubject=/.test(tag)),
        file,
      ).toEqual([]);
    }
  });

  it('or asks for it itself', () => {
    const forms = ['HelperDialog', 'HandDialog', 'OpenBallot', 'NotVotedDialog', 'AddFile'];
    const more = [
      'ItemDialog',
      'DecisionDialog',
      'RescheduleDialog',
      'FloorSettings',
      'AddSpeaker',
    ];
    const told = ['PublishDialog', 'ForPerson', 'SectionConflict'];
    for (const file of [...forms, ...more, ...told]) {
      expect(sourceOf(file), file).toMatch(/new Subject\(/);
      expect(sourceOf(file), file).toMatch(/<Turned /);
      if (file !== 'NotVotedDialog') expect(sourceOf(file), file).toMatch(/\bblocked\b/);
    }
  });

  it('none of them is a list that only looks on', () => {
    const dialogs = readdirSync(kConsole).filter((file) =>
      /(?:Dialog|Conflict)\.svelte$/.test(file),
    );
    // Each step in the first two names its own; the papers are links, and nothing of them is sent.
    const known = ['FilesDialog', 'CheckInDialog', 'PapersDialog'];
    const silent = dialogs
      .map((file) => file.replace('.svelte', ''))
      .filter((name) => !known.includes(name) && !/new Subject\(/.test(sourceOf(name)));
    expect(silent).toEqual([]);
  });

  it('keeps the card that it belongs to behind it', () => {
    expect(sourceOf('BallotPanel')).toMatch(/new Steady\(\(\) => view\.current\?\.ballot\)/);
  });
});
