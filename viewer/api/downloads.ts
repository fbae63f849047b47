import { useMutation } from '@tanstack/react-query';
import { ProblemError, problemOfAnswer } from './problem.js';

/** What a server makes when it is asked to, and then hands out as a file. */
interface MadeFile {
  readonly address: string;
  readonly body?: object;
  readonly fileName: string;
}

/** Asks for a file to be made and gives it to the browser to keep. */
export function useMadeFile() {
  return useMutation({
    mutationFn: async ({ address, body, fileName }: MadeFile) => {
      const response = await fetch(address, {
        method: 'POST',
        headers: { 'X-Planwatch-Csrf': '1', ...(body !== undefined && { 'Content-Type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (!response.ok) {
        const problem: unknown = await response.json().catch(() => null);
        throw new ProblemError(problemOfAnswer(response.status, response.statusText, problem));
      }
      keepFile(await response.blob(), fileName);
    },
  });
}

/** Gives a file to the browser to keep. */
export function keepFile(content: Blob, fileName: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser reads it after the click returns.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
