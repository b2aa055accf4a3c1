import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig, type Plugin } from 'vite';
import { phoneShell } from './scripts/phone-shell.mjs';

/** The gateway that `vite` (hot reload) forwards to. */
const gateway = process.env.CITYWALL_GATEWAY ?? 'http://127.0.0.1:8080';
const pages = ['wall', 'desk', 'm'];

/** In development /wall means wall.html, as the gateway serves it in production. */
function prettyPages(): Plugin {
  return {
    name: 'citywall-pretty-pages',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const [path, query] = (request.url ?? '').split('?');
        const page = path === '/' ? 'wall' : pages.find((name) => path === `/${name}`);
        if (page) request.url = `/${page}.html${query ? `?${query}` : ''}`;
        next();
      });
    },
  };
}

export default defineConfig({
  appType: 'mpa',
  plugins: [vue(), prettyPages(), phoneShell()],
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    outDir: 'dist',
    assetsDir: 'assets',
    manifest: true,
    chunkSizeWarningLimit: 1300,
    rolldownOptions: {
      input: Object.fromEntries(
        pages.map((page) => [page, fileURLToPath(new URL(`${page}.html`, import.meta.url))]),
      ),
    },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    strictPort: true,
    proxy: { '/api': gateway, '/ws': { target: gateway, ws: true } },
  },
});
