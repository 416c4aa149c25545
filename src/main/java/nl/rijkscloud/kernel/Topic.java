package nl.rijkscloud.kernel;

/**
 * A kind of news on the {@link Bus}. {@code N} is an immutable record, passed by reference within this process.
 *
 * @param address the event bus address, e.g. {@code transfer.ended}
 * @param news the class of this news
 */
public record Topic<N>(String address, Class<N> news) {}
