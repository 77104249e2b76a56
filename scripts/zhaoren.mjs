#!/usr/bin/env node
process.argv.splice(2, 0, 'zhaoren');
await import('./bootstrap.mjs');
