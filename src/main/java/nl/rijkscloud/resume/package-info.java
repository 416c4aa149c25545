/**
 * Resumes uploads: the page announces all chosen documents before it uploads them, so that the list outlives the page,
 * and compares the pieces of a file with those that the server has, so that it goes on with the same bytes. Invariant:
 * nothing here changes a byte or an offset; codes are made when they are asked for and stored nowhere. Services are
 * safe for use from any thread; {@link nl.rijkscloud.resume.PieceReader} blocks and belongs to one worker at a time.
 */
package nl.rijkscloud.resume;
