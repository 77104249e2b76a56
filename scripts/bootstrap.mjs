// Runs a command of the project on the project's own Node, installing first what is not there yet.
// Needs only the system's Node ≥ 20 and npm, so nothing here may use a dependency or newer syntax.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => join(root, ...parts);
const node = at('node_modules/node/bin/node');
const stamp = at('node_modules/.installed');

const COMMANDS = {
  start: [at('src/cli/main.ts'), 'sample'],
  test: [at('node_modules/vitest/vitest.mjs'), 'run'],
  bench: [at('bench/main.ts')],
  zhaoren: [at('src/cli/main.ts')],
};

function refuse(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { stdio: 'inherit', cwd: root, ...options });
  if (result.error) refuse(`无法执行 ${command}:${result.error.message}`);
  return result.status ?? 1;
}

/** What an installation depends on: when it changes, install again. */
function wanted() {
  return createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex');
}

function install() {
  const npm = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, process.env.npm_execpath]
    : ['npm'];
  process.stderr.write('正在安装依赖(首次运行,约半分钟)……\n');
  const args = [
    ...npm.slice(1),
    'install',
    '--no-save',
    '--include=dev',
    '--loglevel=error',
    '--no-audit',
    '--no-fund',
  ];
  // npm's own output goes to standard error: standard output belongs to the command.
  if (run(npm[0], args, { stdio: ['ignore', 2, 2] }) !== 0)
    refuse('依赖安装失败:请检查网络或 npm 源设置后重试。');
  // Where npm keeps packages from running install scripts, Node's own binary is still to be put in place.
  if (!existsSync(node))
    run(process.execPath, ['installArchSpecificPackage.js'], {
      cwd: at('node_modules/node'),
      stdio: ['ignore', 2, 2],
    });
  if (!existsSync(node)) refuse('未能安装 Node 24:请确认本机平台受支持(Linux 或 macOS)。');
  writeFileSync(stamp, wanted());
}

if (Number(process.versions.node.split('.')[0]) < 20)
  refuse(`需要 Node 20 或更高版本(当前 ${process.version}),请先升级。`);

const [name = '', ...rest] = process.argv.slice(2);
const command = COMMANDS[name];
if (!command) refuse(`未知命令 ${name}:可用 ${Object.keys(COMMANDS).join('、')}。`);

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted()) install();
// `zhaoren` works on files of the caller's own folder; everything else on the project's.
const cwd = name === 'zhaoren' ? process.cwd() : root;
process.exit(run(node, ['--disable-warning=ExperimentalWarning', ...command, ...rest], { cwd }));
