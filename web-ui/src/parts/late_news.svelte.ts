// Refusals that came when the dialog they belong to was closed already: above the page, whichever that is
// by now, until they were read. Fetched when there is one.
import { mount } from 'svelte';
import LateNews from './LateNews.svelte';

class News {
  list = $state<{ id: number; text: string }[]>([]);
  private count = 0;
  private shown = false;

  tell(text: string): void {
    this.list.push({ id: (this.count += 1), text });
    if (!this.shown) this.show();
  }

  wasRead(id: number): void {
    this.list = this.list.filter((one) => one.id !== id);
  }

  private show(): void {
    this.shown = true;
    const place = document.createElement('div');
    document.body.prepend(place);
    mount(LateNews, { target: place, props: { news: this } });
  }
}

export const lateNews = new News();
export type LateNewsList = News;
