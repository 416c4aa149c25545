/**
 * "Voeg toe met uw telefoon": the page of an open transfer shows a QR code, and the phone that reads it adds documents.
 * The code holds a link of its own kind. It is made with the keys of the page's session, opens once and within ten
 * minutes, and dies with the upload link. Its holder adds documents and sees nothing of the transfer but its number.
 */
package nl.rijkscloud.phone;
