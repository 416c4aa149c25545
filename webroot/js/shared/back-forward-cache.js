/**
 * A browser may keep a page as it was left and show that again, also to whoever sits there next. Such a page is loaded anew, and what it showed is
 * hidden from the moment at which it is left.
 * @module
 */

addEventListener('pagehide', ({persisted}) => {
  document.body.hidden = persisted;
});
addEventListener('pageshow', ({persisted}) => {
  if (persisted) {
    location.reload();
  }
});
