/** How far a build is, shown as a bar on a terminal and not at all anywhere else. */
import { SingleBar } from 'cli-progress';

export interface Progress {
  /** What is being done, for a reader: "reading rows", for example */
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}
export type OnProgress = (progress: Progress) => void;

/** The part of a stream that a bar needs. */
export type ProgressStream = NodeJS.WritableStream & { readonly isTTY?: boolean };

export interface ProgressDisplay {
  readonly onProgress: OnProgress;
  /** Removes the bar; call it before anything else is printed. Harmless when called twice. */
  stop(): void;
}

/**
 * A display for `onProgress` callbacks.
 * @param stream where the bar goes, usually standard error; when it is no terminal, nothing is written to it.
 */
export function progressDisplay(stream: ProgressStream): ProgressDisplay {
  if (stream.isTTY !== true) return { onProgress: () => {}, stop: () => {} };
  const bar = new SingleBar({
    stream,
    format: '{phase} {bar} {percentage} %',
    hideCursor: true,
    clearOnComplete: true,
    barsize: 30,
    barCompleteChar: '#',
    barIncompleteChar: '.',
  });
  let running = false;
  return {
    onProgress({ phase, done, total }) {
      if (!running) bar.start(total, done, { phase });
      running = true;
      bar.setTotal(total);
      bar.update(done, { phase });
    },
    stop() {
      if (running) bar.stop();
      running = false;
    },
  };
}
