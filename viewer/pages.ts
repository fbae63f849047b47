import { lazy, type ComponentType } from 'react';
import type { ParseKeys } from 'i18next';
import type { Right } from '#domain/people.js';

/** Which menu offers a page: the header's row, its last entry (data), the account's menu, or none. */
export type MenuPlace = 'row' | 'data' | 'account';

export interface PageEntry {
  /** '' is the page at the root. */
  readonly path: string;
  /** Its code is read when the page is first opened. */
  readonly Page: ComponentType;
  readonly menu?: {
    readonly place: MenuPlace;
    /** Text key of the entry. */
    readonly title: ParseKeys;
    /** The menu offers the page only with this right; the API refuses the others anyway. */
    readonly right?: Right;
  };
}

/** Every page behind the sign-in, in the order of the menus. */
export const PAGES: readonly PageEntry[] = [
  {
    path: '',
    Page: lazy(() => import('./pages/MapPage.js')),
    menu: { place: 'row', title: 'nav.map' },
  },
  {
    path: 'dashboard',
    Page: lazy(() => import('./dashboard/DashboardPage.js')),
    menu: { place: 'row', title: 'dashboard.title', right: 'readIndicators' },
  },
  { path: 'alerts/:id', Page: lazy(() => import('./pages/AlertPage.js')) },
  {
    path: 'runs',
    Page: lazy(() => import('./pages/RunsPage.js')),
    menu: { place: 'row', title: 'nav.runs' },
  },
  {
    path: 'watch-areas',
    Page: lazy(() => import('./watchAreas/WatchAreasPage.js')),
    menu: { place: 'data', title: 'watch.title', right: 'readScenes' },
  },
  {
    path: 'layers',
    Page: lazy(() => import('./layers/LayersPage.js')),
    menu: { place: 'row', title: 'nav.layers' },
  },
  {
    path: 'permits',
    Page: lazy(() => import('./permits/PermitsPage.js')),
    menu: { place: 'row', title: 'nav.permits' },
  },
  {
    path: 'standing',
    Page: lazy(() => import('./standing/StandingPage.js')),
    menu: { place: 'row', title: 'standing.title', right: 'readAlerts' },
  },
  {
    path: 'check',
    Page: lazy(() => import('./compliance/CompliancePage.js')),
    menu: { place: 'row', title: 'check.title', right: 'checkCompliance' },
  },
  {
    path: 'rules',
    Page: lazy(() => import('./rules/RuleSetsPage.js')),
    menu: { place: 'data', title: 'rules.title', right: 'readPlans' },
  },
  { path: 'rules/:id/:version', Page: lazy(() => import('./rules/RuleSetPage.js')) },
  { path: 'replays/:id', Page: lazy(() => import('./rules/ReplayPage.js')) },
  { path: 'projects/:id', Page: lazy(() => import('./permits/ProjectPage.js')) },
  {
    path: 'scenes',
    Page: lazy(() => import('./scenes/ScenesPage.js')),
    menu: { place: 'data', title: 'scenes.title', right: 'readScenes' },
  },
  {
    path: 'silences',
    Page: lazy(() => import('./silences/SilencesPage.js')),
    menu: { place: 'data', title: 'silence.title', right: 'readAlerts' },
  },
  {
    path: 'webhooks',
    Page: lazy(() => import('./webhooks/WebhooksPage.js')),
    menu: { place: 'data', title: 'webhook.title', right: 'acknowledgeFlags' },
  },
  {
    path: 'reviews',
    Page: lazy(() => import('./reviews/ReviewsPage.js')),
    menu: { place: 'data', title: 'review.title', right: 'triageAlerts' },
  },
  {
    path: 'audit',
    Page: lazy(() => import('./audit/AuditPage.js')),
    menu: { place: 'data', title: 'audit.title', right: 'readAudit' },
  },
  {
    path: 'notices',
    Page: lazy(() => import('./notices/NoticesPage.js')),
    menu: { place: 'account', title: 'notice.title' },
  },
  {
    path: 'people',
    Page: lazy(() => import('./people/PeoplePage.js')),
    menu: { place: 'account', title: 'people.title', right: 'manageUsers' },
  },
  {
    path: 'account',
    Page: lazy(() => import('./people/AccountPage.js')),
    menu: { place: 'account', title: 'account.title' },
  },
];

export interface MenuItem {
  readonly href: string;
  readonly title: ParseKeys;
}

/** The pages that a menu offers to somebody with these rights. */
export function pagesOfMenu(place: MenuPlace, rights: readonly Right[]): readonly MenuItem[] {
  return PAGES.flatMap(({ path, menu }) => {
    const isOffered = menu?.place === place && (menu.right === undefined || rights.includes(menu.right));
    return isOffered ? [{ href: `/${path}`, title: menu.title }] : [];
  });
}
