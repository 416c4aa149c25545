/**
 * The page at the former address of the portal. It leads to the same page at the present one, with the secret of a mailed
 * link in the fragment, so that it stays in the browser.
 */

import {addressOf, takeLink} from '../link/link-reader.js';

const next = /** @type {HTMLAnchorElement} */ (document.querySelector('[data-next]'));
const {pathname, search} = location;
const link = takeLink();

// The host comes from the server's page, never from this address: "//elsewhere.example" stays a path.
const present = new URL(next.href);
next.href = present.origin + (link ? addressOf(link) : pathname + search);

// A change of language first keeps the link: browsers carry a fragment over a redirect.
if (link) {
  document.querySelectorAll('.rc-languages a').forEach((one) => {
    one.setAttribute('href', `${one.getAttribute('href')}#${link.secret}`);
  });
}
