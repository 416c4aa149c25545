/**
 * The sender writes and sends a transfer: the page while documents are added, the message that is typed, and Verstuur,
 * which submits the transfer in one transaction ({@link nl.rijkscloud.compose.SubmitService}). Outsiders and staff
 * share it. Invariant: a transfer is submitted once; each later Verstuur only reports the present state. Everything
 * here is safe for use from any thread.
 */
package nl.rijkscloud.compose;
