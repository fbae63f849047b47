export { openedOrNull, readChoices, saveChoices } from './choices.js';
export { queueDigests, type DigestDay } from './digests.js';
export {
  putOffMessage,
  settleMessage,
  takeDueMessages,
  type Digest,
  type MessageChannel,
  type MessageContent,
  type OutgoingMessage,
} from './messages.js';
export { countUnread, listNotices, markRead, raiseNotices, type NewNotice } from './notices.js';
export { overdueByOffice, runningTerms, type RunningTerm } from './terms.js';
