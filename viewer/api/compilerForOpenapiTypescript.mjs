/**
 * openapi-typescript writes its output through the JavaScript compiler API, which TypeScript 7 no longer has.
 * This stands in for its `typescript` import with the compiler that @ts-morph/common bundles.
 */
import { ts } from '@ts-morph/common';

export default ts;
