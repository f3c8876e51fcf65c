import { describe, expect, it } from 'vitest';
import type { ClientFrame, IssueView, Me } from '../src/protocol/frames';
import type { Link, LinkState } from '../src/protocol/socket';
import { FollowedIssues, kFollowedMax, type SeenIssues } from '../src/store/followed_issues';
import { StreamStore } from '../src/store/stream_store';

class FakeLink implements Link {
  state: LinkState = 'online';
  sent: ClientFrame[] = [];
  start(): void {}
  stop(): void {}
  probe(): void {}
  send(frame: ClientFrame): boolean {
    this.sent.push(frame);
    return true;
  }
}

describe('an issue', () => {
  const facts = { id: 'i1', grid: 'g', source: 'visit', reported_at: 7, edits: 0 } as const;
  const shown = (): { link: FakeLink; store: StreamStore<IssueView> } => {
    const link = new FakeLink();
    const store = new StreamStore<IssueView>({ issue: 'i1' }, undefined, () => {}, null);
    store.attach(link);
    store.opened();
    store.received({
      op: 'snapshot',
      issue: 'i1',
      seq: 1,
      view: { issue: { ...facts, title: '门禁坏了' } },
      me: { kind: 'staff', actor: 'chen' },
    });
    return { link, store };
  };

  it('is joined and given commands under its own name', () => {
    const { link, store } = shown();
    void store.command({ type: 'issue.withdraw', reason: '修好了' });
    expect(link.sent[0]).toEqual({ op: 'join', issue: 'i1' });
    expect(link.sent[1]).toMatchObject({ issue: 'i1', command: { reason: '修好了' } });
  });

  it('changes with its own patches and with no other stream’s', () => {
    const { store } = shown();
    store.received({ op: 'patch', meeting: 'i1', seq: 2, patch: { issue: { title: '别的' } } });
    expect(store.state.view?.issue.title).toBe('门禁坏了');
    const withdrawn = { at: 9, reason: '修好了' };
    store.received({
      op: 'patch',
      issue: 'i1',
      seq: 2,
      patch: { issue: { title: null, withdrawn } },
    });
    expect(store.state.view?.issue).toEqual({ ...facts, withdrawn });
  });
});

describe('issues that are followed', () => {
  it('are joined over one connection, as many as it may, and shown as they change', () => {
    const link = new FakeLink();
    const ids = Array.from({ length: kFollowedMax + 3 }, (_, at) => `i${at}`);
    let seen: SeenIssues = {};
    const followed = new FollowedIssues(
      ids,
      (now) => (seen = now),
      () => link,
    );
    followed.opened();
    expect(link.sent).toHaveLength(kFollowedMax);
    const issue = { id: 'i0', grid: 'g', source: 'visit', reported_at: 7, edits: 0, title: '一' };
    const me: Me = { kind: 'staff', actor: 'chen' };
    followed.received({ op: 'snapshot', issue: 'i0', seq: 1, view: { issue } as IssueView, me });
    expect(seen.i0?.title).toBe('一');
    const patch = { issue: { title: '二', edits: 1 } };
    followed.received({ op: 'patch', issue: 'i0', seq: 2, patch });
    followed.received({ op: 'patch', issue: 'i1', seq: 2, patch });
    expect(seen).toEqual({ i0: { ...issue, title: '二', edits: 1 } });
  });
});
