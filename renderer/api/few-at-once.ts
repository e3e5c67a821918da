// Requests of which only a few are on their way at a time; the others wait in the order in which they came, and can be taken back.

export interface FewAtOnce {
  /** Resolves with what `send` gives, or with null where it was taken back while it waited. */
  send<T>(id: string | undefined, send: () => Promise<T>): Promise<T | null>;
  /** True where it was still waiting: it is never sent. */
  takeBack(id: string): boolean;
}

export function fewAtOnce(most: number): FewAtOnce {
  /** First come first: called with true when its turn has come, with false when it is taken back. */
  const waiting: { id: string | undefined; goOn: (isSent: boolean) => void }[] = [];
  let onTheirWay = 0;

  const next = (): void => {
    const first = onTheirWay < most ? waiting.shift() : undefined;
    if (first === undefined) return;
    onTheirWay += 1;
    first.goOn(true);
  };

  return {
    async send(id, send) {
      const isSent = await new Promise<boolean>((resolve) => {
        waiting.push({ id, goOn: resolve });
        next();
      });
      if (!isSent) return null;
      try {
        return await send();
      } finally {
        onTheirWay -= 1;
        next();
      }
    },
    takeBack(id) {
      const at = waiting.findIndex((one) => one.id === id);
      if (at < 0) return false;
      waiting.splice(at, 1)[0]?.goOn(false);
      return true;
    },
  };
}
