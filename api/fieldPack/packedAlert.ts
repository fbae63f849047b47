import type { Caller } from '#domain/people.js';
import type { Scene } from '#domain/scene.js';
import type { IsoTime } from '#domain/time.js';
import type { ListedAlert } from '#store/alerts.js';
import type { AlertPictures } from '../bundle/pictures.js';
import type { ReportLanguage } from '../bundle/report/words.js';

/** An alert with what is shown of it. */
export interface PackedAlert {
  readonly alert: ListedAlert;
  readonly before: Scene | null;
  readonly after: Scene | null;
  readonly pictures: AlertPictures;
}

export interface FieldPackRequest {
  readonly caller: Caller;
  readonly alertIds: readonly string[];
  readonly language: ReportLanguage;
  readonly at: IsoTime;
}
