import { parentPort, workerData } from 'node:worker_threads';
import type { AnswerMessage, TaskMessage } from '#runtime/threads/threadPool.js';
import { toWire } from '#runtime/threads/wireError.js';
import { createScenePictures } from './scenePictures.js';
import type { PictureTask } from './threadedPictures.js';

/** Entry of a thread that makes pictures: one answer to each task, the pixels handed over. */
const port = parentPort;
if (port === null) throw new Error('this module runs in a worker thread only');

const pictures = createScenePictures((workerData as { readonly dataDir: string }).dataDir);

port.on('message', ({ id, task: { scene, view, style } }: TaskMessage<PictureTask>) => {
  pictures.picture(scene, view, style).then(
    (result) => port.postMessage({ id, result } satisfies AnswerMessage, [result.buffer as ArrayBuffer]),
    (error: unknown) => port.postMessage({ id, error: toWire(error) } satisfies AnswerMessage),
  );
});
