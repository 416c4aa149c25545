/**
 * Has documents looked at by a virus scanner while they are read back. A scanner that is away, slow or full makes a
 * document "not scanned", never clean. Inspections block and run on the custodian's threads; sockets belong to one
 * event loop of this room.
 */
package nl.rijkscloud.scan;
