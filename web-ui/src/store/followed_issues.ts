// Several issues followed over one connection, to show them as they are now.
import type { IssueFacts, IssueView, ServerFrame } from '../protocol/frames';
import { SocketLink, socketAddress, type Link, type LinkListener } from '../protocol/socket';
import { mergePatch } from './merge_patch';

/** The server lets one connection follow 16 streams. */
export const kFollowedMax = 12;
export type SeenIssues = Record<string, IssueFacts>;

export class FollowedIssues implements LinkListener {
  private seen: SeenIssues = {};
  private readonly link: Link;

  constructor(
    private readonly ids: readonly string[],
    private readonly changed: (seen: SeenIssues) => void,
    link: (listener: LinkListener) => Link = (listener) =>
      new SocketLink(socketAddress(location), listener),
  ) {
    this.link = link(this);
    this.link.start();
  }

  stop(): void {
    this.link.stop();
  }

  opened(): void {
    for (const issue of this.ids.slice(0, kFollowedMax)) this.link.send({ op: 'join', issue });
  }

  stateChanged(): void {}

  received(frame: ServerFrame): void {
    if (frame.op === 'snapshot' && frame.issue) {
      this.show(frame.issue, frame.view as IssueView);
    } else if (frame.op === 'patch' && frame.issue) {
      const facts = this.seen[frame.issue];
      if (facts) this.show(frame.issue, mergePatch({ issue: facts }, frame.patch) as IssueView);
    }
  }

  private show(id: string, view: IssueView): void {
    this.seen = { ...this.seen, [id]: view.issue };
    this.changed(this.seen);
  }
}
