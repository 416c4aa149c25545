/**
 * The page for an address that does not exist. A gateway that rewrites links may lead here with all of a link in the
 * address.
 */

import {addressOf, takeLink} from '../link/link-reader.js';

const link = takeLink();
if (link) {
  // Without this only the fragment might change, and nothing would be loaded.
  history.replaceState(null, '', '/');
  location.replace(addressOf(link));
}
