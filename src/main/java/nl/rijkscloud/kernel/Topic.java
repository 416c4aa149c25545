package nl.rijkscloud.kernel;

/**
 * A question that one verticle answers: {@code Q} goes in, {@code R} comes out. Both are records, passed by reference
 * within this process.
 *
 * @param address the event bus address, e.g. {@code link.open}
 */
public record Topic<Q, R>(String address) {}
