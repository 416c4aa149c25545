/**
 * A browser may keep a page as it was left, and show it again to whoever sits there next. This module hides such a page
 * from the moment at which it is left, and loads it anew.
 */

addEventListener('pagehide', ({persisted}) => {
  document.body.hidden = persisted;
});
addEventListener('pageshow', ({persisted}) => {
  if (persisted) {
    location.reload();
  }
});
