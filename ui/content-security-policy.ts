import type { Plugin } from 'vite';

/**
 * What the page may load: its own script, style and font files, nothing else.
 * `connect-src` names the two addresses of Tauri's bridge; the network itself stays closed.
 */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  'connect-src ipc: http://ipc.localhost',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Only in builds: Vite's development server injects style elements that this policy refuses. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'coopol:content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}
