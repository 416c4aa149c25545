// Sends a document through a trial installation, from the form to the report of its delivery.
// node try-sending.mjs PORTAL FOLDER-OF-MAILS
import {readdirSync, readFileSync} from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';

const [, , portal, mails] = process.argv;
const patience = 60_000;
let cookie = '';

async function ask(method, path, status, body, headers = {}) {
  const answer = await fetch(portal + path, {
    method,
    body: typeof body === 'object' ? JSON.stringify(body) : body,
    headers: {...(typeof body === 'object' ? {'Content-Type': 'application/json'} : {}), Cookie: cookie, ...headers},
  });
  const text = await answer.text();
  if (answer.status !== status) {
    throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  }
  cookie = answer.headers.getSetCookie().find((set) => set.startsWith('__Host-session='))?.split(';')[0] ?? cookie;
  return {headers: answer.headers, json: text.startsWith('{') ? JSON.parse(text) : null};
}

async function until(what, look) {
  for (const end = Date.now() + patience; Date.now() < end; await sleep(200)) {
    const found = await look();
    if (found) {
      return found;
    }
  }
  throw new Error(`no ${what}`);
}

/** The newest mailed link to this page; mails are quoted-printable. */
function link(page) {
  return until(`mail with a link to ${page}`, () => readdirSync(mails).sort().reverse()
    .map((name) => readFileSync(`${mails}/${name}`, 'latin1').replaceAll('=\n', '').match(`/${page}/([\\w-]{22})#([\\w-]{43})`))
    .find((match) => match));
}

/** Opens a mailed link; the response names its transfer, and later calls name it too. */
async function open(page) {
  const [, id, secret] = await link(page);
  const {json} = await ask('POST', '/api/sessions', 200, {link: id, secret});
  return `?transfer=${json.transfer}`;
}

const content = 'Geachte mevrouw Smit,\n'.repeat(10_000);
await ask('POST', '/api/submissions', 202, {
  sender: {name: 'Jan Jansen', email: 'jan@ziekenhuis.example'}, contact: {name: 'Meldpunt', email: 'meldpunt@igj.nl'}, language: 'nl',
});
const sent = await open('verstuur');
const tus = {'Tus-Resumable': '1.0.0'};
const name = Buffer.from('brief.txt').toString('base64');
const created = await ask('POST', `/api/uploads${sent}`, 201, undefined, {...tus, 'Upload-Length': content.length, 'Upload-Metadata': `filename ${name}`});
await ask('PATCH', new URL(created.headers.get('location'), portal).pathname, 204, content, {
  ...tus, 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream',
});
await ask('POST', `/api/transfer/submit${sent}`, 200, {subject: 'Jaarstukken', reference: '2026-114', text: 'Zie bijlagen.'});
const reported = await open('rapportage');
await until('delivery', async () => (await ask('GET', `/api/report${reported}`, 200)).json.state === 'delivered');
