// Refusals that came when the dialog they belong to was closed already: kept until they were read.
let count = 0;

class LateNews {
  list = $state<{ id: number; text: string }[]>([]);

  tell(text: string): void {
    this.list.push({ id: (count += 1), text });
  }

  wasRead(id: number): void {
    this.list = this.list.filter((one) => one.id !== id);
  }
}

export const lateNews = new LateNews();
