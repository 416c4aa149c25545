/**
 * Writing and sending a transfer: what the sender's page shows while documents are added, the message that is typed,
 * and Verstuur, which submits the transfer in one transaction ({@link nl.rijkscloud.compose.SubmitService}). Outsiders
 * and staff share it. Invariant: a transfer is submitted once; each later Verstuur only reports how things stand.
 * Everything here is safe for use from any thread.
 */
package nl.rijkscloud.compose;
