import cliProgress from 'cli-progress';

/** Progress of one long piece of work, on standard error so that standard output stays machine-readable. */
export interface Progress {
  /** `done` of the total so far; never goes back. */
  set(done: number, note?: string): void;
  /** Ends the line; the note says what came of it. */
  finish(note?: string): void;
}

/** Where no terminal shows a bar, a line is written at every one of these shares. */
const LINE_SHARES = [0.25, 0.5, 0.75];

/** Shows a bar in a terminal, a few lines elsewhere. `total` counts whatever `set` counts. */
export function startProgress(label: string, total: number, stream: NodeJS.WriteStream = process.stderr): Progress {
  return stream.isTTY ? bar(label, total, stream) : lines(label, total, stream);
}

function bar(label: string, total: number, stream: NodeJS.WriteStream): Progress {
  const format = `${label} {bar} {percentage} %  {note}`;
  const preset = cliProgress.Presets.shades_classic;
  const single = new cliProgress.SingleBar({ format, stream, hideCursor: true, barsize: 30, fps: 5 }, preset);
  single.start(total, 0, { note: '' });
  return {
    set: (done, note) => single.update(Math.min(done, total), note === undefined ? {} : { note }),
    finish(note = '') {
      single.update(total, { note });
      single.stop();
    },
  };
}

function lines(label: string, total: number, stream: NodeJS.WriteStream): Progress {
  const waiting = [...LINE_SHARES];
  return {
    set(done, note = '') {
      const share = total > 0 ? done / total : 1;
      if (share >= 1 || waiting[0] === undefined || share < waiting[0]) return;
      while (waiting[0] !== undefined && waiting[0] <= share) waiting.shift();
      stream.write(`${label}: ${Math.round(share * 100)} % ${note}`.trimEnd() + '\n');
    },
    finish(note = '') {
      stream.write(`${label}: done ${note}`.trimEnd() + '\n');
    },
  };
}
