import {addressOf, takeLink} from '../link/link-reader.js';

// A gateway that rewrites links may have led here with all of a link in the address.
const link = takeLink();
if (link) {
  // Else a fragment would be all that changes, and nothing would be loaded.
  history.replaceState(null, '', '/');
  location.replace(addressOf(link));
}
