// A meeting like one there was, and fetching that one.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { View } from '../src/protocol/frames';
import type { LinkListener } from '../src/protocol/socket';
import type { MeetingTemplate } from '../src/store/convene';
import { likeMeeting } from '../src/store/duplicate';
import { kPatienceMs, viewOf } from '../src/store/one_view';

const template = (id: string, body: string) =>
  ({
    id,
    body,
    name: { zh: id, en: id },
    rules: [{ id: 'ordinary' }],
  }) as unknown as MeetingTemplate;
const templates = [
  template('圆桌会', 'consultation'),
  template('听证会', 'consultation'),
  template('业主小组会议', 'owners_group'),
];
const view = (meeting: object) =>
  ({
    meeting: {
      title: '停车怎么办',
      place: '底楼',
      scheduled_at: Date.UTC(2026, 11, 5, 11) * 1000,
      ...meeting,
    },
    agenda: {
      b: { order: 2, title: '商量', kind: 'deliberation', state: 'done', minutes: 30 },
      c: {
        order: 3,
        title: '表决',
        kind: 'decision',
        state: 'done',
        matter: '装门禁',
        rule: 'ordinary',
      },
      d: { order: 4, title: '旧规则', kind: 'decision', state: 'done', rule: 'gone' },
      a: {
        order: 1,
        title: '通报',
        kind: 'report',
        state: 'done',
        issue: { id: 'lift', title: '电梯' },
      },
    },
  }) as unknown as View;

describe('a meeting like another', () => {
  it('has its title, place, hour and agenda, and asks for the day and whom it is for', () => {
    let key = 3;
    const made = view({ body: 'consultation', forum: { zh: '听证会', en: '' } });
    const draft = likeMeeting(made, templates, () => key++);
    expect(draft).toMatchObject({
      template: { id: '听证会' },
      roll: null,
      scope: null,
      date: '',
      title: '停车怎么办',
      time: '19:00',
      place: '底楼',
    });
    expect(draft.agenda).toEqual([
      { key: 3, title: '通报', kind: 'report', minutes: null, issue: 'lift' },
      { key: 4, title: '商量', kind: 'deliberation', minutes: 30 },
      {
        key: 5,
        title: '表决',
        kind: 'decision',
        minutes: null,
        matter: '装门禁',
        rule: 'ordinary',
      },
      { key: 6, title: '旧规则', kind: 'decision', minutes: null },
    ]);
  });

  it('is of the same kind by its body where that has no other name', () => {
    const made = view({ body: 'owners_group' });
    expect(likeMeeting(made, templates, () => 0).template?.id).toBe('业主小组会议');
    expect(likeMeeting(view({ body: 'gone' }), templates, () => 0).template).toBeNull();
  });
});

describe('the view of a meeting, once', () => {
  afterEach(() => vi.useRealTimers());
  const link = (greet: (listener: LinkListener) => void) => {
    const stop = vi.fn();
    const made = (listener: LinkListener) => ({
      start: () => greet(listener),
      send: () => true,
      stop,
      probe: () => {},
      restart: () => {},
    });
    return { stop, made: made as unknown as Parameters<typeof viewOf>[1] };
  };

  it('comes with the first snapshot, and the line is let go', async () => {
    const said = view({ body: 'owners_group' });
    const { stop, made } = link((listener) =>
      queueMicrotask(() => {
        listener.opened();
        listener.received({
          op: 'snapshot',
          meeting: 'm1',
          seq: 4,
          view: said,
          me: { kind: 'staff', actor: 'a' },
        });
      }),
    );
    expect((await viewOf('m1', made))?.meeting.title).toBe('停车怎么办');
    expect(stop).toHaveBeenCalled();
  });

  it('is nothing where none comes in time', async () => {
    vi.useFakeTimers();
    const { stop, made } = link(() => {});
    const asked = viewOf('m1', made);
    await vi.advanceTimersByTimeAsync(kPatienceMs);
    expect(await asked).toBeNull();
    expect(stop).toHaveBeenCalled();
  });
});
