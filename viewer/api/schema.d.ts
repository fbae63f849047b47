/** Generated from the API's OpenAPI document by viewer/api/generateSchema.mjs; do not edit. */

export interface paths {
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who am I
         * @description Needs a sign-in.
         */
        get: operations["readSession"];
        put?: never;
        /**
         * Sign in
         * @description Sets the httpOnly cookie `planwatch_session`, valid for 12 hours after the last use and 7 days at most. Where the account has a second factor and no code came, 401 with the code `session.secondFactor` asks for it.
         *
         *     Open to everyone.
         */
        post: operations["createSession"];
        /**
         * Sign out
         * @description Needs a sign-in.
         */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How people can sign in here
         * @description Open to everyone.
         */
        get: operations["readSignInMethods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/provider": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sign in at the identity provider (OpenID Connect): leads there
         * @description Open to everyone.
         */
        get: operations["beginProviderSignIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/provider/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the identity provider leads back to: begins the session and leads to the viewer
         * @description Open to everyone.
         */
        get: operations["endProviderSignIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The own account
         * @description Needs a sign-in of a person; keys are refused.
         */
        get: operations["readAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Choose a new password; ends all other sessions
         * @description Needs a sign-in of a person; keys are refused.
         */
        put: operations["changeOwnPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Confirm the second factor by the code that the app shows
         * @description Needs a sign-in of a person; keys are refused.
         */
        put: operations["confirmOwnSecondFactor"];
        /**
         * Begin a second factor (TOTP); it counts once a code was confirmed
         * @description Needs a sign-in of a person; keys are refused.
         */
        post: operations["beginOwnSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account/second-factor/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove the second factor
         * @description Needs a sign-in of a person; keys are refused.
         */
        post: operations["removeOwnSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one of the own sessions
         * @description Needs a sign-in of a person; keys are refused.
         */
        delete: operations["endOwnSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End all own sessions but this one
         * @description Needs a sign-in of a person; keys are refused.
         */
        delete: operations["endOtherSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * People of the own region, by name
         * @description Needs the right `manageUsers`.
         */
        get: operations["listUsers"];
        put?: never;
        /**
         * Add a person
         * @description Needs the right `manageUsers`.
         */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One person
         * @description Needs the right `manageUsers`.
         */
        get: operations["readUser"];
        /**
         * Change a person’s role, region, address or access; counts from their next request on
         * @description Needs the right `manageUsers`.
         */
        put: operations["changeUser"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a person a password for one sign-in; ends their sessions and a lockout
         * @description Needs the right `manageUsers`.
         */
        post: operations["resetUserPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a lost second factor off; ends the person’s sessions
         * @description Needs the right `manageUsers`.
         */
        delete: operations["resetUserSecondFactor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End all sessions of a person
         * @description Needs the right `manageUsers`.
         */
        delete: operations["endUserSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assignees": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who alerts of the own region can be assigned to
         * @description Needs the right `triageAlerts`.
         */
        get: operations["listAssignees"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Keys of the own region, newest first
         * @description Needs the right `manageUsers`.
         */
        get: operations["listKeys"];
        put?: never;
        /**
         * Make a key for a program
         * @description Needs the right `manageUsers`.
         */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Make a key useless from now on
         * @description Needs the right `manageUsers`.
         */
        delete: operations["revokeKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scenes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Scenes, newest first
         * @description Needs the right `readScenes`.
         */
        get: operations["listScenes"];
        put?: never;
        /**
         * Register a scene
         * @description Either uploads the GeoTIFF, or names one below an import root. The same pixels twice are one scene: 200 with its id, where the first time is 201. Nothing is stored when anything is refused.
         *
         *     Needs the right `writeScenes`.
         */
        post: operations["createScene"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scenes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One scene
         * @description Needs the right `readScenes`.
         */
        get: operations["readScene"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stac": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * STAC API: scenes as a catalog
         * @description Needs the right `readScenes`.
         */
        get: operations["readStacLanding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stac/conformance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the service conforms to
         * @description Needs the right `readScenes`.
         */
        get: operations["readStacConformance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stac/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The one collection, of all scenes
         * @description Needs the right `readScenes`.
         */
        get: operations["listStacCollections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stac/collections/{collectionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The collection of all scenes
         * @description Needs the right `readScenes`.
         */
        get: operations["readStacCollection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stac/collections/{collectionId}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Scenes as items, newest first
         * @description Needs the right `readScenes`.
         */
        get: operations["listStacItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stac/collections/{collectionId}/items/{itemId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One scene as an item
         * @description Needs the right `readScenes`.
         */
        get: operations["readStacItem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stac/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Items by place, time and id
         * @description Needs the right `readScenes`.
         */
        get: operations["searchStac"];
        put?: never;
        /**
         * Items by place, time and id
         * @description Needs the right `readScenes`.
         */
        post: operations["searchStacByBody"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/layers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Plan layers with all their versions
         * @description Drafts and withdrawn versions are shown to those who import or publish.
         *
         *     Needs the right `readPlans`.
         */
        get: operations["listLayers"];
        put?: never;
        /**
         * Import a version of a plan layer as a draft
         * @description A draft is judged by nobody until it is published. A draft of the same version is replaced; a published version never changes: the same content again is 200, other content under the same version is 409. Features that cannot be used are left out of the draft and reported; where none can be used, nothing is stored.
         *
         *     Needs the right `writeLayers`.
         */
        post: operations["createLayer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/layers/{id}/{version}/features": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Features of a layer version
         * @description Needs the right `readPlans`.
         */
        get: operations["listLayerFeatures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/layers/{id}/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One version of a layer with its quality report and differences from the version before
         * @description Needs the right `readPlans`.
         */
        get: operations["readLayer"];
        put?: never;
        post?: never;
        /**
         * Throw a draft away
         * @description A version that was published is never deleted: 409.
         *
         *     Needs the right `writeLayers`.
         */
        delete: operations["deleteLayerDraft"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/layers/{id}/{version}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a draft the version that is judged by
         * @description Problems that stand in the way must be accepted (422 otherwise). Who published, when and why is recorded.
         *
         *     Needs the right `publishLayers`.
         */
        post: operations["publishLayer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/layers/{id}/{version}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set the last day in force of a published version
         * @description Needs the right `publishLayers`.
         */
        post: operations["endLayer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/layers/{id}/{version}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back a published version: from now on nobody is judged by it
         * @description Needs the right `publishLayers`.
         */
        post: operations["withdrawLayer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vector-files/inspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look into a vector file before it is imported; nothing is stored
         * @description Needs the right `writePermits`.
         */
        post: operations["inspectVectorFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/field-mappings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Field mappings of sources, by name
         * @description Needs the right `readPlans`.
         */
        get: operations["listMappings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/field-mappings/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Keep a field mapping under a name
         * @description Needs the right `writePermits`.
         */
        put: operations["saveMapping"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/land-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Codes of land and zone use: built in, and the office’s own, which win
         * @description Needs the right `readPlans`.
         */
        get: operations["readLandCodes"];
        /**
         * Replace the office’s own codes
         * @description Imports from now on go by them; what is stored stays as it is.
         *
         *     Needs the right `publishLayers`.
         */
        put: operations["replaceLandCodes"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/permits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Permits, the latest revision of each
         * @description Needs the right `readPlans`.
         */
        get: operations["listPermits"];
        put?: never;
        /**
         * Store permits
         * @description All or none: one permit that is refused refuses the whole collection. Pushing the same again changes nothing; an older revision never takes the place of a newer one; other content under a stored revision is 409.
         *
         *     Needs the right `writePermits`.
         */
        post: operations["createPermits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/permits/{caseNumber}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One permit with all its revisions, highest first
         * @description Needs the right `readPlans`.
         */
        get: operations["readPermit"];
        /**
         * Push one revision of one permit
         * @description Idempotent by case number and revision, as `POST /v1/permits`; 201 where the revision is new.
         *
         *     Needs the right `writePermits`.
         */
        put: operations["putPermit"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/enforcement-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Store stop and correction orders that were issued outside of alerts
         * @description All or none. Pushing the same again changes nothing; another order under a stored id is 409.
         *
         *     Needs the right `writePermits`.
         */
        post: operations["createOrders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/standing-findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the last run of each watch area says of permits and quotas
         * @description Permits without works by their deadline, idle supplied land, temporary land that was not restored, and zones in which more was newly built on than their quota. Each run replaces what the run before it said.
         *
         *     Needs the right `readAlerts`.
         */
        get: operations["listStandingFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Projects, by id
         * @description Needs the right `readPlans`.
         */
        get: operations["listProjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One project with its permits in the order of their steps
         * @description Needs the right `readPlans`.
         */
        get: operations["readProject"];
        /**
         * Say what is known of a project beside its permits
         * @description Needs the right `writePermits`.
         */
        put: operations["putProject"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/compliance-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold a proposal against control lines, planned uses, permits and open alerts on its ground
         * @description Answers at once and stores nothing. Up to 20,000 corners and 100 km². Conflicts come first, then remarks; layer kinds in `notChecked` have no version in force on the day, so nothing is said of them.
         *
         *     Needs the right `checkCompliance`.
         */
        post: operations["checkCompliance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Places, alerts, permits, projects and plan features by number or name, and places by their coordinates
         * @description Eight of a kind at most, those that begin with the text first. Coordinates are degrees of CGCS2000 (WGS84) in either order, decimal or with minutes and seconds, or metres of a plane of CGCS2000 (EPSG:4491–4501, 4513–4533 with the zone in front of the easting; without it the zone is that around `near`).
         *
         *     Needs the right `readAlerts`.
         */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/watch-areas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch areas
         * @description Needs the right `readScenes`.
         */
        get: operations["listWatchAreas"];
        put?: never;
        /**
         * Watch an area
         * @description The administrative code must lie in the caller’s region. A name stands for one area: the same again is 200.
         *
         *     Needs the right `startRuns`.
         */
        post: operations["createWatchArea"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/watch-schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Schedules of the watch areas whose series are watched
         * @description Needs the right `readScenes`.
         */
        get: operations["listWatchSchedules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/watch-areas/{id}/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is due, what was done, what was not seen
         * @description Needs the right `readScenes`.
         */
        get: operations["readWatchSchedule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/watch-areas/{id}/monitor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Watch the series now
         * @description Asks for a run over the looks that no run has seen, and starts again the one that failed; where nothing is new, nothing happens.
         *
         *     Needs the right `startRuns`.
         */
        post: operations["monitorNow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/watch-areas/{id}/series-monitor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say how the series of an area is watched
         * @description Each scene that arrives is then taken in by a run over the series, beginning with those that are there; places of the area are shown over time with what the monitor says of them.
         *
         *     Needs the right `startRuns`.
         */
        put: operations["putSeriesMonitor"];
        post?: never;
        /**
         * Watch the series no more
         * @description Needs the right `startRuns`.
         */
        delete: operations["deleteSeriesMonitor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/series-methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ways of watching a series, with their parameters
         * @description Needs the right `readScenes`.
         */
        get: operations["listSeriesMethods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/watch-areas/{id}/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One pixel over time
         * @description Reads the pixel of every scene of the area’s series. The monitor sees all of them; `from` and `to` say which are answered.
         *
         *     Needs the right `readScenes`.
         */
        get: operations["readPixelSeries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Runs, newest first
         * @description Needs the right `readAlerts`.
         */
        get: operations["listRuns"];
        put?: never;
        /**
         * Compare two epochs of a watch area
         * @description The same watch area, scenes and recipe are one run: 200 with the run that stands, where the first time is 201.
         *
         *     Needs the right `startRuns`.
         */
        post: operations["createRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One run and its progress
         * @description Needs the right `readAlerts`.
         */
        get: operations["readRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rule-sets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Versions of rule sets: shipped, drafts and published
         * @description Needs the right `readPlans`.
         */
        get: operations["listRuleSets"];
        put?: never;
        /**
         * Store a new version of a rule set as a draft
         * @description Nobody is judged by a draft. The same content again is 200; other content under the same version is 409. An id belongs to the region of who stored its first version, that of a shipped one to all.
         *
         *     Needs the right `writeRuleSets`.
         */
        post: operations["createRuleSetDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rule-sets/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * JSON Schema of a rule set
         * @description Needs the right `readPlans`.
         */
        get: operations["readRuleSetSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rule-sets/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Everything that is wrong with a rule set, each with its place
         * @description Stores nothing.
         *
         *     Needs the right `writeRuleSets`.
         */
        post: operations["validateRuleSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rule-sets/{id}/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One version of a rule set
         * @description Needs the right `readPlans`.
         */
        get: operations["readRuleSet"];
        /**
         * Change a draft
         * @description Id and version of the content must be those of the address. 409 where it was changed since `expectedRevision`.
         *
         *     Needs the right `writeRuleSets`.
         */
        put: operations["changeRuleSetDraft"];
        post?: never;
        /**
         * Throw a draft away
         * @description Needs the right `writeRuleSets`.
         */
        delete: operations["deleteRuleSetDraft"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rule-sets/{id}/{version}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Judge by a draft from now on
         * @description Runs created from now on are judged by it; what was judged stays as it is. The hash says which content was reviewed: 409 where it is not the draft’s. Who published, when and why is recorded. A published version never changes.
         *
         *     Needs the right `publishRuleSets`.
         */
        post: operations["publishRuleSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rule-sets/{id}/{version}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What differs from another version
         * @description Needs the right `readPlans`.
         */
        get: operations["compareRuleSets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Judge a run again
         * @description Worked on in the background; read the replay until it is done.
         *
         *     Needs the right `replayRuns`.
         */
        post: operations["createReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Replays, newest first
         * @description Needs the right `readAlerts`.
         */
        get: operations["listReplays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replays/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One replay and what came of it
         * @description Needs the right `readAlerts`.
         */
        get: operations["readReplay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replays/{id}/differences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Patches that a replay judges otherwise, with the reasons
         * @description Needs the right `readAlerts`.
         */
        get: operations["listReplayDifferences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/patches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Patches of detected change
         * @description Needs the right `readAlerts`.
         */
        get: operations["listPatches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Findings of a patch or of an alert
         * @description Needs the right `readAlerts`.
         */
        get: operations["listFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alerts as a paged GeoJSON FeatureCollection
         * @description Needs the right `readAlerts`.
         */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One alert with its patches, findings and the scenes that show it
         * @description Needs the right `readAlerts`.
         */
        get: operations["readAlert"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened to an alert, oldest first
         * @description Needs the right `readAlerts`.
         */
        get: operations["listAlertHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Does something with an alert
         * @description What may be done follows from the status and the caller’s role; anything else is refused with the legal acts named. Where the alert changed since `expectedRevision`, 409 says how.
         *
         *     Needs the right `triageAlerts`.
         */
        post: operations["actOnAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes back the caller’s last act on an alert, within a minute
         * @description Needs the right `triageAlerts`.
         */
        post: operations["undoAlertAct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alert-acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The same act on several alerts, each for itself: those that cannot take it say why
         * @description Needs the right `triageAlerts`.
         */
        post: operations["actOnAlerts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/saved-filters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller’s own filters of the queue, by name
         * @description Needs the right `readAlerts`.
         */
        get: operations["listSavedFilters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/saved-filters/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Keeps a filter of the queue under a name
         * @description Needs the right `readAlerts`.
         */
        put: operations["putSavedFilter"];
        post?: never;
        /**
         * Forgets one of the caller’s own filters
         * @description Needs the right `readAlerts`.
         */
        delete: operations["deleteSavedFilter"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/silences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Silences in force, those that end first first
         * @description Needs the right `readAlerts`.
         */
        get: operations["listSilences"];
        put?: never;
        /**
         * Silences alerts on a place or of a permit until a day
         * @description Needs the right `reviewAlerts`.
         */
        post: operations["createSilence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/silences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Ends a silence now
         * @description Needs the right `reviewAlerts`.
         */
        delete: operations["liftSilence"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The plan by which determinations are drawn for a second decision
         * @description Needs the right `reviewAlerts`.
         */
        get: operations["readReviewPlan"];
        /**
         * Puts a plan in force, for what is determined from now on
         * @description Needs the right `reviewAlerts`.
         */
        put: operations["putReviewPlan"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/second-reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alerts that wait for a second decision that the caller may make; nothing of the first is told
         * @description Needs the right `triageAlerts`.
         */
        get: operations["listOpenReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/second-reviews/{id}/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes an alert to decide it a second time
         * @description Until then the caller sees the alert as it was before anybody decided it. Who worked on the alert cannot take it.
         *
         *     Needs the right `triageAlerts`.
         */
        post: operations["takeReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/second-reviews/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes the second decision; the first is told in the answer. The alert itself does not change
         * @description Needs the right `triageAlerts`.
         */
        post: operations["decideReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review-statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How second decisions agree with the first, and how precise rules and detectors are by determinations
         * @description Needs the right `reviewAlerts`.
         */
        get: operations["readReviewStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/confidence-fits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Calibrations of confidence by determinations, newest first
         * @description Needs the right `reviewAlerts`.
         */
        get: operations["listConfidenceFits"];
        put?: never;
        /**
         * Fits confidence to the determinations of the caller’s region
         * @description 422 where there are not enough: 60, with 15 changes and 15 pseudo-changes.
         *
         *     Needs the right `reviewAlerts`.
         */
        post: operations["createConfidenceFit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the signed-in person was told, newest first, and how much of it is unread
         * @description Needs a sign-in of a person; keys are refused.
         */
        get: operations["listNotices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notices/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Marks the person’s own notices read: those named, or all
         * @description Needs a sign-in of a person; keys are refused.
         */
        post: operations["markNoticesRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notice-choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the signed-in person wants to be told
         * @description Needs a sign-in of a person; keys are refused.
         */
        get: operations["readNoticeChoices"];
        /**
         * Chooses how to be told
         * @description Needs a sign-in of a person; keys are refused.
         */
        put: operations["putNoticeChoices"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was handed in for an alert, in the order in which it came
         * @description Needs the right `readAlerts`.
         */
        get: operations["listEvidence"];
        put?: never;
        /**
         * Hands in a photo or a document for an alert
         * @description Photos are JPEG, PNG or WebP; documents PDF too. The bytes are kept as they come. What the camera wrote (position, heading, time) is held against the alert’s ground and reported. The same bytes twice are one item: 200, first 201.
         *
         *     Needs the right `triageAlerts`.
         */
        post: operations["createEvidence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/evidence/{evidenceId}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Marks evidence as handed in by mistake; its bytes and its entry in the audit trail stay
         * @description Needs the right `triageAlerts`.
         */
        post: operations["withdrawEvidence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/evidence/{evidenceId}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The bytes as they were handed in
         * @description Needs the right `readAlerts`.
         */
        get: operations["readEvidenceFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/evidence/{evidenceId}/thumbnail.webp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A small, upright picture of a photo
         * @description Needs the right `readAlerts`.
         */
        get: operations["readEvidenceThumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/bundles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The evidence bundle of an alert
         * @description A ZIP: the report as PDF in Chinese and English, the pictures, what was handed in, the decision trail, everything that the patches were judged by, and `manifest.json` with checksums and provenance (W3C PROV-JSON). `planwatch verify-bundle` checks it and judges again. That it was made stands in the audit trail, with the manifest’s checksum.
         *
         *     Needs the right `triageAlerts`.
         */
        post: operations["createEvidenceBundle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/field-packs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What to take along when alerts are visited, to be read without a network
         * @description A ZIP: `index.html` with facts, pictures of both dates, location and a form for each alert; `alerts.geojson` and `alerts.gpx` (waypoints and outlines, WGS84) for a positioning device. That it was made stands in the audit trail.
         *
         *     Needs the right `triageAlerts`.
         */
        post: operations["createFieldPack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Changes of flags after a sequence, oldest first: misses and repeats nothing
         * @description Begin with `after=0`, then give `next` of the answer before as `after`. A change is shown only once all changes before it are. Callers of one region see the changes of their region: sequences then have gaps, the order stays.
         *
         *     Needs the right `readFlags`.
         */
        get: operations["readFlagFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flags/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The flags of a case as they stand now
         * @description Needs the right `readFlags`.
         */
        get: operations["listFlags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flags/on-parcel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The flags of alerts that share ground with a parcel
         * @description Needs the right `readFlags`.
         */
        post: operations["findFlagsOnParcel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flags/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether open or confirmed flags hold up a case’s completion check (规划条件核实)
         * @description Needs the right `readFlags`.
         */
        get: operations["readCompletionHold"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flags/acknowledgements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Says up to which sequence the caller has taken changes over for good
         * @description Only ever moves forward; a sequence that nobody has seen yet is refused.
         *
         *     Needs the right `acknowledgeFlags`.
         */
        post: operations["acknowledgeFlags"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flags/reconciliation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Holds what the caller knows of flags against what is stored
         * @description Needs the right `readFlags`.
         */
        post: operations["reconcileFlags"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Receivers of flag changes in the own region
         * @description Needs the right `acknowledgeFlags`.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Have every flag change of the own region posted to an address
         * @description Each change is a CloudEvent, signed as Standard Webhooks says (`webhook-id`, `webhook-timestamp`, `webhook-signature`). Of one case a change comes after the one before was taken with 2xx; anything else is tried again, ever more seldom, for about three days. A change may come twice with the same `webhook-id`. Redirects are not followed.
         *
         *     Needs the right `acknowledgeFlags`.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One receiver
         * @description Needs the right `acknowledgeFlags`.
         */
        get: operations["readWebhook"];
        /**
         * Rename, readdress, pause or resume a receiver
         * @description Made `active`, it is asked at once for everything that waits.
         *
         *     Needs the right `acknowledgeFlags`.
         */
        put: operations["changeWebhook"];
        post?: never;
        /**
         * Forget a receiver and what waits for it
         * @description Needs the right `acknowledgeFlags`.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a new secret; the old one signs nothing from now on
         * @description Needs the right `acknowledgeFlags`.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was and is to be delivered, newest change first
         * @description Needs the right `acknowledgeFlags`.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries/{sequence}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver a change once more, now
         * @description Needs the right `acknowledgeFlags`.
         */
        post: operations["resendWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The audit trail, newest first
         * @description Needs the right `readAudit`.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Holds the whole audit trail against its hash chain
         * @description Edited, removed and reordered entries are found. `head`, noted elsewhere and given later, proves that nothing was cut off or written anew since. At most 100 faults are listed.
         *
         *     Needs the right `readAudit`.
         */
        get: operations["verifyAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit.jsonl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The audit trail of the caller’s region, oldest first, one JSON object a line
         * @description Needs the right `readAudit`.
         */
        get: operations["exportAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/indicators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * New construction land, occupied lines, permits, quotas and the alert funnel by region and period
         * @description Areas are geodesic, each ground counted once. `docs/indicators.md` of the source defines every figure.
         *
         *     Needs the right `readIndicators`.
         */
        get: operations["readIndicators"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/indicators.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same as a table: one line for each figure, header in Chinese and English, UTF-8 with a byte order mark
         * @description Needs the right `readIndicators`.
         */
        get: operations["readIndicatorsCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statistics/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The alert funnel, what is open, overdue and how old, and how often each rule was right
         * @description `from` and `to` choose the alerts of `funnel` and `rules` by the day they were raised; `open` is as of today. Every figure carries the query of `GET /v1/alerts` that lists its alerts.
         *
         *     Needs the right `readIndicators`.
         */
        get: operations["readAlertStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * OGC API – Features: where programs like QGIS and GDAL begin
         * @description Needs the right `readAlerts`.
         */
        get: operations["readOgcLanding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc/conformance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the service conforms to
         * @description Needs the right `readAlerts`.
         */
        get: operations["readOgcConformance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alerts, patches and permits as collections of features
         * @description Needs the right `readAlerts`.
         */
        get: operations["listOgcCollections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc/collections/{collectionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One collection
         * @description Needs the right `readAlerts`.
         */
        get: operations["readOgcCollection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc/collections/{collectionId}/queryables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Properties that a filter may name, as JSON Schema
         * @description Needs the right `readAlerts`.
         */
        get: operations["readOgcQueryables"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc/collections/{collectionId}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Features of a collection, a page of them
         * @description Any queryable may be given as a parameter of its own (`status=new`). `filter` is CQL2 text (`areaM2 > 2000 AND NOT status = 'closed'`) or CQL2 JSON.
         *
         *     Needs the right `readAlerts`.
         */
        get: operations["listOgcItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ogc/collections/{collectionId}/items/{featureId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One feature
         * @description Needs the right `readAlerts`.
         */
        get: operations["readOgcItem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/chips/{epoch}.webp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The place before or after the change, with the alert’s outline
         * @description Needs the right `readAlerts`.
         */
        get: operations["readAlertChip"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tiles/scenes/{id}/{z}/{x}/{y}.webp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Imagery, 256 × 256 pixels, Web Mercator
         * @description Transparent where the scene has no data. Clouds are shown as they are.
         *
         *     Needs the right `readScenes`.
         */
        get: operations["readSceneTile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tiles/alerts/{z}/{x}/{y}.mvt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alerts as vector tile
         * @description Far out, alerts that lie close together are one point with their number and the worst severity.
         *
         *     Needs the right `readAlerts`.
         */
        get: operations["readAlertTile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tiles/layers/{id}/{version}/{z}/{x}/{y}.mvt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A version of a plan layer as vector tile
         * @description Needs the right `readPlans`.
         */
        get: operations["readLayerTile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happens, as server-sent events
         * @description Event `run` {id, status, chunksDone, chunksTotal, alertCount} and event `alert` {id, kind, severity}. Each has an id: send the last one as `Last-Event-ID` to go on where it stopped.
         *
         *     Needs the right `readAlerts`.
         */
        get: operations["readEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The process answers
         * @description Open to everyone.
         */
        get: operations["readHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Database and Redis answer
         * @description 503 with the same body where one of them does not.
         *
         *     Open to everyone.
         */
        get: operations["readReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Prometheus metrics
         * @description Needs the right `readOperations`.
         */
        get: operations["readMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document
         * @description Needs a sign-in.
         */
        get: operations["readOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document as a page
         * @description Needs a sign-in.
         */
        get: operations["readDocs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs/{asset}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A script or style of the documentation page
         * @description Needs a sign-in.
         */
        get: operations["readDocsAsset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Credentials: {
            name: string;
            password: string;
            /** @description Code of the authenticator app, or a recovery code, where the account has a second factor. */
            code?: string;
        };
        SceneReference: {
            /** @description Path of a GeoTIFF on the server, below one of the configured import roots. */
            href: string;
            /** @description Default: the file’s name. */
            title?: string;
            /** @description When the imagery was taken: YYYY-MM-DD or ISO 8601 with a time zone; not in the future. */
            acquiredAt: string;
            /** @enum {string} */
            sensor: "optical" | "rgb" | "sar";
            platform?: string | null;
            /** @description Band name → band number from 1. Default: the names the file says, else band1, band2, … */
            bands?: {
                [key: string]: number;
            };
            /** @description Physical value = raw × scale + offset. Default 1. */
            scale?: number;
            /** @description Default 0. */
            offset?: number;
            /** @description Overrides the file’s own nodata value. */
            nodata?: number | null;
            quality?: components["schemas"]["QualityBand"] | null;
        };
        /** @description Band of the same file that says what was seen, and how it codes it. */
        QualityBand: {
            band: number;
            /** @enum {string} */
            coding: "own" | "scl" | "qaPixel" | "fmask";
        };
        SceneManifest: {
            /** @description Default: the file’s name. */
            title?: string;
            /** @description When the imagery was taken: YYYY-MM-DD or ISO 8601 with a time zone; not in the future. */
            acquiredAt: string;
            /** @enum {string} */
            sensor: "optical" | "rgb" | "sar";
            platform?: string | null;
            /** @description Band name → band number from 1. Default: the names the file says, else band1, band2, … */
            bands?: {
                [key: string]: number;
            };
            /** @description Physical value = raw × scale + offset. Default 1. */
            scale?: number;
            /** @description Default 0. */
            offset?: number;
            /** @description Overrides the file’s own nodata value. */
            nodata?: number | null;
            quality?: components["schemas"]["QualityBand"] | null;
        };
        StacSearch: {
            bbox?: number[];
            /** @description An instant of RFC 3339, a day, or from/to; `..` is open. */
            datetime?: string;
            intersects?: {
                type: string;
            } & {
                [key: string]: unknown;
            };
            /** @default 100 */
            limit: number;
            /** @description Where to go on: `nextCursor` of the page before. Opaque. */
            token?: string;
            ids?: string[];
            collections?: string[];
        };
        LayerUpload: {
            /** @description Name of the layer: letters, digits, `_`, `-`, `.`; its versions share it. */
            id: string;
            /** @description Version, unique within the layer. */
            version: string;
            /** @enum {string} */
            kind: "ecologicalRedline" | "permanentBasicFarmland" | "urbanGrowthBoundary" | "zone" | "detailedPlanParcel" | "landClass" | "heritageLine" | "waterLine" | "greenLine" | "utilityLine" | "adminRegion";
            title: string;
            /**
             * Format: date
             * @description Calendar day YYYY-MM-DD.
             * @example 2024-03-17
             */
            validFrom: string;
            /** @default null */
            validTo: string | null;
            /** @default null */
            owner: string | null;
            /** @default null */
            asOf: string | null;
            /** @default null */
            updateCycleMonths: number | null;
            /** @default null */
            legalBasis: string | null;
            /** @description Region that the layer is kept for; default the caller’s. */
            adminCode?: string;
            /** @description Field that states each feature’s area. */
            areaField?: string | null;
            /** @description Our name of a property → the source’s: `code`, `name`, `use`, `allowedClasses`, `class`. */
            fields?: {
                [key: string]: string | string[];
            };
            /** @description Our property → the source’s value → ours. */
            values?: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            defaults?: {
                [key: string]: unknown;
            };
            /**
             * @description Publish at once; needs the right to publish. Otherwise the version is a draft.
             * @default false
             */
            publish: boolean;
            /** @default false */
            acceptProblems: boolean;
            /** @default null */
            note: string | null;
            /** @description GeoJSON FeatureCollection of areas, WGS84; a `crs` member is honoured. */
            features: {
                [key: string]: unknown;
            };
        };
        LayerManifest: {
            /** @description Name of the layer: letters, digits, `_`, `-`, `.`; its versions share it. */
            id: string;
            /** @description Version, unique within the layer. */
            version: string;
            /** @enum {string} */
            kind: "ecologicalRedline" | "permanentBasicFarmland" | "urbanGrowthBoundary" | "zone" | "detailedPlanParcel" | "landClass" | "heritageLine" | "waterLine" | "greenLine" | "utilityLine" | "adminRegion";
            title: string;
            /**
             * Format: date
             * @description Calendar day YYYY-MM-DD.
             * @example 2024-03-17
             */
            validFrom: string;
            /** @default null */
            validTo: string | null;
            /** @default null */
            owner: string | null;
            /** @default null */
            asOf: string | null;
            /** @default null */
            updateCycleMonths: number | null;
            /** @default null */
            legalBasis: string | null;
            /** @description Region that the layer is kept for; default the caller’s. */
            adminCode?: string;
            /** @description Field that states each feature’s area. */
            areaField?: string | null;
            /** @description Our name of a property → the source’s: `code`, `name`, `use`, `allowedClasses`, `class`. */
            fields?: {
                [key: string]: string | string[];
            };
            /** @description Our property → the source’s value → ours. */
            values?: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            defaults?: {
                [key: string]: unknown;
            };
            /**
             * @description Publish at once; needs the right to publish. Otherwise the version is a draft.
             * @default false
             */
            publish: boolean;
            /** @default false */
            acceptProblems: boolean;
            /** @default null */
            note: string | null;
            /** @description EPSG code, where the file does not say. */
            crs?: string | null;
            encoding?: string | null;
            /** @description Layer of a GeoPackage, FileGDB or archive. */
            layer?: string | null;
            /** @description Name of a saved field mapping. */
            mapping?: string;
            /** @description Keep the fields, values and reading hints under this name for the next import. */
            saveMappingAs?: string;
        };
        LayerPublication: {
            /** @default false */
            acceptProblems: boolean;
            /** @default null */
            note: string | null;
        };
        LayerEnd: {
            validTo: string | null;
            /** @default null */
            note: string | null;
        };
        LayerWithdrawal: {
            note: string;
        };
        /** @description What has to be known to read a file, where it does not say. */
        VectorReading: {
            crs?: string | null;
            encoding?: string | null;
            layer?: string | null;
            geometry?: (string | string[]) | null;
            records?: string | null;
        };
        MappingUpload: {
            /** @enum {string} */
            target: "layer" | "permits";
            mapping: components["schemas"]["FieldMapping"];
        };
        FieldMapping: {
            /** @description Our field → the source’s, a path where it is nested; of several the first with a value counts. */
            fields: {
                [key: string]: string | string[];
            };
            values?: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            defaults?: {
                [key: string]: unknown;
            };
            only?: {
                [key: string]: (string | number | boolean | null)[];
            };
            /** @description Column or path of the geometry (GeoJSON or WKT). */
            geometry?: string | string[];
            /** @description Path of the list of records in a JSON document. */
            records?: string;
            crs?: string;
            encoding?: string;
            layer?: string;
            areaField?: string;
        };
        LandCodesUpload: {
            own: components["schemas"]["LandCode"][];
        };
        /** @description A code of land or zone use, and the class that imagery can tell it by. */
        LandCode: {
            code: string;
            title: string;
            /** @enum {string} */
            class: "unknown" | "vegetation" | "forest" | "grass" | "cropland" | "bare" | "earthworks" | "builtUp" | "road" | "water" | "solar" | "greenhouse";
        };
        /** @description GeoJSON FeatureCollection; properties as in `PermitProperties`, defaults as in permits.geojson. */
        PermitUpload: {
            /** @constant */
            type: "FeatureCollection";
            features: unknown[];
        } & {
            [key: string]: unknown;
        };
        PermitManifest: {
            /** @description Name of a saved field mapping, or a mapping. */
            mapping?: string | components["schemas"]["FieldMapping"];
            saveMappingAs?: string;
            crs?: string | null;
            encoding?: string | null;
            layer?: string | null;
            /**
             * @description Store the others where some cannot be used; otherwise nothing is stored.
             * @default false
             */
            skipRefused: boolean;
        };
        /** @description GeoJSON feature; `caseNumber` may be left out, and must be that of the path where it is given. */
        PermitPush: {
            /** @constant */
            type: "Feature";
        } & {
            [key: string]: unknown;
        };
        /** @description As orders.json: `id`, `kind` (`stopOrder` or `correctionOrder`), `issuedOn` and `geometry` of each. */
        OrderUpload: {
            orders: unknown[];
        } & {
            [key: string]: unknown;
        };
        ProjectUpload: {
            /** @default null */
            title: string | null;
            /** @default null */
            developer: string | null;
            /** @default null */
            note: string | null;
        };
        /** @description What is applied for: a place, a use, a day. */
        Proposal: {
            geometry: components["schemas"]["ProposedArea"];
            /**
             * @description Reference system of the coordinates, for example `EPSG:4490`, `EPSG:4528` (zone number in front of the easting) or `EPSG:4549` (without). Default: WGS84 longitude, latitude.
             * @default null
             */
            crs: string | null;
            /**
             * @description Codes of use (国土空间用地用海分类), or classes such as `builtUp`.
             * @example [
             *       "0701"
             *     ]
             */
            use: string[];
            /**
             * Format: date
             * @description Day of the plans and permits; default: today (UTC+8).
             * @example 2024-03-17
             */
            on?: string;
            /**
             * @description Its own case, which is no conflict.
             * @default null
             */
            caseNumber: string | null;
            /**
             * @description Its own project, likewise.
             * @default null
             */
            projectId: string | null;
        };
        /** @description Polygon or MultiPolygon; x then y in the system that `crs` names. */
        ProposedArea: {
            /** @constant */
            type: "Polygon";
            coordinates: number[][][];
        } | {
            /** @constant */
            type: "MultiPolygon";
            coordinates: number[][][][];
        };
        NewWatchArea: {
            name: string;
            /**
             * @description Administrative code, 6, 9 or 12 digits, hierarchical by prefix.
             * @example 330100
             */
            adminCode: string;
            recipe?: string;
            ruleSet?: string;
            geometry: components["schemas"]["AreaGeometry"];
        };
        /** @description An area on the ground, RFC 7946, WGS84 lon/lat. */
        AreaGeometry: components["schemas"]["Polygon"] | components["schemas"]["MultiPolygon"];
        /** @description RFC 7946 polygon, WGS84. */
        Polygon: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "Polygon";
            coordinates: number[][][];
        };
        /** @description RFC 7946 multipolygon, WGS84. */
        MultiPolygon: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "MultiPolygon";
            coordinates: number[][][][];
        };
        NewSeriesMonitor: {
            /** @enum {string} */
            method: "bfast-monitor" | "ewma" | "cusum" | "mosum" | "iqr" | "ccdc" | "landtrendr" | "bayts";
            /**
             * @description Scenes of this kind make the series.
             * @default optical
             * @enum {string}
             */
            sensor: "optical" | "rgb" | "sar";
            /** @default null */
            value: string | null;
            /**
             * @description Harmonics of the year; null: the method’s default.
             * @default null
             */
            order: number | null;
            /** @default false */
            trend: boolean;
            /**
             * @description Last day of the history; null: two thirds of the time when it is first watched.
             * @default null
             */
            historyEnd: string | null;
            /** @default {} */
            parameters: {
                [key: string]: number | string | boolean;
            };
            /**
             * @description What values of several sensors are brought onto.
             * @default landsatOli
             * @enum {string}
             */
            harmonisation: "none" | "landsatOli";
            /**
             * @description Days after a look by which the next is due; null: none is expected.
             * @default null
             */
            cadenceDays: number | null;
            /**
             * @description Days without a clear look that are reported as a gap; null: none are.
             * @default 60
             */
            gapDays: number | null;
        };
        NewRun: {
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            watchAreaId: string;
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            beforeSceneId?: string;
            beforeSceneIds?: string[];
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            afterSceneId: string;
            /** @description Default: the watch area’s. */
            recipe?: string;
        };
        NewRuleSet: {
            /** @description The rule set: JSON as `/v1/rule-sets/schema` and docs/schemas/rule-set.schema.json describe it. */
            content: {
                [key: string]: unknown;
            };
            /**
             * @description Why, for those who review it.
             * @default null
             */
            note: string | null;
        };
        RuleSetToValidate: {
            content: unknown;
        };
        RuleSetChange: {
            /** @description The rule set: JSON as `/v1/rule-sets/schema` and docs/schemas/rule-set.schema.json describe it. */
            content: {
                [key: string]: unknown;
            };
            /**
             * @description Why, for those who review it.
             * @default null
             */
            note: string | null;
            expectedRevision: number;
        };
        RuleSetPublication: {
            hash: string;
            note: string;
        };
        NewReplay: {
            /** @description A version as it stands; default: the run’s own rules. */
            ruleSet?: {
                /** @description Letters, digits, `_`, `-`, `.`. */
                id: string;
                /** @description Letters, digits, `_`, `-`, `.`. */
                version: string;
            };
            /** @description Instead: a rule set that is not stored. */
            content?: {
                [key: string]: unknown;
            };
            /**
             * @description `then`: plans, permits, orders and alerts as they were known when the run was judged; `now`: as they are known now.
             * @default then
             * @enum {string}
             */
            asKnown: "then" | "now";
        };
        /** @description Something that a person does with an alert. */
        AlertAct: {
            /** @constant */
            act: "beginDeskReview";
        } | {
            /** @constant */
            act: "requestFieldVerification";
            /** @default null */
            note: string | null;
        } | {
            /** @constant */
            act: "determine";
            determination: components["schemas"]["Determination"];
        } | {
            /** @constant */
            act: "fileCase";
            /** @description Case number of a permit. */
            enforcementCaseNumber: string;
        } | {
            /** @constant */
            act: "issueOrder";
            /** @enum {string} */
            orderKind: "stopOrder" | "correctionOrder";
            /**
             * Format: date
             * @description Calendar day YYYY-MM-DD.
             * @example 2024-03-17
             */
            issuedOn: string;
        } | {
            /** @constant */
            act: "reportRectification";
            /** @enum {string} */
            measure: "demolishAndReclaim" | "retroactiveApproval" | "otherRectification";
            /** @default null */
            permitCaseNumber: string | null;
            /** @default null */
            note: string | null;
        } | {
            /** @constant */
            act: "requestCloseOut";
            /** @default null */
            note: string | null;
        } | {
            /** @constant */
            act: "returnCloseOut";
            note: string;
        } | {
            /** @constant */
            act: "close";
            /** @default null */
            note: string | null;
        } | {
            /** @constant */
            act: "reopen";
            note: string;
        } | {
            /** @constant */
            act: "acknowledge";
        } | {
            /** @constant */
            act: "assign";
            assigneeId: string | null;
        } | {
            /** @constant */
            act: "comment";
            note: string;
        } | {
            /** @constant */
            act: "supervise";
            note: string;
        } | {
            /** @constant */
            act: "extendDue";
            /**
             * Format: date
             * @description Calendar day YYYY-MM-DD.
             * @example 2024-03-17
             */
            dueOn: string;
            note: string;
        } | {
            /** @constant */
            act: "pauseDue";
            note: string;
        } | {
            /** @constant */
            act: "resumeDue";
        };
        /** @description What a person decided; suspicion stays beside it. */
        Determination: {
            /** @enum {string} */
            outcome: "violation" | "lawful" | "pseudoChange" | "unclear";
            /**
             * @description An exemption for `lawful`, a fixed reason for `pseudoChange`, null otherwise.
             * @default null
             */
            reason: ("temporaryLand" | "agriFacility" | "conversionApproved" | "landExchangeLinkage" | "ruralRoad" | "seaUseRight" | "unusedLandProcedure" | "keyProject" | "postDisasterRebuilding" | "emergencyUse" | "socialHousing" | "pseudoChange" | "unchangedOnSite" | "beforeBaseDate" | "harvest" | "cropChange" | "season" | "flood" | "greenhouseFilm" | "fire" | "cloudRemnant" | "shadow" | "haze" | "misregistration" | "temporaryObject" | "other") | null;
            /** @default null */
            note: string | null;
        };
        /** @description Which determinations are decided a second time. */
        ReviewPlan: {
            /** @description Of the plan that was seen; 0: there is none. */
            version: number;
            /** @description The same seed draws the same alerts. */
            seed: string;
            /** @description Of all determinations. */
            share: number;
            shareByKind: {
                [key: string]: number;
            };
            /** @description By the id of who decides first. */
            shareByOfficer: {
                [key: string]: number;
            };
        };
        EvidenceManifest: {
            /**
             * @default photo
             * @enum {string}
             */
            kind: "photo" | "attachment";
            /** @default null */
            note: string | null;
            /**
             * @description Day of the field visit.
             * @default null
             */
            visitedOn: string | null;
            /**
             * @description Counts where the photo has no time.
             * @default null
             */
            takenAt: string | null;
            /**
             * @description WGS84 lon, lat of the camera; counts where the photo has no position.
             * @default null
             */
            position: [
                number,
                number
            ] | null;
            /**
             * @description Counts where the photo has none.
             * @default null
             */
            headingDegrees: number | null;
        };
        Session: {
            user: components["schemas"]["User"];
            /** @description True: somebody else chose the password, and everything else answers 403 until it is changed. */
            mustChangePassword: boolean;
        };
        User: {
            id: string;
            name: string;
            /** @enum {string} */
            role: "officer" | "supervisor" | "steward" | "approver" | "admin" | "public";
            /** @description Sees what lies in regions whose code begins with this; empty: all. */
            adminCode: string;
            rights: ("readAlerts" | "triageAlerts" | "reviewAlerts" | "readFlags" | "acknowledgeFlags" | "readAudit" | "readIndicators" | "readPlans" | "checkCompliance" | "readScenes" | "writeScenes" | "writeLayers" | "publishLayers" | "writePermits" | "writeRuleSets" | "publishRuleSets" | "replayRuns" | "startRuns" | "readOperations" | "manageUsers")[];
        };
        /** @description application/problem+json (RFC 9457). */
        Problem: {
            /** @description URI reference of the kind of problem. */
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @description Stable machine-readable name, for example `raster.noCrs`. */
            code: string;
            /** @description File, field path or parameter the problem is at. */
            where?: string;
            found?: string;
            expected?: string;
            /** @description Name it when you report a defect; the server log has it. */
            requestId: string;
        };
        SignInMethods: {
            /** @constant */
            password: true;
            identityProvider: {
                title: string;
                href: string;
            } | null;
        };
        Account: {
            user: components["schemas"]["User"];
            email: string | null;
            /** @enum {string} */
            signsInBy: "password" | "identityProvider";
            hasSecondFactor: boolean;
            recoveryCodesLeft: number;
            sessions: components["schemas"]["OwnSession"][];
        };
        OwnSession: {
            id: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            startedAt: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            lastUsedAt: string;
            /** @enum {string} */
            by: "password" | "identityProvider";
            address: string;
            agent: string;
            /** @description The session that asks. */
            isThis: boolean;
        };
        SecondFactorSecret: {
            /** @description Base32, for typing into an authenticator app. */
            secret: string;
            /** @description `otpauth://…`, for a QR code. */
            uri: string;
        };
        RecoveryCodes: {
            /** @description Shown this once; each is good for one sign-in. */
            recoveryCodes: string[];
        };
        PersonPage: {
            items: components["schemas"]["Person"][];
            /** @description Give it as `cursor` to get the next page; null on the last. */
            nextCursor: string | null;
        };
        Person: {
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            id: string;
            name: string;
            /** @enum {string} */
            role: "officer" | "supervisor" | "steward" | "approver" | "admin" | "public";
            adminCode: string;
            email: string | null;
            isDisabled: boolean;
            /** @enum {string} */
            signsInBy: "password" | "identityProvider";
            hasSecondFactor: boolean;
            mustChangePassword: boolean;
            lastSignedInAt: string | null;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            createdAt: string;
            revision: number;
            /** @description Too many sign-ins failed; nobody signs in with this name for now. */
            isLocked: boolean;
        };
        PersonWithPassword: {
            person: components["schemas"]["Person"];
            /** @description Shown this once; good until the person chooses their own. Null: the identity provider. */
            temporaryPassword: string | null;
        };
        EndedSessions: {
            ended: number;
        };
        AssigneeList: {
            items: {
                /**
                 * Format: uuid
                 * @description Identifier (UUID).
                 */
                id: string;
                name: string;
                /** @enum {string} */
                role: "officer" | "supervisor" | "steward" | "approver" | "admin" | "public";
                adminCode: string;
            }[];
        };
        ApiKeyList: {
            items: components["schemas"]["ApiKey"][];
        };
        ApiKey: {
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            id: string;
            name: string;
            /** @enum {string} */
            role: "officer" | "supervisor" | "steward" | "approver" | "admin" | "public";
            adminCode: string;
            /** @description What the key may do of what its role may; null: all of it. */
            rights: ("readAlerts" | "triageAlerts" | "reviewAlerts" | "readFlags" | "acknowledgeFlags" | "readAudit" | "readIndicators" | "readPlans" | "checkCompliance" | "readScenes" | "writeScenes" | "writeLayers" | "publishLayers" | "writePermits" | "writeRuleSets" | "publishRuleSets" | "replayRuns" | "startRuns" | "readOperations" | "manageUsers")[] | null;
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            createdAt: string;
            createdBy: string | null;
            /** @description To the minute. */
            lastUsedAt: string | null;
            revokedAt: string | null;
        };
        NewApiKey: {
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            id: string;
            /** @description `pw_…`, for `Authorization: Bearer`; shown this once. */
            key: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            expiresAt: string;
        };
        ScenePage: {
            items: components["schemas"]["Scene"][];
            /** @description Give it as `cursor` to get the next page; null on the last. */
            nextCursor: string | null;
        };
        /** @description One acquisition, one footprint. */
        Scene: {
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            id: string;
            title: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            acquiredAt: string;
            /** @enum {string} */
            sensor: "optical" | "rgb" | "sar";
            platform: string | null;
            /** @description Names of the bands, in the order of their numbers. */
            bands: string[];
            footprintWgs84: components["schemas"]["AreaGeometry"];
            /** @description EPSG code of the pixel grid. */
            epsg: number;
            widthPixels: number;
            heightPixels: number;
            /** @description Ground sample distance, metres. */
            gsdMetres: number;
            /** @description Share of pixels seen clearly, 0–1. */
            clearShare: number;
            /** @description SHA-256 of the pixels’ file, hex. */
            contentHash: string;
        };
        StacCatalog: {
            /** @constant */
            type: "Catalog";
            stac_version: string;
            id: string;
            description: string;
            conformsTo: string[];
            links: components["schemas"]["Link"][];
        } & {
            [key: string]: unknown;
        };
        Link: {
            href: string;
            rel: string;
            type?: string;
            title?: string;
        } & {
            [key: string]: unknown;
        };
        StacConformance: {
            conformsTo: string[];
        };
        StacCollections: {
            collections: components["schemas"]["StacCollection"][];
            links: components["schemas"]["Link"][];
        };
        StacCollection: {
            /** @constant */
            type: "Collection";
            stac_version: string;
            id: string;
            description: string;
            license: string;
            extent: {
                spatial: {
                    bbox: number[][];
                };
                temporal: {
                    interval: (string | null)[][];
                };
            };
            links: components["schemas"]["Link"][];
        } & {
            [key: string]: unknown;
        };
        StacItemCollection: {
            /** @constant */
            type: "FeatureCollection";
            features: components["schemas"]["StacItem"][];
            numberReturned: number;
            links: components["schemas"]["Link"][];
        } & {
            [key: string]: unknown;
        };
        /** @description A scene as an item of STAC 1.0. */
        StacItem: {
            /** @constant */
            type: "Feature";
            stac_version: string;
            id: string;
            collection: string;
            geometry: {
                type: string;
            } & {
                [key: string]: unknown;
            };
            bbox: number[];
            properties: {
                datetime: string;
                title: string;
                gsd: number;
            } & {
                [key: string]: unknown;
            };
            assets: {
                [key: string]: {
                    href: string;
                } & {
                    [key: string]: unknown;
                };
            };
            links: components["schemas"]["Link"][];
        } & {
            [key: string]: unknown;
        };
        LayerList: {
            items: components["schemas"]["Layer"][];
        };
        /** @description One version of a plan layer. */
        Layer: {
            /** @description Name of the layer: letters, digits, `_`, `-`, `.`; its versions share it. */
            id: string;
            /** @description Version, unique within the layer. */
            version: string;
            /** @enum {string} */
            kind: "ecologicalRedline" | "permanentBasicFarmland" | "urbanGrowthBoundary" | "zone" | "detailedPlanParcel" | "landClass" | "heritageLine" | "waterLine" | "greenLine" | "utilityLine" | "adminRegion";
            title: string;
            /**
             * Format: date
             * @description Calendar day YYYY-MM-DD.
             * @example 2024-03-17
             */
            validFrom: string;
            /** @description Last day in force, inclusive; null: still in force. */
            validTo: string | null;
            owner: string | null;
            asOf: string | null;
            featureCount: number;
            /**
             * @description Only published versions are judged by.
             * @enum {string}
             */
            status: "draft" | "published" | "withdrawn";
            /** @description Region that the layer is kept for; empty for all. */
            adminCode: string;
            legalBasis: string | null;
            /** @description How often a newer version should come, months. */
            updateCycleMonths: number | null;
            importedBy: string | null;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            importedAt: string;
            publishedBy: string | null;
            publishedAt: string | null;
        };
        LayerReceipt: {
            layer: components["schemas"]["Layer"];
            /** @description False where exactly this version stood already. */
            isNew: boolean;
            /** @enum {string} */
            outcome: "draft" | "replacedDraft" | "published" | "unchanged";
            /** @description What was repaired, refused or passed over. */
            problems: {
                where: string;
                message: string;
            }[];
            quality: components["schemas"]["LayerQuality"];
            comparison: components["schemas"]["LayerComparison"];
            blockingProblems: ("refusedFeatures" | "suspectedOffset" | "missingRequiredFields" | "duplicateCodes" | "unknownCodes" | "overlaps" | "areasDiffer")[];
            furtherProblems: ("refusedFeatures" | "suspectedOffset" | "missingRequiredFields" | "duplicateCodes" | "unknownCodes" | "overlaps" | "areasDiffer")[];
        };
        /** @description What an import found. Lists hold the first hundred; counts are complete. */
        LayerQuality: {
            features: number;
            repaired: {
                count: number;
                items: components["schemas"]["FeatureProblem"][];
            };
            refused: {
                count: number;
                items: components["schemas"]["FeatureProblem"][];
            };
            leftOut: {
                count: number;
                items: components["schemas"]["FeatureProblem"][];
            };
            warnings: string[];
            /** @description Square metres, geodesic on the CGCS2000 ellipsoid. */
            areaM2: number;
            areaByCode: {
                code: string;
                features: number;
                /** @description Square metres, geodesic on the CGCS2000 ellipsoid. */
                areaM2: number;
            }[];
            statedArea: {
                field: string;
                /**
                 * @description What stated areas are compared with.
                 * @enum {string}
                 */
                basis: "plane" | "geodesic";
                features: number;
                /** @description Square metres, geodesic on the CGCS2000 ellipsoid. */
                statedM2: number;
                /** @description Square metres, geodesic on the CGCS2000 ellipsoid. */
                computedM2: number;
                differing: {
                    count: number;
                    items: {
                        feature: string;
                        /** @description Square metres, geodesic on the CGCS2000 ellipsoid. */
                        statedM2: number;
                        /** @description Square metres, geodesic on the CGCS2000 ellipsoid. */
                        computedM2: number;
                    }[];
                };
                unit: ("m2" | "hectare" | "mu" | "km2") | null;
            } | null;
            overlaps: {
                count: number;
                items: {
                    features: string[];
                    /** @description Square metres, geodesic on the CGCS2000 ellipsoid. */
                    areaM2: number;
                    isSliver: boolean;
                    /** @description WGS84 longitude, latitude in degrees. */
                    at: number[];
                }[];
            } | null;
            slivers: {
                count: number;
                items: components["schemas"]["FeatureProblem"][];
            };
            gaps: {
                count: number;
                items: {
                    /** @description Square metres, geodesic on the CGCS2000 ellipsoid. */
                    areaM2: number;
                    isSliver: boolean;
                    /** @description WGS84 longitude, latitude in degrees. */
                    at: number[];
                }[];
            } | null;
            duplicateCodes: {
                count: number;
                items: {
                    code: string;
                    features: string[];
                }[];
            };
            missingFields: {
                field: string;
                isRequired: boolean;
                count: number;
            }[];
            unknownCodes: {
                count: number;
                items: {
                    code: string;
                    features: number;
                }[];
            };
            freshness: {
                asOf: string | null;
                ageDays: number | null;
                updateCycleMonths: number | null;
                dueOn: string | null;
                isOverdue: boolean;
            };
            /** @description Corners fit what is published only when shifted back: GCJ-02 or BD-09 is suspected. */
            suspectedOffset: {
                system: string;
                fittingShare: number;
                fittingShareUnshifted: number;
            } | null;
            notAssessed: string[];
        };
        /** @description Something about one feature: `features[3]` of the file, or its id. */
        FeatureProblem: {
            feature: string;
            code: string;
            message: string;
            at: number[] | null;
        };
        /** @description Differences from the version before; the largest two hundred are named. */
        LayerComparison: {
            /** @description The published version before; null where there is none. */
            before: string | null;
            added: number;
            removed: number;
            changedGeometry: number;
            changedAttributes: number;
            unchanged: number;
            /** @description Square metres, geodesic on the CGCS2000 ellipsoid. */
            areaBeforeM2: number;
            /** @description Square metres, geodesic on the CGCS2000 ellipsoid. */
            areaAfterM2: number;
            changes: {
                /** @enum {string} */
                change: "added" | "removed" | "changedGeometry" | "changedAttributes";
                feature: string;
                name: string | null;
                areaBeforeM2: number | null;
                areaAfterM2: number | null;
                attributes: string[];
            }[];
        };
        LayerFeatures: {
            /** @constant */
            type: "FeatureCollection";
            features: components["schemas"]["LayerFeature"][];
            /** @description How many there are; more than are returned where the limit cut. */
            numberMatched: number;
        };
        LayerFeature: {
            /** @constant */
            type: "Feature";
            id: string;
            geometry: components["schemas"]["AreaGeometry"];
            properties: {
                layerId: string;
                layerVersion: string;
                /** @enum {string} */
                layerKind: "ecologicalRedline" | "permanentBasicFarmland" | "urbanGrowthBoundary" | "zone" | "detailedPlanParcel" | "landClass" | "heritageLine" | "waterLine" | "greenLine" | "utilityLine" | "adminRegion";
                name: string | null;
            } & {
                [key: string]: unknown;
            };
        };
        /** @description A version with what its import found and what was recorded since. */
        LayerRecord: {
            /** @description Name of the layer: letters, digits, `_`, `-`, `.`; its versions share it. */
            id: string;
            /** @description Version, unique within the layer. */
            version: string;
            /** @enum {string} */
            kind: "ecologicalRedline" | "permanentBasicFarmland" | "urbanGrowthBoundary" | "zone" | "detailedPlanParcel" | "landClass" | "heritageLine" | "waterLine" | "greenLine" | "utilityLine" | "adminRegion";
            title: string;
            /**
             * Format: date
             * @description Calendar day YYYY-MM-DD.
             * @example 2024-03-17
             */
            validFrom: string;
            /** @description Last day in force, inclusive; null: still in force. */
            validTo: string | null;
            owner: string | null;
            asOf: string | null;
            featureCount: number;
            /**
             * @description Only published versions are judged by.
             * @enum {string}
             */
            status: "draft" | "published" | "withdrawn";
            /** @description Region that the layer is kept for; empty for all. */
            adminCode: string;
            legalBasis: string | null;
            /** @description How often a newer version should come, months. */
            updateCycleMonths: number | null;
            importedBy: string | null;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            importedAt: string;
            publishedBy: string | null;
            publishedAt: string | null;
            /** @description File, hash, mapping: where the version came from. */
            source: {
                [key: string]: unknown;
            };
            quality: components["schemas"]["LayerQuality"] | null;
            comparison: components["schemas"]["LayerComparison"] | null;
            /** @description What stands in the way of publishing unless it is accepted. */
            blockingProblems: ("refusedFeatures" | "suspectedOffset" | "missingRequiredFields" | "duplicateCodes" | "unknownCodes" | "overlaps" | "areasDiffer")[];
            furtherProblems: ("refusedFeatures" | "suspectedOffset" | "missingRequiredFields" | "duplicateCodes" | "unknownCodes" | "overlaps" | "areasDiffer")[];
            publishNote: string | null;
            /** @description What was recorded about the validity, oldest first. */
            states: {
                /**
                 * Format: date-time
                 * @description Instant, ISO 8601, UTC.
                 * @example 2024-03-17T02:31:00.000Z
                 */
                recordedAt: string;
                /** @enum {string} */
                status: "published" | "withdrawn";
                /**
                 * Format: date
                 * @description Calendar day YYYY-MM-DD.
                 * @example 2024-03-17
                 */
                validFrom: string;
                validTo: string | null;
                actor: string | null;
                note: string | null;
            }[];
        };
        VectorFileContent: {
            features: number;
            epsg: number | null;
            bboxWgs84: number[];
            fields: {
                name: string;
                /** @description Features in which it has a value. */
                filled: number;
                /** @description Its first different values. */
                samples: string[];
            }[];
            notes: {
                kind: string;
                feature: string;
                code: string;
                message: string;
            }[];
            noteCount: number;
        };
        MappingList: {
            items: components["schemas"]["StoredMapping"][];
        };
        StoredMapping: {
            name: string;
            /** @enum {string} */
            target: "layer" | "permits";
            mapping: components["schemas"]["FieldMappingOutput"];
            revision: number;
            updatedBy: string | null;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            updatedAt: string;
        };
        LandCodes: {
            survey: components["schemas"]["LandCode"][];
            zones: components["schemas"]["LandCode"][];
            own: components["schemas"]["LandCode"][];
        };
        OwnLandCodes: {
            own: components["schemas"]["LandCode"][];
        };
        PermitPage: {
            /** @constant */
            type: "FeatureCollection";
            features: components["schemas"]["Permit"][];
            /** @description Give it as `cursor` to get the next page; null on the last. */
            nextCursor: string | null;
        };
        Permit: {
            /** @constant */
            type: "Feature";
            id: string;
            geometry: components["schemas"]["AreaGeometry"];
            properties: components["schemas"]["PermitProperties"];
        };
        PermitProperties: {
            /** @description Case number of a permit. */
            caseNumber: string;
            /** @enum {string} */
            kind: "siteOpinion" | "landUsePermit" | "buildingPermit" | "ruralPermit" | "farmlandConversion" | "landSupply" | "temporaryLand" | "agriFacility";
            /** @description The highest counts. */
            revision: number;
            projectId: string | null;
            /** @enum {string} */
            stage: "granted" | "building" | "completed" | "withdrawn";
            /**
             * Format: date
             * @description Calendar day YYYY-MM-DD.
             * @example 2024-03-17
             */
            grantedOn: string;
            /** @description Last valid day, inclusive; null: no end. */
            validTo: string | null;
            withdrawnOn: string | null;
            approvedUse: string[];
            approvedAreaM2: number | null;
            footprintAreaM2: number | null;
            buildDeadline: string | null;
            conditions: string | null;
            /** @description Region that the permit is kept for; empty for all. */
            adminCode: string;
            /**
             * Format: date-time
             * @description Since when this revision is known.
             * @example 2024-03-17T02:31:00.000Z
             */
            recordedAt: string;
            recordedBy: string | null;
        };
        PermitReceipt: {
            /** @description Permits and revisions stored now. */
            accepted: number;
            /** @description Already stored with the same content. */
            unchanged: number;
            /** @description Left out because they cannot be used (`skipRefused`). */
            refused: number;
            /** @description What became of each, the first thousand. */
            items: components["schemas"]["PermitOutcome"][];
            /** @description What was repaired, refused or passed over. */
            problems: {
                where: string;
                message: string;
            }[];
        };
        PermitOutcome: {
            /** @description Case number of a permit. */
            caseNumber: string;
            revision: number;
            /**
             * @description `storedOlder`: kept in the history; a higher revision stays the one that counts.
             * @enum {string}
             */
            outcome: "stored" | "storedOlder" | "unchanged";
            currentRevision: number;
        };
        PermitHistory: {
            current: components["schemas"]["Permit"];
            revisions: components["schemas"]["Permit"][];
        };
        OrderReceipt: {
            stored: number;
            unchanged: number;
        };
        StandingFindings: {
            permits: components["schemas"]["PermitFinding"][];
            quotas: components["schemas"]["QuotaFinding"][];
        };
        PermitFinding: {
            /** @description Case number of a permit. */
            caseNumber: string;
            /** @enum {string} */
            kind: "approvedUnused" | "idleLand" | "temporaryLandOverdue";
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            watchAreaId: string;
            /**
             * @description Administrative code, 6, 9 or 12 digits, hierarchical by prefix.
             * @example 330100
             */
            adminCode: string;
            /**
             * Format: date
             * @description Day of the first of the runs in a row that said so.
             * @example 2024-03-17
             */
            since: string;
            /**
             * Format: date
             * @description Day of the imagery that it was last said by.
             * @example 2024-03-17
             */
            asOf: string;
            explanation: components["schemas"]["Explanation"];
        };
        /** @description One sentence in each language. */
        Explanation: {
            zh: string;
            en: string;
        };
        QuotaFinding: {
            layer: {
                id: string;
                version: string;
                feature: string;
            };
            /** @description Square metres, geodesic on the CGCS2000 ellipsoid. */
            quotaM2: number;
            /** @description Square metres, geodesic on the CGCS2000 ellipsoid. */
            usedM2: number;
            patchIds: string[];
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            watchAreaId: string;
            /**
             * @description Administrative code, 6, 9 or 12 digits, hierarchical by prefix.
             * @example 330100
             */
            adminCode: string;
            /**
             * Format: date
             * @description Day of the first of the runs in a row that said so.
             * @example 2024-03-17
             */
            since: string;
            /**
             * Format: date
             * @description Day of the imagery that it was last said by.
             * @example 2024-03-17
             */
            asOf: string;
            explanation: components["schemas"]["Explanation"];
        };
        ProjectPage: {
            items: components["schemas"]["Project"][];
            /** @description Give it as `cursor` to get the next page; null on the last. */
            nextCursor: string | null;
        };
        /** @description A project: what its permits, each in its current revision, sum up to. */
        Project: {
            /** @description Project that permits belong to. */
            id: string;
            title: string | null;
            /** @description Who builds. */
            developer: string | null;
            note: string | null;
            adminCode: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            recordedAt: string;
            permitCount: number;
            kinds: ("siteOpinion" | "landUsePermit" | "buildingPermit" | "ruralPermit" | "farmlandConversion" | "landSupply" | "temporaryLand" | "agriFacility")[];
            firstGrantedOn: string | null;
            lastGrantedOn: string | null;
            /** @description Ground that its permits cover together, counted once; square metres. */
            areaM2: number;
        };
        ProjectDetail: {
            project: components["schemas"]["Project"];
            permits: components["schemas"]["Permit"][];
            /** @description Steps before the last one that was reached for which there is no permit. */
            missingSteps: ("siteOpinion" | "landUsePermit" | "buildingPermit" | "ruralPermit" | "farmlandConversion" | "landSupply" | "temporaryLand" | "agriFacility")[];
        };
        ComplianceCheck: {
            /** @enum {string} */
            verdict: "conflict" | "remarks" | "clear";
            /**
             * Format: date
             * @description Calendar day YYYY-MM-DD.
             * @example 2024-03-17
             */
            on: string;
            area: components["schemas"]["Area"];
            /** @description Region that the parcel lies in, by the plans. */
            adminCode: string | null;
            /** @description The proposal as it was read, WGS84. */
            geometry: components["schemas"]["AreaGeometry"];
            /** @description What was mended on reading. */
            notes: string[];
            conflicts: components["schemas"]["Conflict"][];
            /** @description By code of the land survey; `code` null: not surveyed. The parts add up to `area`. */
            ground: {
                code: string | null;
                title: string | null;
                area: components["schemas"]["Area"];
            }[];
            notChecked: ("ecologicalRedline" | "permanentBasicFarmland" | "urbanGrowthBoundary" | "zone" | "detailedPlanParcel" | "landClass" | "heritageLine" | "waterLine" | "greenLine" | "utilityLine" | "adminRegion")[];
            /** @description Versions in force on the day. */
            layers: {
                id: string;
                version: string;
                /** @enum {string} */
                kind: "ecologicalRedline" | "permanentBasicFarmland" | "urbanGrowthBoundary" | "zone" | "detailedPlanParcel" | "landClass" | "heritageLine" | "waterLine" | "greenLine" | "utilityLine" | "adminRegion";
                title: string;
            }[];
            ruleSet: components["schemas"]["RuleSetReference"];
        };
        /** @description One area, geodesic on the CGCS2000 ellipsoid: square metres, hectares, mu (亩). */
        Area: {
            m2: number;
            hectares: number;
            mu: number;
        };
        /** @description One thing that a proposal meets on its ground. */
        Conflict: {
            /** @enum {string} */
            kind: "controlLine" | "growthBoundary" | "plannedUse" | "cropland" | "permit" | "openAlert";
            /**
             * @description `conflict` stands against the proposal; `remark` is within tolerance or no matter of law.
             * @enum {string}
             */
            level: "conflict" | "remark";
            area: components["schemas"]["Area"];
            /** @description Of the proposal’s area, 0–1. */
            share: number;
            /** @description The ground in question, WGS84. */
            geometry: components["schemas"]["AreaGeometry"] | null;
            layers: {
                id: string;
                version: string;
                /** @enum {string} */
                kind: "ecologicalRedline" | "permanentBasicFarmland" | "urbanGrowthBoundary" | "zone" | "detailedPlanParcel" | "landClass" | "heritageLine" | "waterLine" | "greenLine" | "utilityLine" | "adminRegion";
                /** @description `*`: outside all features of a boundary. */
                feature: string;
                name: string | null;
            }[];
            permit: {
                caseNumber: string;
                /** @enum {string} */
                kind: "siteOpinion" | "landUsePermit" | "buildingPermit" | "ruralPermit" | "farmlandConversion" | "landSupply" | "temporaryLand" | "agriFacility";
                revision: number;
            } | null;
            alert: {
                /**
                 * Format: uuid
                 * @description Identifier (UUID).
                 */
                id: string;
                /** @enum {string} */
                kind: "ecologicalRedlineBreach" | "basicFarmlandOccupied" | "worksAfterStopOrder" | "rebound" | "startedBeforeApproval" | "permitExpired" | "exceedsApprovedExtent" | "siteDisplaced" | "useDeviation" | "buildWithoutApproval" | "outsideGrowthBoundary" | "colourLineBreach" | "zoneConflict" | "useBeforeSupply" | "deviatesFromPermit" | "temporaryLandOverdue" | "agriFacilityMisuse" | "croplandToNonAgricultural" | "protectedVegetationLoss" | "waterFilled" | "rectificationNotDone" | "approvedUnused" | "quotaExceeded";
                /** @enum {string} */
                severity: "low" | "medium" | "high" | "critical";
                /** @enum {string} */
                status: "new" | "deskReview" | "fieldVerification" | "determined" | "caseFiled" | "ordered" | "rectification" | "closeOut" | "closed";
                explanation: components["schemas"]["Explanation"];
            } | null;
            /** @description Metres by which lines may be off. */
            toleranceM: number;
            /** @description Overlaps up to this many square metres are remarks. */
            toleranceM2: number;
            explanation: components["schemas"]["Explanation"];
        };
        RuleSetReference: {
            id: string;
            version: string;
            hash: string;
        };
        SearchAnswer: {
            /** @description Where the text is coordinates. */
            place: {
                /** @description WGS84 longitude, latitude in degrees. */
                lonLat: [
                    number,
                    number
                ];
                /** @description Plane the coordinates were read in; null: degrees. */
                epsg: number | null;
            } | null;
            items: {
                /** @enum {string} */
                kind: "alert" | "permit" | "project" | "watchArea" | "planFeature";
                id: string;
                title: string;
                /** @description Kind of an alert or permit, developer, region or layer. */
                detail: string;
                /** @description West, south, east, north, degrees; null for a project without permits. */
                bbox: number[] | null;
            }[];
        };
        WatchAreaList: {
            items: components["schemas"]["WatchArea"][];
        };
        WatchArea: {
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            id: string;
            name: string;
            adminCode: string;
            /** @description Name of the recipe that runs use unless told otherwise. */
            recipe: string;
            /** @description Name of the rule set. */
            ruleSet: string;
            geometry: components["schemas"]["AreaGeometry"];
            /** @description How its series is watched; null: it is not. */
            seriesMonitor: components["schemas"]["SeriesMonitor"] | null;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            createdAt: string;
        };
        /** @description How the series of a watch area is watched. */
        SeriesMonitor: {
            /** @enum {string} */
            method: "bfast-monitor" | "ewma" | "cusum" | "mosum" | "iqr" | "ccdc" | "landtrendr" | "bayts";
            /**
             * @description Scenes of this kind make the series.
             * @enum {string}
             */
            sensor: "optical" | "rgb" | "sar";
            value: string | null;
            /** @description Harmonics of the year; null: the method’s default. */
            order: number | null;
            trend: boolean;
            /** @description Last day of the history; null: two thirds of the time when it is first watched. */
            historyEnd: string | null;
            parameters: {
                [key: string]: number | string | boolean;
            };
            /**
             * @description What values of several sensors are brought onto.
             * @enum {string}
             */
            harmonisation: "none" | "landsatOli";
            /** @description Days after a look by which the next is due; null: none is expected. */
            cadenceDays: number | null;
            /** @description Days without a clear look that are reported as a gap; null: none are. */
            gapDays: number | null;
        };
        WatchScheduleList: {
            items: components["schemas"]["WatchSchedule"][];
        };
        /** @description How the monitoring of a watch area’s series stands. */
        WatchSchedule: {
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            watchAreaId: string;
            cadenceDays: number | null;
            gapDays: number | null;
            lookCount: number;
            lastLookOn: string | null;
            lastClearLookOn: string | null;
            /** @description Day by which the next look should be there; null: none is expected. */
            nextDueOn: string | null;
            /** @description Days past nextDueOn; 0: in time. */
            overdueDays: number;
            /** @description When a run over the series was last done. */
            lastDoneAt: string | null;
            /** @description The latest run over the series, with the cause where it failed. */
            lastRun: {
                /**
                 * Format: uuid
                 * @description Identifier (UUID).
                 */
                id: string;
                /** @enum {string} */
                status: "queued" | "planning" | "detecting" | "joining" | "judging" | "done" | "failed";
                error: string | null;
            } | null;
            /** @description Times without a clear look longer than gapDays, oldest first. */
            gaps: {
                /**
                 * Format: date
                 * @description Day of the last clear look before.
                 * @example 2024-03-17
                 */
                since: string;
                /** @description Day of the clear look that ended it; null: it lasts. */
                endedOn: string | null;
                days: number;
            }[];
        };
        SeriesMethodList: {
            items: components["schemas"]["SeriesMethod"][];
        };
        SeriesMethod: {
            /** @enum {string} */
            name: "bfast-monitor" | "ewma" | "cusum" | "mosum" | "iqr" | "ccdc" | "landtrendr" | "bayts";
            version: string;
            /** @description Papers behind it. */
            source: string;
            defaultOrder: number | null;
            /** @description A new scene costs one step, not a fit of the whole series. */
            isContinued: boolean;
            parameters: {
                name: string;
                meaning: string;
                default: number | string | boolean;
                range: [
                    number,
                    number
                ] | null;
                words: string[] | null;
            }[];
        };
        /** @description One pixel over time, with what the series monitor says of it. */
        PixelSeries: {
            lon: number;
            lat: number;
            row: number;
            column: number;
            value: string;
            looks: components["schemas"]["PixelLook"][];
            monitor: components["schemas"]["PixelMonitoring"] | null;
        };
        PixelLook: {
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            time: string;
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            sceneId: string;
            platform: string | null;
            /** @description Null where it was not clear. */
            value: number | null;
            /** @enum {string} */
            seen: "clear" | "nodata" | "cloud" | "shadow" | "snow" | "saturated" | "outside";
            process: number | null;
            /** @description What the process is held against. */
            boundary: number | null;
        };
        PixelMonitoring: {
            /** @enum {string} */
            method: "bfast-monitor" | "ewma" | "cusum" | "mosum" | "iqr" | "ccdc" | "landtrendr" | "bayts";
            version: string;
            historyEnd: string | null;
            notAssessed: ("noClearLook" | "tooFewObservations" | "constant" | "duplicateDates" | "sensorGap" | "unstableHistory" | "nothingToMonitor" | "undetermined") | null;
            breaks: components["schemas"]["PixelBreak"][];
            history: {
                /**
                 * Format: date
                 * @description Calendar day YYYY-MM-DD.
                 * @example 2024-03-17
                 */
                from: string;
                /**
                 * Format: date
                 * @description Calendar day YYYY-MM-DD.
                 * @example 2024-03-17
                 */
                to: string;
                count: number;
            } | null;
            sigma: number | null;
            curve: {
                /**
                 * Format: date
                 * @description Calendar day YYYY-MM-DD.
                 * @example 2024-03-17
                 */
                date: string;
                value: number;
            }[];
        };
        PixelBreak: {
            /**
             * Format: date
             * @description The day that the method reports.
             * @example 2024-03-17
             */
            date: string;
            /** @description In units of the value. */
            magnitude: number | null;
            confirmed: boolean;
            /** @description Looks that show it. */
            confirmations: number;
            /**
             * Format: date
             * @description Calendar day YYYY-MM-DD.
             * @example 2024-03-17
             */
            firstLook: string;
            /** @description Last clear look before the first that shows it. */
            lastClear: string | null;
        };
        RunPage: {
            items: components["schemas"]["Run"][];
            /** @description Give it as `cursor` to get the next page; null on the last. */
            nextCursor: string | null;
        };
        /** @description One pass over a watch area. */
        Run: {
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            id: string;
            /**
             * @description pair: two epochs compared. series: all looks up to the last one.
             * @enum {string}
             */
            kind: "pair" | "series";
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            watchAreaId: string;
            /** @description First choice first; the next fill in where it could not see. Of a series: the last looks before. */
            beforeSceneIds: string[];
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            afterSceneId: string;
            /** @description Of runs over a series, once planned. refitBecause: why the whole series was gone through; null: its state was continued. */
            series: {
                lookCount: number;
                newLookCount: number;
                refitBecause: string | null;
            } | null;
            recipe: components["schemas"]["RecipeReference"];
            ruleSet: components["schemas"]["RuleSetReference"];
            /** @enum {string} */
            status: "queued" | "planning" | "detecting" | "joining" | "judging" | "done" | "failed";
            chunksDone: number;
            chunksTotal: number | null;
            patchCount: number | null;
            alertCount: number | null;
            /** @description Share of the watch area that could be compared, 0–1. */
            assessedShare: number | null;
            warnings: string[];
            error: string | null;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            createdAt: string;
            finishedAt: string | null;
        };
        /** @description Which parameters made it; hash of their canonical JSON. */
        RecipeReference: {
            name: string;
            version: string;
            hash: string;
        };
        RuleSetList: {
            items: components["schemas"]["RuleSetVersion"][];
        };
        RuleSetVersion: {
            reference: components["schemas"]["RuleSetReference"];
            title: components["schemas"]["Explanation"];
            /**
             * @description `shipped`: comes with the software and cannot be changed.
             * @enum {string}
             */
            status: "shipped" | "draft" | "published";
            /** @description Runs that name this id are judged by this version from now on. */
            isInForce: boolean;
            /** @description Counts the changes of a draft. */
            revision: number;
            /** @description Region that the id is kept for; empty for all. */
            adminCode: string;
            note: string | null;
            createdBy: string | null;
            createdAt: string | null;
            updatedAt: string | null;
            publishedBy: string | null;
            publishedAt: string | null;
            publishNote: string | null;
        };
        RuleSet: {
            reference: components["schemas"]["RuleSetReference"];
            title: components["schemas"]["Explanation"];
            /**
             * @description `shipped`: comes with the software and cannot be changed.
             * @enum {string}
             */
            status: "shipped" | "draft" | "published";
            /** @description Runs that name this id are judged by this version from now on. */
            isInForce: boolean;
            /** @description Counts the changes of a draft. */
            revision: number;
            /** @description Region that the id is kept for; empty for all. */
            adminCode: string;
            note: string | null;
            createdBy: string | null;
            createdAt: string | null;
            updatedAt: string | null;
            publishedBy: string | null;
            publishedAt: string | null;
            publishNote: string | null;
            /** @description The rule set: JSON as `/v1/rule-sets/schema` and docs/schemas/rule-set.schema.json describe it. */
            content: {
                [key: string]: unknown;
            };
        };
        /** @description JSON Schema, draft 2020-12. */
        JsonSchema: {
            [key: string]: unknown;
        };
        RuleSetValidation: {
            /** @description Null where something is wrong. */
            reference: components["schemas"]["RuleSetReference"] | null;
            problems: {
                /** @description JSON Pointer (RFC 6901), `/rules/3/toleranceM`; empty: the whole. */
                pointer: string;
                message: components["schemas"]["Explanation"];
            }[];
        };
        RuleSetComparison: {
            before: components["schemas"]["RuleSetReference"];
            after: components["schemas"]["RuleSetReference"];
            changes: {
                /** @description JSON Pointer in which rules, codes and words of a list are named by kind, code or words: `/rules/buildWithoutApproval/toleranceM2`. */
                path: string;
                /** @description Null: it was not there. */
                before: unknown;
                /** @description Null: it is not there any more. */
                after: unknown;
            }[];
        };
        /** @description A run judged again. It changes no judgement and no alert. */
        Replay: {
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            id: string;
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            runId: string;
            ruleSet: components["schemas"]["RuleSetReference"];
            /**
             * @description `then`: plans, permits, orders and alerts as they were known when the run was judged; `now`: as they are known now.
             * @enum {string}
             */
            asKnown: "then" | "now";
            /** @enum {string} */
            status: "queued" | "done" | "failed";
            error: string | null;
            createdBy: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            createdAt: string;
            finishedAt: string | null;
            outcome: components["schemas"]["ReplayOutcome"] | null;
        };
        ReplayOutcome: {
            patches: number;
            /** @description Patches judged the same in every number and word. */
            identical: number;
            /** @description All other patches, by the first of these that holds. */
            changes: {
                [key: string]: number;
            };
            /** @description Alerts of the run that it would not have raised. */
            alertsDropped: number;
            /** @description Alerts that it would have raised beyond those. */
            alertsAdded: number;
            summary: components["schemas"]["Explanation"];
            /**
             * Format: date-time
             * @description By when everything it was judged with was recorded.
             * @example 2024-03-17T02:31:00.000Z
             */
            knownAt: string;
            /** @description False for runs judged before their inputs were kept: then by what was recorded up to the run’s end. */
            isExact: boolean;
            ruleSetBefore: components["schemas"]["RuleSetReference"];
        };
        ReplayPage: {
            items: components["schemas"]["Replay"][];
            /** @description Give it as `cursor` to get the next page; null on the last. */
            nextCursor: string | null;
        };
        ReplayDifferencePage: {
            items: components["schemas"]["ReplayDifference"][];
            /** @description Give it as `cursor` to get the next page; null on the last. */
            nextCursor: string | null;
        };
        ReplayDifference: {
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            patchId: string;
            alertId: string | null;
            /** @enum {string} */
            change: "dropped" | "added" | "otherKind" | "otherSeverity" | "otherArea" | "otherFindings" | "otherDetails";
            before: components["schemas"]["JudgedBriefly"];
            after: components["schemas"]["JudgedBriefly"];
            /** @description What both judgements were not given alike. Empty: the software judges otherwise now. */
            reasons: {
                /** @enum {string} */
                subject: "rule" | "layer" | "permit" | "order" | "settledAlert" | "otherPatches";
                id: string;
                before: string | null;
                after: string | null;
            }[];
        };
        JudgedBriefly: {
            /** @enum {string} */
            verdict: "suspectedViolation" | "explained" | "lawful" | "notAssessed";
            leading: ("ecologicalRedlineBreach" | "basicFarmlandOccupied" | "worksAfterStopOrder" | "rebound" | "startedBeforeApproval" | "permitExpired" | "exceedsApprovedExtent" | "siteDisplaced" | "useDeviation" | "buildWithoutApproval" | "outsideGrowthBoundary" | "colourLineBreach" | "zoneConflict" | "useBeforeSupply" | "deviatesFromPermit" | "temporaryLandOverdue" | "agriFacilityMisuse" | "croplandToNonAgricultural" | "protectedVegetationLoss" | "waterFilled" | "rectificationNotDone" | "approvedUnused" | "quotaExceeded") | null;
            severity: ("low" | "medium" | "high" | "critical") | null;
            areaM2: number | null;
            kinds: ("ecologicalRedlineBreach" | "basicFarmlandOccupied" | "worksAfterStopOrder" | "rebound" | "startedBeforeApproval" | "permitExpired" | "exceedsApprovedExtent" | "siteDisplaced" | "useDeviation" | "buildWithoutApproval" | "outsideGrowthBoundary" | "colourLineBreach" | "zoneConflict" | "useBeforeSupply" | "deviatesFromPermit" | "temporaryLandOverdue" | "agriFacilityMisuse" | "croplandToNonAgricultural" | "protectedVegetationLoss" | "waterFilled" | "rectificationNotDone" | "approvedUnused" | "quotaExceeded")[];
            explanation: components["schemas"]["Explanation"];
        };
        PatchPage: {
            /** @constant */
            type: "FeatureCollection";
            features: components["schemas"]["Patch"][];
            /** @description Give it as `cursor` to get the next page; null on the last. */
            nextCursor: string | null;
        };
        Patch: {
            /** @constant */
            type: "Feature";
            id: string;
            geometry: components["schemas"]["AreaGeometry"];
            properties: components["schemas"]["PatchProperties"];
        };
        PatchProperties: {
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            id: string;
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            runId: string;
            /** @description Square metres, geodesic on the CGCS2000 ellipsoid. */
            areaM2: number;
            /** @enum {string} */
            fromClass: "unknown" | "vegetation" | "forest" | "grass" | "cropland" | "bare" | "earthworks" | "builtUp" | "road" | "water" | "solar" | "greenhouse";
            /** @enum {string} */
            toClass: "unknown" | "vegetation" | "forest" | "grass" | "cropland" | "bare" | "earthworks" | "builtUp" | "road" | "water" | "solar" | "greenhouse";
            /** @description Share, 0–1. */
            confidence: number;
            /**
             * Format: date
             * @description Last clear look before the change.
             * @example 2024-03-17
             */
            onsetFrom: string;
            /**
             * Format: date
             * @description First look that shows it.
             * @example 2024-03-17
             */
            onsetTo: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            beforeTime: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            afterTime: string;
            /** @description Share, 0–1. */
            assessedShare: number;
            /** @description Metres. */
            registrationErrorM: number;
            /** @description Ground sample distance, metres. */
            gsdM: number;
            detector: string;
            recipe: components["schemas"]["RecipeReference"];
            /** @description How far the members of an ensemble agree that the patch changed; only of ensembles. */
            agreement?: {
                /** @description Share, 0–1. */
                share: number;
                members: {
                    name: string;
                    weight: number;
                    /** @description Share, 0–1. */
                    share: number;
                }[];
            };
            /** @description Null until the rules have been applied. */
            judgement: components["schemas"]["Judgement"] | null;
        };
        Judgement: {
            /** @enum {string} */
            verdict: "suspectedViolation" | "explained" | "lawful" | "notAssessed";
            leading: ("ecologicalRedlineBreach" | "basicFarmlandOccupied" | "worksAfterStopOrder" | "rebound" | "startedBeforeApproval" | "permitExpired" | "exceedsApprovedExtent" | "siteDisplaced" | "useDeviation" | "buildWithoutApproval" | "outsideGrowthBoundary" | "colourLineBreach" | "zoneConflict" | "useBeforeSupply" | "deviatesFromPermit" | "temporaryLandOverdue" | "agriFacilityMisuse" | "croplandToNonAgricultural" | "protectedVegetationLoss" | "waterFilled" | "rectificationNotDone" | "approvedUnused" | "quotaExceeded") | null;
            exemption: {
                /** @enum {string} */
                reason: "temporaryLand" | "agriFacility" | "conversionApproved" | "landExchangeLinkage" | "ruralRoad" | "seaUseRight" | "unusedLandProcedure" | "keyProject" | "postDisasterRebuilding" | "emergencyUse" | "socialHousing" | "pseudoChange" | "unchangedOnSite" | "beforeBaseDate";
                caseNumber: string | null;
            } | null;
            explanation: components["schemas"]["Explanation"];
            occupied?: components["schemas"]["OccupiedLand"] | null;
        };
        /** @description What ground is taken. Each list adds up to the area, or is empty. */
        OccupiedLand: {
            /** @description By code (or class) of the land survey; null: of none. */
            landClasses: {
                code: string | null;
                /** @description Square metres, geodesic on the CGCS2000 ellipsoid. */
                areaM2: number;
            }[];
            /** @description By use of the zone or plan parcel; null: of none. */
            zones: {
                code: string | null;
                /** @description Square metres, geodesic on the CGCS2000 ellipsoid. */
                areaM2: number;
            }[];
        };
        FindingList: {
            items: components["schemas"]["Finding"][];
        };
        /** @description Patch × rule, with every number that led to it. */
        Finding: {
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            patchId: string;
            /** @enum {string} */
            kind: "ecologicalRedlineBreach" | "basicFarmlandOccupied" | "worksAfterStopOrder" | "rebound" | "startedBeforeApproval" | "permitExpired" | "exceedsApprovedExtent" | "siteDisplaced" | "useDeviation" | "buildWithoutApproval" | "outsideGrowthBoundary" | "colourLineBreach" | "zoneConflict" | "useBeforeSupply" | "deviatesFromPermit" | "temporaryLandOverdue" | "agriFacilityMisuse" | "croplandToNonAgricultural" | "protectedVegetationLoss" | "waterFilled" | "rectificationNotDone" | "approvedUnused" | "quotaExceeded";
            /** @enum {string} */
            severity: "low" | "medium" | "high" | "critical";
            /** @description Square metres, geodesic on the CGCS2000 ellipsoid. */
            areaM2: number;
            /** @description Parts of the patch’s area; they add up to it. */
            parts: {
                label: string;
                /** @description Square metres, geodesic on the CGCS2000 ellipsoid. */
                areaM2: number;
                ref: string | null;
            }[];
            caseNumbers: string[];
            layers: {
                id: string;
                version: string;
                feature: string;
            }[];
            occupied?: components["schemas"]["OccupiedLand"];
            /** @description Boundary displacement that was allowed for, metres. */
            toleranceM: number;
            explanation: components["schemas"]["Explanation"];
            ruleSet: components["schemas"]["RuleSetReference"];
        };
        AlertPage: {
            /** @constant */
            type: "FeatureCollection";
            features: components["schemas"]["Alert"][];
            /** @description How many match the filter, over all pages. */
            numberMatched: number;
            /** @description Give it as `cursor` to get the next page; null on the last. */
            nextCursor: string | null;
        };
        Alert: {
            /** @constant */
            type: "Feature";
            id: string;
            geometry: components["schemas"]["AreaGeometry"];
            properties: components["schemas"]["AlertProperties"];
        };
        AlertProperties: {
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            id: string;
            /**
             * @description What the machine suspects; a determination is a person’s.
             * @enum {string}
             */
            kind: "ecologicalRedlineBreach" | "basicFarmlandOccupied" | "worksAfterStopOrder" | "rebound" | "startedBeforeApproval" | "permitExpired" | "exceedsApprovedExtent" | "siteDisplaced" | "useDeviation" | "buildWithoutApproval" | "outsideGrowthBoundary" | "colourLineBreach" | "zoneConflict" | "useBeforeSupply" | "deviatesFromPermit" | "temporaryLandOverdue" | "agriFacilityMisuse" | "croplandToNonAgricultural" | "protectedVegetationLoss" | "waterFilled" | "rectificationNotDone" | "approvedUnused" | "quotaExceeded";
            /** @enum {string} */
            severity: "low" | "medium" | "high" | "critical";
            /** @enum {string} */
            status: "new" | "deskReview" | "fieldVerification" | "determined" | "caseFiled" | "ordered" | "rectification" | "closeOut" | "closed";
            adminCode: string;
            /** @description Square metres, geodesic on the CGCS2000 ellipsoid. */
            areaM2: number;
            /**
             * Format: date
             * @description Last clear look before the change.
             * @example 2024-03-17
             */
            onsetFrom: string;
            /**
             * Format: date
             * @description First look that shows it.
             * @example 2024-03-17
             */
            onsetTo: string;
            permitCaseNumbers: string[];
            explanation: components["schemas"]["Explanation"];
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            raisedAt: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            updatedAt: string;
            /** @description Give it as `expectedRevision` with an act. */
            revision: number;
            acknowledgedAt: string | null;
            acknowledgedBy: string | null;
            assigneeId: string | null;
            /** @description Last day for the next step; null: nothing left to do. */
            dueOn: string | null;
            duePausedOn: string | null;
            supervisedAt: string | null;
            determination: components["schemas"]["DeterminationOutput"] | null;
            determinedAt: string | null;
            determinedBy: string | null;
            enforcementCaseNumber: string | null;
            orders: {
                /** @enum {string} */
                orderKind: "stopOrder" | "correctionOrder";
                /**
                 * Format: date
                 * @description Calendar day YYYY-MM-DD.
                 * @example 2024-03-17
                 */
                issuedOn: string;
            }[];
            rectification: {
                /** @enum {string} */
                measure: "demolishAndReclaim" | "retroactiveApproval" | "otherRectification";
                permitCaseNumber: string | null;
                /**
                 * Format: date-time
                 * @description Instant, ISO 8601, UTC.
                 * @example 2024-03-17T02:31:00.000Z
                 */
                reportedAt: string;
            } | null;
            closedAt: string | null;
            /** @description When imagery showed what was reported as restored. */
            verifiedBySatelliteAt: string | null;
            /** @description A point inside the alert, WGS84 lon, lat. */
            centre: [
                number,
                number
            ];
        };
        AlertDetail: {
            /** @constant */
            type: "Feature";
            id: string;
            geometry: components["schemas"]["AreaGeometry"];
            properties: components["schemas"]["AlertProperties"];
            patches: components["schemas"]["AlertPatch"][];
            findings: components["schemas"]["Finding"][];
            /** @description Scene of the before chip; null where it is gone. */
            beforeSceneId: string | null;
            afterSceneId: string | null;
        };
        /** @description A patch of an alert, and how it relates to the alert it joined. */
        AlertPatch: {
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            id: string;
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            runId: string;
            /** @description Square metres, geodesic on the CGCS2000 ellipsoid. */
            areaM2: number;
            /** @enum {string} */
            fromClass: "unknown" | "vegetation" | "forest" | "grass" | "cropland" | "bare" | "earthworks" | "builtUp" | "road" | "water" | "solar" | "greenhouse";
            /** @enum {string} */
            toClass: "unknown" | "vegetation" | "forest" | "grass" | "cropland" | "bare" | "earthworks" | "builtUp" | "road" | "water" | "solar" | "greenhouse";
            /** @description Share, 0–1. */
            confidence: number;
            /**
             * Format: date
             * @description Last clear look before the change.
             * @example 2024-03-17
             */
            onsetFrom: string;
            /**
             * Format: date
             * @description First look that shows it.
             * @example 2024-03-17
             */
            onsetTo: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            beforeTime: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            afterTime: string;
            /** @description Share, 0–1. */
            assessedShare: number;
            /** @description Metres. */
            registrationErrorM: number;
            /** @description Ground sample distance, metres. */
            gsdM: number;
            detector: string;
            recipe: components["schemas"]["RecipeReference"];
            /** @description How far the members of an ensemble agree that the patch changed; only of ensembles. */
            agreement?: {
                /** @description Share, 0–1. */
                share: number;
                members: {
                    name: string;
                    weight: number;
                    /** @description Share, 0–1. */
                    share: number;
                }[];
            };
            /** @description Null until the rules have been applied. */
            judgement: components["schemas"]["Judgement"] | null;
            /** @enum {string} */
            lineage: "raised" | "same" | "grown" | "shrunk" | "split" | "merged";
            geometry: components["schemas"]["AreaGeometry"];
        };
        AlertHistory: {
            items: {
                /**
                 * Format: date-time
                 * @description Instant, ISO 8601, UTC.
                 * @example 2024-03-17T02:31:00.000Z
                 */
                at: string;
                actor: string;
                act: string;
                detail: {
                    [key: string]: unknown;
                };
            }[];
        };
        AlertAfterAct: {
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            id: string;
            revision: number;
            /** @enum {string} */
            status: "new" | "deskReview" | "fieldVerification" | "determined" | "caseFiled" | "ordered" | "rectification" | "closeOut" | "closed";
            /** @description What this caller may do next. */
            legalActs: ("beginDeskReview" | "requestFieldVerification" | "determine" | "fileCase" | "issueOrder" | "reportRectification" | "requestCloseOut" | "returnCloseOut" | "close" | "reopen" | "acknowledge" | "assign" | "comment" | "supervise" | "extendDue" | "pauseDue" | "resumeDue")[];
        };
        AlertActResults: {
            results: {
                /**
                 * Format: uuid
                 * @description Identifier (UUID).
                 */
                id: string;
                revision: number | null;
                problem: components["schemas"]["Problem"] | null;
            }[];
        };
        SavedFilterList: {
            items: components["schemas"]["SavedFilter"][];
        };
        /** @description A filter of the alert queue that a person keeps. */
        SavedFilter: {
            /** @description Unique for its owner. */
            name: string;
            /** @description As in the address: `severity=critical&overdue=true`. */
            query: string;
        };
        /** @description Hides alerts on a place or of a permit from the queue until a day; it closes nothing. */
        Silence: {
            /**
             * @description Administrative code, 6, 9 or 12 digits, hierarchical by prefix.
             * @example 330100
             */
            adminCode: string;
            /** @default null */
            geometry: components["schemas"]["AreaGeometry"] | null;
            /** @default null */
            caseNumber: string | null;
            /**
             * @description Null: every kind.
             * @default null
             */
            kind: ("ecologicalRedlineBreach" | "basicFarmlandOccupied" | "worksAfterStopOrder" | "rebound" | "startedBeforeApproval" | "permitExpired" | "exceedsApprovedExtent" | "siteDisplaced" | "useDeviation" | "buildWithoutApproval" | "outsideGrowthBoundary" | "colourLineBreach" | "zoneConflict" | "useBeforeSupply" | "deviatesFromPermit" | "temporaryLandOverdue" | "agriFacilityMisuse" | "croplandToNonAgricultural" | "protectedVegetationLoss" | "waterFilled" | "rectificationNotDone" | "approvedUnused" | "quotaExceeded") | null;
            reason: string;
            /**
             * Format: date
             * @description Last day, inclusive; at most two years ahead.
             * @example 2024-03-17
             */
            until: string;
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            id: string;
            createdBy: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            createdAt: string;
            liftedAt: string | null;
        };
        SilenceList: {
            items: components["schemas"]["Silence"][];
        };
        OpenReviewList: {
            items: {
                /**
                 * Format: uuid
                 * @description Identifier (UUID).
                 */
                alertId: string;
                /** @enum {string} */
                kind: "ecologicalRedlineBreach" | "basicFarmlandOccupied" | "worksAfterStopOrder" | "rebound" | "startedBeforeApproval" | "permitExpired" | "exceedsApprovedExtent" | "siteDisplaced" | "useDeviation" | "buildWithoutApproval" | "outsideGrowthBoundary" | "colourLineBreach" | "zoneConflict" | "useBeforeSupply" | "deviatesFromPermit" | "temporaryLandOverdue" | "agriFacilityMisuse" | "croplandToNonAgricultural" | "protectedVegetationLoss" | "waterFilled" | "rectificationNotDone" | "approvedUnused" | "quotaExceeded";
                /** @enum {string} */
                severity: "low" | "medium" | "high" | "critical";
                adminCode: string;
                /** @description Square metres, geodesic on the CGCS2000 ellipsoid. */
                areaM2: number;
                /**
                 * Format: date-time
                 * @description Instant, ISO 8601, UTC.
                 * @example 2024-03-17T02:31:00.000Z
                 */
                drawnAt: string;
                /** @description The caller took it. */
                isOwn: boolean;
            }[];
        };
        ReviewOutcome: {
            first: components["schemas"]["DeterminationOutput"];
            agrees: boolean;
        };
        ReviewStatistics: {
            waiting: number;
            overall: {
                pairs: number;
                agreed: number;
                /** @description Null where there is no pair. */
                share: number | null;
                /** @description Cohen’s κ (1960): 0 as by chance, 1 complete; null where it is not defined. */
                kappa: number | null;
            };
            byOfficer: {
                key: string;
                pairs: number;
                agreed: number;
                /** @description Null where there is no pair. */
                share: number | null;
                /** @description Cohen’s κ (1960): 0 as by chance, 1 complete; null where it is not defined. */
                kappa: number | null;
            }[];
            byRule: {
                key: string;
                pairs: number;
                agreed: number;
                /** @description Null where there is no pair. */
                share: number | null;
                /** @description Cohen’s κ (1960): 0 as by chance, 1 complete; null where it is not defined. */
                kappa: number | null;
            }[];
            byDetector: {
                key: string;
                pairs: number;
                agreed: number;
                /** @description Null where there is no pair. */
                share: number | null;
                /** @description Cohen’s κ (1960): 0 as by chance, 1 complete; null where it is not defined. */
                kappa: number | null;
            }[];
            disagreements: {
                /**
                 * Format: uuid
                 * @description Identifier (UUID).
                 */
                alertId: string;
                /** @enum {string} */
                kind: "ecologicalRedlineBreach" | "basicFarmlandOccupied" | "worksAfterStopOrder" | "rebound" | "startedBeforeApproval" | "permitExpired" | "exceedsApprovedExtent" | "siteDisplaced" | "useDeviation" | "buildWithoutApproval" | "outsideGrowthBoundary" | "colourLineBreach" | "zoneConflict" | "useBeforeSupply" | "deviatesFromPermit" | "temporaryLandOverdue" | "agriFacilityMisuse" | "croplandToNonAgricultural" | "protectedVegetationLoss" | "waterFilled" | "rectificationNotDone" | "approvedUnused" | "quotaExceeded";
                first: components["schemas"]["DeterminationOutput"];
                firstBy: string;
                second: components["schemas"]["DeterminationOutput"];
                secondBy: string;
                /**
                 * Format: date-time
                 * @description Instant, ISO 8601, UTC.
                 * @example 2024-03-17T02:31:00.000Z
                 */
                decidedAt: string;
            }[];
            precision: {
                rule: {
                    key: string;
                    outcomes: {
                        violation: number;
                        lawful: number;
                        pseudoChange: number;
                        unclear: number;
                    };
                    /** @description Violations among what was decided. */
                    precision: number | null;
                    /** @description Real changes, lawful ones too, among what was decided. */
                    changeShare: number | null;
                    pseudoChangeReasons: {
                        reason: string;
                        count: number;
                    }[];
                }[];
                detector: {
                    key: string;
                    outcomes: {
                        violation: number;
                        lawful: number;
                        pseudoChange: number;
                        unclear: number;
                    };
                    /** @description Violations among what was decided. */
                    precision: number | null;
                    /** @description Real changes, lawful ones too, among what was decided. */
                    changeShare: number | null;
                    pseudoChangeReasons: {
                        reason: string;
                        count: number;
                    }[];
                }[];
                class: {
                    key: string;
                    outcomes: {
                        violation: number;
                        lawful: number;
                        pseudoChange: number;
                        unclear: number;
                    };
                    /** @description Violations among what was decided. */
                    precision: number | null;
                    /** @description Real changes, lawful ones too, among what was decided. */
                    changeShare: number | null;
                    pseudoChangeReasons: {
                        reason: string;
                        count: number;
                    }[];
                }[];
                season: {
                    key: string;
                    outcomes: {
                        violation: number;
                        lawful: number;
                        pseudoChange: number;
                        unclear: number;
                    };
                    /** @description Violations among what was decided. */
                    precision: number | null;
                    /** @description Real changes, lawful ones too, among what was decided. */
                    changeShare: number | null;
                    pseudoChangeReasons: {
                        reason: string;
                        count: number;
                    }[];
                }[];
            };
        };
        ConfidenceFitList: {
            items: components["schemas"]["ConfidenceFit"][];
        };
        /** @description chance = 1 / (1 + exp(−(intercept + slope · log odds of the confidence))) */
        ConfidenceFit: {
            version: number;
            adminCode: string;
            slope: number;
            intercept: number;
            count: number;
            changes: number;
            /** @description Mean squared error of the detector’s confidences. */
            brierBefore: number;
            /** @description The same calibrated, each by a fit to the other four fifths. */
            brierAfter: number;
            createdBy: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            createdAt: string;
        };
        NoticePage: {
            items: components["schemas"]["Notice"][];
            unreadCount: number;
            /** @description Give it as `cursor` to get the next page; null on the last. */
            nextCursor: string | null;
        };
        /** @description Something that one person is told, once. */
        Notice: {
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            id: string;
            /** @enum {string} */
            kind: "assigned" | "dueSoon" | "overdue" | "supervised" | "overdueOfOffice";
            alertId: string | null;
            /** @description Region that it is about. */
            adminCode: string;
            detail: {
                /** @enum {string} */
                kind?: "ecologicalRedlineBreach" | "basicFarmlandOccupied" | "worksAfterStopOrder" | "rebound" | "startedBeforeApproval" | "permitExpired" | "exceedsApprovedExtent" | "siteDisplaced" | "useDeviation" | "buildWithoutApproval" | "outsideGrowthBoundary" | "colourLineBreach" | "zoneConflict" | "useBeforeSupply" | "deviatesFromPermit" | "temporaryLandOverdue" | "agriFacilityMisuse" | "croplandToNonAgricultural" | "protectedVegetationLoss" | "waterFilled" | "rectificationNotDone" | "approvedUnused" | "quotaExceeded";
                /** @enum {string} */
                severity?: "low" | "medium" | "high" | "critical";
                /**
                 * Format: date
                 * @description Calendar day YYYY-MM-DD.
                 * @example 2024-03-17
                 */
                dueOn?: string;
                /** @description Working days since the term ended. */
                overdueDays?: number;
                by?: string;
                note?: string;
                /** @description Overdue alerts of the office. */
                count?: number;
            };
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            createdAt: string;
            readAt: string | null;
        };
        /** @description How one person wants to be told. In the viewer everything stands. */
        NoticeChoices: {
            mail: {
                /** @enum {string} */
                assigned: "never" | "digest" | "atOnce";
                /** @enum {string} */
                dueSoon: "never" | "digest" | "atOnce";
                /** @enum {string} */
                overdue: "never" | "digest" | "atOnce";
                /** @enum {string} */
                supervised: "never" | "digest" | "atOnce";
                /** @enum {string} */
                overdueOfOffice: "never" | "digest" | "atOnce";
            };
            /** @description The daily digest names the office’s most serious new alerts. */
            digestOfNewAlerts: boolean;
            /** @description Every notice is posted there as a signed CloudEvent; HTTPS at a public address. Null: nowhere. */
            webhookUrl: string | null;
            /** @description Where e-mail goes; an admin enters it. Null: no e-mail. */
            email: string | null;
            /** @description `whsec_…`, for the signature; new with the address. */
            webhookSecret: string | null;
            /** @description False where the operator has set no mail server. */
            isMailSent: boolean;
        };
        /** @description One file that was handed in for an alert. */
        Evidence: {
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            id: string;
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            alertId: string;
            /** @enum {string} */
            kind: "photo" | "attachment";
            fileName: string;
            /** @enum {string} */
            mediaType: "image/jpeg" | "image/png" | "image/webp" | "application/pdf";
            bytes: number;
            /** @description Of the bytes as they came, hex. */
            sha256: string;
            note: string | null;
            visitedOn: string | null;
            photo: components["schemas"]["PhotoFacts"] | null;
            /** @description Reported, never enforced. */
            checks: components["schemas"]["EvidenceCheck"][];
            submittedBy: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            submittedAt: string;
            withdrawnAt: string | null;
            withdrawnBecause: string | null;
        };
        /** @description What a photo says of itself; null where it says nothing. */
        PhotoFacts: {
            widthPixels: number;
            heightPixels: number;
            takenAt: {
                /**
                 * Format: date-time
                 * @description Instant, ISO 8601, UTC.
                 * @example 2024-03-17T02:31:00.000Z
                 */
                at: string;
                /**
                 * @description Written by the camera, or said by the sender where the camera wrote nothing.
                 * @enum {string}
                 */
                source: "camera" | "sender";
            } | null;
            position: {
                /** @description WGS84 longitude, latitude in degrees. */
                lonLat: [
                    number,
                    number
                ];
                errorMetres: number | null;
                /**
                 * @description Written by the camera, or said by the sender where the camera wrote nothing.
                 * @enum {string}
                 */
                source: "camera" | "sender";
            } | null;
            headingDegrees: {
                /** @description Degrees clockwise from north. */
                value: number;
                /**
                 * @description Written by the camera, or said by the sender where the camera wrote nothing.
                 * @enum {string}
                 */
                source: "camera" | "sender";
            } | null;
            camera: string | null;
        };
        /** @description Unit of `found` and `limit`: distance metres to the ground; heading degrees beside it; onset days since the last look without the change; visit days between photo and visit; reuse other alerts with the same bytes. */
        EvidenceCheck: {
            /** @enum {string} */
            check: "distance" | "heading" | "onset" | "visit" | "reuse";
            /** @enum {string} */
            outcome: "plausible" | "doubtful" | "unknown";
            found: number | null;
            limit: number | null;
        };
        EvidenceList: {
            items: components["schemas"]["Evidence"][];
        };
        FlagFeed: {
            events: components["schemas"]["FlagEvent"][];
            /** @description Place in the feed: counts from 1 without gaps, in the order in which changes became visible. */
            next: number;
            hasMore: boolean;
        };
        /** @description A change of a flag in a CloudEvents 1.0 envelope. */
        FlagEvent: {
            /** @constant */
            specversion: "1.0";
            /** @description The sequence as text: the same change always has the same id. */
            id: string;
            /** @constant */
            source: "/v1/flags";
            /** @enum {string} */
            type: "planwatch.flag.open" | "planwatch.flag.confirmed" | "planwatch.flag.cleared" | "planwatch.flag.withdrawn";
            /** @description Case number, or `alert/<id>` where there is none. */
            subject: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            data: {
                /**
                 * Format: uuid
                 * @description Identifier (UUID).
                 */
                flagId: string;
                /**
                 * Format: uuid
                 * @description Identifier (UUID).
                 */
                alertId: string;
                /** @description Null: the alert names no permit. */
                caseNumber: string | null;
                /** @enum {string} */
                status: "open" | "confirmed" | "cleared" | "withdrawn";
                /** @enum {string} */
                kind: "ecologicalRedlineBreach" | "basicFarmlandOccupied" | "worksAfterStopOrder" | "rebound" | "startedBeforeApproval" | "permitExpired" | "exceedsApprovedExtent" | "siteDisplaced" | "useDeviation" | "buildWithoutApproval" | "outsideGrowthBoundary" | "colourLineBreach" | "zoneConflict" | "useBeforeSupply" | "deviatesFromPermit" | "temporaryLandOverdue" | "agriFacilityMisuse" | "croplandToNonAgricultural" | "protectedVegetationLoss" | "waterFilled" | "rectificationNotDone" | "approvedUnused" | "quotaExceeded";
                /** @enum {string} */
                severity: "low" | "medium" | "high" | "critical";
                adminCode: string;
                /** @description Square metres, geodesic on the CGCS2000 ellipsoid. */
                areaM2: number;
                /** @description Place in the feed: counts from 1 without gaps, in the order in which changes became visible. */
                sequence: number;
            };
        };
        FlagList: {
            items: components["schemas"]["Flag"][];
        };
        /** @description One alert as one case sees it, as it stands now. */
        Flag: {
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            flagId: string;
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            alertId: string;
            /** @description Null: the alert names no permit. */
            caseNumber: string | null;
            /** @enum {string} */
            status: "open" | "confirmed" | "cleared" | "withdrawn";
            /** @enum {string} */
            kind: "ecologicalRedlineBreach" | "basicFarmlandOccupied" | "worksAfterStopOrder" | "rebound" | "startedBeforeApproval" | "permitExpired" | "exceedsApprovedExtent" | "siteDisplaced" | "useDeviation" | "buildWithoutApproval" | "outsideGrowthBoundary" | "colourLineBreach" | "zoneConflict" | "useBeforeSupply" | "deviatesFromPermit" | "temporaryLandOverdue" | "agriFacilityMisuse" | "croplandToNonAgricultural" | "protectedVegetationLoss" | "waterFilled" | "rectificationNotDone" | "approvedUnused" | "quotaExceeded";
            /** @enum {string} */
            severity: "low" | "medium" | "high" | "critical";
            adminCode: string;
            /** @description Square metres, geodesic on the CGCS2000 ellipsoid. */
            areaM2: number;
            /** @description Place in the feed: counts from 1 without gaps, in the order in which changes became visible. */
            sequence: number;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            updatedAt: string;
        };
        ParcelFlagList: {
            items: components["schemas"]["Flag"][];
        };
        CompletionHold: {
            /** @description Case number of a permit. */
            caseNumber: string;
            /** @constant */
            step: "completionCheck";
            isHeld: boolean;
            holding: components["schemas"]["Flag"][];
        };
        FlagAcknowledgement: {
            /** @description Place in the feed: counts from 1 without gaps, in the order in which changes became visible. */
            acknowledged: number;
            /** @description Place in the feed: counts from 1 without gaps, in the order in which changes became visible. */
            latest: number;
            waiting: number;
        };
        FlagReconciliation: {
            /** @description Place in the feed: counts from 1 without gaps, in the order in which changes became visible. */
            upTo: number;
            /** @description Place in the feed: counts from 1 without gaps, in the order in which changes became visible. */
            latest: number;
            isEqual: boolean;
            /** @description Stored, but not among the caller’s. */
            missing: {
                /**
                 * Format: uuid
                 * @description Identifier (UUID).
                 */
                flagId: string;
                /**
                 * Format: uuid
                 * @description Identifier (UUID).
                 */
                alertId: string;
                /** @description Null: the alert names no permit. */
                caseNumber: string | null;
                /** @enum {string} */
                status: "open" | "confirmed" | "cleared" | "withdrawn";
                /** @enum {string} */
                kind: "ecologicalRedlineBreach" | "basicFarmlandOccupied" | "worksAfterStopOrder" | "rebound" | "startedBeforeApproval" | "permitExpired" | "exceedsApprovedExtent" | "siteDisplaced" | "useDeviation" | "buildWithoutApproval" | "outsideGrowthBoundary" | "colourLineBreach" | "zoneConflict" | "useBeforeSupply" | "deviatesFromPermit" | "temporaryLandOverdue" | "agriFacilityMisuse" | "croplandToNonAgricultural" | "protectedVegetationLoss" | "waterFilled" | "rectificationNotDone" | "approvedUnused" | "quotaExceeded";
                /** @enum {string} */
                severity: "low" | "medium" | "high" | "critical";
                adminCode: string;
                /** @description Square metres, geodesic on the CGCS2000 ellipsoid. */
                areaM2: number;
                /** @description Place in the feed: counts from 1 without gaps, in the order in which changes became visible. */
                sequence: number;
            }[];
            /** @description The caller’s status and the stored one. */
            different: {
                /**
                 * Format: uuid
                 * @description Identifier (UUID).
                 */
                flagId: string;
                /** @enum {string} */
                status: "open" | "confirmed" | "cleared" | "withdrawn";
                /** @enum {string} */
                stored: "open" | "confirmed" | "cleared" | "withdrawn";
            }[];
            /** @description Among the caller’s, but not stored. */
            unknown: string[];
        };
        WebhookList: {
            items: components["schemas"]["Webhook"][];
        };
        Webhook: {
            /**
             * Format: uuid
             * @description Identifier (UUID).
             */
            id: string;
            name: string;
            url: string;
            /** @description Changes of this region are delivered. */
            adminCode: string;
            /**
             * @description `disabled`: it answered 410, or failed for days. What comes meanwhile waits.
             * @enum {string}
             */
            status: "active" | "paused" | "disabled";
            disabledBecause: string | null;
            /** @description Sequence of a flag change, as in the feed. */
            upTo: number;
            /** @description Deliveries that are not made yet. */
            waiting: number;
            createdBy: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            createdAt: string;
            revision: number;
        };
        NewWebhook: {
            webhook: components["schemas"]["Webhook"];
            /** @description `whsec_…`, for the signature (Standard Webhooks, HMAC-SHA256); shown this once. */
            secret: string;
        };
        WebhookSecret: {
            /** @description `whsec_…`, for the signature (Standard Webhooks, HMAC-SHA256); shown this once. */
            secret: string;
        };
        WebhookDeliveryPage: {
            items: components["schemas"]["WebhookDelivery"][];
            /** @description Give it as `cursor` to get the next page; null on the last. */
            nextCursor: string | null;
        };
        WebhookDelivery: {
            /** @description Sequence of a flag change, as in the feed. */
            sequence: number;
            /** @description Case number, or `alert/…`. */
            subject: string;
            /** @enum {string} */
            status: "waiting" | "delivered";
            attempts: number;
            nextAttemptAt: string | null;
            lastStatus: number | null;
            lastError: string | null;
            deliveredAt: string | null;
        };
        AuditPage: {
            items: components["schemas"]["AuditEntry"][];
            /** @description Give it as `cursor` to get the next page; null on the last. */
            nextCursor: string | null;
        };
        /** @description One entry of the audit trail (留痕): append-only, each holds the hash before it. */
        AuditEntry: {
            sequence: number;
            /**
             * Format: date-time
             * @description Instant, ISO 8601, UTC.
             * @example 2024-03-17T02:31:00.000Z
             */
            at: string;
            actor: string;
            actorId: string | null;
            act: string;
            noun: string;
            nounId: string;
            adminCode: string;
            detail: {
                [key: string]: unknown;
            };
            previousHash: string;
            /** @description SHA-256 of the canonical JSON of everything else in the entry. */
            hash: string;
        };
        AuditVerification: {
            isUnbroken: boolean;
            count: number;
            /** @description COUNT:HASH; worth noting where nobody can change it. */
            head: string;
            faultCount: number;
            faults: {
                sequence: number;
                /** @enum {string} */
                fault: "edited" | "missing" | "reordered";
            }[];
        };
        Indicators: {
            items: components["schemas"]["IndicatorRow"][];
        };
        IndicatorRow: {
            period: components["schemas"]["Period"];
            adminCode: string;
            name: string | null;
            newLand: {
                patches: number;
                area: components["schemas"]["Area"];
                /** @description By use code of the zone; with `outsideZones` they add up to `area`. */
                byUse: {
                    use: string;
                    title: string | null;
                    area: components["schemas"]["Area"];
                }[];
                /** @description Null where no zone layer is in force. */
                outsideZones: components["schemas"]["Area"] | null;
            };
            lines: {
                /** @enum {string} */
                kind: "ecologicalRedline" | "permanentBasicFarmland" | "urbanGrowthBoundary" | "heritageLine" | "waterLine" | "greenLine" | "utilityLine";
                /** @description Within the line’s features; outside them for the growth boundary. Null: no such layer in force. */
                occupied: components["schemas"]["Area"] | null;
            }[];
            permits: {
                granted: components["schemas"]["PermitSum"];
                used: components["schemas"]["PermitSum"];
                unused: components["schemas"]["PermitSum"];
                overdue: components["schemas"]["PermitSum"];
            };
            quotas: {
                layerId: string;
                layerVersion: string;
                featureId: string;
                name: string | null;
                quota: components["schemas"]["Area"];
                used: components["schemas"]["Area"];
                /** @description used / quota; above 1 where it is exceeded. */
                share: number;
            }[];
            funnel: components["schemas"]["AlertFunnel"];
        };
        Period: {
            from: string | null;
            /**
             * Format: date
             * @description Calendar day YYYY-MM-DD.
             * @example 2024-03-17
             */
            to: string;
        };
        PermitSum: {
            count: number;
            area: components["schemas"]["Area"];
        };
        /** @description How far the alerts raised in the period came. */
        AlertFunnel: {
            /** @enum {string} */
            stage: "raised" | "taken" | "determined" | "violation" | "caseFiled" | "ordered" | "rectified" | "closedOut";
            count: number;
            area: components["schemas"]["Area"];
            alerts: components["schemas"]["AlertQuery"];
        }[];
        /** @description Query parameters of `GET /v1/alerts` that list exactly these alerts. */
        AlertQuery: {
            [key: string]: string;
        };
        AlertStatistics: {
            adminCode: string;
            period: components["schemas"]["Period"];
            /**
             * Format: date
             * @description Calendar day YYYY-MM-DD.
             * @example 2024-03-17
             */
            today: string;
            funnel: components["schemas"]["AlertFunnel"];
            open: {
                byStatus: {
                    /** @enum {string} */
                    status: "new" | "deskReview" | "fieldVerification" | "determined" | "caseFiled" | "ordered" | "rectification" | "closeOut";
                    count: number;
                    area: components["schemas"]["Area"];
                    alerts: components["schemas"]["AlertQuery"];
                }[];
                overdue: components["schemas"]["AlertSum"];
                supervised: {
                    count: number;
                    area: components["schemas"]["Area"];
                };
                ageing: {
                    /** @description Days since it was raised, inclusive. */
                    fromDays: number;
                    toDays: number | null;
                    count: number;
                    area: components["schemas"]["Area"];
                    alerts: components["schemas"]["AlertQuery"];
                }[];
            };
            rules: {
                /** @enum {string} */
                kind: "ecologicalRedlineBreach" | "basicFarmlandOccupied" | "worksAfterStopOrder" | "rebound" | "startedBeforeApproval" | "permitExpired" | "exceedsApprovedExtent" | "siteDisplaced" | "useDeviation" | "buildWithoutApproval" | "outsideGrowthBoundary" | "colourLineBreach" | "zoneConflict" | "useBeforeSupply" | "deviatesFromPermit" | "temporaryLandOverdue" | "agriFacilityMisuse" | "croplandToNonAgricultural" | "protectedVegetationLoss" | "waterFilled" | "rectificationNotDone" | "approvedUnused" | "quotaExceeded";
                raised: {
                    count: number;
                    alerts: components["schemas"]["AlertQuery"];
                };
                outcomes: {
                    /** @enum {string} */
                    outcome: "violation" | "lawful" | "pseudoChange" | "unclear";
                    count: number;
                    alerts: components["schemas"]["AlertQuery"];
                }[];
                /** @description violation / (violation + lawful + pseudoChange), 0–1; null where none was decided. */
                precision: number | null;
                reasons: {
                    /** @enum {string} */
                    outcome: "violation" | "lawful" | "pseudoChange" | "unclear";
                    reason: string;
                    count: number;
                }[];
            }[];
        };
        /** @description Alerts, the sum of their areas, and how to list them. */
        AlertSum: {
            count: number;
            area: components["schemas"]["Area"];
            alerts: components["schemas"]["AlertQuery"];
        };
        OgcLanding: {
            title: string;
            description: string;
            links: components["schemas"]["Link"][];
        };
        OgcConformance: {
            conformsTo: string[];
        };
        OgcCollections: {
            links: components["schemas"]["Link"][];
            collections: components["schemas"]["OgcCollection"][];
        };
        OgcCollection: {
            /** @enum {string} */
            id: "alerts" | "patches" | "permits";
            title: string;
            description: string;
            /** @constant */
            itemType: "feature";
            /** @description Reference systems that features can be had in. */
            crs: string[];
            storageCrs: string;
            extent: {
                spatial?: {
                    bbox: number[][];
                    crs: string;
                };
                temporal: {
                    interval: (string | null)[][];
                    trs: string;
                };
            };
            links: components["schemas"]["Link"][];
        };
        OgcQueryables: {
            $id: string;
            /** @constant */
            type: "object";
        } & {
            [key: string]: unknown;
        };
        OgcFeatures: {
            /** @constant */
            type: "FeatureCollection";
            features: components["schemas"]["OgcFeature"][];
            numberMatched: number;
            numberReturned: number;
            timeStamp: string;
            links: components["schemas"]["Link"][];
        };
        /** @description In the order of axes of the system that `Content-Crs` names. */
        OgcFeature: {
            /** @constant */
            type: "Feature";
            id: string;
            geometry: {
                /** @enum {string} */
                type: "Polygon" | "MultiPolygon";
                coordinates: unknown[];
            } & {
                [key: string]: unknown;
            };
            properties: {
                [key: string]: string | number | null;
            };
        } & {
            [key: string]: unknown;
        };
        OgcItem: {
            /** @constant */
            type: "Feature";
            id: string;
            geometry: {
                /** @enum {string} */
                type: "Polygon" | "MultiPolygon";
                coordinates: unknown[];
            } & {
                [key: string]: unknown;
            };
            properties: {
                [key: string]: string | number | null;
            };
            links: components["schemas"]["Link"][];
        } & {
            [key: string]: unknown;
        };
        Health: {
            /** @constant */
            status: "up";
        };
        Readiness: {
            /** @enum {string} */
            status: "ready" | "notReady";
            services: {
                /** @enum {string} */
                database: "up" | "down";
                /** @enum {string} */
                redis: "up" | "down";
            };
        };
        FieldMappingOutput: {
            /** @description Our field → the source’s, a path where it is nested; of several the first with a value counts. */
            fields: {
                [key: string]: string | string[];
            };
            values?: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            defaults?: {
                [key: string]: unknown;
            };
            only?: {
                [key: string]: (string | number | boolean | null)[];
            };
            /** @description Column or path of the geometry (GeoJSON or WKT). */
            geometry?: string | string[];
            /** @description Path of the list of records in a JSON document. */
            records?: string;
            crs?: string;
            encoding?: string;
            layer?: string;
            areaField?: string;
        };
        /** @description What a person decided; suspicion stays beside it. */
        DeterminationOutput: {
            /** @enum {string} */
            outcome: "violation" | "lawful" | "pseudoChange" | "unclear";
            /**
             * @description An exemption for `lawful`, a fixed reason for `pseudoChange`, null otherwise.
             * @default null
             */
            reason: ("temporaryLand" | "agriFacility" | "conversionApproved" | "landExchangeLinkage" | "ruralRoad" | "seaUseRight" | "unusedLandProcedure" | "keyProject" | "postDisasterRebuilding" | "emergencyUse" | "socialHousing" | "pseudoChange" | "unchangedOnSite" | "beforeBaseDate" | "harvest" | "cropChange" | "season" | "flood" | "greenhouseFilm" | "fire" | "cloudRemnant" | "shadow" | "haze" | "misregistration" | "temporaryObject" | "other") | null;
            /** @default null */
            note: string | null;
        };
        /** @description Which determinations are decided a second time. */
        ReviewPlanOutput: {
            /** @description Of the plan that was seen; 0: there is none. */
            version: number;
            /** @description The same seed draws the same alerts. */
            seed: string;
            /** @description Of all determinations. */
            share: number;
            shareByKind: {
                [key: string]: number;
            };
            /** @description By the id of who decides first. */
            shareByOfficer: {
                [key: string]: number;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who am I */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Sign in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sign out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readSignInMethods: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How people can sign in here */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInMethods"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginProviderSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sign in at the identity provider (OpenID Connect): leads there */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endProviderSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where the identity provider leads back to: begins the session and leads to the viewer */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The own account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeOwnPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    current: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Choose a new password; ends all other sessions */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmOwnSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description Confirm the second factor by the code that the app shows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginOwnSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    current: string;
                };
            };
        };
        responses: {
            /** @description Begin a second factor (TOTP); it counts once a code was confirmed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorSecret"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeOwnSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    current: string;
                };
            };
        };
        responses: {
            /** @description Remove the second factor */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endOwnSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End one of the own sessions */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endOtherSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End all own sessions but this one */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ended: number;
                    };
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                role?: "officer" | "supervisor" | "steward" | "approver" | "admin" | "public";
                /** @description Part of the name. */
                search?: string;
                /** @description Where to go on: `nextCursor` of the page before. Opaque. */
                cursor?: string;
                /** @description Items per page, 1–1000. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description People of the own region, by name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonPage"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What the person signs in with and is called by. */
                    name: string;
                    /** @enum {string} */
                    role: "officer" | "supervisor" | "steward" | "approver" | "admin" | "public";
                    /**
                     * @description Region that is seen: an administrative code or its beginning; empty: all.
                     * @example 330100
                     */
                    adminCode: string;
                    /** @default null */
                    email?: string | null;
                    /**
                     * @default password
                     * @enum {string}
                     */
                    signsInBy?: "password" | "identityProvider";
                };
            };
        };
        responses: {
            /** @description Add a person */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonWithPassword"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    role: "officer" | "supervisor" | "steward" | "approver" | "admin" | "public";
                    /**
                     * @description Region that is seen: an administrative code or its beginning; empty: all.
                     * @example 330100
                     */
                    adminCode: string;
                    /** @default null */
                    email?: string | null;
                    /** @default false */
                    isDisabled?: boolean;
                    expectedRevision: number;
                };
            };
        };
        responses: {
            /** @description Change a person’s role, region, address or access; counts from their next request on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resetUserPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Give a person a password for one sign-in; ends their sessions and a lockout */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonWithPassword"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resetUserSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take a lost second factor off; ends the person’s sessions */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endUserSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End all sessions of a person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndedSessions"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAssignees: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who alerts of the own region can be assigned to */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssigneeList"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Keys of the own region, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyList"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What it is for. */
                    name: string;
                    /** @enum {string} */
                    role: "officer" | "supervisor" | "steward" | "approver" | "admin" | "public";
                    /**
                     * @description Region that is seen: an administrative code or its beginning; empty: all.
                     * @example 330100
                     */
                    adminCode: string;
                    /**
                     * @description What the key may do of what its role may; null: all of it.
                     * @default null
                     */
                    rights?: ("readAlerts" | "triageAlerts" | "reviewAlerts" | "readFlags" | "acknowledgeFlags" | "readAudit" | "readIndicators" | "readPlans" | "checkCompliance" | "readScenes" | "writeScenes" | "writeLayers" | "publishLayers" | "writePermits" | "writeRuleSets" | "publishRuleSets" | "replayRuns" | "startRuns" | "readOperations" | "manageUsers")[] | null;
                    /** @default 365 */
                    expiresInDays?: number;
                };
            };
        };
        responses: {
            /** @description Make a key for a program */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Make a key useless from now on */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listScenes: {
        parameters: {
            query?: {
                /** @description Acquired on or after this day (UTC). */
                from?: string;
                /** @description Acquired on or before this day (UTC). */
                to?: string;
                sensor?: "optical" | "rgb" | "sar";
                bbox?: string;
                /** @description Where to go on: `nextCursor` of the page before. Opaque. */
                cursor?: string;
                /** @description Items per page, 1–1000. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Scenes, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenePage"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createScene: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Part `manifest` (JSON) before part `file` (the GeoTIFF, streamed to disk). */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SceneReference"];
                "multipart/form-data": {
                    manifest: components["schemas"]["SceneManifest"];
                    /**
                     * Format: binary
                     * @description The GeoTIFF. It must come after `manifest`.
                     */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Register a scene */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scene"];
                };
            };
            /** @description Register a scene */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scene"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readScene: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One scene */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scene"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readStacLanding: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description STAC API: scenes as a catalog */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StacCatalog"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readStacConformance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the service conforms to */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StacConformance"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStacCollections: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The one collection, of all scenes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StacCollections"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readStacCollection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The collection of all scenes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StacCollection"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStacItems: {
        parameters: {
            query?: {
                /** @description west,south,east,north, WGS84 degrees; with heights six numbers. */
                bbox?: string;
                /** @description An instant of RFC 3339, a day, or from/to; `..` is open. */
                datetime?: string;
                /** @description 1–1000; more is 1000. */
                limit?: number;
                /** @description Where to go on: `nextCursor` of the page before. Opaque. */
                token?: string;
            };
            header?: never;
            path: {
                collectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Scenes as items, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": components["schemas"]["StacItemCollection"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readStacItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collectionId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One scene as an item */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": components["schemas"]["StacItem"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    searchStac: {
        parameters: {
            query?: {
                /** @description west,south,east,north, WGS84 degrees; with heights six numbers. */
                bbox?: string;
                /** @description An instant of RFC 3339, a day, or from/to; `..` is open. */
                datetime?: string;
                /** @description 1–1000; more is 1000. */
                limit?: number;
                /** @description Where to go on: `nextCursor` of the page before. Opaque. */
                token?: string;
                /** @description A GeoJSON geometry that footprints meet; not beside `bbox`. */
                intersects?: string;
                ids?: string;
                collections?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Items by place, time and id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": components["schemas"]["StacItemCollection"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    searchStacByBody: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StacSearch"];
            };
        };
        responses: {
            /** @description Items by place, time and id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": components["schemas"]["StacItemCollection"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLayers: {
        parameters: {
            query?: {
                status?: "draft" | "published" | "withdrawn" | "all";
                id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Plan layers with all their versions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayerList"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createLayer: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Part `manifest` (JSON) before part `file`. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["LayerUpload"];
                "multipart/form-data": {
                    manifest: components["schemas"]["LayerManifest"];
                    /**
                     * Format: binary
                     * @description GeoJSON, GeoPackage, CSV, or a zip of a Shapefile, FileGDB or one of them; after `manifest`.
                     */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Import a version of a plan layer as a draft */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayerReceipt"];
                };
            };
            /** @description Import a version of a plan layer as a draft */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayerReceipt"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLayerFeatures: {
        parameters: {
            query?: {
                bbox?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Name of the layer: letters, digits, `_`, `-`, `.`; its versions share it. */
                id: string;
                /** @description Version, unique within the layer. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Features of a layer version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": components["schemas"]["LayerFeatures"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readLayer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the layer: letters, digits, `_`, `-`, `.`; its versions share it. */
                id: string;
                /** @description Version, unique within the layer. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One version of a layer with its quality report and differences from the version before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayerRecord"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteLayerDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the layer: letters, digits, `_`, `-`, `.`; its versions share it. */
                id: string;
                /** @description Version, unique within the layer. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Throw a draft away */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishLayer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the layer: letters, digits, `_`, `-`, `.`; its versions share it. */
                id: string;
                /** @description Version, unique within the layer. */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LayerPublication"];
            };
        };
        responses: {
            /** @description Make a draft the version that is judged by */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayerRecord"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endLayer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the layer: letters, digits, `_`, `-`, `.`; its versions share it. */
                id: string;
                /** @description Version, unique within the layer. */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LayerEnd"];
            };
        };
        responses: {
            /** @description Set the last day in force of a published version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayerRecord"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawLayer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the layer: letters, digits, `_`, `-`, `.`; its versions share it. */
                id: string;
                /** @description Version, unique within the layer. */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LayerWithdrawal"];
            };
        };
        responses: {
            /** @description Take back a published version: from now on nobody is judged by it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayerRecord"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    inspectVectorFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Part `manifest` (JSON) before part `file`. */
        requestBody: {
            content: {
                "multipart/form-data": {
                    manifest: components["schemas"]["VectorReading"];
                    /**
                     * Format: binary
                     * @description After `manifest`.
                     */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Look into a vector file before it is imported; nothing is stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VectorFileContent"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMappings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Field mappings of sources, by name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MappingList"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    saveMapping: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MappingUpload"];
            };
        };
        responses: {
            /** @description Keep a field mapping under a name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredMapping"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readLandCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Codes of land and zone use: built in, and the office’s own, which win */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LandCodes"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replaceLandCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LandCodesUpload"];
            };
        };
        responses: {
            /** @description Replace the office’s own codes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnLandCodes"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPermits: {
        parameters: {
            query?: {
                bbox?: string;
                caseNumber?: string;
                projectId?: string;
                kind?: "siteOpinion" | "landUsePermit" | "buildingPermit" | "ruralPermit" | "farmlandConversion" | "landSupply" | "temporaryLand" | "agriFacility";
                stage?: "granted" | "building" | "completed" | "withdrawn";
                /** @description Case numbers that hold this text. */
                search?: string;
                /** @description By what was recorded up to this instant; default now. */
                asKnownAt?: string;
                /** @description Where to go on: `nextCursor` of the page before. Opaque. */
                cursor?: string;
                /** @description Items per page, 1–1000. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Permits, the latest revision of each */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": components["schemas"]["PermitPage"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPermits: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Part `manifest` (JSON) before part `file`. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PermitUpload"];
                "multipart/form-data": {
                    manifest: components["schemas"]["PermitManifest"];
                    /**
                     * Format: binary
                     * @description GeoJSON, JSON records, CSV, GeoPackage, or a zip of a Shapefile or one of them; after `manifest`.
                     */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Store permits */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitReceipt"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readPermit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Case number of a permit. */
                caseNumber: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One permit with all its revisions, highest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitHistory"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putPermit: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Case number of a permit. */
                caseNumber: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PermitPush"];
            };
        };
        responses: {
            /** @description Push one revision of one permit */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitReceipt"];
                };
            };
            /** @description Push one revision of one permit */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitReceipt"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createOrders: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderUpload"];
            };
        };
        responses: {
            /** @description Store stop and correction orders that were issued outside of alerts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderReceipt"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStandingFindings: {
        parameters: {
            query?: {
                caseNumber?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the last run of each watch area says of permits and quotas */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StandingFindings"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProjects: {
        parameters: {
            query?: {
                /** @description Projects whose id, title or developer holds this text. */
                search?: string;
                /** @description Where to go on: `nextCursor` of the page before. Opaque. */
                cursor?: string;
                /** @description Items per page, 1–1000. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Projects, by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectPage"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Project that permits belong to. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One project with its permits in the order of their steps */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectDetail"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Project that permits belong to. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProjectUpload"];
            };
        };
        responses: {
            /** @description Say what is known of a project beside its permits */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description Say what is known of a project beside its permits */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkCompliance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Proposal"];
            };
        };
        responses: {
            /** @description Hold a proposal against control lines, planned uses, permits and open alerts on its ground */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplianceCheck"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search: {
        parameters: {
            query: {
                q: string;
                /** @description Longitude that is looked at, degrees: tells the zone of an easting without one. */
                near?: number;
                /** @description Day of the plans; default: today (UTC+8). */
                on?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Places, alerts, permits, projects and plan features by number or name, and places by their coordinates */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchAnswer"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWatchAreas: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Watch areas */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchAreaList"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWatchArea: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWatchArea"];
            };
        };
        responses: {
            /** @description Watch an area */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchArea"];
                };
            };
            /** @description Watch an area */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchArea"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWatchSchedules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Schedules of the watch areas whose series are watched */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchScheduleList"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readWatchSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is due, what was done, what was not seen */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchSchedule"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    monitorNow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Watch the series now */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchSchedule"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putSeriesMonitor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSeriesMonitor"];
            };
        };
        responses: {
            /** @description Say how the series of an area is watched */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchArea"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSeriesMonitor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Watch the series no more */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchArea"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSeriesMethods: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ways of watching a series, with their parameters */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeriesMethodList"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readPixelSeries: {
        parameters: {
            query: {
                lon: number;
                lat: number;
                value?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One pixel over time */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PixelSeries"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRuns: {
        parameters: {
            query?: {
                watchAreaId?: string;
                status?: "queued" | "planning" | "detecting" | "joining" | "judging" | "done" | "failed";
                kind?: "pair" | "series";
                /** @description Where to go on: `nextCursor` of the page before. Opaque. */
                cursor?: string;
                /** @description Items per page, 1–1000. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Runs, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPage"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createRun: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRun"];
            };
        };
        responses: {
            /** @description Compare two epochs of a watch area */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description Compare two epochs of a watch area */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One run and its progress */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRuleSets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Versions of rule sets: shipped, drafts and published */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSetList"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createRuleSetDraft: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRuleSet"];
            };
        };
        responses: {
            /** @description Store a new version of a rule set as a draft */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSet"];
                };
            };
            /** @description Store a new version of a rule set as a draft */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSet"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readRuleSetSchema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description JSON Schema of a rule set */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JsonSchema"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    validateRuleSet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleSetToValidate"];
            };
        };
        responses: {
            /** @description Everything that is wrong with a rule set, each with its place */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSetValidation"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readRuleSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Letters, digits, `_`, `-`, `.`. */
                id: string;
                /** @description Letters, digits, `_`, `-`, `.`. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One version of a rule set */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSet"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeRuleSetDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Letters, digits, `_`, `-`, `.`. */
                id: string;
                /** @description Letters, digits, `_`, `-`, `.`. */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleSetChange"];
            };
        };
        responses: {
            /** @description Change a draft */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSet"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRuleSetDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Letters, digits, `_`, `-`, `.`. */
                id: string;
                /** @description Letters, digits, `_`, `-`, `.`. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Throw a draft away */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishRuleSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Letters, digits, `_`, `-`, `.`. */
                id: string;
                /** @description Letters, digits, `_`, `-`, `.`. */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleSetPublication"];
            };
        };
        responses: {
            /** @description Judge by a draft from now on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSet"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    compareRuleSets: {
        parameters: {
            query?: {
                /** @description Default: the same id. */
                sinceId?: string;
                /** @description Default: the version in force. */
                sinceVersion?: string;
            };
            header?: never;
            path: {
                /** @description Letters, digits, `_`, `-`, `.`. */
                id: string;
                /** @description Letters, digits, `_`, `-`, `.`. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What differs from another version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSetComparison"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createReplay: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReplay"];
            };
        };
        responses: {
            /** @description Judge a run again */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReplays: {
        parameters: {
            query?: {
                runId?: string;
                /** @description Where to go on: `nextCursor` of the page before. Opaque. */
                cursor?: string;
                /** @description Items per page, 1–1000. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Replays, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayPage"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One replay and what came of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReplayDifferences: {
        parameters: {
            query?: {
                change?: "dropped" | "added" | "otherKind" | "otherSeverity" | "otherArea" | "otherFindings" | "otherDetails";
                /** @description Where to go on: `nextCursor` of the page before. Opaque. */
                cursor?: string;
                /** @description Items per page, 1–1000. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Patches that a replay judges otherwise, with the reasons */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayDifferencePage"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPatches: {
        parameters: {
            query?: {
                runId?: string;
                bbox?: string;
                /** @description Where to go on: `nextCursor` of the page before. Opaque. */
                cursor?: string;
                /** @description Items per page, 1–1000. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Patches of detected change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": components["schemas"]["PatchPage"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFindings: {
        parameters: {
            query?: {
                patchId?: string;
                alertId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Findings of a patch or of an alert */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingList"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                /** @description One or more of ecologicalRedlineBreach, basicFarmlandOccupied, worksAfterStopOrder, rebound, startedBeforeApproval, permitExpired, exceedsApprovedExtent, siteDisplaced, useDeviation, buildWithoutApproval, outsideGrowthBoundary, colourLineBreach, zoneConflict, useBeforeSupply, deviatesFromPermit, temporaryLandOverdue, agriFacilityMisuse, croplandToNonAgricultural, protectedVegetationLoss, waterFilled, rectificationNotDone, approvedUnused, quotaExceeded, with commas between. */
                kind?: string;
                /** @description One or more of low, medium, high, critical, with commas between. */
                severity?: string;
                /** @description One or more of new, deskReview, fieldVerification, determined, caseFiled, ordered, rectification, closeOut, closed, with commas between. */
                status?: string;
                /** @description Only alerts in this division and below. */
                adminCode?: string;
                caseNumber?: string;
                assigneeId?: string;
                /** @description Only alerts with a patch of at least this confidence, 0 to 1. */
                minConfidence?: number;
                /** @description Only alerts whose term has run out, or has not. */
                overdue?: "true" | "false";
                /** @description Only open alerts under supervision, or all others. */
                supervised?: "true" | "false";
                /** @description `false` leaves out what a silence in force hides. */
                silenced?: "true" | "false" | "any";
                /** @description Raised on this day (UTC+8) or later. */
                raisedFrom?: string;
                /** @description Raised on this day (UTC+8) or earlier. */
                raisedTo?: string;
                /** @description Only alerts that came as far as this stage. */
                reached?: "raised" | "taken" | "determined" | "violation" | "caseFiled" | "ordered" | "rectified" | "closedOut";
                /** @description One or more of violation, lawful, pseudoChange, unclear, with commas between. */
                outcome?: string;
                bbox?: string;
                /** @description Most severe, newest or largest first, or the term that ends first. */
                sort?: "severity" | "raisedAt" | "areaM2" | "dueOn";
                /** @description Where to go on: `nextCursor` of the page before. Opaque. */
                cursor?: string;
                /** @description Items per page, 1–1000. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Alerts as a paged GeoJSON FeatureCollection */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": components["schemas"]["AlertPage"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One alert with its patches, findings and the scenes that show it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertDetail"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAlertHistory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What happened to an alert, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertHistory"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    actOnAlert: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Revision of the alert that the caller saw. */
                    expectedRevision: number;
                    act: components["schemas"]["AlertAct"];
                };
            };
        };
        responses: {
            /** @description Does something with an alert */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertAfterAct"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undoAlertAct: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Revision of the alert that the caller saw. */
                    expectedRevision: number;
                };
            };
        };
        responses: {
            /** @description Takes back the caller’s last act on an alert, within a minute */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertAfterAct"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    actOnAlerts: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    alerts: {
                        /**
                         * Format: uuid
                         * @description Identifier (UUID).
                         */
                        id: string;
                        /** @description Revision of the alert that the caller saw. */
                        expectedRevision: number;
                    }[];
                    act: components["schemas"]["AlertAct"];
                };
            };
        };
        responses: {
            /** @description The same act on several alerts, each for itself: those that cannot take it say why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertActResults"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSavedFilters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller’s own filters of the queue, by name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedFilterList"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putSavedFilter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Unique for its owner. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Query string without the leading ?, percent-encoded. */
                    query: string;
                };
            };
        };
        responses: {
            /** @description Keeps a filter of the queue under a name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedFilter"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSavedFilter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Unique for its owner. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Forgets one of the caller’s own filters */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSilences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Silences in force, those that end first first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SilenceList"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSilence: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Administrative code, 6, 9 or 12 digits, hierarchical by prefix.
                     * @example 330100
                     */
                    adminCode: string;
                    /** @default null */
                    geometry?: components["schemas"]["AreaGeometry"] | null;
                    /** @default null */
                    caseNumber?: string | null;
                    /**
                     * @description Null: every kind.
                     * @default null
                     */
                    kind?: ("ecologicalRedlineBreach" | "basicFarmlandOccupied" | "worksAfterStopOrder" | "rebound" | "startedBeforeApproval" | "permitExpired" | "exceedsApprovedExtent" | "siteDisplaced" | "useDeviation" | "buildWithoutApproval" | "outsideGrowthBoundary" | "colourLineBreach" | "zoneConflict" | "useBeforeSupply" | "deviatesFromPermit" | "temporaryLandOverdue" | "agriFacilityMisuse" | "croplandToNonAgricultural" | "protectedVegetationLoss" | "waterFilled" | "rectificationNotDone" | "approvedUnused" | "quotaExceeded") | null;
                    reason: string;
                    /**
                     * Format: date
                     * @description Last day, inclusive; at most two years ahead.
                     * @example 2024-03-17
                     */
                    until: string;
                };
            };
        };
        responses: {
            /** @description Silences alerts on a place or of a permit until a day */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Silence"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    liftSilence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ends a silence now */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readReviewPlan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The plan by which determinations are drawn for a second decision */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewPlanOutput"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putReviewPlan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewPlan"];
            };
        };
        responses: {
            /** @description Puts a plan in force, for what is determined from now on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewPlanOutput"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOpenReviews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Alerts that wait for a second decision that the caller may make; nothing of the first is told */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenReviewList"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    takeReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Of the alert. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Takes an alert to decide it a second time */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decideReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Of the alert. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    determination: components["schemas"]["Determination"];
                };
            };
        };
        responses: {
            /** @description Makes the second decision; the first is told in the answer. The alert itself does not change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewOutcome"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readReviewStatistics: {
        parameters: {
            query?: {
                /** @description Precision of alerts raised from this day on. */
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How second decisions agree with the first, and how precise rules and detectors are by determinations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewStatistics"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listConfidenceFits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Calibrations of confidence by determinations, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfidenceFitList"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createConfidenceFit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Fits confidence to the determinations of the caller’s region */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfidenceFit"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listNotices: {
        parameters: {
            query?: {
                unread?: "true" | "false";
                /** @description Where to go on: `nextCursor` of the page before. Opaque. */
                cursor?: string;
                /** @description Items per page, 1–1000. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the signed-in person was told, newest first, and how much of it is unread */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticePage"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    markNoticesRead: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids: "all" | string[];
                };
            };
        };
        responses: {
            /** @description Marks the person’s own notices read: those named, or all */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readNoticeChoices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How the signed-in person wants to be told */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeChoices"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putNoticeChoices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    mail: {
                        /** @enum {string} */
                        assigned: "never" | "digest" | "atOnce";
                        /** @enum {string} */
                        dueSoon: "never" | "digest" | "atOnce";
                        /** @enum {string} */
                        overdue: "never" | "digest" | "atOnce";
                        /** @enum {string} */
                        supervised: "never" | "digest" | "atOnce";
                        /** @enum {string} */
                        overdueOfOffice: "never" | "digest" | "atOnce";
                    };
                    /** @description The daily digest names the office’s most serious new alerts. */
                    digestOfNewAlerts: boolean;
                    /** @description Every notice is posted there as a signed CloudEvent; HTTPS at a public address. Null: nowhere. */
                    webhookUrl: string | null;
                };
            };
        };
        responses: {
            /** @description Chooses how to be told */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeChoices"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was handed in for an alert, in the order in which it came */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvidenceList"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        /** @description Part `manifest` (JSON) before part `file`. */
        requestBody: {
            content: {
                "multipart/form-data": {
                    manifest: components["schemas"]["EvidenceManifest"];
                    /**
                     * Format: binary
                     * @description The file, after `manifest`; at most 40 MB.
                     */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Hands in a photo or a document for an alert */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Evidence"];
                };
            };
            /** @description Hands in a photo or a document for an alert */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Evidence"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawEvidence: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Identifier (UUID). */
                id: string;
                /** @description Identifier (UUID). */
                evidenceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    because: string;
                };
            };
        };
        responses: {
            /** @description Marks evidence as handed in by mistake; its bytes and its entry in the audit trail stay */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Evidence"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readEvidenceFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
                /** @description Identifier (UUID). */
                evidenceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes as they were handed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readEvidenceThumbnail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
                /** @description Identifier (UUID). */
                evidenceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A small, upright picture of a photo */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createEvidenceBundle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The evidence bundle of an alert */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createFieldPack: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description 1 to 50 alerts, in the order of the visit. */
                    alertIds: string[];
                    /**
                     * @default zh
                     * @enum {string}
                     */
                    language?: "zh" | "en";
                };
            };
        };
        responses: {
            /** @description What to take along when alerts are visited, to be read without a network */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readFlagFeed: {
        parameters: {
            query?: {
                after?: number;
                caseNumber?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes of flags after a sequence, oldest first: misses and repeats nothing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagFeed"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFlags: {
        parameters: {
            query: {
                /** @description Case number of a permit. */
                caseNumber: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The flags of a case as they stand now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagList"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    findFlagsOnParcel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    geometry: components["schemas"]["AreaGeometry"];
                };
            };
        };
        responses: {
            /** @description The flags of alerts that share ground with a parcel */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParcelFlagList"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readCompletionHold: {
        parameters: {
            query: {
                /** @description Case number of a permit. */
                caseNumber: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether open or confirmed flags hold up a case’s completion check (规划条件核实) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompletionHold"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acknowledgeFlags: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Place in the feed: counts from 1 without gaps, in the order in which changes became visible. */
                    upTo: number;
                };
            };
        };
        responses: {
            /** @description Says up to which sequence the caller has taken changes over for good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagAcknowledgement"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reconcileFlags: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Sequence up to which the caller has read the feed. */
                    upTo: number;
                    flags: {
                        /**
                         * Format: uuid
                         * @description Identifier (UUID).
                         */
                        flagId: string;
                        /** @enum {string} */
                        status: "open" | "confirmed" | "cleared" | "withdrawn";
                    }[];
                };
            };
        };
        responses: {
            /** @description Holds what the caller knows of flags against what is stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagReconciliation"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Receivers of flag changes in the own region */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookList"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description HTTPS, at a public address; others only where the operator allows the host. No credentials. */
                    url: string;
                    /**
                     * @description All changes there ever were, not only those to come.
                     * @default false
                     */
                    fromBeginning?: boolean;
                };
            };
        };
        responses: {
            /** @description Have every flag change of the own region posted to an address */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewWebhook"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One receiver */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description HTTPS, at a public address; others only where the operator allows the host. No credentials. */
                    url: string;
                    /** @enum {string} */
                    status: "active" | "paused";
                    expectedRevision: number;
                };
            };
        };
        responses: {
            /** @description Rename, readdress, pause or resume a receiver */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Forget a receiver and what waits for it */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Give a new secret; the old one signs nothing from now on */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSecret"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                status?: "waiting" | "delivered";
                /** @description Where to go on: `nextCursor` of the page before. Opaque. */
                cursor?: string;
                /** @description Items per page, 1–1000. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was and is to be delivered, newest change first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryPage"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resendWebhookDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
                sequence: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deliver a change once more, now */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                noun?: string;
                nounId?: string;
                actor?: string;
                act?: string;
                from?: string;
                to?: string;
                /** @description Where to go on: `nextCursor` of the page before. Opaque. */
                cursor?: string;
                /** @description Items per page, 1–1000. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The audit trail, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verifyAudit: {
        parameters: {
            query?: {
                /** @description COUNT:HASH of an earlier verification, which must still be in the trail. */
                head?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Holds the whole audit trail against its hash chain */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditVerification"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportAudit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The audit trail of the caller’s region, oldest first, one JSON object a line */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readIndicators: {
        parameters: {
            query?: {
                /** @description Region in the caller’s own; default: all of that. */
                adminCode?: string;
                /** @description First day; default: since ever. */
                from?: string;
                /** @description Last day, inclusive; default: today (UTC+8). */
                to?: string;
                /** @description One row for the region, or one for each county or township in it that has figures. */
                level?: "region" | "county" | "township";
                /** @description Cuts the period at calendar months, quarters or years; 60 parts at most. */
                step?: "whole" | "month" | "quarter" | "year";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description New construction land, occupied lines, permits, quotas and the alert funnel by region and period */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Indicators"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readIndicatorsCsv: {
        parameters: {
            query?: {
                /** @description Region in the caller’s own; default: all of that. */
                adminCode?: string;
                /** @description First day; default: since ever. */
                from?: string;
                /** @description Last day, inclusive; default: today (UTC+8). */
                to?: string;
                /** @description One row for the region, or one for each county or township in it that has figures. */
                level?: "region" | "county" | "township";
                /** @description Cuts the period at calendar months, quarters or years; 60 parts at most. */
                step?: "whole" | "month" | "quarter" | "year";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The same as a table: one line for each figure, header in Chinese and English, UTF-8 with a byte order mark */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readAlertStatistics: {
        parameters: {
            query?: {
                /** @description Region in the caller’s own; default: all of that. */
                adminCode?: string;
                /** @description First day; default: since ever. */
                from?: string;
                /** @description Last day, inclusive; default: today (UTC+8). */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The alert funnel, what is open, overdue and how old, and how often each rule was right */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertStatistics"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readOgcLanding: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OGC API – Features: where programs like QGIS and GDAL begin */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OgcLanding"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readOgcConformance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the service conforms to */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OgcConformance"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOgcCollections: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Alerts, patches and permits as collections of features */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OgcCollections"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readOgcCollection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One collection */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OgcCollection"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readOgcQueryables: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Properties that a filter may name, as JSON Schema */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OgcQueryables"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOgcItems: {
        parameters: {
            query?: {
                /** @description Four numbers with commas between, in `bbox-crs` (default CRS84). */
                bbox?: string;
                "bbox-crs"?: string;
                /** @description URI of the system to answer in; default CRS84. */
                crs?: string;
                /** @description An instant, a day, or an interval `from/to`; `..` is open. */
                datetime?: string;
                filter?: string;
                "filter-lang"?: "cql2-text" | "cql2-json";
                /** @description Of coordinates in `filter`; CRS84 only. */
                "filter-crs"?: string;
                /** @description Features a page, 1–1000; more is 1000. */
                limit?: number;
                /** @description Where to go on: `nextCursor` of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path: {
                collectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Features of a collection, a page of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": components["schemas"]["OgcFeatures"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readOgcItem: {
        parameters: {
            query?: {
                /** @description URI of the system to answer in; default CRS84. */
                crs?: string;
            };
            header?: never;
            path: {
                collectionId: string;
                featureId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One feature */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": components["schemas"]["OgcItem"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readAlertChip: {
        parameters: {
            query?: {
                /** @description One band (grey) or three (red, green, blue), by name. Default: natural colour, else the first bands. */
                bands?: string;
                /** @description `auto` (2nd to 98th percentile of each band over the whole scene) or `min,max` in physical units. */
                stretch?: string;
                /** @description Draw the outline of the alert. */
                outline?: string;
            };
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
                epoch: "before" | "after";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The place before or after the change, with the alert’s outline */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readSceneTile: {
        parameters: {
            query?: {
                /** @description One band (grey) or three (red, green, blue), by name. Default: natural colour, else the first bands. */
                bands?: string;
                /** @description `auto` (2nd to 98th percentile of each band over the whole scene) or `min,max` in physical units. */
                stretch?: string;
            };
            header?: never;
            path: {
                /** @description Identifier (UUID). */
                id: string;
                z: number;
                x: number;
                y: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Imagery, 256 × 256 pixels, Web Mercator */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readAlertTile: {
        parameters: {
            query?: {
                /** @description One or more of ecologicalRedlineBreach, basicFarmlandOccupied, worksAfterStopOrder, rebound, startedBeforeApproval, permitExpired, exceedsApprovedExtent, siteDisplaced, useDeviation, buildWithoutApproval, outsideGrowthBoundary, colourLineBreach, zoneConflict, useBeforeSupply, deviatesFromPermit, temporaryLandOverdue, agriFacilityMisuse, croplandToNonAgricultural, protectedVegetationLoss, waterFilled, rectificationNotDone, approvedUnused, quotaExceeded, with commas between. */
                kind?: string;
                /** @description One or more of low, medium, high, critical, with commas between. */
                severity?: string;
                /** @description One or more of new, deskReview, fieldVerification, determined, caseFiled, ordered, rectification, closeOut, closed, with commas between. */
                status?: string;
                /** @description Only alerts in this division and below. */
                adminCode?: string;
                caseNumber?: string;
                assigneeId?: string;
                /** @description Only alerts with a patch of at least this confidence, 0 to 1. */
                minConfidence?: number;
                /** @description Only alerts whose term has run out, or has not. */
                overdue?: "true" | "false";
                /** @description Only open alerts under supervision, or all others. */
                supervised?: "true" | "false";
                /** @description `false` leaves out what a silence in force hides. */
                silenced?: "true" | "false" | "any";
                /** @description Raised on this day (UTC+8) or later. */
                raisedFrom?: string;
                /** @description Raised on this day (UTC+8) or earlier. */
                raisedTo?: string;
                /** @description Only alerts that came as far as this stage. */
                reached?: "raised" | "taken" | "determined" | "violation" | "caseFiled" | "ordered" | "rectified" | "closedOut";
                /** @description One or more of violation, lawful, pseudoChange, unclear, with commas between. */
                outcome?: string;
            };
            header?: never;
            path: {
                z: number;
                x: number;
                y: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Alerts as vector tile */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.mapbox-vector-tile": string;
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readLayerTile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the layer: letters, digits, `_`, `-`, `.`; its versions share it. */
                id: string;
                /** @description Version, unique within the layer. */
                version: string;
                z: number;
                x: number;
                y: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A version of a plan layer as vector tile */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.mapbox-vector-tile": string;
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What happens, as server-sent events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process answers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Database and Redis answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Database and Redis answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus metrics */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description This document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readDocs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description This document as a page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readDocsAsset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                asset: "swagger-ui.css" | "swagger-ui-bundle.js" | "planwatch-docs.js";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A script or style of the documentation page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description What is wrong, where, what was found and what was expected. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
