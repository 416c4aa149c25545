/**
 * A browser may keep a page as it was left, and show it again to the next user of the computer. This module hides such
 * a page as soon as it is left, and loads it anew.
 */

addEventListener('pagehide', ({persisted}) => {
  document.body.hidden = persisted;
});
addEventListener('pageshow', ({persisted}) => {
  if (persisted) {
    location.reload();
  }
});
