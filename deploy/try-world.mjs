// The services around a trial installation: a mail server that writes each mail into a folder, and an SMS gateway that
// accepts every message.
// node try-world.mjs FOLDER
import {writeFileSync} from 'node:fs';
import {createServer as createHttpServer} from 'node:http';
import {createServer} from 'node:net';

const [, , folder] = process.argv;
let mails = 0;

/** Answers one line outside a mail's content. */
function answerTo(line) {
  if (/^DATA/i.test(line)) {
    return '354 go on';
  }
  return /^QUIT/i.test(line) ? '221 bye' : '250 ok';
}

createServer((socket) => {
  let rest = '';
  let content = null;
  socket.setEncoding('latin1');
  socket.on('error', () => {});
  socket.write('220 try\r\n');
  socket.on('data', (text) => {
    const lines = (rest + text).split('\r\n');
    rest = lines.pop();
    for (const line of lines) {
      if (content === null) {
        content = /^DATA/i.test(line) ? [] : null;
        socket.write(`${answerTo(line)}\r\n`);
      } else if (line === '.') {
        writeFileSync(`${folder}/${String(mails += 1).padStart(3, '0')}`, content.join('\n'));
        content = null;
        socket.write('250 taken\r\n');
      } else {
        content.push(line);
      }
    }
  });
}).listen(25, '127.0.0.1');

createHttpServer((request, answer) => answer.end()).listen(26, '127.0.0.1');
