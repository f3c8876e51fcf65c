// A meeting's view, once: what it is now, to begin another one with it.
import type { View } from '../protocol/frames';
import { SocketLink, socketAddress, type Link, type LinkListener } from '../protocol/socket';
import { StreamStore } from './stream_store';

export const kPatienceMs = 15_000;

/** Null where there is no such meeting, or none comes in time. */
export function viewOf(
  meeting: string,
  link: (listener: LinkListener) => Link = (listener) =>
    new SocketLink(socketAddress(location), listener),
): Promise<View | null> {
  return new Promise((resolve) => {
    const end = (view: View | null): void => {
      clearTimeout(patience);
      store.detach();
      resolve(view);
    };
    const store: StreamStore<View> = new StreamStore<View>(
      { meeting },
      undefined,
      ({ view, unserved }) => {
        if (view || unserved) end(view);
      },
      null,
    );
    const patience = setTimeout(() => end(null), kPatienceMs);
    store.attach(link(store));
  });
}
