import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
/** Where `npx vite --config viewer/vite.config.ts` finds the API during development. */
const apiDuringDevelopment = 'http://127.0.0.1:8080';

/** A page loads the parts of a group that it shows: tables are none of the triage's. Parts below so many bytes go with others. */
const BY_PAGE = { entriesAware: true, entriesAwareMergeThreshold: 20_000 };

export default defineConfig({
  root: here,
  base: '/',
  plugins: [react()],
  resolve: { conditions: ['planwatch-source', ...defaultClientConditions] },
  build: {
    outDir: '../dist/viewer',
    emptyOutDir: true,
    // The largest chunk is echarts, which is read when a chart is first shown.
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|react-router|scheduler)[\\/]/, priority: 3 },
            {
              name: 'leaflet',
              test: /node_modules[\\/](leaflet|leaflet\.markercluster|pbf|@mapbox)[\\/]/,
              priority: 3,
            },
            {
              name: 'antd',
              test: /node_modules[\\/](antd|@ant-design|@rc-component|rc-[^\\/]+|dayjs)[\\/]/,
              priority: 2,
              ...BY_PAGE,
            },
            { name: 'echarts', test: /node_modules[\\/](echarts|zrender)[\\/]/, priority: 2 },
            { name: 'vendor', test: /node_modules[\\/]/, priority: 1, ...BY_PAGE },
          ],
        },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(['/v1', '/tiles', '/docs', '/openapi.json'].map((path) => [path, apiDuringDevelopment])),
  },
});
