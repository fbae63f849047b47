export type {
  AlertJoin,
  AlertPlan,
  AlertPlanRequest,
  AlertUpdate,
  JudgedPatchOfRun,
  NewAlert,
  OpenAlert,
} from './alertPlan.js';
export { planAlerts } from './planAlerts.js';
