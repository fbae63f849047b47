export {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  getWebhook,
  listDeliveries,
  listWebhooks,
  resendDelivery,
  rotateSecret,
} from './webhooks.js';
export { sealClearSecrets, sealedFor } from './secrets.js';
export { disableWebhook, fanOut, putOff, settleDelivery, takeDue, type OutgoingDelivery } from './outgoing.js';
