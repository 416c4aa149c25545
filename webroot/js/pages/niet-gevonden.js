/**
 * The page for an unknown address. A gateway that rewrites links may lead here with a complete link in the address.
 */

import {addressOf, takeLink} from '../link/link-reader.js';

const link = takeLink();
if (link) {
  // Without this only the fragment might change, and nothing would be loaded.
  history.replaceState(null, '', '/');
  location.replace(addressOf(link));
}
