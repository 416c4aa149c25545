package nl.rijkscloud.request;

/**
 * How far a request has come that may be answered several times.
 *
 * @param answers sent so far; @param open whether there is a transfer for another one
 */
public record RequestSeries(int answers, boolean open) {}
